#include "config.h"

#include "app/parts/table-files.h"

#include <glib/gi18n-lib.h>

#include "app/kit/printing.h"
#include "app/kit/saving.h"
#include "app/kit/job.h"
#include "app/kit/toast.h"

typedef struct {
  GtkWidget       *parent;
  NuanSharedTable *shared;
  NuanTableFormat  format;
  char            *file;   /* NULL: to the printer */
  NuanFileMode     mode;
  GBytes          *pdf;    /* for the printer, once drawn */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->parent);
  nuan_shared_table_unref (work->shared);
  g_clear_pointer (&work->pdf, g_bytes_unref);
  g_free (work->file);
  g_free (work);
}

static Work *
work_new (GtkWidget *parent, NuanSharedTable *shared, NuanTableFormat format)
{
  Work *work = g_new0 (Work, 1);

  work->parent = g_object_ref (parent);
  work->shared = nuan_shared_table_ref (shared);
  work->format = format;
  return work;
}

static gboolean
write_work (NuanJob *job, gpointer data, GError **error)
{
  Work *work = data;

  return nuan_table_file_write (work->shared->table, work->format, work->file, work->mode, nuan_job_progress, job,
                                nuan_job_get_cancellable (job), error);
}

static void
write_done (gboolean success, const GError *error, gpointer data)
{
  Work *work = data;

  if (success)
    nuan_show_saved (work->parent, work->file);
  else
    nuan_show_error (work->parent, _("The table could not be saved"), error);
}

static void
chosen (const char *path, NuanFileMode mode, gpointer data)
{
  Work *work = data;
  g_autofree char *title = NULL;

  if (path == NULL)
    {
      work_free (work);
      return;
    }
  work->file = g_strdup (path);
  work->mode = mode;
  title = g_strdup_printf (_("Saving “%s”"), work->shared->table->definition->title);
  nuan_job_start (work->parent, title, write_work, write_done, work, work_free);
}

void
nuan_table_save (GtkWidget *parent, NuanSharedTable *table, NuanTableFormat format)
{
  g_autofree char *from = nuan_day_format (table->table->from);
  g_autofree char *to = nuan_day_format (table->table->to);
  g_autofree char *suggested = NULL;

  suggested = table->table->from == table->table->to
                  ? g_strdup_printf ("%s-%s.%s", table->table->definition->title, from, nuan_table_format_suffix (format))
                  : g_strdup_printf ("%s-%s-%s.%s", table->table->definition->title, from, to, nuan_table_format_suffix (format));
  g_strdelimit (suggested, "/\\\n", '-');
  nuan_choose_save_file (parent, _("Save the Table"), suggested, chosen, work_new (parent, table, format));
}

static gboolean
draw_work (NuanJob *job, gpointer data, GError **error)
{
  Work *work = data;

  work->pdf = nuan_table_file_draw (work->shared->table, nuan_job_progress, job, nuan_job_get_cancellable (job), error);
  return work->pdf != NULL;
}

static void
draw_done (gboolean success, const GError *error, gpointer data)
{
  Work *work = data;

  if (success)
    nuan_print_pdf (work->parent, work->pdf, work->shared->table->definition->title);
  else
    nuan_show_error (work->parent, _("The table could not be drawn"), error);
}

void
nuan_table_print_dialog (GtkWidget *parent, NuanSharedTable *table)
{
  g_autofree char *title = g_strdup_printf (_("Drawing “%s”"), table->table->definition->title);

  nuan_job_start (parent, title, draw_work, draw_done, work_new (parent, table, NUAN_TABLE_PDF), work_free);
}
