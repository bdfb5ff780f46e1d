#include "config.h"

#include "store/schema/migrations.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/owner.h"
#include "base/part-file.h"
#include "base/path.h"
#include "base/unfinished.h"
#include "store/engine/engine-private.h"
#include "store/journal/baseline.h"
#include "store/people/search-key.h"

#define ENDING_BYTES 20   /* .before-NN and -N after it */

extern GResource *nuan_schema_get_resource (void);

/* Append only. Step n is the line n-1 of this list. */
static const NuanSchemaStep steps[] = {
  /* 1 */ { "0001-first.sql" },
  /* 2 */ { "0002-finding-answer.sql" },
  /* 3 */ { "0003-file-id.sql" },
  /* 4 */ { "0004-search-keys.sql", nuan_search_write_all },
  /* 5 */ { "0005-versions.sql", nuan_baseline_step },
  /* 6 */ { "0006-receipt-tick.sql" },
};

static const int newest = G_N_ELEMENTS (steps);

static GBytes *
load_step (NuanConnection *connection, int index)
{
  g_autofree char *path = g_strconcat ("/cn/nuanchuang/store/", connection->engine->steps, steps[index].sql, NULL);
  GBytes *sql = g_resource_lookup_data (nuan_schema_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (sql != NULL);
  return sql;
}

static gboolean
get_version (NuanConnection *connection, NuanVersion *version, GError **error)
{
  return connection->engine->get_version (connection->db, version, error);
}

typedef struct
{
  int                   number;
  const NuanSchemaStep *step;
  NuanProgress          progress;
  gpointer              progress_data;
  GCancellable         *cancellable;
} Run;

/* The number is part of the transaction and rolls back with it. Two programs may have met an older file. */
static gboolean
do_step (NuanConnection *connection, gpointer data, GError **error)
{
  const Run *run = data;
  NuanVersion version;

  if (!get_version (connection, &version, error))
    return FALSE;
  if (version.number >= run->number)
    return TRUE;

  return nuan_connection_exec (connection, run->step->sql, error)
         && (run->step->work == NULL || run->step->work (connection, run->progress, run->progress_data, run->cancellable, error))
         && !g_cancellable_set_error_if_cancelled (run->cancellable, error)
         && connection->engine->set_version (connection->db, run->number, error);
}

gboolean
nuan_migrations_step (NuanConnection *connection, int number, const NuanSchemaStep *step, NuanProgress progress, gpointer progress_data,
                      GCancellable *cancellable, GError **error)
{
  Run run = { number, step, progress, progress_data, cancellable };

  nuan_connection_set_cancellable (connection, cancellable);
  return nuan_transaction_run (connection, step->rebuilds ? NUAN_BEGIN_SCHEMA : NUAN_BEGIN_WRITE, do_step, &run, error);
}

/* From the step that RUN names on. */
static gboolean
do_steps (NuanConnection *connection, gpointer data, GError **error)
{
  Run run = *(const Run *) data;

  for (; run.number <= newest; run.number++)
    {
      const NuanSchemaStep *known = &steps[run.number - 1];
      g_autoptr (GBytes) sql = load_step (connection, run.number - 1);
      const NuanSchemaStep step = { g_bytes_get_data (sql, NULL), known->work, known->rebuilds };

      run.step = &step;
      if (!do_step (connection, &run, error))
        return FALSE;
    }

  return TRUE;
}

/* All of them in one transaction: whoever is told that nothing was changed, by a full disk say, is told the truth. */
static gboolean
run_steps (NuanConnection *connection, int done, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  Run run = { done + 1, NULL, progress, progress_data, cancellable };
  gboolean rebuilds = FALSE;

  if (done >= newest)
    return TRUE;

  /* One that rebuilds a table has all of them run without foreign keys, which are looked at before the end. */
  for (int i = done; i < newest; i++)
    rebuilds |= steps[i].rebuilds;
  nuan_connection_set_cancellable (connection, cancellable);
  return nuan_transaction_run (connection, rebuilds ? NUAN_BEGIN_SCHEMA : NUAN_BEGIN_WRITE, do_steps, &run, error);
}

gboolean
nuan_migrations_build (NuanConnection *scratch, GError **error)
{
  return run_steps (scratch, 0, NULL, NULL, NULL, error);
}

/* Read before anything else is prepared: what follows may rely on a schema that can be parsed. */
gboolean
nuan_migrations_accept (NuanConnection *connection, GError **error)
{
  NuanVersion version;

  if (!get_version (connection, &version, error))
    return FALSE;
  if (version.number < 0 && version.ours)
    nuan_error_set (error, NUAN_ERROR_DAMAGED, "db", _("The file is damaged: its version is %d, which no program gives"), version.number);
  else if (version.number > newest && version.ours)
    nuan_error_set (error, NUAN_ERROR_FOREIGN, "db", _("The data file is of a newer program (version %d, this one knows %d): update Nuanchuang"),
                    version.number, newest);
  else if (version.empty && connection->how == NUAN_OPEN_COPY)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "db", _("%s is empty, not a data file"), nuan_connection_get_path (connection));
  else if (!version.ours && !version.empty)
    nuan_error_set (error, NUAN_ERROR_FOREIGN, "db", _("%s is not a data file of Nuanchuang"), nuan_connection_get_path (connection));
  else
    return TRUE;

  return FALSE;
}

