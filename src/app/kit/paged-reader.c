#include "config.h"

#include "app/kit/paged-reader.h"

#include "app/kit/pace.h"
#include "app/kit/record-windows.h"

#define READS_AT_ONCE 2

struct _NuanPagedReader
{
  NuanDatabase          *database;
  const NuanPagedSource *source;
  const NuanPagedOwner  *calls;
  GObject               *owner;         /* borrowed */
  gpointer               query;         /* NULL until the first one */
  gint64                 total;         /* -1 while it is not known */
  gboolean               counting;
  gboolean               fresh;         /* nothing was read in this generation */
  gboolean               beginning;     /* its first rows are under way */
  gboolean               count_waits;   /* for them and for the rest of their window: one thread reads in the order it is asked */

  guint                  generation;    /* late answers are dropped */
  GCancellable          *cancellable;   /* of this generation */
  GHashTable            *asked;         /* window index: wanted or under way */
  GQueue                 wanted;        /* indexes, newest first: what is on screen now comes before what was scrolled past */
  guint                  n_reading;
};

/* What a database thread needs, and nothing that the main thread changes. */
typedef struct {
  const NuanPagedSource *source;
  gpointer               query;
  gint64                 offset;
  guint                  n;
  gint64                 n_total;
} Question;

/* Where the answer belongs. */
typedef struct {
  NuanPagedReader *reader;
  GObject         *owner;        /* held: it holds the reader */
  guint            generation;
  guint            window;
  guint            n_asked;
} Answer;

static Question *
question_new (NuanPagedReader *reader, gint64 offset, guint n)
{
  Question *question = g_new0 (Question, 1);

  question->source = reader->source;
  question->query = reader->source->copy_query (reader->query);
  question->offset = offset;
  question->n = n;
  question->n_total = reader->total;
  return question;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  question->source->free_query (question->query);
  g_free (question);
}

static Answer *
answer_new (NuanPagedReader *reader, guint window, guint n_asked)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->reader = reader;
  answer->owner = g_object_ref (reader->owner);
  answer->generation = reader->generation;
  answer->window = window;
  answer->n_asked = n_asked;
  return answer;
}

static void
answer_free (Answer *answer)
{
  g_object_unref (answer->owner);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
read_window (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  Question *question = input;

  return question->source->read (connection, question->query, question->offset, question->n, question->n_total, error);
}

static gpointer
count_rows (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  Question *question = input;
  gint64 n = 0;

  return question->source->count (connection, question->query, &n, error) ? g_memdup2 (&n, sizeof n) : NULL;
}

static void start_count (NuanPagedReader *reader);

static void
window_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Answer) answer = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  NuanPagedReader *reader = answer->reader;
  gboolean more;

  if (answer->generation != reader->generation)
    return;

  more = records != NULL && answer->n_asked < NUAN_WINDOW_ROWS && records->len == answer->n_asked;
  reader->n_reading--;
  g_hash_table_remove (reader->asked, GUINT_TO_POINTER (answer->window));
  if (more)
    nuan_paged_reader_want (reader, answer->window);
  reader->beginning = reader->beginning && answer->window != 0;
  reader->calls->was_read (answer->owner, answer->window, records, more, error);
  nuan_paged_reader_read (reader);
  if (reader->count_waits && !reader->beginning)
    start_count (reader);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Answer) answer = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *n = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  NuanPagedReader *reader = answer->reader;

  if (answer->generation != reader->generation)
    return;

  reader->counting = FALSE;
  reader->calls->was_counted (answer->owner, n, error);
  nuan_paged_reader_read (reader);
}

NuanPagedReader *
nuan_paged_reader_new (NuanDatabase *database, const NuanPagedSource *source, const NuanPagedOwner *calls, GObject *owner)
{
  NuanPagedReader *reader = g_new0 (NuanPagedReader, 1);

  reader->database = g_object_ref (database);
  reader->source = source;
  reader->calls = calls;
  reader->owner = owner;
  reader->total = -1;
  reader->cancellable = g_cancellable_new ();
  reader->asked = g_hash_table_new (NULL, NULL);
  g_queue_init (&reader->wanted);
  return reader;
}

