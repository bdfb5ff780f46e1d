#include "config.h"

#include "store/engine/database.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "store/engine/changed.h"
#include "store/engine/engine-private.h"
#include "store/engine/file.h"

#define POLL_MS    250   /* how often another program's commits and the file's place are looked at, and the most that "changed" is emitted */
#define NOT_LOOKED (-1)

/* A thread with its own connection and a queue of jobs in the order they came. */
typedef struct
{
  const char     *name;
  NuanConnection *connection;
  GAsyncQueue    *queue;
  GThread        *thread;
  gpointer        kept;     /* the database, when the job just done held its last reference */
  GCancellable   *closing;  /* a reader's: whatever it reads when the file is closed is given up; NULL: is waited for */
} Worker;

enum { WRITER, QUICK, LONG, N_WORKERS };

typedef struct
{
  NuanWork       work;
  gpointer       input;
  GDestroyNotify free_input;
  GDestroyNotify free_result;
  gboolean       writes;
} Job;

struct _NuanDatabase
{
  GObject  parent_instance;

  char    *path;
  Worker   workers[N_WORKERS];
  guint    poll_source;
  gboolean polling;         /* a look is under way */
  gint64   newest;          /* line of the journal, as last seen */
  gboolean read_only, lost;
};

G_DEFINE_FINAL_TYPE (NuanDatabase, nuan_database, G_TYPE_OBJECT)

enum { CHANGED, LOST, DAMAGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
job_free (Job *job)
{
  if (job->free_input != NULL)
    job->free_input (job->input);
  g_free (job);
}

typedef struct
{
  Job          *job;
  GCancellable *cancellable;
  gpointer      result;
} Run;

static gboolean
run_in_transaction (NuanConnection *connection, gpointer data, GError **error)
{
  Run *run = data;

  run->result = run->job->work (connection, run->job->input, run->cancellable, error);
  return run->result != NULL;
}

static void
pass_on (GCancellable *cancelled, gpointer other)
{
  g_cancellable_cancel (other);
}

/* Fires with either of the two; owned. */
static GCancellable *
either (GCancellable *one, GCancellable *other, gulong *tie)
{
  GCancellable *both = g_cancellable_new ();

  tie[0] = one != NULL ? g_cancellable_connect (one, G_CALLBACK (pass_on), both, NULL) : 0;
  tie[1] = other != NULL ? g_cancellable_connect (other, G_CALLBACK (pass_on), both, NULL) : 0;
  return both;
}

typedef struct
{
  NuanDatabase *database;
  GError       *error;
} Damage;

static void
damage_free (gpointer data)
{
  Damage *damage = data;

  g_object_unref (damage->database);
  g_error_free (damage->error);
  g_free (damage);
}

static gboolean
tell_damage (gpointer data)
{
  const Damage *damage = data;

  g_signal_emit (damage->database, signals[DAMAGED], 0, damage->error);
  return G_SOURCE_REMOVE;
}

/* Whoever asked for the job may keep quiet about it. */
static void
note_damage (NuanDatabase *self, const GError *error)
{
  Damage *damage;

  if (!g_error_matches (error, NUAN_ERROR, NUAN_ERROR_DAMAGED))
    return;

  damage = g_new (Damage, 1);
  *damage = (Damage) { .database = g_object_ref (self), .error = g_error_copy (error) };
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_damage, damage, damage_free);
}

