#include "config.h"

#include <glib/gstdio.h>

#include "base/seal.h"
#include "database.h"
#include "model/tables/table.h"
#include "money.h"
#include "store/engine/postgres/postgres.h"
#include "store/journal/check.h"
#include "store/journal/journal.h"
#include "store/office/centre.h"
#include "store/office/staff-store.h"
#include "store/office/standard-store.h"
#include "store/people/household-store.h"
#include "store/tables/statistics.h"

/* One main job, done on a file and on a server: what each says on the way, and every row that it leaves, must be the same. */
typedef struct {
  Fixture  desk;   /* not set up by the fixture: from an empty database on */
  GString *said;
} Side;

typedef struct {
  Side file, server;
} Desk;

/* What chance gives a centre is given to both alike. */
static const guint8 seal_key[NUAN_KEY_BYTES] = "0123456789abcdef0123456789abcde";

static void
side_open (Side *side, char *where)
{
  g_autoptr (GError) error = NULL;

  side->said = g_string_new ("");
  side->desk.path = where;
  side->desk.connection = nuan_connection_open (where, NUAN_OPEN_CREATE, &error);
  g_assert_no_error (error);
  nuan_connection_set_today (side->desk.connection, FIXTURE_TODAY);
}

static void
set_up (Desk *desk, gconstpointer unused)
{
  Fixture *file = &desk->file.desk, *server = &desk->server.desk;

  nuan_engine_register (&nuan_engine_postgres);
  file->folder = g_dir_make_tmp ("nuan-test-XXXXXX", NULL);
  side_open (&desk->file, g_build_filename (file->folder, "centre.db", NULL));
  server->database = database_create ("template0");
  side_open (&desk->server, database_address (server->database));
}

static void
side_close (Side *side)
{
  NuanStaff *people[] = { side->desk.admin, side->desk.intake, side->desk.review, side->desk.direct, side->desk.cash };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    nuan_staff_free (people[i]);
  nuan_connection_close (side->desk.connection);
  g_free (side->desk.path);
  g_string_free (side->said, TRUE);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (desk->file.desk.path, endings[i], NULL);

      g_unlink (path);
    }
  side_close (&desk->file);
  side_close (&desk->server);
  g_rmdir (desk->file.desk.folder);
  g_free (desk->file.desk.folder);
  database_drop (desk->server.desk.database);
  g_free (desk->server.desk.database);
}

static void G_GNUC_PRINTF (2, 3)
    say (Side *side, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (side->said, format, arguments);
  va_end (arguments);
  g_string_append_c (side->said, '\n');
}

static NuanStaff *
staff_new (gint64 id, const char *login, const char *name, guint roles)
{
  NuanStaff *staff = g_new0 (NuanStaff, 1);

  staff->id = id;
  staff->login = g_strdup (login);
  staff->name = g_strdup (name);
  staff->roles = roles;
  return staff;
}

static NuanStaff *
add_staff (Side *side, const char *login, const char *name, guint roles)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  fixture_begin (&side->desk);
  id = nuan_staff_store_add (side->desk.connection, side->desk.admin, login, name, roles, FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
  fixture_commit (&side->desk);
  return staff_new (id, login, name, roles);
}

