#include "config.h"

#include "store/demo.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "store/centre.h"
#include "store/demo-people.h"
#include "store/demo-private.h"
#include "store/holder.h"
#include "store/journal.h"
#include "store/staff-store.h"
#include "store/standard-store.h"
#include "store/statement.h"

#define PASSWORD        "nuanchuang"
#define SHORTEST_DAYS   60     /* a history begins at least so long before its end */
#define REGISTER_SHARE  60     /* per cent of the time in which files are opened */
#define UNSIGNED        15     /* receipts of the last day still to be signed */
#define CLOSED_PER_MILL 15
#define USE_COUNT       5000
#define USE_DAY         5001
#define USE_CLOSED      5200

static const NuanDemoStaff staff[] = {
  { "intake", "张敏", NUAN_ROLE_INTAKE, PASSWORD },
  { "review", "李建华", NUAN_ROLE_REVIEW, PASSWORD },
  { "direct", "王国强", NUAN_ROLE_DIRECT, PASSWORD },
  { "cash", "赵丽", NUAN_ROLE_CASH, PASSWORD },
  { "admin", "陈管理", NUAN_ROLE_ADMIN, PASSWORD },
  { "audit", "孙审计", NUAN_ROLE_AUDIT, PASSWORD },
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
  guint         n_days;
  guint16      *working;     /* the working day on or after each day; the last one before the end otherwise */
  GArray       *events;      /* NuanDemoEvent by day */
  GPtrArray    *indexes;     /* SQL of the indexes that are made anew at the end */
  NuanProgress  progress;
  gpointer      progress_data;
  GCancellable *cancellable;
} Filling;