static void
run_job (Worker *worker, GTask *task)
{
  Job *job = g_task_get_task_data (task);
  gulong tie[2];
  g_autoptr (GCancellable) cancellable = NULL;
  Run run = { .job = job };
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_assert (worker->thread == g_thread_self ());

  if (g_task_return_error_if_cancelled (task))
    return;
  g_task_set_check_cancellable (task, FALSE);   /* from here on what is committed is reported as done */

  run.cancellable = cancellable = either (g_task_get_cancellable (task), worker->closing, tie);
  nuan_connection_set_cancellable (worker->connection, cancellable);
  done = job->writes ? nuan_connection_transact (worker->connection, run_in_transaction, &run, &error)
                     : nuan_connection_snapshot (worker->connection, run_in_transaction, &run, &error);
  nuan_connection_set_cancellable (worker->connection, NULL);
  nuan_connection_reset_statements (worker->connection);
  g_cancellable_disconnect (g_task_get_cancellable (task), tie[0]);
  g_cancellable_disconnect (worker->closing, tie[1]);

  if (done)
    {
      g_task_return_pointer (task, run.result, job->free_result);
      return;
    }
  if (run.result != NULL && job->free_result != NULL)
    job->free_result (run.result);
  if (error == NULL)
    nuan_error_set (&error, NUAN_ERROR_STORAGE, NULL, _("The work ended without a result"));
  note_damage (g_task_get_source_object (task), error);
  g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
let_go (gpointer database)
{
  g_object_unref (database);
  return G_SOURCE_REMOVE;
}

static gpointer
worker_main (gpointer data)
{
  Worker *worker = data;
  gpointer item;

  while ((item = g_async_queue_pop (worker->queue)) != worker)   /* the worker itself is the word to quit */
    {
      run_job (worker, item);
      g_object_unref (item);
      if (worker->kept != NULL)
        g_idle_add (let_go, g_steal_pointer (&worker->kept));
    }

  return NULL;
}

static gboolean
start_worker (Worker *worker, const char *name, NuanConnection *connection, gboolean reads)
{
  worker->name = name;
  worker->connection = connection;
  if (worker->connection == NULL)
    return FALSE;

  worker->closing = reads ? g_cancellable_new () : NULL;
  worker->queue = g_async_queue_new ();
  worker->thread = g_thread_new (name, worker_main, worker);
  return TRUE;
}

static void
stop_worker (Worker *worker)
{
  g_cancellable_cancel (worker->closing);
  if (worker->thread != NULL)
    {
      g_async_queue_push (worker->queue, worker);
      g_thread_join (worker->thread);
      worker->thread = NULL;
    }
  g_clear_pointer (&worker->queue, g_async_queue_unref);
  g_clear_pointer (&worker->connection, nuan_connection_close);
  g_clear_object (&worker->closing);
}

static void
push (NuanDatabase *self, Worker *worker, Job *job, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (worker->queue == NULL)
    {
      g_task_return_new_error (task, NUAN_ERROR, NUAN_ERROR_STORAGE, _("The data file is closed"));
      g_object_unref (task);
      return;
    }
  g_async_queue_push (worker->queue, task);
}

static Job *
job_new (NuanWork work, gpointer input, GDestroyNotify free_input, GDestroyNotify free_result, gboolean writes)
{
  Job *job = g_new (Job, 1);

  *job = (Job) { .work = work, .input = input, .free_input = free_input, .free_result = free_result, .writes = writes };
  return job;
}

void
nuan_database_write (NuanDatabase *self, NuanWork work, gpointer input, GDestroyNotify free_input, GDestroyNotify free_result,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (NUAN_IS_DATABASE (self));

  push (self, &self->workers[WRITER], job_new (work, input, free_input, free_result, TRUE), cancellable, callback, user_data);
}

void
nuan_database_read (NuanDatabase *self, NuanRead how, NuanWork work, gpointer input, GDestroyNotify free_input,
                    GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (NUAN_IS_DATABASE (self));

  push (self, &self->workers[how == NUAN_READ_QUICK ? QUICK : LONG], job_new (work, input, free_input, free_result, FALSE),
        cancellable, callback, user_data);
}

gpointer
nuan_database_finish (NuanDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What a look found. */
typedef struct
{
  gint64  newest;
  GError *lost;     /* the file under the path is not ours any more */
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  if (news != NULL)
    g_clear_error (&news->lost);
  g_free (news);
}

static gpointer
read_news (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  News *news = g_new0 (News, 1);

  if (nuan_file_check_place (connection, &news->lost) && !nuan_changed_newest (connection, &news->newest, error))
    g_clear_pointer (&news, news_free);
  return news;
}

static void
tell_lost (NuanDatabase *self, const GError *lost)
{
  if (self->lost)
    return;

  self->lost = TRUE;
  g_signal_emit (self, signals[LOST], 0, lost);
}

static void
news_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NuanDatabase *self = NUAN_DATABASE (source);
  News *news = nuan_database_finish (self, result, NULL);
  const gint64 before = self->newest;

  self->polling = FALSE;
  if (news != NULL && news->lost != NULL)
    tell_lost (self, news->lost);
  else if (news != NULL && news->newest > before)
    {
      self->newest = news->newest;
      if (before != NOT_LOOKED)
        g_signal_emit (self, signals[CHANGED], 0, news->newest);
    }
  news_free (news);
}

static gboolean
look_for_news (gpointer data)
{
  NuanDatabase *self = data;

  if (!self->polling)
    {
      self->polling = TRUE;
      nuan_database_read (self, NUAN_READ_QUICK, read_news, NULL, NULL, news_free, NULL, news_read, NULL);
    }
  return G_SOURCE_CONTINUE;
}

NuanDatabase *
nuan_database_open (const char *path, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanDatabase) self = g_object_new (NUAN_TYPE_DATABASE, NULL);

  self->path = g_strdup (path);
  if (!nuan_connection_check_file (path, error)
      || !start_worker (&self->workers[WRITER], "writer",
                        nuan_connection_open_slowly (path, NUAN_OPEN_WRITE, progress, progress_data, cancellable, error), FALSE)
      || !start_worker (&self->workers[QUICK], "quick reader", nuan_connection_open (path, NUAN_OPEN_READ, error), TRUE)
      || !start_worker (&self->workers[LONG], "long reader", nuan_connection_open (path, NUAN_OPEN_READ, error), TRUE))
    return NULL;

  self->read_only = nuan_file_is_read_only (self->workers[WRITER].connection);
  self->poll_source = g_timeout_add (POLL_MS, look_for_news, self);
  look_for_news (self);
  return g_steal_pointer (&self);
}