static void
begin_centre (Side *side)
{
  const NuanCentre centre = { (char *) "试点县职工服务(帮扶)中心", (char *) "试点县总工会", (char *) "511102" };
  const NuanStaff nobody = { .login = (char *) "" };
  Fixture *desk = &side->desk;
  g_autoptr (GError) error = NULL;

  nuan_centre_found (desk->connection, &centre, "admin", "管理员", NUAN_ROLE_ADMIN, FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
  fixture_begin (desk);
  nuan_journal_open (desk->connection, &nobody, "test.key", &error);
  nuan_sql_run (desk->connection, &error, "UPDATE centre SET seal_key = ?", "z", seal_key);
  nuan_journal_wrote (desk->connection, "centre", 1);
  nuan_journal_close (desk->connection, "", NULL, &error);
  g_assert_no_error (error);
  fixture_commit (desk);

  desk->admin = staff_new (1, "admin", "管理员", NUAN_ROLE_ADMIN);
  desk->intake = add_staff (side, "intake", "王受理", NUAN_ROLE_INTAKE);
  desk->review = add_staff (side, "review", "李审核", NUAN_ROLE_REVIEW);
  desk->direct = add_staff (side, "direct", "赵主任", NUAN_ROLE_DIRECT);
  desk->cash = add_staff (side, "cash", "钱出纳", NUAN_ROLE_CASH);

  fixture_begin (desk);
  nuan_standard_store_set (desk->connection, desk->admin, "dibao", "1062", nuan_day_new (2025, 1, 1), &error);
  g_assert_no_error (error);
  fixture_commit (desk);
}

/* What a form is refused: the words and the place are part of the job. */
static void
try_the_same_person_twice (Side *side)
{
  g_autoptr (NuanHousehold) household = fixture_household (1);
  g_autoptr (GError) error = NULL;

  fixture_begin (&side->desk);
  g_assert_false (nuan_household_store_add (side->desk.connection, side->desk.intake, household, NULL, &error));
  fixture_rollback (&side->desk);
  say (side, "second file: %s", error->message);
}

static void
tell_fund (Side *side, gint64 fund_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanFund) fund = nuan_fund_store_read (side->desk.connection, fund_id, &error);

  g_assert_no_error (error);
  say (side, "fund: %" G_GINT64_FORMAT " received, %" G_GINT64_FORMAT " reserved, %" G_GINT64_FORMAT " paid, %" G_GINT64_FORMAT " free",
       fund->received_fen, fund->reserved_fen, fund->paid_fen, nuan_fund_get_free (fund));
}

static void
tell_receipt (Side *side, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanReceipt) receipt = nuan_receipt_store_read (side->desk.connection, number, &error);
  g_autofree char *code = nuan_receipt_store_code (side->desk.connection, receipt, 0, &error);

  g_assert_no_error (error);
  say (side, "receipt %s: %s %s %s %s by %s, %s", number, receipt->household_number, receipt->payee, receipt->amount_words, receipt->fund,
       receipt->cashier, code);
}

static void
tell_table (Side *side, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTable) table = nuan_statistics_fill (side->desk.connection, nuan_table_definition_load (id, &error), nuan_day_new (2025, 1, 1),
                                                      nuan_day_new (2025, 12, 31), NULL, NULL, &error);

  g_assert_no_error (error);
  say (side, "table %s: %u rows", id, table->rows->len);
  for (guint row = 0; row <= table->rows->len; row++)
    for (guint column = 0; column < table->definition->columns->len; column++)
      {
        const NuanCell *cells = row < table->rows->len ? table->rows->pdata[row] : table->total;

        if (cells != NULL)
          say (side, " %" G_GINT64_FORMAT " %s", cells[column].number, cells[column].text != NULL ? cells[column].text : "");
      }
}

static void
tell_all_tables (Side *side)
{
  g_auto (GStrv) ids = nuan_table_definition_list ();

  for (guint i = 0; ids[i] != NULL; i++)
    tell_table (side, ids[i]);
}

static void
sign_and_void (Side *side, const char *signed_number, const char *voided_number)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (&side->desk);
  g_assert_cmpint (nuan_receipt_store_count_print (side->desk.connection, side->desk.cash, signed_number, &error), ==, 0);
  nuan_receipt_store_sign (side->desk.connection, side->desk.cash, signed_number, &error);
  nuan_receipt_store_unsign (side->desk.connection, side->desk.cash, signed_number, &error);
  nuan_receipt_store_sign (side->desk.connection, side->desk.cash, signed_number, &error);
  g_assert_no_error (error);
  fixture_commit (&side->desk);
  money_void (&side->desk, voided_number);
}

static void
do_the_main_job (Side *side)
{
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (GError) error = NULL;
  Wish wish;

  begin_centre (side);
  wish = money_ready (&side->desk, "living,medical", 500000);
  try_the_same_person_twice (side);
  first = money_pay (&side->desk, &wish, "cash");
  tell_fund (side, wish.fund_id);
  second = money_pay (&side->desk, &wish, "card");
  money_approved (&side->desk, &wish);
  tell_receipt (side, first);
  tell_receipt (side, second);
  tell_all_tables (side);
  sign_and_void (side, first, second);
  tell_fund (side, wish.fund_id);
  tell_all_tables (side);

  wish.amount_fen = 9000000;
  try_draft (&side->desk, &wish, NULL, &error);
  say (side, "too much: %s", error->message);
}

