#include "config.h"

#include "store/demo/demo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "store/office/centre.h"
#include "store/demo/demo-file.h"
#include "store/demo/demo-people.h"
#include "store/demo/demo-plan.h"
#include "store/journal/journal.h"
#include "store/money/payment-private.h"
#include "store/office/staff-store.h"
#include "store/office/standard-store.h"
#include "store/engine/engine.h"

#define SHORTEST_DAYS   60     /* a history begins at least so long before its end */
#define UNSIGNED        15     /* receipts of the last day still to be signed */
#define CLOSED_PER_MILL 15
#define USE_CLOSED      5200

static const NuanDemoStaff staff[] = {
  { "intake", "张敏", NUAN_ROLE_INTAKE, NUAN_DEMO_PASSWORD },
  { "review", "李建华", NUAN_ROLE_REVIEW, NUAN_DEMO_PASSWORD },
  { "direct", "王国强", NUAN_ROLE_DIRECT, NUAN_DEMO_PASSWORD },
  { "cash", "赵丽", NUAN_ROLE_CASH, NUAN_DEMO_PASSWORD },
  { "admin", "陈管理", NUAN_ROLE_ADMIN, NUAN_DEMO_PASSWORD },
  { "audit", "孙审计", NUAN_ROLE_AUDIT, NUAN_DEMO_PASSWORD },
  { NULL }
};

const NuanDemoStaff *
nuan_demo_staff (void)
{
  return staff;
}

typedef struct
{
  NuanDemo      demo;
  NuanDemoPlan  plan;
  GPtrArray    *indexes;     /* SQL of the indexes that are made anew at the end */
  GString      *drops;       /* SQL that drops them */
  NuanProgress  progress;
  gpointer      progress_data;
  GCancellable *cancellable;
} Filling;

