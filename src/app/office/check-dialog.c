#include "config.h"

#include "app/office/dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/kit/saving.h"
#include "app/kit/job.h"
#include "app/kit/toast.h"
#include "store/office/backup.h"
#include "app/office/check-findings.h"
#include "store/journal/check.h"

/* A long look at the file, or a copy of it, on a thread with a connection of its own. */
typedef struct {
  GtkWidget *parent;
  NuanContext *context;
  char      *path;
  char      *to;        /* backup */
  NuanFileMode mode;    /* backup */
  NuanStaff *actor;     /* backup */
  GPtrArray *lines;     /* check */
} Look;

static Look *
look_new (GtkWidget *parent, NuanContext *context)
{
  Look *look = g_new0 (Look, 1);

  look->parent = g_object_ref (GTK_WIDGET (gtk_widget_get_root (parent)));
  look->context = g_object_ref (context);
  look->path = g_strdup (nuan_database_get_path (nuan_context_get_database (context)));
  look->actor = nuan_context_dup_staff (context);
  return look;
}

static void
look_free (gpointer data)
{
  Look *look = data;

  g_object_unref (look->parent);
  g_object_unref (look->context);
  g_free (look->path);
  g_free (look->to);
  nuan_staff_free (look->actor);
  g_clear_pointer (&look->lines, g_ptr_array_unref);
  g_free (look);
}

static gboolean
check (NuanJob *job, gpointer data, GError **error)
{
  Look *look = data;
  g_autoptr (NuanConnection) connection = nuan_connection_open (look->path, NUAN_OPEN_READ, error);

  if (connection == NULL)
    return FALSE;

  look->lines = nuan_check_run (connection, NUAN_CHECK_ALL, nuan_job_progress, job, nuan_job_get_cancellable (job), error);
  return look->lines != NULL;
}

static void
checked_cb (gboolean success, const GError *error, gpointer data)
{
  Look *look = data;
  if (!success)
    {
      nuan_show_error (look->parent, _("The check did not end"), error);
      return;
    }
  if (nuan_context_get_staff (look->context) != NULL)   /* locked meanwhile: nothing is shown */
    nuan_show_check_lines (look->parent, look->context, look->lines);
}

void
nuan_show_check (GtkWidget *parent, NuanContext *context)
{
  nuan_job_start (parent, _("Checking the data"), check, checked_cb, look_new (parent, context), look_free);
}

static gboolean
backup (NuanJob *job, gpointer data, GError **error)
{
  Look *look = data;
  g_autoptr (NuanConnection) connection = nuan_connection_open (look->path, NUAN_OPEN_WRITE, error);

  return connection != NULL
         && nuan_backup_write (connection, look->actor, look->to, look->mode, nuan_job_progress, job, nuan_job_get_cancellable (job), error);
}

static void
backed_up_cb (gboolean success, const GError *error, gpointer data)
{
  Look *look = data;
  g_autofree char *text = NULL;

  if (!success)
    {
      nuan_show_error (look->parent, _("The backup was not made"), error);
      return;
    }

  text = g_strdup_printf (_("The backup stands in %s"), look->to);
  nuan_toast (look->parent, text);
}

static void
backup_chosen_cb (const char *path, NuanFileMode mode, gpointer data)
{
  Look *look = data;

  look->to = g_strdup (path);
  look->mode = mode;
  if (path != NULL)
    nuan_job_start (look->parent, _("Making a backup"), backup, backed_up_cb, look, look_free);
  else
    look_free (look);
}

void
nuan_choose_backup (GtkWidget *parent, NuanContext *context)
{
  g_autofree char *today = nuan_day_format (nuan_day_today ());
  g_autofree char *name = g_strdup_printf ("nuanchuang-%s.db", today);

  nuan_choose_save_file (parent, _("Back Up"), name, backup_chosen_cb, look_new (parent, context));
}
