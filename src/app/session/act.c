#include "config.h"

#include "app/session/act.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/kit/toplevel.h"
#include "base/error.h"

/* What goes to the thread. */
typedef struct {
  const NuanAct *act;
  NuanStaff     *actor;
  gpointer       arguments;
} Job;

static gpointer
get_part (gconstpointer arguments, const NuanActPart *part)
{
  gpointer pointer;

  memcpy (&pointer, (const char *) arguments + part->at, sizeof pointer);
  return pointer;
}

static gpointer
copy_arguments (const NuanAct *act, gconstpointer arguments)
{
  gpointer copy = g_memdup2 (arguments, act->size);

  for (const NuanActPart *part = act->parts; part != NULL && part->copy != NULL; part++)
    {
      gpointer pointer = get_part (copy, part);

      if (pointer != NULL)
        pointer = part->copy (pointer);
      memcpy ((char *) copy + part->at, &pointer, sizeof pointer);
    }
  return copy;
}

static Job *
job_new (const NuanAct *act, const NuanStaff *actor, gconstpointer arguments)
{
  Job *job = g_new (Job, 1);

  *job = (Job) { .act = act, .actor = nuan_staff_copy (actor), .arguments = copy_arguments (act, arguments) };
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  for (const NuanActPart *part = job->act->parts; part != NULL && part->copy != NULL; part++)
    {
      gpointer pointer = get_part (job->arguments, part);

      if (pointer != NULL)
        part->free (pointer);
    }
  g_free (job->arguments);
  nuan_staff_free (job->actor);
  g_free (job);
}

static gpointer
job_run (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  const Job *job = input;

  return job->act->work (connection, job->actor, job->arguments, error);
}

/* Whoever waits for the answer of a job. */
typedef struct {
  NuanContext        *context;
  gint64              staff_id;   /* who asked; 0: nobody was signed in */
  GWeakRef            asker;
  GAsyncReadyCallback callback;
} Waiting;

static Waiting *
waiting_new (NuanContext *context, const NuanStaff *staff, GAsyncReadyCallback callback, gpointer asker)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->context = g_object_ref (context);
  waiting->staff_id = staff != NULL ? staff->id : 0;
  waiting->callback = callback;
  g_weak_ref_init (&waiting->asker, asker);
  return waiting;
}

static void
waiting_free (Waiting *waiting)
{
  g_weak_ref_clear (&waiting->asker);
  g_object_unref (waiting->context);
  g_free (waiting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

/* A window that is closed may live on in somebody's hands. */
static gboolean
is_closed (GObject *asker)
{
  GtkWindow *window = GTK_IS_WIDGET (asker) ? nuan_toplevel_of (GTK_WIDGET (asker)) : NULL;

  return window != NULL && !nuan_toplevel_is_open (window);
}

/* Locked and back again nothing has moved: only another person is not told. */
static gboolean
is_another (const Waiting *waiting)
{
  const NuanStaff *staff = nuan_context_get_staff (waiting->context);

  return waiting->staff_id != 0 && staff != NULL && staff->id != waiting->staff_id;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Waiting) waiting = data;
  g_autoptr (GObject) asker = g_weak_ref_get (&waiting->asker);

  /* Dropped, its result goes with RESULT. */
  if (asker != NULL && !is_closed (asker) && !is_another (waiting))
    waiting->callback (source, result, g_steal_pointer (&asker));
}

gpointer
nuan_act_done (gboolean done)
{
  static char something[] = "done";

  return done ? something : NULL;
}

static void
refuse (NuanContext *context, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = g_task_new (nuan_context_get_database (context), NULL, callback, data);

  nuan_error_set (&error, NUAN_ERROR_FORBIDDEN, NULL, _("Nobody is signed in: sign in and try again; nothing is changed"));
  g_task_return_error (task, g_steal_pointer (&error));
}

void
nuan_session_write (NuanContext *context, const NuanAct *act, gconstpointer arguments, GAsyncReadyCallback callback, gpointer asker)
{
  g_autoptr (GObject) taken = asker;
  const NuanStaff *staff;
  Waiting *waiting = NULL;

  g_return_if_fail (NUAN_IS_CONTEXT (context));
  g_return_if_fail (asker == NULL || G_IS_OBJECT (asker));

  staff = nuan_context_get_staff (context);
  if (asker != NULL)
    {
      waiting = waiting_new (context, staff, callback, asker);
      callback = answered_cb;
    }
  if (staff != NULL)
    nuan_session_write_for (context, staff, act, arguments, callback, waiting);
  else
    refuse (context, callback, waiting);
}

void
nuan_session_write_for (NuanContext *context, const NuanStaff *actor, const NuanAct *act, gconstpointer arguments,
                        GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (NUAN_IS_CONTEXT (context));

  nuan_database_write (nuan_context_get_database (context), job_run, job_new (act, actor, arguments), job_free, act->free_result, NULL,
                       callback, data);
}

void
nuan_session_read (NuanContext *context, const NuanAct *act, gconstpointer arguments, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (NUAN_IS_CONTEXT (context));

  nuan_database_read (nuan_context_get_database (context), NUAN_READ_QUICK, job_run,
                      job_new (act, nuan_context_get_staff (context), arguments), job_free, act->free_result, cancellable, callback, data);
}

gpointer
nuan_session_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_database_finish (NUAN_DATABASE (source), result, error);
}
