#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "fixture.h"
#include "money.h"
#include "store/journal/check.h"
#include "store/journal/finding.h"
#include "store/demo/demo.h"
#include "store/engine/engine.h"

/* A small invented centre, made once; each test breaks a copy of it by hand, as somebody with a shell could. */
typedef struct
{
  char *folder, *path;
} Copy;

static char *template_folder, *template_path;

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from), target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
copy_set_up (Copy *copy, gconstpointer unused)
{
  copy->folder = g_dir_make_tmp ("nuan-check-XXXXXX", NULL);
  copy->path = g_build_filename (copy->folder, "centre.db", NULL);
  copy_file (template_path, copy->path);
}

static void
remove_file (const char *folder, const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
copy_tear_down (Copy *copy, gconstpointer unused)
{
  remove_file (copy->folder, copy->path);
  g_free (copy->folder);
  g_free (copy->path);
}

static GPtrArray *
run_classes (const char *path, NuanCheckClass classes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_READ, &error);
  GPtrArray *lines;

  g_assert_no_error (error);
  lines = nuan_check_run (connection, classes, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return lines;
}

static GPtrArray *
run_check (const char *path)
{
  return run_classes (path, NUAN_CHECK_ALL);
}

static const NuanCheckLine *
find_line (GPtrArray *lines, const char *code)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((NuanCheckLine *) lines->pdata[i])->code, code))
      return lines->pdata[i];

  return NULL;
}

static void
assert_fails (const char *path, const char *code)
{
  g_autoptr (GPtrArray) lines = run_check (path);
  const NuanCheckLine *line = find_line (lines, code);

  g_assert_nonnull (line);
  if (line->passed)
    g_error ("%s did not see it", code);
  g_assert_cmpuint (strlen (line->detail), >, 3);
  if (!g_str_equal (code, "schema") && !find_line (lines, "schema")->passed)
    g_error ("the guards are not back: %s", find_line (lines, "schema")->detail);
}

/* By hand ---------------------------------------------------------------------------------------------------------------------- */

static void
run (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (db), sql);
}

/* SQL of every trigger, to drop and to bring back. */
static void
read_guards (sqlite3 *db, GString *drop, GString *create)
{
  sqlite3_stmt *row = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid", -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      g_string_append_printf (drop, "DROP TRIGGER %s;", sqlite3_column_text (row, 0));
      g_string_append_printf (create, "%s;", sqlite3_column_text (row, 1));
    }
  sqlite3_finalize (row);
}