static void
filling_clear (Filling *filling)
{
  g_free (filling->working);
  g_clear_pointer (&filling->events, g_array_unref);
  g_clear_pointer (&filling->indexes, g_ptr_array_unref);
  g_free (filling->demo.centre);
  g_free (filling->demo.standards);
  nuan_staff_free (filling->demo.intake);
  nuan_staff_free (filling->demo.review);
  nuan_staff_free (filling->demo.direct);
  nuan_staff_free (filling->demo.cash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filling, filling_clear)

/* When files are opened: evenly over the first part of the time, in the order of their numbers. */
static guint
registration_day (const Filling *filling, gint64 index)
{
  return filling->working[index * (filling->n_days * REGISTER_SHARE / 100) / filling->demo.n_households];
}

static void
find_working_days (Filling *filling)
{
  guint next = 0;
  gboolean any = FALSE;

  filling->working = g_new (guint16, filling->n_days);
  for (guint day = filling->n_days; day-- > 0; )
    {
      if (nuan_day_is_working (filling->demo.first + day, NULL))
        {
          next = day;
          for (guint later = day + 1; !any && later < filling->n_days; later++)
            filling->working[later] = day;
          any = TRUE;
        }
      filling->working[day] = next;
    }
}

static gint
compare_events (gconstpointer a, gconstpointer b)
{
  const NuanDemoEvent *one = a, *other = b;

  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;
  if (one->household != other->household)
    return one->household < other->household ? -1 : 1;
  return (gint) one->nth - (gint) other->nth;
}

/* At least three helps a household, four for some, five for a few. */
static void
invent_events (Filling *filling)
{
  const NuanDemo *demo = &filling->demo;

  filling->events = g_array_new (FALSE, FALSE, sizeof (NuanDemoEvent));
  for (gint64 i = 0; i < demo->n_households; i++)
    {
      const guint dice = nuan_demo_below (demo->seed, i, USE_COUNT, 100);
      const guint count = 3 + (dice < 40) + (dice < 8);
      const guint from = registration_day (filling, i) + 1;

      for (guint nth = 0; nth < count; nth++)
        {
          const guint day = from + nuan_demo_below (demo->seed, i, USE_DAY + nth, filling->n_days - from);
          const NuanDemoEvent event = { .household = i, .day = filling->working[day], .nth = nth };

          g_array_append_val (filling->events, event);
        }
    }
  g_array_sort (filling->events, compare_events);
}

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
  NuanStatement *key = nuan_statement (demo->connection, "SELECT seal_key FROM centre", "");

  if (centre == NULL || !nuan_statement_next (key, error))
    return FALSE;

  memcpy (demo->seal_key, sqlite3_column_blob (key, 0), sizeof demo->seal_key);
  sqlite3_reset (key);
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
drop_indexes (Filling *filling, GError **error)
{
  NuanConnection *connection = filling->demo.connection;
  g_autoptr (GString) drops = g_string_new ("");
  g_autoptr (GError) local = NULL;
  NuanStatement *row = nuan_statement (connection,
                                       "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql NOT LIKE 'CREATE UNIQUE%' AND (tbl_name IN"
                                       " ('household', 'journal', 'household_cause', 'payment', 'grants') OR (tbl_name = 'member'"
                                       " AND name <> 'member_household'))", "");

  filling->indexes = g_ptr_array_new_with_free_func (g_free);
  while (nuan_statement_next (row, &local))
    {
      g_string_append_printf (drops, "DROP INDEX %s;", nuan_statement_text (row, 0));
      g_ptr_array_add (filling->indexes, nuan_statement_dup (row, 1));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return nuan_connection_exec (connection, drops->str, error)
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

  while (after < filling->events->len && demo->first + g_array_index (filling->events, NuanDemoEvent, after).day <= end)
    after++;
  if (year > nuan_day_year (demo->first))
    {
      nuan_connection_set_today (demo->connection, nuan_day_new (year - 1, 12, 31));
      if (!nuan_demo_close_year (demo, year - 1, error))
        return FALSE;
      nuan_connection_set_today (demo->connection, today);
    }

  return nuan_standard_store_set (demo->connection, demo->direct, "dibao", line, nuan_day_new (year, 1, 1), error)
         && nuan_demo_open_year (demo, year, &g_array_index (filling->events, NuanDemoEvent, first_event), after - first_event, error);
}

static gboolean
live_one_day (Filling *filling, guint day, gint64 *registered, gsize *event, const NuanStandards *standards, GError **error)
{
  NuanDemo *demo = &filling->demo;
  const gint64 first_receipt = demo->receipt_id + 1;
  gboolean last;

  for (; *registered < demo->n_households && registration_day (filling, *registered) <= day; (*registered)++)
    if (!nuan_demo_register (demo, *registered, demo->first + day, standards, error))
      return FALSE;
  for (; *event < filling->events->len && g_array_index (filling->events, NuanDemoEvent, *event).day <= day; (*event)++)
    if (!nuan_demo_help (demo, &g_array_index (filling->events, NuanDemoEvent, *event), demo->first + day, error))
      return FALSE;

  last = *event == filling->events->len;
  if (filling->progress != NULL)
    filling->progress (*registered + *event, demo->n_households + filling->events->len, filling->progress_data);
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

  for (guint day = 0; day < filling->n_days; day++)
    {
      if (filling->working[day] != day)
        continue;
      if (g_cancellable_set_error_if_cancelled (filling->cancellable, error))
        return FALSE;

      nuan_connection_set_today (demo->connection, demo->first + day);
      if (nuan_day_year (demo->first + day) != year)
        {
          year = nuan_day_year (demo->first + day);
          if (!open_year (filling, year, event, error)
              || !nuan_standard_store_get (demo->connection, demo->first + day, &standards, error))
            return FALSE;
        }
      standards.on = demo->first + day;
      g_free (demo->standards);
      demo->standards = nuan_standard_store_freeze (&standards);
      if (!live_one_day (filling, day, &registered, &event, &standards, error))
        return FALSE;
    }

  return TRUE;
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
      journal_id = nuan_journal_write (demo->connection, demo->direct, "household.close", subject, "", error);
      if (journal_id == 0
          || !nuan_sql_run (demo->connection, error, "INSERT INTO household_reason (journal_id, household_id, reason) VALUES (?, ?, ?)", "iit",
                            journal_id, i + 1, "致困因素消除，收入稳定达标")
          || !nuan_sql_run (demo->connection, error, "UPDATE household SET state = 'closed' WHERE id = ?", "i", i + 1)
          || !nuan_sql_run (demo->connection, error, "UPDATE member SET open = 0 WHERE household_id = ?", "i", i + 1))
        return FALSE;
    }

  return TRUE;
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
         && nuan_connection_exec (connection, "UPDATE centre SET is_demo = 1", error);
}

/* A private copy needs no journal and no fsync: when the machine stops, it is thrown away. The triggers ask for every parent that matters;
 * asking once more for each key would read pages that nothing else needs. */
static gboolean
fill_copy (const char *part, Filling *filling, GError **error)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (part, NUAN_OPEN_WRITE, error);

  if (connection == NULL
      || !nuan_connection_exec (connection, "PRAGMA foreign_keys = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                                            "PRAGMA temp_store = FILE; PRAGMA cache_size = -400000;", error))
    return FALSE;

  filling->demo.connection = connection;
  nuan_connection_set_cancellable (connection, filling->cancellable);
  return nuan_connection_transact (connection, fill, filling, error);
}

static gboolean
is_virgin (NuanConnection *connection, GError **error)
{
  gint64 any = 0;

  if (!nuan_sql_value (connection, &any, error, "SELECT EXISTS (SELECT 1 FROM household) OR EXISTS (SELECT 1 FROM fund)", ""))
    return FALSE;
  if (any == 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("The data file holds households or funds already; a demo needs an empty one"));
  return FALSE;
}

static gboolean
fail_file (const char *path, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The file %s can't be written: %s"), path, g_strerror (errno));
  return FALSE;
}

/* A fill that was killed may have left a WAL, which SQLite would play into the next part. */
static void
remove_part (const char *part)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (part, ends[i], NULL);

      g_unlink (name);
    }
}