static void
filling_clear (Filling *filling)
{
  nuan_demo_plan_clear (&filling->plan);
  g_clear_pointer (&filling->indexes, g_ptr_array_unref);
  if (filling->drops != NULL)
    g_string_free (filling->drops, TRUE);
  g_free (filling->demo.centre);
  g_free (filling->demo.standards);
  nuan_staff_free (filling->demo.intake);
  nuan_staff_free (filling->demo.review);
  nuan_staff_free (filling->demo.direct);
  nuan_staff_free (filling->demo.cash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filling, filling_clear)

/* The line grows by 60 元 a year. */
static gint64
dibao_yuan (guint year)
{
  return MAX (500, 1062 - 60 * (2026 - (gint64) year));
}

static NuanStaff *
find_staff (NuanConnection *connection, const char *login, GError **error)
{
  g_autoptr (GPtrArray) all = nuan_staff_store_list (connection, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (g_strcmp0 (((NuanStaff *) g_ptr_array_index (all, i))->login, login) == 0)
      return nuan_staff_copy (g_ptr_array_index (all, i));

  return NULL;
}

static gboolean
add_staff (NuanConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) all = nuan_staff_store_list (connection, error);
  const NuanStaff *admin = NULL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (((NuanStaff *) g_ptr_array_index (all, i))->roles & NUAN_ROLE_ADMIN)
      admin = g_ptr_array_index (all, i);
  if (admin == NULL)
    return FALSE;

  for (guint i = 0; staff[i].login != NULL; i++)
    {
      g_autoptr (NuanStaff) taken = find_staff (connection, staff[i].login, error);

      if (taken == NULL
          && nuan_staff_store_add (connection, admin, staff[i].login, staff[i].name, staff[i].roles, staff[i].password, error) == 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_centre (NuanDemo *demo, GError **error)
{
  g_autoptr (NuanCentre) centre = nuan_centre_read (demo->connection, error);

  if (centre == NULL || !nuan_receipt_read_key (demo->connection, demo->seal_key, error))
    return FALSE;

  demo->centre = g_strdup (centre->name);
  demo->intake = find_staff (demo->connection, "intake", error);
  demo->review = find_staff (demo->connection, "review", error);
  demo->direct = find_staff (demo->connection, "direct", error);
  demo->cash = find_staff (demo->connection, "cash", error);
  return demo->intake != NULL && demo->review != NULL && demo->direct != NULL && demo->cash != NULL;
}

/* Rows come in the order of the days, which is nobody's index order: these indexes are cheaper made at the end, in one sort each. Those
 * that the triggers read stay. */
static gboolean
is_made_last (const char *name, const char *table, const char *sql)
{
  static const char *const tables[] = { "household", "journal", "household_cause", "payment", "grants", "member", NULL };

  return g_strv_contains (tables, table) && !g_str_has_prefix (sql, "CREATE UNIQUE") && !g_str_equal (name, "member_household");
}

static void
note_index (const char *kind, const char *name, const char *table, const char *sql, gpointer data)
{
  Filling *filling = data;

  if (!g_str_equal (kind, "index") || !is_made_last (name, table, sql))
    return;

  g_string_append_printf (filling->drops, "DROP INDEX %s;", name);
  g_ptr_array_add (filling->indexes, g_strdup (sql));
}

static gboolean
drop_indexes (Filling *filling, GError **error)
{
  NuanConnection *connection = filling->demo.connection;

  filling->drops = g_string_new ("");
  filling->indexes = g_ptr_array_new_with_free_func (g_free);
  return nuan_catalogue_visit (connection, note_index, filling, error)
         && nuan_connection_exec (connection, filling->drops->str, error)
         && nuan_connection_exec (connection, "CREATE TEMP TABLE gathered_key (key TEXT, household_id INTEGER, member_id INTEGER)", error);
}

static gboolean
make_indexes (Filling *filling, GError **error)
{
  NuanConnection *connection = filling->demo.connection;

  if (!nuan_connection_exec (connection, "INSERT INTO search_key (key, household_id, member_id)"
                                         " SELECT DISTINCT key, household_id, member_id FROM temp.gathered_key ORDER BY key, household_id, member_id;"
                                         "DROP TABLE temp.gathered_key;", error))
    return FALSE;
  for (guint i = 0; i < filling->indexes->len; i++)
    if (!nuan_connection_exec (connection, g_ptr_array_index (filling->indexes, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
open_year (Filling *filling, guint year, gsize first_event, GError **error)
{
  NuanDemo *demo = &filling->demo;
  const NuanDay today = nuan_connection_get_today (demo->connection);
  const NuanDay end = nuan_day_new (year, 12, 31);
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, dibao_yuan (year));
  gsize after = first_event;

  while (after < filling->plan.events->len && demo->first + nuan_demo_plan_event (&filling->plan, after)->day <= end)
    after++;
  if (year > nuan_day_year (demo->first))
    {
      nuan_connection_set_today (demo->connection, nuan_day_new (year - 1, 12, 31));
      if (!nuan_demo_close_year (demo, year - 1, error))
        return FALSE;
      nuan_connection_set_today (demo->connection, today);
    }

  return nuan_standard_store_set (demo->connection, demo->direct, "dibao", line, nuan_day_new (year, 1, 1), error)
         && nuan_demo_open_year (demo, year, nuan_demo_plan_event (&filling->plan, first_event), after - first_event, error);
}

/* The desk opens on a day: in a new year with new funds and a new line. */
static gboolean
open_day (Filling *filling, NuanDay on, guint *year, gsize event, NuanStandards *standards, GError **error)
{
  NuanDemo *demo = &filling->demo;

  nuan_connection_set_today (demo->connection, on);
  if (nuan_day_year (on) != *year)
    {
      *year = nuan_day_year (on);
      if (!open_year (filling, *year, event, error) || !nuan_standard_store_get (demo->connection, on, standards, error))
        return FALSE;
    }
  standards->on = on;
  g_free (demo->standards);
  demo->standards = nuan_standard_store_freeze (standards);
  return TRUE;
}

static gboolean
live_one_day (Filling *filling, guint day, gint64 *registered, gsize *event, const NuanStandards *standards, GError **error)
{
  NuanDemo *demo = &filling->demo;
  const gint64 first_receipt = demo->receipt_id + 1;
  gboolean last;

  for (; *registered < demo->n_households && nuan_demo_plan_registration (&filling->plan, *registered) <= day; (*registered)++)
    if (!nuan_demo_register (demo, *registered, demo->first + day, standards, error))
      return FALSE;
  for (; *event < filling->plan.events->len && nuan_demo_plan_event (&filling->plan, *event)->day <= day; (*event)++)
    if (!nuan_demo_help (demo, nuan_demo_plan_event (&filling->plan, *event), demo->first + day, error))
      return FALSE;

  last = *event == filling->plan.events->len;
  if (filling->progress != NULL)
    filling->progress (*registered + *event, demo->n_households + filling->plan.events->len, filling->progress_data);
  return nuan_demo_sign_day (demo, first_receipt, last ? demo->receipt_id - UNSIGNED : demo->receipt_id, error);
}

static gboolean
live (Filling *filling, GError **error)
{
  NuanDemo *demo = &filling->demo;
  gint64 registered = 0;
  gsize event = 0;
  guint year = 0;
  NuanStandards standards;

  for (guint day = 0; day < filling->plan.n_days; day++)
    {
      if (filling->plan.working[day] != day)
        continue;
      if (g_cancellable_set_error_if_cancelled (filling->cancellable, error))
        return FALSE;

      if (!open_day (filling, demo->first + day, &year, event, &standards, error)
          || !live_one_day (filling, day, &registered, &event, &standards, error))
        return FALSE;
    }

  /* What waits does so on the last day, which may be a holiday in a year without a working day yet. */
  return open_day (filling, demo->last, &year, event, &standards, error);
}

/* Some files end, as in life; none that still waits for something. */
static gboolean
close_some (Filling *filling, GError **error)
{
  NuanDemo *demo = &filling->demo;

  for (gint64 i = 0; i < demo->n_households - demo->n_changed; i++)
    {
      g_autofree char *subject = NULL;
      gint64 journal_id;

      if (nuan_demo_below (demo->seed, i, USE_CLOSED, 1000) >= CLOSED_PER_MILL || nuan_demo_is_waiting (demo, i))
        continue;

      subject = g_strdup_printf ("household:%" G_GINT64_FORMAT, i + 1);
      journal_id = nuan_journal_open (demo->connection, demo->direct, "household.close", error);
      if (journal_id == 0
          || !nuan_sql_run (demo->connection, error, "INSERT INTO household_reason (journal_id, household_id, reason) VALUES (?, ?, ?)", "iit",
                            journal_id, i + 1, "致困因素消除，收入稳定达标")
          || !nuan_sql_run (demo->connection, error, "UPDATE household SET state = 'closed' WHERE id = ?", "i", i + 1)
          || !nuan_sql_run (demo->connection, error, "UPDATE member SET open = 0 WHERE household_id = ?", "i", i + 1))
        return FALSE;

      nuan_journal_wrote (demo->connection, "household_reason", journal_id);
      nuan_journal_wrote (demo->connection, "household", i + 1);
      if (!nuan_journal_close (demo->connection, subject, NULL, error))
        return FALSE;
    }

  return TRUE;
}

/* From now on nobody can take it for a centre's own. */
static gboolean
mark (NuanConnection *connection, const NuanStaff *actor, GError **error)
{
  if (nuan_journal_open (connection, actor, "centre.demo", error) == 0 || !nuan_connection_exec (connection, "UPDATE centre SET is_demo = 1", error))
    return FALSE;

  nuan_journal_wrote (connection, "centre", 1);
  return nuan_journal_close (connection, "centre:1", NULL, error);
}

static gboolean
fill (NuanConnection *connection, gpointer data, GError **error)
{
  Filling *filling = data;

  return add_staff (connection, error)
         && read_centre (&filling->demo, error)
         && drop_indexes (filling, error)
         && live (filling, error)
         && nuan_demo_waiting (&filling->demo, error)
         && close_some (filling, error)
         && make_indexes (filling, error)
         && nuan_demo_change_last (&filling->demo, error)
         && mark (connection, filling->demo.direct, error);
}

/* A private copy needs no journal and no fsync: when the machine stops, it is thrown away. The triggers ask for every parent that matters;
 * asking once more for each key would read pages that nothing else needs. */
static gboolean
fill_copy (const char *part, Filling *filling, GError **error)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (part, NUAN_OPEN_WRITE, error);

  if (connection == NULL
      || !nuan_file_fill_fast (connection, error))
    return FALSE;

  filling->demo.connection = connection;
  nuan_connection_set_cancellable (connection, filling->cancellable);
  return nuan_connection_transact (connection, fill, filling, error);
}

static gboolean
check_options (const NuanDemoOptions *options, GError **error)
{
  if (options->households < 1 || options->households > 2000000)
    nuan_error_set (error, NUAN_ERROR_INVALID, "households", _("A demo has between 1 and 2,000,000 households"));
  else if (options->years < 1 || options->years > 20)
    nuan_error_set (error, NUAN_ERROR_INVALID, "years", _("A demo tells between 1 and 20 years"));
  else if (options->until > nuan_day_today ())
    nuan_error_set (error, NUAN_ERROR_INVALID, "until", _("A demo can't end in the future"));
  else
    return TRUE;

  return FALSE;
}

static void
begin (Filling *filling, const NuanDemoOptions *options)
{
  NuanDemo *demo = &filling->demo;

  demo->last = options->until != NUAN_DAY_NONE ? options->until : nuan_day_today ();
  demo->first = nuan_day_new (nuan_day_year (demo->last) - options->years + 1, 1, 1);
  if (demo->last < demo->first + SHORTEST_DAYS)
    demo->first = nuan_day_new (nuan_day_year (demo->first) - 1, 1, 1);
  demo->seed = options->seed;
  demo->n_households = options->households;
  demo->n_changed = MIN (options->households / 40, 12);
  demo->n_units = CLAMP (options->households / 25, 3, 2000);

  nuan_demo_plan_init (&filling->plan, demo);
}

gboolean
nuan_demo_fill (const char *path, const NuanDemoOptions *options, NuanProgress progress, gpointer progress_data,
                GCancellable *cancellable, GError **error)
{
  g_auto (Filling) filling = { .progress = progress, .progress_data = progress_data, .cancellable = cancellable };
  g_auto (NuanDemoFile) file = { 0 };

  if (!check_options (options, error))
    return FALSE;

  begin (&filling, options);
  return nuan_demo_file_begin (&file, path, error) && fill_copy (file.part, &filling, error) && nuan_demo_file_finish (&file, error);
}

gboolean
nuan_demo_is (const char *path)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_READ, NULL);
  gint64 is_demo = 0;

  return connection != NULL && nuan_sql_value (connection, &is_demo, NULL, "SELECT is_demo FROM centre", "") && is_demo != 0;
}