/* Without guards, foreign keys and checks; at least one row must change. */
static void
break_by_hand (const char *path, const char *sql)
{
  g_autoptr (GString) drop = g_string_new (""), create = g_string_new ("");
  sqlite3 *db = NULL;
  int before;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run (db, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;");
  read_guards (db, drop, create);
  run (db, drop->str);
  before = sqlite3_total_changes (db);
  run (db, sql);
  if (sqlite3_total_changes (db) == before)
    g_error ("nothing to break: %s", sql);
  run (db, create->str);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

typedef struct
{
  const char *line, *what, *sql;
} Break;

static const Break breaks[] = {
  { "integrity", "a value that its check forbids", "UPDATE centre SET region = '5'" },
  { "foreign-keys", "a file that names nobody", "UPDATE payment SET paid_by = 99 WHERE id = 3" },
  { "foreign-keys", "a member without a household", "UPDATE member SET household_id = 9999 WHERE id = (SELECT max (id) FROM member)" },

  { "journal", "a changed row", "UPDATE journal SET detail = 'nothing' WHERE id = 20" },
  { "journal", "the greatest number of all", "UPDATE journal SET id = 9223372036854775807 WHERE id = (SELECT max (id) FROM journal)" },
  { "journal", "the least number of all", "UPDATE journal SET id = -9223372036854775807 - 1 WHERE id = 1" },
  { "journal", "the row of a decision on a file", "DELETE FROM journal WHERE id = (SELECT max (journal_id) FROM household_reason)" },
  { "journal", "a removed row", "DELETE FROM journal WHERE id = 20" },
  { "journal", "an answer to a finding that nobody gave",
    "INSERT INTO finding_answer (id, finding, line, about, reason, answered_by, journal_id)"
    " VALUES (1, replace (hex (zeroblob (32)), '0', 'a'), 'lists', 'household 1', '已核', 3, 20)" },
  { "journal", "a cut tail", "DELETE FROM journal WHERE id >= (SELECT max (journal_id) FROM payment)" },

  { "caps", "an amount above the cap", "UPDATE grants SET amount_fen = 90000000 WHERE id = (SELECT min (id) FROM grants WHERE programme = 'living')" },
  { "caps", "a standard that was never set", "UPDATE standard SET from_day = '2001-01-01' WHERE id = 1" },
  { "caps", "a decision under a standard that is none", "UPDATE grants SET standards = replace (standards, 'living-months=12', 'living-months=0') WHERE programme = 'living'" },
  { "caps", "less paid by oneself than was helped", "UPDATE grants SET self_paid_fen = 1 WHERE programme = 'medical' AND state = 'paid'" },

  { "seals", "another payee", "UPDATE receipt SET payee = '李某' WHERE id = 3" },
  { "seals", "another amount", "UPDATE receipt SET amount_fen = amount_fen + 100 WHERE id = 4" },
  { "seals", "another code", "UPDATE receipt SET code = '0000000000' WHERE id = 5" },
  { "seals", "another key of the centre", "UPDATE centre SET seal_key = zeroblob (32)" },

  { "balances", "more paid than was", "UPDATE fund_balance SET paid_fen = paid_fen + 1 WHERE fund_id = 2" },
  { "balances", "money set free by nobody", "UPDATE fund_balance SET reserved_fen = reserved_fen + 1 WHERE fund_id = (SELECT max (fund_id) FROM fund_balance)" },
  { "balances", "a fund without figures", "DELETE FROM fund_balance WHERE fund_id = 3" },

  { "chain", "a holding that does not follow", "UPDATE entry_movement SET bank_fen = bank_fen + 1, balance_fen = balance_fen + 1 WHERE id = 12" },
  { "chain", "a number behind which there is none", "UPDATE entry_movement SET fund_seq = 9223372036854775807 WHERE id = 12" },
  { "chain", "a changed amount", "UPDATE entry_movement SET amount_fen = amount_fen + 1 WHERE id = 12" },
  { "chain", "a removed movement", "DELETE FROM entry_movement WHERE id = (SELECT max (id) - 20 FROM entry_movement)" },

  { "chain", "an entry without movements", "DELETE FROM entry_movement WHERE entry_id = 15" },
  { "chain", "the last movement of a fund", "DELETE FROM entry_movement WHERE id = (SELECT max (id) FROM entry_movement WHERE fund_id = 2)" },
  { "chain", "an entry that nothing moved",
    "INSERT INTO entry (id, fund_id, on_day, kind, memo, journal_id) SELECT max (id) + 1, 1, max (on_day), 'receive', '', 1 FROM entry" },
  { "chain", "movements that nobody counted", "UPDATE fund_balance SET movements = 0 WHERE fund_id = 2" },
  { "schema", "no centre", "DELETE FROM centre" },
  { "entries", "a removed entry", "DELETE FROM entry WHERE id = 15" },
  { "entries", "movements of another fund", "UPDATE entry SET fund_id = fund_id % 8 + 1 WHERE id = 15" },

  { "entries", "money received that is called returned", "UPDATE entry SET kind = 'return' WHERE id = (SELECT min (id) FROM entry WHERE kind = 'receive')" },
  { "entries", "an entry of another day than its journal row", "UPDATE entry SET on_day = '2001-01-01' WHERE id = (SELECT min (id) FROM entry WHERE kind = 'receive')" },
  { "receipts", "a payment with a proxy that its receipt does not know",
    "UPDATE payment SET proxy_name = 'x', proxy_id = 'x', proxy_relation = '20', proxy_reason = 'x' WHERE id = (SELECT min (id) FROM payment)" },
  { "receipts", "a receipt that names another journal row", "UPDATE receipt SET journal_id = 1 WHERE id = 3" },
  { "receipts", "a skipped reprint", "UPDATE receipt_print SET copy = copy + 1 WHERE id = 1" },
  { "receipts", "a payment without a receipt", "DELETE FROM receipt WHERE id = 5" },
  { "receipts", "a receipt over another amount", "UPDATE receipt SET amount_fen = amount_fen - 1 WHERE id = 6" },
  { "receipts", "a payment of another amount", "UPDATE payment SET amount_fen = amount_fen - 1 WHERE id = 6" },
  { "receipts", "a void without its entry", "UPDATE payment_void SET entry_id = 1 WHERE payment_id = (SELECT min (payment_id) FROM payment_void)" },
  { "receipts", "an entry without its payment", "DELETE FROM payment WHERE id = 7; DELETE FROM receipt WHERE payment_id = 7" },

  { "numbers", "a skipped number", "UPDATE receipt SET seq = seq + 1 WHERE id = (SELECT max (id) FROM receipt)" },
  { "numbers", "a year that does not begin with 1", "DELETE FROM receipt WHERE seq = 1 AND year = (SELECT max (year) FROM receipt)" },
  { "numbers", "a number of another year", "UPDATE receipt SET on_day = '2001-01-01' WHERE id = 9" },

  { "dates", "paid after the use-by date", "UPDATE fund SET use_by = from_day WHERE id = (SELECT fund_id FROM payment WHERE id = (SELECT max (id) FROM payment))" },
  { "dates", "paid before the approval", "UPDATE grants SET decided_on = '2099-01-01' WHERE id = (SELECT grant_id FROM payment WHERE id = 8)" },
  { "dates", "paid outside the period", "UPDATE payment SET on_day = '2001-01-01' WHERE id = 8" },

  { "purposes", "a programme that the fund does not allow", "UPDATE grants SET programme = 'legal' WHERE id = 10" },
  { "purposes", "somebody of another household", "UPDATE grants SET member_id = (SELECT max (m.id) FROM member m WHERE m.household_id <> grants.household_id) WHERE id = 10" },

  { "states", "a removed grant", "DELETE FROM grants WHERE state = 'draft'" },
  { "states", "the tail of the journal is cut", "DELETE FROM journal WHERE id >= (SELECT max (id) FROM journal WHERE action = 'grant.add')" },
  { "states", "approved by nobody", "DELETE FROM journal WHERE id = (SELECT max (id) FROM journal WHERE action = 'grant.approve')" },
  { "states", "the greatest number of all", "UPDATE grants SET id = 9223372036854775807 WHERE id = (SELECT max (id) FROM grants)" },
  { "entries", "kinds that there are none of", "UPDATE entry SET kind = 'zz'" },
  { "states", "approved, yet a draft", "UPDATE grants SET state = 'draft' WHERE state = 'approved'" },
  { "states", "a receipt to sign that does not exist", "INSERT INTO to_sign (receipt_id) VALUES (99999999)" },
  { "states", "paid, yet approved again", "UPDATE grants SET state = 'approved' WHERE id = (SELECT grant_id FROM payment WHERE id = 9)" },
  { "states", "paid without a payment", "UPDATE grants SET state = 'paid' WHERE state = 'draft'" },
  { "states", "in force without an assessment", "DELETE FROM assessment WHERE household_id = 4" },
  { "states", "a receipt that waits for nobody", "DELETE FROM to_sign" },
  { "states", "a signed receipt that waits", "INSERT INTO to_sign (receipt_id) VALUES (1)" },
  { "states", "a payment of somebody else's grant", "UPDATE payment SET household_id = household_id + 1 WHERE id = 9" },

  { "four-eyes", "another drafter than the journal knows", "UPDATE grants SET drafted_by = 6 WHERE id = 11" },
  { "four-eyes", "another cashier than the journal knows", "UPDATE payment SET paid_by = 6 WHERE id = 9" },
  { "persons", "a number that would be given again", "UPDATE counter SET value = 0" },
  { "schema", "an account taken away", "DELETE FROM account WHERE code = 'aid:legal'" },
  { "four-eyes", "approved by whoever drafted", "UPDATE grants SET drafted_by = decided_by WHERE id = 11" },
  { "four-eyes", "paid by whoever approved", "UPDATE payment SET paid_by = (SELECT decided_by FROM grants g WHERE g.id = grant_id) WHERE id = 9" },
  { "four-eyes", "confirmed by whoever wrote", "UPDATE assessment SET confirmed_by = drafted_by WHERE id = 3" },

  { "digests", "another reason of an approval", "UPDATE assessment SET reason = '另有原因' WHERE id = 3" },
  { "digests", "a print that nobody made", "INSERT INTO receipt_print SELECT max (id) + 1, 1, 7, 1, 9 FROM receipt_print" },
  { "digests", "a signature taken away", "DELETE FROM receipt_signature WHERE receipt_id = 3" },
  { "digests", "a version rewritten", "UPDATE version SET content = content || ' ' WHERE thing = 'grants' AND id = 5" },
  { "versions", "another card", "UPDATE member SET card = '6217000000000000000' WHERE id = 5" },
  { "versions", "an income taken away", "DELETE FROM household_amount WHERE household_id = 4" },
  { "versions", "more roles", "UPDATE staff SET roles = 63 WHERE login = 'cash'" },
  { "versions", "staff that nobody added", "INSERT INTO staff (id, login, name, roles, password) SELECT 99, 'ghost', '鬼', 4, password FROM staff WHERE id = 1" },
  { "versions", "a unit taken away", "DELETE FROM unit WHERE id = (SELECT max (id) FROM unit)" },
  { "versions", "a counter set back", "UPDATE counter SET value = 1" },
  { "versions", "another name of the centre", "UPDATE centre SET name = '别处'" },
  { "versions", "longer terms of a fund", "UPDATE fund SET use_by = '2099-12-31' WHERE id = 1" },

  { "persons", "a household without a head", "UPDATE member SET relation = '20' WHERE relation = '02' AND household_id = 3" },
  { "persons", "an open member of a closed file", "UPDATE member SET open = 1 WHERE household_id = (SELECT min (id) FROM household WHERE state = 'closed')" },
  { "persons", "a member nobody sees", "UPDATE member SET open = 0 WHERE id = (SELECT max (id) FROM member WHERE open = 1)" },

  { "names", "a unit written otherwise", "INSERT INTO unit (id, name, sort_key) SELECT 900, substr (name, 1, 2) || ' ' || substr (name, 3), 'x' FROM unit WHERE id = 2" },
  { "names", "a fund written otherwise", "UPDATE fund SET name = (SELECT name || '．' FROM fund WHERE id = 1) WHERE id = 2" },
  { "names", "a unit of digits", "UPDATE unit SET name = '123' WHERE id = 2" },
  { "names", "a fund that nobody sees", "UPDATE fund SET name = char (8203) WHERE id = 1" },
  { "names", "somebody at the desk of digits", "UPDATE staff SET name = '7' WHERE id = 2" },
  { "names", "a member of a font's own sign", "UPDATE member SET name = name || char (57344) WHERE id = 5" },

  { "lists", "a wrong number of members", "UPDATE household SET member_count = member_count + 1 WHERE id = 3" },
  { "lists", "another head", "UPDATE household SET head_name = '某某' WHERE id = 3" },
  { "lists", "another last help", "UPDATE household SET last_help = '2001-01-01' WHERE id = 3" },
  { "lists", "another sum of the year", "UPDATE household SET help_fen = help_fen + 1 WHERE id = 3" },
};

static void
line_sees_its_break (Copy *copy, gconstpointer data)
{
  const Break *one = data;

  break_by_hand (copy->path, one->sql);
  assert_fails (copy->path, one->line);
}

static void
every_line_has_a_break (Copy *copy, gconstpointer unused)
{
  g_autoptr (GPtrArray) lines = run_check (copy->path);

  for (guint i = 0; i < lines->len; i++)
    {
      const char *code = ((NuanCheckLine *) lines->pdata[i])->code;
      gboolean tried = g_str_equal (code, "schema") || g_str_equal (code, "file") || g_str_equal (code, "search");   /* below */

      for (guint j = 0; j < G_N_ELEMENTS (breaks); j++)
        tried = tried || g_str_equal (breaks[j].line, code);
      if (!tried)
        g_error ("nothing breaks the line %s", code);
    }
}

static void
sound_file_passes_line_by_line (Copy *copy, gconstpointer unused)
{
  g_autoptr (GPtrArray) lines = run_check (copy->path);

  g_assert_cmpuint (lines->len, ==, 22);
  for (guint i = 0; i < lines->len; i++)
    {
      const NuanCheckLine *line = lines->pdata[i];

      if (!line->passed)
        g_error ("%s: %s", line->code, line->detail);
      g_assert_cmpint (line->count, >, 0);
      g_assert_cmpuint (strlen (line->title), >, 4);
      g_assert_cmpstr (line->detail, ==, "");
    }
}

static void
class_runs_its_own_lines (Copy *copy, gconstpointer unused)
{
  static const char *const whole[] = { "integrity", "foreign-keys", "schema", "chain" };
  g_autoptr (NuanConnection) connection = nuan_connection_open (copy->path, NUAN_OPEN_READ, NULL);
  g_autoptr (GPtrArray) first = nuan_check_run (connection, NUAN_CHECK_WHOLE, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) second = nuan_check_run (connection, NUAN_CHECK_AUDIT, NULL, NULL, NULL, NULL);

  g_assert_cmpuint (first->len, ==, G_N_ELEMENTS (whole));
  for (guint i = 0; i < first->len; i++)
    g_assert_cmpstr (((NuanCheckLine *) first->pdata[i])->code, ==, whole[i]);
  g_assert_cmpuint (second->len, ==, 22 - first->len);
  for (guint i = 0; i < second->len; i++)
    g_assert_cmpint (((NuanCheckLine *) second->pdata[i])->check_class, ==, NUAN_CHECK_AUDIT);
}

static void
whole_file_is_told_from_a_broken_one (Copy *copy, gconstpointer unused)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (copy->path, NUAN_OPEN_READ, NULL);
  g_autoptr (NuanConnection) broken = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_check_whole (connection, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  break_by_hand (copy->path, "UPDATE entry_movement SET amount_fen = amount_fen + 1 WHERE id = 12");
  broken = nuan_connection_open (copy->path, NUAN_OPEN_READ, NULL);
  g_assert_false (nuan_check_whole (broken, NULL, NULL, NULL, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_STORAGE);
}

static void
new_file_passes (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) lines = run_check (fixture->path);

  for (guint i = 0; i < lines->len; i++)
    g_assert_true (((NuanCheckLine *) lines->pdata[i])->passed);
}

static void
shell (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run (db, sql);
  sqlite3_close (db);
}

static void
schema_sees_what_is_gone_changed_or_new (Copy *copy, gconstpointer unused)
{
  static const char *const changes[] = {
    "DROP TRIGGER payment_delete",
    "DROP INDEX member_phone",
    "CREATE TABLE note (text)",
    "DROP TRIGGER entry_update; CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN SELECT 1; END",
    "DROP VIEW posting",
    "ALTER TABLE household ADD COLUMN extra TEXT",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s-%u", copy->path, i);

      copy_file (template_path, path);
      shell (path, changes[i]);
      assert_fails (path, "schema");
      g_unlink (path);
    }
}

/* Nothing further can be asked, and nothing aborts. */
static void
file_without_a_column_ends_with_the_schema (Copy *copy, gconstpointer unused)
{
  g_autoptr (GPtrArray) lines = NULL;

  shell (copy->path, "PRAGMA legacy_alter_table = ON; PRAGMA foreign_keys = OFF; ALTER TABLE receipt RENAME TO paper");
  lines = run_check (copy->path);
  g_assert_false (find_line (lines, "schema")->passed);
  g_assert_null (find_line (lines, "seals"));
}

static void
file_sees_that_others_may_read (Copy *copy, gconstpointer unused)
{
  g_assert_cmpint (g_chmod (copy->path, 0644), ==, 0);
  assert_fails (copy->path, "file");
}

static void
integrity_sees_a_damaged_page (Copy *copy, gconstpointer unused)
{
  g_autofree char *noise = g_strnfill (2000, 'x');
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  off_t offset;
  int fd;

  g_assert_cmpint (sqlite3_open (copy->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT rootpage FROM sqlite_schema WHERE name = 'member_card'", -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  offset = (sqlite3_column_int64 (row, 0) - 1) * 4096;
  sqlite3_finalize (row);
  sqlite3_close (db);

  fd = g_open (copy->path, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (pwrite (fd, noise, 2000, offset + 1000), ==, 2000);
  close (fd);
  assert_fails (copy->path, "integrity");
}

static void
many_problems_are_counted_not_listed (Copy *copy, gconstpointer unused)
{
  g_autoptr (GPtrArray) lines = NULL;

  break_by_hand (copy->path, "UPDATE household SET member_count = 9");
  lines = run_check (copy->path);
  g_assert_cmpuint (strlen (find_line (lines, "lists")->detail), <, 300);
}

/* Keys are a cache. */
static void
other_search_keys_are_a_remark (Copy *copy, gconstpointer unused)
{
  static const char *const changes[] = {
    "UPDATE search_key SET member_id = 6 WHERE member_id = 5 AND key = (SELECT min (key) FROM search_key WHERE member_id = 5)",
    "DELETE FROM search_key WHERE member_id = 5",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GPtrArray) lines = NULL;
      const NuanCheckLine *line;

      break_by_hand (copy->path, changes[i]);
      lines = run_check (copy->path);
      line = find_line (lines, "search");
      g_assert_true (line->passed);
      g_assert_nonnull (strstr (line->detail, "search rebuild"));
    }
}

/* A file in which a director of the demo may answer: what is wrong is nobody's act. */
static void
a_remark_closes_one_finding_and_no_other (Copy *copy, gconstpointer unused)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (NuanConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  const NuanStaff direct = { .id = 4, .login = (char *) "direct", .name = (char *) "x", .roles = NUAN_ROLE_DIRECT };
  const NuanCheckFinding *finding;

  break_by_hand (copy->path, "UPDATE household SET help_fen = help_fen + 1 WHERE id IN (3, 4)");
  before = run_check (copy->path);
  g_assert_cmpuint (find_line (before, "lists")->findings->len, ==, 2);
  finding = g_ptr_array_index (find_line (before, "lists")->findings, 0);
  g_assert_true (finding == nuan_check_find (before, finding->number, &error));
  g_assert_cmpuint (strlen (finding->number), ==, 16);

  connection = nuan_connection_open (copy->path, NUAN_OPEN_WRITE, NULL);
  g_assert_true (nuan_connection_exec (connection, "BEGIN IMMEDIATE", NULL));
  nuan_check_answer (connection, &direct, finding, "known", &error);
  g_assert_no_error (error);
  g_assert_false (nuan_check_answer (connection, &direct, finding, "again", &error));
  g_assert_true (nuan_connection_exec (connection, "COMMIT", NULL));

  after = run_check (copy->path);
  g_assert_false (find_line (after, "lists")->known);
  g_assert_cmpstr (((NuanCheckFinding *) find_line (after, "lists")->findings->pdata[0])->reason, ==, "known");
  g_assert_null (((NuanCheckFinding *) find_line (after, "lists")->findings->pdata[1])->reason);
  g_assert_true (find_line (after, "journal")->passed);
}

/* What a finding is about is spoilt and answered; then what it is compared with: another number, and no answer. */
static const struct
{
  const char *line, *about, *first, *then;
} spoilt_again[] = {
  { "balances", "fund 2", "UPDATE fund_balance SET paid_fen = paid_fen + 1 WHERE fund_id = 2",
    "UPDATE entry_movement SET amount_fen = amount_fen + 5 WHERE id = (SELECT max (id) FROM entry_movement WHERE fund_id = 2)" },
  { "balances", "fund 2", "UPDATE fund_balance SET paid_fen = paid_fen + 1 WHERE fund_id = 2",
    "DELETE FROM entry_movement WHERE id = (SELECT max (id) FROM entry_movement WHERE fund_id = 2)" },
  { "balances", "fund 2", "UPDATE fund_balance SET paid_fen = paid_fen + 1 WHERE fund_id = 2",
    "UPDATE grants SET amount_fen = amount_fen + 1, fund_id = 2 WHERE id = (SELECT min (id) FROM grants WHERE state = 'approved')" },
  { "chain", "movement 12", "UPDATE entry_movement SET amount_fen = amount_fen + 1 WHERE id = 12",
    "UPDATE entry_movement SET cash_fen = cash_fen + 1, balance_fen = balance_fen + 1 WHERE id = (SELECT max (p.id) FROM entry_movement p"
    " JOIN entry_movement m ON m.fund_id = p.fund_id WHERE m.id = 12 AND p.id < 12)" },
  { "chain", "entry 15", "DELETE FROM entry_movement WHERE entry_id = 15", "UPDATE entry SET memo = memo || '.' WHERE id = 15" },
  { "chain", "fund 2", "DELETE FROM entry_movement WHERE id = (SELECT max (id) FROM entry_movement WHERE fund_id = 2)",
    "DELETE FROM entry_movement WHERE id = (SELECT max (id) FROM entry_movement WHERE fund_id = 2)" },
  { "entries", "entry 15", "UPDATE entry SET fund_id = fund_id % 8 + 1 WHERE id = 15", "UPDATE journal SET action = 'x' WHERE id = (SELECT journal_id FROM entry WHERE id = 15)" },
  { "entries", "entry 15", "DELETE FROM entry WHERE id = 15", "DELETE FROM entry WHERE id = 16" },
  { "entries", "entry 16", "UPDATE entry SET reverses = 1 WHERE id = 16", "UPDATE entry_movement SET amount_fen = amount_fen + 1 WHERE entry_id = 1" },
  { "entries", "entry 16", "UPDATE entry SET reverses = 1 WHERE id = 16", "UPDATE entry SET memo = memo || '.' WHERE id = 1" },
  { "receipts", "payment 6", "UPDATE receipt SET amount_fen = amount_fen - 1 WHERE payment_id = 6",
    "UPDATE fund SET name = name || '.' WHERE id = (SELECT fund_id FROM payment WHERE id = 6)" },
  { "receipts", "payment 6", "UPDATE receipt SET amount_fen = amount_fen - 1 WHERE payment_id = 6",
    "UPDATE journal SET detail = '' WHERE id = (SELECT journal_id FROM payment WHERE id = 6)" },
  { "receipts", "void of payment", "UPDATE payment_void SET on_day = '2001-01-01' WHERE payment_id = (SELECT min (payment_id) FROM payment_void)",
    "UPDATE entry SET on_day = '2002-01-01' WHERE id = (SELECT entry_id FROM payment_void WHERE payment_id = (SELECT min (payment_id) FROM payment_void))" },
  { "receipts", "receipt row", "UPDATE receipt_print SET copy = copy + 1 WHERE id = 1",
    "UPDATE receipt_print SET copy = copy + 1 WHERE id = 1" },
  { "numbers", "year", "DELETE FROM receipt WHERE id = 5", "DELETE FROM receipt WHERE id = 9" },
  { "numbers", "year", "DELETE FROM receipt WHERE id = 5", "DELETE FROM receipt WHERE id = 6" },
  { "numbers", "receipt", "UPDATE receipt SET on_day = '2001-01-01' WHERE id = 9",
    "UPDATE journal SET subject = 'x' WHERE id = (SELECT journal_id FROM receipt WHERE id = 9)" },
  { "dates", "payment 8", "UPDATE payment SET on_day = '2001-01-01' WHERE id = 8",
    "UPDATE fund SET from_day = '2002-01-01' WHERE id = (SELECT fund_id FROM payment WHERE id = 8)" },
  { "dates", "payment 8", "UPDATE payment SET on_day = '2001-01-01' WHERE id = 8",
    "UPDATE grants SET decided_on = '2002-01-01' WHERE id = (SELECT grant_id FROM payment WHERE id = 8)" },
  { "purposes", "grant 10", "UPDATE grants SET programme = 'legal' WHERE id = 10",
    "DELETE FROM fund_programme WHERE fund_id = (SELECT fund_id FROM grants WHERE id = 10) AND programme = 'living'" },
  { "purposes", "grant 10", "UPDATE grants SET programme = 'legal' WHERE id = 10",
    "UPDATE member SET name = name || '.' WHERE id = (SELECT member_id FROM grants WHERE id = 10)" },
  { "states", "grant 9", "DELETE FROM journal WHERE subject = 'grant:9' AND action = 'grant.approve'",
    "UPDATE journal SET staff_id = 6 WHERE subject = 'grant:9' AND action = 'grant.add'" },
  { "states", "receipt", "INSERT INTO to_sign (receipt_id) VALUES (1)", "DELETE FROM receipt_signature WHERE receipt_id = 1;"
                                                                        "INSERT INTO payment_void (payment_id, on_day, reason, voided_by, entry_id, journal_id) SELECT payment_id, '2025-01-01', 'x', 4, -1, 1 FROM receipt WHERE id = 1" },
  { "four-eyes", "grant 11", "UPDATE grants SET drafted_by = 6 WHERE id = 11", "UPDATE journal SET staff_id = 5 WHERE subject = 'grant:11' AND action = 'grant.add'" },
  { "four-eyes", "payment 9", "UPDATE payment SET paid_by = 6 WHERE id = 9",
    "UPDATE journal SET staff_id = 5, detail = 'x' WHERE id = (SELECT journal_id FROM payment WHERE id = 9)" },
  { "four-eyes", "assessment 3", "UPDATE assessment SET confirmed_by = drafted_by WHERE id = 3",
    "UPDATE journal SET staff_id = 1 WHERE id = (SELECT journal_id FROM assessment WHERE id = 3)" },
  { "names", "unit 900", "INSERT INTO unit (id, name, sort_key) SELECT 900, substr (name, 1, 2) || ' ' || substr (name, 3), 'x' FROM unit WHERE id = 2",
    "UPDATE unit SET name = name || '.' WHERE id = 900" },
  { "names", "staff 2", "UPDATE staff SET name = '7' WHERE id = 2", "UPDATE staff SET name = '8' WHERE id = 2" },
  { "persons", "household", "UPDATE counter SET value = 0 WHERE name = (SELECT min (name) FROM counter WHERE name LIKE 'household-%')",
    "UPDATE counter SET value = -1 WHERE name = (SELECT min (name) FROM counter WHERE name LIKE 'household-%')" },
  { "persons", "member", "UPDATE member SET open = 0 WHERE id = (SELECT max (id) FROM member WHERE open = 1)",
    "UPDATE household SET state = 'returned' WHERE id = (SELECT household_id FROM member WHERE id = (SELECT max (id) FROM member WHERE open = 0 AND removed = 0"
    " AND household_id NOT IN (SELECT id FROM household WHERE state IN ('refused', 'closed'))))" },
  { "persons", "member", "DROP INDEX member_person; UPDATE member SET id_number = 'x' WHERE id IN (5, 6)", "UPDATE member SET name = name || '.' WHERE id = 5" },
  { "lists", "household", "UPDATE household SET help_fen = help_fen + 1 WHERE id = (SELECT min (household_id) FROM payment)",
    "UPDATE payment SET amount_fen = amount_fen + 3 WHERE household_id = (SELECT min (household_id) FROM payment)" },
  { "lists", "household", "UPDATE household SET help_fen = help_fen + 1 WHERE id = (SELECT min (household_id) FROM payment)",
    "INSERT INTO payment_void (payment_id, on_day, reason, voided_by, entry_id, journal_id) SELECT max (id), '2025-01-01', 'x', 4, -1, 1 FROM payment"
    " WHERE household_id = (SELECT min (household_id) FROM payment) AND id NOT IN (SELECT payment_id FROM payment_void)" },
  { "caps", "grant", "UPDATE grants SET amount_fen = 90000000 WHERE id = (SELECT max (id) FROM grants WHERE programme = 'living' AND state = 'paid')",
    "UPDATE grants SET state = 'paid', programme = 'living', household_id = (SELECT household_id FROM grants WHERE amount_fen = 90000000),"
    " standards = (SELECT standards FROM grants WHERE amount_fen = 90000000), decided_on = '2001-01-01', amount_fen = 1"
    " WHERE id = (SELECT min (id) FROM grants WHERE state = 'draft');"
    "UPDATE payment SET on_day = '2001-01-01' WHERE grant_id = (SELECT id FROM grants WHERE amount_fen = 90000000)" },
  { "caps", "standard 1", "UPDATE standard SET from_day = '2001-01-01' WHERE id = 1", "UPDATE journal SET subject = 'x' WHERE id = (SELECT journal_id FROM standard WHERE id = 1)" },
  { "journal", "journal row 20", "DELETE FROM journal WHERE id = 20", "UPDATE journal SET detail = 'x' WHERE id = 21" },
  { "journal", "journal rows 20 to 22", "DELETE FROM journal WHERE id IN (20, 21, 22)", "UPDATE journal SET detail = 'x' WHERE id = 23" },
  { "journal", "journal rows 20 to 22", "DELETE FROM journal WHERE id IN (20, 21, 22)", "UPDATE journal SET detail = 'x' WHERE id = 19" },
  { "foreign-keys", "payment:3", "UPDATE payment SET paid_by = 99 WHERE id = 3", "UPDATE payment SET paid_by = 98 WHERE id = 3" },
};

/* The first finding of the line CODE about ABOUT…; NULL. */
static const NuanCheckFinding *
find_about (GPtrArray *lines, const char *code, const char *about)
{
  const NuanCheckLine *line = find_line (lines, code);

  for (guint i = 0; i < line->findings->len; i++)
    if (g_str_has_prefix (((NuanCheckFinding *) line->findings->pdata[i])->about, about))
      return line->findings->pdata[i];

  return NULL;
}

static void
answer_as (const char *path, gint64 staff_id, const NuanCheckFinding *finding, GError **error)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, NULL);
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT login FROM staff WHERE id = ?", "i", staff_id);
  NuanStaff actor = { .id = staff_id, .name = (char *) "x", .roles = NUAN_ROLE_DIRECT };
  g_autofree char *login = NULL;

  g_assert_true (nuan_statement_next (row, NULL));
  actor.login = login = nuan_statement_dup (row, 0);
  g_clear_pointer (&row, nuan_statement_end);
  g_assert_true (nuan_connection_exec (connection, "BEGIN IMMEDIATE", NULL));
  g_assert_true (nuan_connection_exec (connection, nuan_check_answer (connection, &actor, finding, "known", error) ? "COMMIT" : "ROLLBACK", NULL));
}

/* Somebody who never did anything in the file; all are directors. */
#define STRANGER 77
#define ADD_STRANGER "INSERT INTO staff (id, login, name, roles, password) VALUES (77, 'stranger', 'x', 4, 'x'); UPDATE staff SET roles = 4;"

/* Only the class of the line. */
static GPtrArray *
run_class_of (const char *path, const char *code)
{
  return run_classes (path, g_str_equal (code, "chain") || g_str_equal (code, "foreign-keys") ? NUAN_CHECK_WHOLE : NUAN_CHECK_AUDIT);
}

static void
what_is_compared_with_is_part_of_the_number (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autofree char *first = g_strconcat (ADD_STRANGER, spoilt_again[i].first, NULL);
  g_autoptr (GPtrArray) before = NULL, answered = NULL, after = NULL;
  const NuanCheckFinding *finding, *again;
  g_autoptr (GError) error = NULL;
  Copy copy;

  copy_set_up (&copy, NULL);
  break_by_hand (copy.path, first);
  before = run_class_of (copy.path, spoilt_again[i].line);
  finding = find_about (before, spoilt_again[i].line, spoilt_again[i].about);
  if (finding == NULL)
    g_error ("not found: %s", find_line (before, spoilt_again[i].line)->detail);

  answer_as (copy.path, STRANGER, finding, &error);
  g_assert_no_error (error);
  answered = run_class_of (copy.path, spoilt_again[i].line);
  again = find_about (answered, spoilt_again[i].line, finding->about);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->digest, ==, finding->digest);
  g_assert_cmpstr (again->reason, ==, "known");

  break_by_hand (copy.path, spoilt_again[i].then);
  after = run_class_of (copy.path, spoilt_again[i].line);
  again = find_about (after, spoilt_again[i].line, finding->about);
  if (again == NULL)
    g_error ("gone: %s", find_line (after, spoilt_again[i].line)->detail);
  g_assert_cmpstr (again->number, !=, finding->number);
  g_assert_null (again->reason);
  g_assert_false (find_line (after, spoilt_again[i].line)->known);
  copy_tear_down (&copy, NULL);
}

/* WHO, a number of staff, did what the finding is about, or acted on the same subject; somebody else answers it. */
static const struct
{
  const char *line, *about, *sql, *who;
} own_acts[] = {
  { "chain", "movement 12", "UPDATE entry_movement SET amount_fen = amount_fen + 1 WHERE id = 12",
    "SELECT j.staff_id FROM entry_movement m JOIN entry e ON e.id = m.entry_id JOIN journal j ON j.id = e.journal_id WHERE m.id = 12" },
  { "chain", "movement 12", "UPDATE entry_movement SET amount_fen = amount_fen + 1 WHERE id = 12; DELETE FROM entry WHERE id = (SELECT entry_id FROM entry_movement WHERE id = 12)",
    "SELECT j.staff_id FROM entry_movement m JOIN journal j ON j.subject = 'fund:' || m.fund_id WHERE m.id = 12 AND j.action = 'fund.add'" },
  { "balances", "fund 2", "UPDATE fund_balance SET paid_fen = paid_fen + 1 WHERE fund_id = 2", "SELECT staff_id FROM journal WHERE subject = 'fund:2' AND action = 'fund.add'" },
  { "balances", "fund 2", "UPDATE fund_balance SET paid_fen = paid_fen + 1 WHERE fund_id = 2", "SELECT paid_by FROM payment WHERE fund_id = 2" },
  { "chain", "entry 15", "DELETE FROM entry_movement WHERE entry_id = 15", "SELECT j.staff_id FROM entry e JOIN journal j ON j.id = e.journal_id WHERE e.id = 15" },
  { "entries", "entry 15", "UPDATE entry SET fund_id = fund_id % 8 + 1 WHERE id = 15", "SELECT j.staff_id FROM entry e JOIN journal j ON j.id = e.journal_id WHERE e.id = 15" },
  { "entries", "entry 15", "DELETE FROM entry WHERE id = 15",
    "SELECT staff_id FROM journal WHERE id > (SELECT journal_id FROM entry WHERE id = 14) AND id < (SELECT journal_id FROM entry WHERE id = 16)"
    " AND action IN ('payment.pay', 'fund.receive', 'fund.return')" },
  { "receipts", "payment 6", "UPDATE receipt SET amount_fen = amount_fen - 1 WHERE payment_id = 6", "SELECT paid_by FROM payment WHERE id = 6" },
  { "receipts", "void of payment", "UPDATE payment_void SET on_day = '2001-01-01' WHERE payment_id = (SELECT min (payment_id) FROM payment_void)",
    "SELECT voided_by FROM payment_void" },
  { "numbers", "year", "DELETE FROM receipt WHERE id = 5", "SELECT paid_by FROM payment WHERE id = 5" },
  { "numbers", "receipt", "UPDATE receipt SET on_day = '2001-01-01' WHERE id = 9", "SELECT j.staff_id FROM receipt r JOIN journal j ON j.id = r.journal_id WHERE r.id = 9" },
  { "purposes", "grant 10", "UPDATE grants SET programme = 'legal' WHERE id = 10", "SELECT drafted_by FROM grants WHERE id = 10" },
  { "states", "grant 9", "DELETE FROM grants WHERE id = 9", "SELECT staff_id FROM journal WHERE subject = 'grant:9' AND action = 'grant.approve'" },
  { "four-eyes", "assessment 3", "UPDATE assessment SET confirmed_by = drafted_by WHERE id = 3",
    "SELECT j.staff_id FROM assessment a JOIN journal j ON j.id = a.journal_id WHERE a.id = 3" },
  { "persons", "member", "UPDATE member SET open = 0 WHERE id = (SELECT max (id) FROM member WHERE open = 1)",
    "SELECT j.staff_id FROM journal j JOIN member m ON j.subject = 'household:' || m.household_id WHERE m.id = (SELECT max (id) FROM member WHERE open = 0 AND removed = 0)" },
  { "lists", "household", "UPDATE household SET member_count = 9 WHERE id = 3", "SELECT changed_by FROM household WHERE id = 3" },
  { "caps", "standard 1", "UPDATE standard SET from_day = '2001-01-01' WHERE id = 1", "SELECT staff_id FROM journal WHERE id = (SELECT journal_id FROM standard WHERE id = 1)" },
  { "journal", "journal row 20", "UPDATE journal SET detail = 'x' WHERE id = 20", "SELECT staff_id FROM journal WHERE id = 20" },
  { "journal", "journal row 20", "UPDATE journal SET staff_id = 1 WHERE id = 20", "SELECT s.id FROM staff s JOIN journal j ON j.login = s.login WHERE j.id = 20" },
  { "journal", "journal row 20", "DELETE FROM journal WHERE id = 20", "SELECT staff_id FROM journal WHERE id = 19" },
  { "journal", "journal rows", "DELETE FROM journal WHERE id BETWEEN (SELECT journal_id - 1 FROM payment WHERE id = 6) AND (SELECT journal_id + 1 FROM payment WHERE id = 6)",
    "SELECT paid_by FROM payment WHERE id = 6" },
  { "journal", "payment:6", "DELETE FROM journal WHERE id = (SELECT journal_id FROM payment WHERE id = 6)", "SELECT paid_by FROM payment WHERE id = 6" },
  { "journal", "household_reason:", "DELETE FROM journal WHERE id = (SELECT max (journal_id) FROM household_reason)",
    "SELECT changed_by FROM household WHERE id = (SELECT household_id FROM household_reason ORDER BY journal_id DESC LIMIT 1)" },
  { "journal", "fund:2", "DELETE FROM journal WHERE id = (SELECT journal_id FROM fund WHERE id = 2)",
    "SELECT staff_id FROM journal WHERE subject = 'fund:2' AND action = 'fund.receive'" },
};

static gint64
ask_number (const char *path, const char *sql)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_READ, NULL);
  gint64 number = 0;

  if (!nuan_sql_value (connection, &number, NULL, g_intern_string (sql), "") || number == 0)
    g_error ("nobody: %s", sql);
  return number;
}