/* Every row of TABLE in the order of its columns; hashes of passwords are salted by chance. */
static void
tell_rows (Side *side, const char *table, const char *columns)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s ORDER BY %s", columns, table, columns);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanStatement) row = nuan_statement_once (side->desk.connection, sql, "");
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);

  while (nuan_statement_next (row, &error))
    for (guint i = 0; names[i] != NULL; i++)
      say (side, "%s.%s %s", table, names[i], nuan_statement_is_null (row, (int) i) ? "NULL" : nuan_statement_text (row, (int) i));
  g_assert_no_error (error);
}

/* Names and columns as the file has them: test_twin.py tells that the server's are the same. */
static GPtrArray *
list_tables (NuanConnection *file)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NuanStatement) row = nuan_statement_once (file, "SELECT t.name, (SELECT group_concat (c.name, ', ') FROM pragma_table_info (t.name) c"
                                                             " WHERE c.name NOT IN ('password', 'seal_key', 'previous', 'hash', 'digest')"
                                                             "   AND NOT (t.name = 'version' AND c.name = 'content')) FROM sqlite_schema t"
                                                             " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
                                                             " AND t.name <> 'file_id' ORDER BY t.name", "");   /* a server has no file */
  g_autoptr (GError) error = NULL;

  while (nuan_statement_next (row, &error))
    g_ptr_array_add (tables, g_strjoin ("\t", nuan_statement_text (row, 0), nuan_statement_text (row, 1), NULL));
  g_assert_no_error (error);
  return tables;
}

static void
tell_everything (Desk *desk)
{
  g_autoptr (GPtrArray) tables = list_tables (desk->file.desk.connection);

  g_assert_cmpuint (tables->len, >=, 28);
  for (guint i = 0; i < tables->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (tables->pdata[i], "\t", 2);

      tell_rows (&desk->file, parts[0], parts[1]);
      tell_rows (&desk->server, parts[0], parts[1]);
    }
}

static void
assert_same (Desk *desk)
{
  g_auto (GStrv) file = g_strsplit (desk->file.said->str, "\n", -1);
  g_auto (GStrv) server = g_strsplit (desk->server.said->str, "\n", -1);

  for (guint i = 0; file[i] != NULL && server[i] != NULL; i++)
    g_assert_cmpstr (file[i], ==, server[i]);
  g_assert_cmpuint (g_strv_length (file), ==, g_strv_length (server));
}

static void
one_main_job_leaves_the_same_on_both (Desk *desk, gconstpointer unused)
{
  do_the_main_job (&desk->file);
  do_the_main_job (&desk->server);
  g_assert_nonnull (strstr (desk->file.said->str, "receipt 2025-000002: H2025-000001 张建国 人民币壹仟元整"));
  assert_same (desk);

  tell_everything (desk);
  assert_same (desk);
  g_assert_nonnull (strstr (desk->server.said->str, "payment_void.reason 发放对象有误"));
  g_assert_nonnull (strstr (desk->server.said->str, "journal.action payment.void"));
}