/* Empty and private before SQLite writes the first byte into it. */
static gboolean
touch_part (const char *part, GError **error)
{
  const int fd = g_open (part, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail_file (part, error);

  close (fd);
  return TRUE;
}

/* Nothing there, or a file without a byte, as touch makes it. */
static gboolean
is_absent (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) != 0 || (S_ISREG (status.st_mode) && status.st_size == 0);
}

static gboolean
begin_copy (const char *path, const char *part, GError **error)
{
  g_autoptr (NuanConnection) connection = NULL;

  remove_part (part);
  if (is_absent (path))
    {
      const NuanCentre centre = { .name = (char *) "试点县职工服务(帮扶)中心", .unit = (char *) "试点县总工会", .region = (char *) "511102" };

      return nuan_centre_init (part, &centre, "admin", "陈管理", NUAN_ROLE_ADMIN, PASSWORD, error);
    }
  if (nuan_holder_is_held (path))
    {
      nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("A window has the data file open; close it first"));
      return FALSE;
    }

  connection = nuan_connection_open (path, NUAN_OPEN_WRITE, error);
  return connection != NULL
         && is_virgin (connection, error)
         && touch_part (part, error)
         && nuan_sql_run (connection, error, "VACUUM INTO ?", "t", part);
}

/* The old file's WAL must be gone before another file takes its name, or SQLite would play it into the new one. */
static gboolean
take_place (const char *path, const char *part, GError **error)
{
  const int fd = g_open (part, O_RDWR | O_CLOEXEC, 0);
  const gboolean safe = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  if (!safe)
    return fail_file (part, error);

  if (!is_absent (path))
    {
      g_autoptr (NuanConnection) old = nuan_connection_open (path, NUAN_OPEN_WRITE, error);

      if (old == NULL || !is_virgin (old, error) || !nuan_connection_exec (old, "PRAGMA journal_mode = DELETE", error))
        return FALSE;
    }
  if (g_rename (part, path) != 0)
    return fail_file (path, error);
  return TRUE;
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
plan (Filling *filling, const NuanDemoOptions *options)
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

  filling->n_days = demo->last - demo->first + 1;
  find_working_days (filling);
  invent_events (filling);
}

gboolean
nuan_demo_fill (const char *path, const NuanDemoOptions *options, NuanProgress progress, gpointer progress_data,
                GCancellable *cancellable, GError **error)
{
  g_auto (Filling) filling = { .progress = progress, .progress_data = progress_data, .cancellable = cancellable };
  g_autofree char *part = g_strconcat (path, ".demo-part", NULL);
  gboolean done;

  if (!check_options (options, error))
    return FALSE;

  plan (&filling, options);
  done = begin_copy (path, part, error) && fill_copy (part, &filling, error) && take_place (path, part, error);
  if (!done)
    remove_part (part);
  return done;
}

gboolean
nuan_demo_is (const char *path)
{
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_READ, NULL);
  gint64 is_demo = 0;

  return connection != NULL && nuan_sql_value (connection, &is_demo, NULL, "SELECT is_demo FROM centre", "") && is_demo != 0;
}
