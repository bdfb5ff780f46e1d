#include "config.h"

#include "app/kit/job.h"

#include <glib/gi18n-lib.h>

#include "app/kit/how-far.h"
#include "app/kit/notices.h"
#include "base/error.h"

#define LOOK_MS 100   /* how often the banner looks how far the work is */

struct _NuanJob
{
  char         *title;
  NuanJobWork   work;
  NuanJobDone   done;
  gpointer      data;
  GDestroyNotify free_data;

  GCancellable *cancellable;
  NuanHowFar    how_far;

  GtkWidget    *banner;         /* NULL outside a window */
  GtkWidget    *bar;
  guint         look_source;
};

static GList *running;   /* NuanJob, main thread */

static void
job_free (NuanJob *job)
{
  running = g_list_remove (running, job);
  g_clear_handle_id (&job->look_source, g_source_remove);

  if (job->banner != NULL)
    {
      GtkWidget *box = gtk_widget_get_parent (job->banner);

      if (box != NULL)
        gtk_box_remove (GTK_BOX (box), job->banner);
      g_object_unref (job->banner);
    }
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_object_unref (job->cancellable);
  nuan_how_far_clear (&job->how_far);
  g_free (job->title);
  g_free (job);
}

static gboolean
look (gpointer data)
{
  NuanJob *job = data;

  nuan_how_far_show (&job->how_far, GTK_PROGRESS_BAR (job->bar));
  return G_SOURCE_CONTINUE;
}

static void
cancel_clicked_cb (GtkButton *button, gpointer data)
{
  NuanJob *job = data;

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  g_cancellable_cancel (job->cancellable);
}

static void
show_banner (NuanJob *job, GtkWidget *widget)
{
  GtkWidget *label = gtk_label_new (job->title);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  job->banner = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_widget_add_css_class (job->banner, "job-banner");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  job->bar = gtk_progress_bar_new ();
  gtk_widget_set_hexpand (job->bar, TRUE);
  gtk_widget_set_valign (job->bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (job->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, job->title, -1);
  g_signal_connect (cancel, "clicked", G_CALLBACK (cancel_clicked_cb), job);

  gtk_box_append (GTK_BOX (job->banner), label);
  gtk_box_append (GTK_BOX (job->banner), job->bar);
  gtk_box_append (GTK_BOX (job->banner), cancel);
  if (nuan_notices_add_banner (widget, job->banner))
    job->look_source = g_timeout_add (LOOK_MS, look, job);
}

static void
job_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  NuanJob *job = task_data;
  GError *error = NULL;

  if (job->work (job, job->data, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, error);
  else if (g_cancellable_is_cancelled (job->cancellable))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Cancelled"));
  else
    g_task_return_new_error (task, NUAN_ERROR, NUAN_ERROR_STORAGE, "%s", _("The work ended without a result"));
}

static gpointer
job_main (gpointer data)
{
  g_autoptr (GTask) task = data;

  job_thread (task, NULL, g_task_get_task_data (task), NULL);
  return NULL;
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NuanJob *job = user_data;
  g_autoptr (GError) error = NULL;
  gboolean success = g_task_propagate_boolean (G_TASK (result), &error);

  if (job->done != NULL)
    job->done (success, error, job->data);
  job_free (job);
}

void
nuan_job_start (GtkWidget *widget, const char *title, NuanJobWork work, NuanJobDone done, gpointer data, GDestroyNotify free_data)
{
  NuanJob *job;
  GTask *task;

  g_return_if_fail (work != NULL);

  job = g_new0 (NuanJob, 1);
  job->title = g_strdup (title);
  job->work = work;
  job->done = done;
  job->data = data;
  job->free_data = free_data;
  job->cancellable = g_cancellable_new ();
  nuan_how_far_init (&job->how_far);
  running = g_list_prepend (running, job);

  if (widget != NULL)
    show_banner (job, widget);

  /* A thread of its own: GTask's pool is shared with file work and counted. */
  task = g_task_new (NULL, NULL, job_done_cb, job);
  g_task_set_task_data (task, job, NULL);
  g_thread_unref (g_thread_new ("job", job_main, task));
}

GCancellable *
nuan_job_get_cancellable (NuanJob *job)
{
  return job->cancellable;
}

void
nuan_job_progress (gint64 done, gint64 total, gpointer data)
{
  NuanJob *job = data;

  nuan_how_far_tell (&job->how_far, done, total);
}

guint
nuan_job_count (void)
{
  return g_list_length (running);
}

void
nuan_job_cancel_all (void)
{
  for (GList *l = running; l != NULL; l = l->next)
    g_cancellable_cancel (((NuanJob *) l->data)->cancellable);
}
