#include "config.h"

#include "fixture.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "store/journal/journal.h"
#include "store/office/centre.h"
#include "store/people/household-store.h"
#include "store/office/standard-store.h"
#include "store/engine/engine-private.h"
#include "store/engine/sqlite/sqlite-private.h"
#include "store/engine/engine.h"

#ifdef HAVE_POSTGRES
#include "postgres/database.h"
#include "store/engine/postgres/postgres.h"
#endif

/* FIXTURE_PASSWORD at libsodium's lowest limits. */
#define CHEAP_HASH "$argon2id$v=19$m=8,t=1,p=1$k7TYIn3XmgSWSaZVRINGnA$7bU5daTUVX7P6fjw6jUM30nxhJsPsjX/IV1t9LqIurg"

static const struct { const char *login, *name; guint roles; gsize place; } people[] = {
  { "admin", "管理员", NUAN_ROLE_ADMIN, G_STRUCT_OFFSET (Fixture, admin) },
  { "intake", "王受理", NUAN_ROLE_INTAKE, G_STRUCT_OFFSET (Fixture, intake) },
  { "review", "李审核", NUAN_ROLE_REVIEW, G_STRUCT_OFFSET (Fixture, review) },
  { "direct", "赵主任", NUAN_ROLE_DIRECT, G_STRUCT_OFFSET (Fixture, direct) },
  { "cash", "钱出纳", NUAN_ROLE_CASH, G_STRUCT_OFFSET (Fixture, cash) },
  { "audit", "孙审计", NUAN_ROLE_AUDIT, G_STRUCT_OFFSET (Fixture, audit) },
  { "all", "周全", 63, G_STRUCT_OFFSET (Fixture, all) },
};

static void
add_people (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      NuanStaff *staff = g_new0 (NuanStaff, 1);

      staff->id = i + 1;
      staff->login = g_strdup (people[i].login);
      staff->name = g_strdup (people[i].name);
      staff->roles = people[i].roles;
      G_STRUCT_MEMBER (NuanStaff *, fixture, people[i].place) = staff;
      if (i > 0)
        nuan_sql_run (fixture->connection, &error, "INSERT INTO staff (id, login, name, roles, password) VALUES (?, ?, ?, ?, ?)",
                      "ittit", staff->id, staff->login, staff->name, (gint64) staff->roles, CHEAP_HASH);
      else
        nuan_sql_run (fixture->connection, &error, "UPDATE staff SET name = ?, password = ? WHERE id = 1", "tt", staff->name,
                      CHEAP_HASH);
      g_assert_no_error (error);
      nuan_journal_wrote (fixture->connection, "staff", staff->id);
    }
}

static void
set_standard (Fixture *fixture, const char *name, const char *value, NuanDay from)
{
  g_autoptr (GError) error = NULL;

  nuan_standard_store_set (fixture->connection, fixture->admin, name, value, from, &error);
  g_assert_no_error (error);
}

static const NuanCentre centre = { (char *) "试点县职工服务(帮扶)中心", (char *) "试点县总工会", (char *) "511102" };

/* A real new file, made once a program (its password takes a while) and copied for each test. */
static void
make_file (const char *path)
{
  static char *content = NULL;
  static gsize size = 0;
  g_autoptr (GError) error = NULL;

  if (content == NULL)
    {
      nuan_centre_init (path, &centre, "admin", "管理员", NUAN_ROLE_ADMIN, FIXTURE_PASSWORD, NULL, NULL, &error);
      g_assert_no_error (error);
      g_file_get_contents (path, &content, &size, &error);
    }
  else
    g_file_set_contents_full (path, content, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

#ifdef HAVE_POSTGRES

static gboolean
is_on_server (void)
{
  return g_strcmp0 (g_getenv ("NUAN_TEST_ENGINE"), "postgresql") == 0;
}

static void
fill_template (const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (address, NUAN_OPEN_CREATE, &error);

  g_assert_no_error (error);
  nuan_centre_found (connection, &centre, "admin", "管理员", NUAN_ROLE_ADMIN, FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
}

/* The same on a server: a copy of one that is made once a run. */
static void
make_database (Fixture *fixture)
{
  nuan_engine_register (&nuan_engine_postgres);
  database_template ("nuan_centre", fill_template);
  fixture->database = database_create ("nuan_centre");
  fixture->path = database_address (fixture->database);
}

#else

static gboolean
is_on_server (void)
{
  return FALSE;
}

static void
make_database (Fixture *fixture)
{
  g_assert_not_reached ();
}

static void
database_drop (const char *name)
{
  g_assert_not_reached ();
}

#endif

static void
set_up (Fixture *fixture, gboolean on_server)
{
  const NuanStaff nobody = { .login = (char *) "" };
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("nuan-test-XXXXXX", &error);
  g_assert_no_error (error);
  if (on_server)
    make_database (fixture);
  else
    {
      fixture->path = g_build_filename (fixture->folder, "centre.db", NULL);
      make_file (fixture->path);
    }
  fixture->connection = nuan_connection_open (fixture->path, NUAN_OPEN_WRITE, &error);
  g_assert_no_error (error);
  nuan_connection_set_today (fixture->connection, FIXTURE_TODAY);

  fixture_begin (fixture);
  nuan_journal_open (fixture->connection, &nobody, "test.people", &error);
  g_assert_no_error (error);
  add_people (fixture);
  nuan_journal_close (fixture->connection, "", NULL, &error);
  g_assert_no_error (error);
  set_standard (fixture, "dibao", "1001", nuan_day_new (2024, 1, 1));
  set_standard (fixture, "dibao", "1062", nuan_day_new (2025, 1, 1));
  fixture_commit (fixture);
}

void
fixture_set_up (Fixture *fixture, gconstpointer unused)
{
  set_up (fixture, is_on_server ());
}

void
fixture_set_up_file (Fixture *fixture)
{
  set_up (fixture, FALSE);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0 && errno == EISDIR)
        remove_folder (path);
    }
  g_rmdir (folder);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    nuan_staff_free (G_STRUCT_MEMBER (NuanStaff *, fixture, people[i].place));
  nuan_connection_close (fixture->connection);
  if (fixture->database != NULL)
    database_drop (fixture->database);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->database);
}