void
nuan_paged_reader_free (NuanPagedReader *reader)
{
  g_cancellable_cancel (reader->cancellable);
  g_object_unref (reader->cancellable);
  g_hash_table_unref (reader->asked);
  g_queue_clear (&reader->wanted);
  if (reader->query != NULL)
    reader->source->free_query (reader->query);
  g_object_unref (reader->database);
  g_free (reader);
}

void
nuan_paged_reader_set_query (NuanPagedReader *reader, gconstpointer query)
{
  if (reader->query != NULL)
    reader->source->free_query (reader->query);
  reader->query = reader->source->copy_query ((gpointer) query);
}

gconstpointer
nuan_paged_reader_get_query (NuanPagedReader *reader)
{
  return reader->query;
}

void
nuan_paged_reader_set_total (NuanPagedReader *reader, gint64 n)
{
  reader->total = n;
}

gint64
nuan_paged_reader_get_total (NuanPagedReader *reader)
{
  return reader->total;
}

void
nuan_paged_reader_begin (NuanPagedReader *reader)
{
  reader->generation++;
  reader->n_reading = 0;
  reader->counting = FALSE;
  reader->fresh = TRUE;
  reader->beginning = FALSE;
  reader->count_waits = FALSE;
  g_cancellable_cancel (reader->cancellable);
  g_clear_object (&reader->cancellable);
  reader->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (reader->asked);
  g_queue_clear (&reader->wanted);
}

void
nuan_paged_reader_want (NuanPagedReader *reader, guint window)
{
  if (g_hash_table_add (reader->asked, GUINT_TO_POINTER (window)))
    g_queue_push_head (&reader->wanted, GUINT_TO_POINTER (window));
}

/* A list begins with one screenful by itself: in a file that is not in memory each row waits for the disk, and a whole window
 * eight times as long. */
static void
read_now (NuanPagedReader *reader, guint window)
{
  const guint n = window == 0 && reader->fresh ? NUAN_PACE_ROWS : NUAN_WINDOW_ROWS;

  if (window == 0)
    {
      reader->beginning = reader->fresh;
      reader->fresh = FALSE;
    }
  reader->n_reading++;
  nuan_database_read (reader->database, NUAN_READ_QUICK, read_window,
                      question_new (reader, (gint64) window * NUAN_WINDOW_ROWS, n), question_free,
                      (GDestroyNotify) g_ptr_array_unref, reader->cancellable, window_read_cb, answer_new (reader, window, n));
}

void
nuan_paged_reader_read (NuanPagedReader *reader)
{
  guint n_wanted = g_queue_get_length (&reader->wanted);

  while (n_wanted-- > 0 && reader->n_reading < READS_AT_ONCE)
    {
      guint window = GPOINTER_TO_UINT (g_queue_pop_head (&reader->wanted));

      switch (reader->calls->is_wanted (reader->owner, window))
        {
        case NUAN_WANTED_NOW:
          read_now (reader, window);
          break;
        case NUAN_WANTED_LATER:
          g_queue_push_tail (&reader->wanted, GUINT_TO_POINTER (window));
          break;
        case NUAN_WANTED_NO_MORE:
          g_hash_table_remove (reader->asked, GUINT_TO_POINTER (window));
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static void
start_count (NuanPagedReader *reader)
{
  reader->count_waits = FALSE;
  nuan_database_read (reader->database, NUAN_READ_QUICK, count_rows, question_new (reader, 0, 0), question_free, g_free,
                      reader->cancellable, counted_cb, answer_new (reader, 0, 0));
}

void
nuan_paged_reader_count (NuanPagedReader *reader)
{
  reader->counting = TRUE;
  reader->count_waits = reader->beginning;
  if (!reader->count_waits)
    start_count (reader);
}

gboolean
nuan_paged_reader_is_counting (NuanPagedReader *reader)
{
  return reader->counting;
}