/* The hashes are of what stands in the rows: the chain of one is the chain of the other. */
static void
the_journal_of_a_server_is_whole (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gint64 rows = 0;

  do_the_main_job (&desk->server);
  g_assert_true (nuan_journal_verify (desk->server.desk.connection, problems, &rows, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpint (rows, >, 15);
}

static GPtrArray *
check (Side *side)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = nuan_check_run (side->desk.connection, NUAN_CHECK_ALL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return lines;
}

static void
the_check_looks_at_the_same_on_both (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) file = NULL, server = NULL;

  do_the_main_job (&desk->file);
  do_the_main_job (&desk->server);
  file = check (&desk->file);
  server = check (&desk->server);
  g_assert_cmpuint (file->len, ==, server->len);
  for (guint i = 0; i < file->len; i++)
    {
      const NuanCheckLine *one = file->pdata[i], *other = server->pdata[i];

      g_assert_cmpstr (one->code, ==, other->code);
      if (!g_str_equal (one->code, "integrity"))   /* counts pages */
        g_assert_cmpint (one->count, ==, other->count);
      g_assert_cmpstr (one->detail, ==, other->detail);
      g_assert_true (one->passed && other->passed);
    }
}

/* Each spoils something that another line of the check is about. */
static const struct { const char *sql, *code; } spoils[] = {
  { "UPDATE fund_balance SET paid_fen = paid_fen + 1", "balances" },
  { "UPDATE entry_movement SET bank_fen = bank_fen - 1, balance_fen = balance_fen - 1 WHERE id = 1", "chain" },
  { "UPDATE entry SET reverses = 1 WHERE kind = 'void'", "entries" },
  { "UPDATE receipt SET fund = 'x' WHERE id = 1", "receipts" },
  { "UPDATE receipt SET seq = 5 WHERE id = 2", "numbers" },
  { "UPDATE fund SET use_by = from_day", "dates" },
  { "UPDATE grants SET programme = 'study' WHERE id = 1", "purposes" },
  { "UPDATE grants SET state = 'refused' WHERE id = 3", "states" },
  { "UPDATE grants SET decided_by = drafted_by WHERE id = 2", "four-eyes" },
  { "UPDATE member SET open = 0 WHERE place = 1", "persons" },
  { "UPDATE household SET head_name = 'x'", "lists" },
  { "UPDATE journal SET detail = 'x' WHERE id = 3", "journal" },
  { "DELETE FROM search_key WHERE key = '张建国'", "search" },
};

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* In any order: neither engine promises one. Without the numbers: they are of rows, too, that name the journal, whose hashes are not the same (a password's salt is drawn). */
static char *
findings_of (const NuanCheckLine *line)
{
  g_auto (GStrv) findings = g_strsplit (line->detail, "; ", -1);

  for (guint i = 0; findings[i] != NULL; i++)
    findings[i][strcspn (findings[i], "[")] = '\0';

  qsort (findings, g_strv_length (findings), sizeof (char *), compare_texts);
  return g_strjoinv ("; ", findings);
}

static const NuanCheckLine *
find_line (GPtrArray *lines, const char *code)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((NuanCheckLine *) lines->pdata[i])->code, code))
      return lines->pdata[i];

  g_error ("no line %s", code);
}

static void
the_check_finds_the_same_on_both (Desk *desk, gconstpointer unused)
{
  g_autoptr (GString) sql = g_string_new ("");
  g_autoptr (GPtrArray) file = NULL, server = NULL;

  do_the_main_job (&desk->file);
  do_the_main_job (&desk->server);
  for (guint i = 0; i < G_N_ELEMENTS (spoils); i++)
    g_string_append_printf (sql, "%s;", spoils[i].sql);
  fixture_tamper (&desk->file.desk, sql->str);
  fixture_tamper (&desk->server.desk, sql->str);
  file = check (&desk->file);
  server = check (&desk->server);

  for (guint i = 0; i < G_N_ELEMENTS (spoils); i++)
    {
      const NuanCheckLine *one = find_line (file, spoils[i].code), *other = find_line (server, spoils[i].code);
      g_autofree char *found = findings_of (one), *found_there = findings_of (other);

      g_assert_cmpstr (found, !=, "");
      g_assert_cmpstr (found, ==, found_there);
      g_assert_cmpint (one->count, ==, other->count);
    }
}

#define BOTH_TEST(path, function) g_test_add ("/both/" path, Desk, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  BOTH_TEST ("one-main-job-leaves-the-same-on-both", one_main_job_leaves_the_same_on_both);
  BOTH_TEST ("the-journal-of-a-server-is-whole", the_journal_of_a_server_is_whole);
  BOTH_TEST ("the-check-looks-at-the-same-on-both", the_check_looks_at_the_same_on_both);
  BOTH_TEST ("the-check-finds-the-same-on-both", the_check_finds_the_same_on_both);
  return g_test_run ();
}