static gboolean
fail_copy (const char *path, int number, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_STORAGE, "db", _("The copy %s.before-%d can't be made: %s"), path, number, g_strerror (errno));
  return FALSE;
}

/* FILE.before-N, or FILE.before-N-2 and so on: an earlier copy stays. */
static gboolean
name_copy (const char *part, const char *path, int number)
{
  g_autofree char *short_path = nuan_path_shorten (path, ENDING_BYTES);
  g_autofree char *copy = g_strdup_printf ("%s.before-%d", short_path, number);

  for (guint n = 2; nuan_part_file_release (part, copy) != 0; n++)
    {
      if (errno != EEXIST)
        return FALSE;
      g_free (copy);
      copy = g_strdup_printf ("%s.before-%d-%u", short_path, number, n);
    }

  return nuan_part_file_sync_folder (path);
}

/* It has its name when it is whole: half a copy is none. */
static gboolean
keep_copy (NuanConnection *connection, int number, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  const char *path = nuan_connection_get_path (connection);
  g_autofree char *part = NULL;
  const int descriptor = nuan_part_file_open (path, &part);
  gboolean done;

  if (descriptor < 0)
    return fail_copy (path, number, error);

  nuan_owner_follow (descriptor, path);
  done = nuan_file_squeeze (connection, part, progress, progress_data, cancellable, error)
         && ((fsync (descriptor) == 0 && name_copy (part, path, number)) || fail_copy (path, number, error));
  if (!done)
    nuan_unfinished_remove (part);
  nuan_unfinished_drop (part);
  close (descriptor);
  return done;
}

gboolean
nuan_migrations_run (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  NuanVersion version;

  if (!get_version (connection, &version, error))
    return FALSE;
  if (version.number < newest && !version.empty && nuan_file_is_one (connection) && connection->how != NUAN_OPEN_PART
      && !keep_copy (connection, version.number + 1, progress, progress_data, cancellable, error))
    return FALSE;

  return run_steps (connection, version.number, progress, progress_data, cancellable, error);
}

gboolean
nuan_migrations_check (NuanConnection *connection, GError **error)
{
  NuanVersion version;

  if (!get_version (connection, &version, error))
    return FALSE;
  if (version.number == newest)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "db",
                  nuan_file_is_read_only (connection)
                      ? _("The data file is of an older program, and nothing can be written where it lies: copy it first and open the copy")
                      : _("The data file is of an older program: open it once for writing"));
  return FALSE;
}