void
fixture_begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->connection->engine->begin (fixture->connection->db, NUAN_BEGIN_WRITE, &error);
  g_assert_no_error (error);
}

static void
end (Fixture *fixture, gboolean keep)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_connection_in_transaction (fixture->connection));
  g_assert_true (!keep || nuan_connection_get_act (fixture->connection) == NULL);
  nuan_connection_set_act (fixture->connection, NULL, NULL);
  fixture->connection->engine->end (fixture->connection->db, keep, &error);
  g_assert_no_error (error);
}

void
fixture_commit (Fixture *fixture)
{
  end (fixture, TRUE);
}

void
fixture_rollback (Fixture *fixture)
{
  end (fixture, FALSE);
}

gint64
fixture_value (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanStatement) row = nuan_statement_once (fixture->connection, sql, "");
  gint64 value = -1;

  if (nuan_statement_next (row, &error))
    value = nuan_statement_int (row, 0);
  g_assert_no_error (error);
  return value;
}

static void
run (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nuan_connection_exec (fixture->connection, sql, &error);
  g_assert_no_error (error);
}

void
fixture_loosen (Fixture *fixture)
{
  if (fixture->database == NULL)   /* a server has its foreign keys on */
    run (fixture, "PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF");
}

static void
note_guard (const char *kind, const char *name, const char *table, const char *sql, gpointer script)
{
  if (g_str_equal (kind, "trigger"))
    g_string_append_printf (script, "DROP TRIGGER %s;", name);
}

void
fixture_tamper (Fixture *fixture, const char *sql)
{
  g_autoptr (GString) script = g_string_new ("PRAGMA foreign_keys = OFF;");

  if (fixture->database == NULL)
    nuan_catalogue_visit (fixture->connection, note_guard, script, NULL);
  run (fixture, fixture->database == NULL ? script->str : "SET session_replication_role = replica");
  run (fixture, sql);
  if (fixture->database != NULL)
    run (fixture, "SET session_replication_role = origin");
}

sqlite3 *
fixture_handle (Fixture *fixture)
{
  NuanSqlite *db = fixture->connection->db;

  return db->db;
}

char *
fixture_id_number (const char *birth, guint sequence)
{
  char digits[19];

  g_assert_cmpuint (strlen (birth), ==, 8);
  g_assert_cmpuint (sequence, <, 1000);

  g_snprintf (digits, sizeof digits, "511102%s%03u", birth, sequence);
  digits[17] = nuan_id_number_check_character (digits);
  digits[18] = '\0';
  return g_strdup (digits);
}

static void
fill_member (NuanMember *member, const char *name, const char *relation, char *id_number, char *phone)
{
  g_free (member->name);
  g_free (member->relation);
  g_free (member->id_number);
  g_free (member->phone);
  member->name = g_strdup (name);
  member->relation = g_strdup (relation);
  member->id_number = id_number;
  member->phone = phone;
}

NuanHousehold *
fixture_household (guint n)
{
  NuanHousehold *household = nuan_household_new ();
  NuanMember *wife = nuan_member_new (), *son = nuan_member_new ();

  g_assert_cmpuint (n, <, 300);

  fill_member (nuan_household_get_head (household), "张建国", "02", fixture_id_number ("19700215", 1 + 2 * n),
               g_strdup_printf ("1380000%04u", n));
  fill_member (wife, "单秀英", "10", fixture_id_number ("19720820", 2 + 2 * n), g_strdup (""));
  fill_member (son, "张小明", "20", fixture_id_number ("20080301", 1 + 2 * n), g_strdup (""));
  g_ptr_array_add (household->members, wife);
  g_ptr_array_add (household->members, son);

  g_free (household->unit);
  household->unit = g_strdup ("试点县第一纺织厂");
  g_strfreev (household->causes);
  household->causes = g_strsplit ("illness,schooling", ",", -1);
  household->incomes_fen[NUAN_INCOME_WAGE] = 7200000;
  household->expenses_fen[NUAN_EXPENSE_ILLNESS] = 3600000;
  return household;
}

gint64
fixture_add_household (Fixture *fixture, guint n)
{
  g_autoptr (NuanHousehold) household = fixture_household (n);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  nuan_household_store_add (fixture->connection, fixture->intake, household, NULL, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  return household->id;
}

gint64
fixture_add_approved (Fixture *fixture, guint n)
{
  const gint64 id = fixture_add_household (fixture, n);
  g_autoptr (NuanAssessment) assessment = NULL;
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  assessment = nuan_household_store_approve (fixture->connection, fixture->review, id, 0, NULL, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  return id;
}