void
nuan_database_close (NuanDatabase *self)
{
  g_return_if_fail (NUAN_IS_DATABASE (self));

  g_clear_handle_id (&self->poll_source, g_source_remove);
  for (int i = N_WORKERS - 1; i >= 0; i--)
    stop_worker (&self->workers[i]);
}

const char *
nuan_database_get_path (NuanDatabase *self)
{
  return self->path;
}

gboolean
nuan_database_is_read_only (NuanDatabase *self)
{
  return self->read_only;
}

static Worker *
find_own_worker (NuanDatabase *self)
{
  for (int i = 0; i < N_WORKERS; i++)
    if (self->workers[i].thread == g_thread_self ())
      return &self->workers[i];

  return NULL;
}

/* A job holds a reference until its thread is through with it, which may be later than everybody else's: then the end is left to the main
 * thread, since no thread can wait for itself. */
static void
nuan_database_dispose (GObject *object)
{
  NuanDatabase *self = NUAN_DATABASE (object);
  Worker *own = find_own_worker (self);

  if (own != NULL)
    {
      own->kept = g_object_ref (self);
      return;
    }

  nuan_database_close (self);
  G_OBJECT_CLASS (nuan_database_parent_class)->dispose (object);
}

static void
nuan_database_finalize (GObject *object)
{
  NuanDatabase *self = NUAN_DATABASE (object);

  g_free (self->path);
  G_OBJECT_CLASS (nuan_database_parent_class)->finalize (object);
}

static void
nuan_database_class_init (NuanDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nuan_database_dispose;
  G_OBJECT_CLASS (klass)->finalize = nuan_database_finalize;
  signals[CHANGED] = g_signal_new ("changed", NUAN_TYPE_DATABASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[LOST] = g_signal_new ("lost", NUAN_TYPE_DATABASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[DAMAGED] = g_signal_new ("damaged", NUAN_TYPE_DATABASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
nuan_database_init (NuanDatabase *self)
{
  self->newest = NOT_LOOKED;
}
