#include "config.h"

#include "app/ledger/ledger-export.h"

#include <glib/gi18n-lib.h>

#include "app/kit/job.h"
#include "app/kit/saving.h"
#include "app/kit/toast.h"
#include "desk/ledger-file.h"

typedef struct {
  GtkWidget   *parent;
  char        *database;
  char        *file;
  NuanFileMode mode;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->parent);
  g_free (export->database);
  g_free (export->file);
  g_free (export);
}

static gboolean
export_work (NuanJob *job, gpointer data, GError **error)
{
  Export *export = data;
  g_autoptr (NuanConnection) connection = nuan_connection_open (export->database, NUAN_OPEN_READ, error);

  if (connection == NULL)
    return FALSE;

  nuan_connection_set_cancellable (connection, nuan_job_get_cancellable (job));
  return nuan_ledger_file_write (connection, export->file, export->mode, nuan_job_progress, job, nuan_job_get_cancellable (job), error);
}

static void
export_done (gboolean success, const GError *error, gpointer data)
{
  Export *export = data;

  if (success)
    nuan_show_saved (export->parent, export->file);
  else
    nuan_show_error (export->parent, _("The ledger could not be exported"), error);
}

static void
chosen (const char *path, NuanFileMode mode, gpointer data)
{
  Export *export = data;

  if (path == NULL)
    {
      export_free (export);
      return;
    }
  export->file = g_strdup (path);
  export->mode = mode;
  nuan_job_start (export->parent, _("Exporting the ledger"), export_work, export_done, export, export_free);
}

void
nuan_export_ledger (GtkWidget *parent, NuanContext *context)
{
  Export *export = g_new0 (Export, 1);
  g_autofree char *day = nuan_day_format (nuan_day_today ());
  g_autofree char *suggested = g_strdup_printf ("资金台账-%s.journal", day);

  export->parent = g_object_ref (parent);
  export->database = g_strdup (nuan_database_get_path (nuan_context_get_database (context)));
  nuan_choose_save_file (parent, _("Export the Ledger"), suggested, chosen, export);
}