static void
own_act_is_answered_by_somebody_else (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autofree char *sql = g_strconcat (ADD_STRANGER, own_acts[i].sql, NULL);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  const NuanCheckFinding *finding;
  Copy copy;

  copy_set_up (&copy, NULL);
  break_by_hand (copy.path, sql);
  lines = run_class_of (copy.path, own_acts[i].line);
  finding = find_about (lines, own_acts[i].line, own_acts[i].about);
  if (finding == NULL)
    g_error ("not found: %s", find_line (lines, own_acts[i].line)->detail);

  answer_as (copy.path, ask_number (copy.path, own_acts[i].who), finding, &error);
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_FORBIDDEN);
  g_clear_error (&error);
  answer_as (copy.path, STRANGER, finding, &error);
  g_assert_no_error (error);
  copy_tear_down (&copy, NULL);
}

/* One entry may be found by several questions of its line. */
static void
what_is_found_thrice_stands_once (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanFindings) findings = nuan_findings_new (NULL);
  static const char *const found[] = { "entry 1", "entry 1", "entry 2", "entry 1", "entry 1", "entry 2" };

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    nuan_findings_add (findings, found[i], "", NULL);
  nuan_findings_finish (findings, fixture->connection, "entries", FALSE);

  g_assert_cmpuint (findings->list->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (((const NuanCheckFinding *) findings->list->pdata[i])->about, ==, i == 0 ? "entry 1" : "entry 2");
}

/* Nobody knows then which findings are answered: that is told beside them, and no line is taken for known. */
static void
answers_that_cannot_be_read_are_told (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanFindings) findings = nuan_findings_new (NULL);
  const NuanCheckFinding *told;

  nuan_findings_add (findings, "entry 1", "", NULL);
  fixture_tamper (fixture, "ALTER TABLE finding_answer RENAME TO finding_answer_aside");
  nuan_findings_finish (findings, fixture->connection, "entries", TRUE);
  fixture_tamper (fixture, "ALTER TABLE finding_answer_aside RENAME TO finding_answer");

  g_assert_cmpuint (findings->list->len, ==, 2);
  told = findings->list->pdata[1];
  g_assert_cmpstr (told->what, ==, "answers");
  g_assert_false (told->closes);
  g_assert_nonnull (told->number);
}

static const struct
{
  const char *about, *aside;
} unreadable[] = {
  { "payment 1", "journal" },         /* journal_id */
  { "grant 1", "journal" },           /* its subject */
  { "receipt 2025-1", "receipt" },    /* by its number */
};

/* Who acted can't be told: then nobody is allowed as if nobody had. */
static void
people_that_cannot_be_read_are_an_error (Fixture *fixture, gconstpointer data)
{
  const Wish wish = money_ready (fixture, "living", 500000);
  g_autofree char *number = money_pay (fixture, &wish, "card");

  for (guint i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      g_autoptr (GArray) actors = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GError) error = NULL;
      g_autofree char *aside = g_strdup_printf ("ALTER TABLE %s RENAME TO aside", unreadable[i].aside);
      g_autofree char *back = g_strdup_printf ("ALTER TABLE aside RENAME TO %s", unreadable[i].aside);

      g_assert_true (nuan_finding_people_of (fixture->connection, "states", unreadable[i].about, actors, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (actors->len, >, 0);

      fixture_tamper (fixture, aside);
      g_assert_false (nuan_finding_people_of (fixture->connection, "states", unreadable[i].about, actors, &error));
      g_assert_nonnull (error);
      fixture_tamper (fixture, back);
    }
}

static void
cancel_at_once (gint64 done, gint64 total, gpointer cancellable)
{
  g_assert_cmpint (done, <=, total);
  g_cancellable_cancel (cancellable);
}

static void
cancelled_check_tells_nothing (Copy *copy, gconstpointer unused)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (copy->path, NUAN_OPEN_READ, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = NULL;

  g_assert_null (nuan_check_run (connection, NUAN_CHECK_ALL, cancel_at_once, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  again = nuan_check_run (connection, NUAN_CHECK_ALL, NULL, NULL, NULL, NULL);
  g_assert_nonnull (again);
}

/* Another program adds a file with its search keys between two lines. */
static void
add_meanwhile (gint64 done, gint64 total, gpointer fixture)
{
  fixture_add_approved (fixture, (guint) done);
}

static void
what_others_write_meanwhile_is_no_problem (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (fixture->path, NUAN_OPEN_READ, NULL);
  g_autoptr (GPtrArray) lines = NULL;

  fixture_add_approved (fixture, 100);
  lines = nuan_check_run (connection, NUAN_CHECK_ALL, add_meanwhile, fixture, NULL, NULL);
  for (guint i = 0; i < lines->len; i++)
    g_assert_true (((NuanCheckLine *) lines->pdata[i])->passed);
  g_assert_cmpint (find_line (lines, "lists")->count, ==, 1);
}

static void
make_template (void)
{
  /* Rows are named by number below: the history is that of one day, whatever today is. */
  const NuanDemoOptions options = { .households = 90, .years = 2, .seed = 4, .until = nuan_day_new (2026, 11, 20) };
  g_autoptr (GError) error = NULL;

  template_folder = g_dir_make_tmp ("nuan-check-XXXXXX", NULL);
  template_path = g_build_filename (template_folder, "template.db", NULL);
  nuan_demo_fill (template_path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

#define ADD(path, test) g_test_add ("/check/" path, Copy, NULL, copy_set_up, test, copy_tear_down)
#define ADD_FIXTURE(path, test) g_test_add ("/check/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  make_template ();
  ADD ("sound-file-passes-line-by-line", sound_file_passes_line_by_line);
  ADD ("class-runs-its-own-lines", class_runs_its_own_lines);
  ADD ("whole-file-is-told-from-a-broken-one", whole_file_is_told_from_a_broken_one);
  ADD_FIXTURE ("new-file-passes", new_file_passes);
  ADD ("every-line-has-a-break", every_line_has_a_break);
  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/check/%s-sees-%s", breaks[i].line, breaks[i].what);

      g_strdelimit (path, " ", '-');
      g_test_add (path, Copy, &breaks[i], copy_set_up, line_sees_its_break, copy_tear_down);
    }
  ADD ("schema-sees-what-is-gone-changed-or-new", schema_sees_what_is_gone_changed_or_new);
  ADD ("file-without-a-column-ends-with-the-schema", file_without_a_column_ends_with_the_schema);
  ADD ("file-sees-that-others-may-read", file_sees_that_others_may_read);
  ADD ("integrity-sees-a-damaged-page", integrity_sees_a_damaged_page);
  ADD ("many-problems-are-counted-not-listed", many_problems_are_counted_not_listed);
  ADD ("other-search-keys-are-a-remark", other_search_keys_are_a_remark);
  ADD ("a-remark-closes-one-finding-and-no-other", a_remark_closes_one_finding_and_no_other);
  for (guint i = 0; i < G_N_ELEMENTS (spoilt_again); i++)
    {
      g_autofree char *path = g_strdup_printf ("/check/number-covers-%s-%u", spoilt_again[i].line, i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), what_is_compared_with_is_part_of_the_number);
    }
  for (guint i = 0; i < G_N_ELEMENTS (own_acts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/check/own-act-in-%s-%u", own_acts[i].line, i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), own_act_is_answered_by_somebody_else);
    }
  ADD ("cancelled-check-tells-nothing", cancelled_check_tells_nothing);
  ADD_FIXTURE ("what-is-found-thrice-stands-once", what_is_found_thrice_stands_once);
  ADD_FIXTURE ("answers-that-cannot-be-read-are-told", answers_that_cannot_be_read_are_told);
  ADD_FIXTURE ("people-that-cannot-be-read-are-an-error", people_that_cannot_be_read_are_an_error);
  ADD_FIXTURE ("what-others-write-meanwhile-is-no-problem", what_others_write_meanwhile_is_no_problem);

  failed = g_test_run ();
  remove_file (template_folder, template_path);
  g_free (template_folder);
  g_free (template_path);
  return failed;
}
