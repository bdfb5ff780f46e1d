#include "config.h"

#include "app/paged-list.h"

#include "app/pace.h"

#define WINDOW_ROWS    128   /* one SQL read: LIMIT 128 */
#define KEPT_WINDOWS   16    /* records kept for rows that scroll back into sight */
#define READS_AT_ONCE  2
#define SHOWN_AT_ONCE  (2 * WINDOW_ROWS)   /* of a list that is not counted yet */

struct _NuanPagedList
{
  GObject                parent_instance;

  NuanDatabase          *database;
  const NuanPagedSource *source;
  gpointer               user_data;
  gpointer               query;        /* NULL until the first one */

  guint                  n_rows;       /* what the view sees */
  guint                  n_wanted;     /* what it shall see: it grows or shrinks to that step by step */
  guint                  step_source;
  guint                  fill_source;  /* the rest of the first window is still to be filled */
  gint64                 count;        /* the exact number; -1 while it is counted */
  gboolean               counting;
  gboolean               busy;

  guint                  generation;   /* bumped by each query and reload; late answers are dropped */
  GCancellable          *cancellable;  /* of this generation */
  GHashTable            *rows;         /* position → row, weak: only what is looked at lives */
  GHashTable            *windows;      /* window index → GPtrArray of records, the last few */
  GQueue                 recent;       /* indexes of `windows`, newest first */
  GHashTable            *asked;        /* window index: wanted or under way */
  GQueue                 wanted;       /* indexes, newest first: what is on screen now comes before what was scrolled past */
  guint                  n_reading;
};

enum {
  PROP_0,
  PROP_COUNT,
  PROP_BUSY,
  LAST_PROP
};

static GParamSpec *properties[LAST_PROP];

enum {
  FILLED,
  FAILED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];
static GQuark position_quark;

static void read_wanted (NuanPagedList *self);

/* What a database thread needs, and nothing that the main thread changes. */
typedef struct {
  const NuanPagedSource *source;
  gpointer               query;
  gint64                 offset;
  gint64                 n_total;
} Question;

/* Where the answer belongs. */
typedef struct {
  NuanPagedList *list;
  guint          generation;
  guint          window;
} Answer;

static Question *
question_new (NuanPagedList *self, gint64 offset)
{
  Question *question = g_new0 (Question, 1);

  question->source = self->source;
  question->query = self->source->copy_query (self->query);
  question->offset = offset;
  question->n_total = self->count;
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
answer_new (NuanPagedList *self, guint window)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->list = g_object_ref (self);
  answer->generation = self->generation;
  answer->window = window;
  return answer;
}

static void
answer_free (Answer *answer)
{
  g_object_unref (answer->list);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
read_window (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  Question *question = input;

  return question->source->read (connection, question->query, question->offset, WINDOW_ROWS, question->n_total, error);
}

static gpointer
count_rows (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  Question *question = input;
  gint64 n = 0;

  return question->source->count (connection, question->query, &n, error) ? g_memdup2 (&n, sizeof n) : NULL;
}

static void
row_gone (gpointer data, GObject *where_it_was)
{
  NuanPagedList *self = data;
  guint position = GPOINTER_TO_UINT (g_object_get_qdata (where_it_was, position_quark));

  g_hash_table_remove (self->rows, GUINT_TO_POINTER (position));
}

static void
forget_rows_from (NuanPagedList *self, guint first)
{
  GHashTableIter iter;
  gpointer position, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &position, &row))
    if (GPOINTER_TO_UINT (position) >= first)
      {
        g_object_weak_unref (row, row_gone, self);
        g_hash_table_iter_remove (&iter);
      }
}

static gpointer
record_at (NuanPagedList *self, guint position)
{
  GPtrArray *records = g_hash_table_lookup (self->windows, GUINT_TO_POINTER (position / WINDOW_ROWS));
  guint i = position % WINDOW_ROWS;

  return records != NULL && i < records->len ? g_ptr_array_index (records, i) : NULL;
}

static void
fill_rows (NuanPagedList *self, guint first, guint n)
{
  for (guint position = first; position < first + n; position++)
    {
      GObject *row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (position));
      gpointer record = record_at (self, position);

      if (row != NULL && record != NULL)
        self->source->fill (row, record, self->user_data);
    }
}

static gboolean
fill_rest (gpointer data)
{
  NuanPagedList *self = data;
  GPtrArray *records = g_hash_table_lookup (self->windows, GUINT_TO_POINTER (0));

  self->fill_source = 0;
  if (records != NULL && records->len > NUAN_PACE_ROWS)
    {
      fill_rows (self, NUAN_PACE_ROWS, WINDOW_ROWS - NUAN_PACE_ROWS);
      g_signal_emit (self, signals[FILLED], 0, NUAN_PACE_ROWS, records->len - NUAN_PACE_ROWS);
    }
  return G_SOURCE_REMOVE;
}

/* The first screenful of a list is painted before the rest of its window is touched: that is what a key in the search waits for. */
static void
fill_window (NuanPagedList *self, guint window, guint n)
{
  const guint now = window == 0 ? NUAN_PACE_ROWS : WINDOW_ROWS;

  fill_rows (self, window * WINDOW_ROWS, now);
  if (n > now && self->fill_source == 0)
    self->fill_source = g_idle_add_full (G_PRIORITY_LOW, fill_rest, self, NULL);   /* after the steps */
}

static gboolean
window_is_looked_at (NuanPagedList *self, guint window)
{
  for (guint i = 0; i < WINDOW_ROWS; i++)
    if (g_hash_table_contains (self->rows, GUINT_TO_POINTER (window * WINDOW_ROWS + i)))
      return TRUE;

  return FALSE;
}

static void
keep_window (NuanPagedList *self, guint window, GPtrArray *records)
{
  gpointer index = GUINT_TO_POINTER (window);

  g_queue_remove (&self->recent, index);
  g_queue_push_head (&self->recent, index);
  g_hash_table_insert (self->windows, index, g_ptr_array_ref (records));
  if (g_queue_get_length (&self->recent) > KEPT_WINDOWS)
    g_hash_table_remove (self->windows, g_queue_pop_tail (&self->recent));
}

static void
want_window (NuanPagedList *self, guint window)
{
  if (g_hash_table_add (self->asked, GUINT_TO_POINTER (window)))
    g_queue_push_head (&self->wanted, GUINT_TO_POINTER (window));
}

static void
want_looked_at (NuanPagedList *self)
{
  GHashTableIter iter;
  gpointer position;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &position, NULL))
    want_window (self, GPOINTER_TO_UINT (position) / WINDOW_ROWS);
}

static void
set_n_rows (NuanPagedList *self, guint n)
{
  const guint before = self->n_rows;

  self->n_rows = n;
  if (n < before)
    {
      forget_rows_from (self, n);
      g_list_model_items_changed (G_LIST_MODEL (self), n, before - n, 0);
    }
  else if (n > before)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n - before);
    }
}

static gboolean
step (gpointer data)
{
  NuanPagedList *self = data;

  set_n_rows (self, nuan_pace_next (self->n_rows, self->n_wanted));
  if (self->n_rows != self->n_wanted)
    return G_SOURCE_CONTINUE;

  self->step_source = 0;
  return G_SOURCE_REMOVE;
}

/* Rows on the screen that are about to go. */
static void
blank (NuanPagedList *self, guint first)
{
  for (guint position = first; position < MIN (self->n_rows, 2 * NUAN_PACE_ROWS); position++)
    {
      GObject *row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (position));

      if (row != NULL)
        self->source->fill (row, NULL, self->user_data);
    }
}

static void
resize (NuanPagedList *self, gint64 n)
{
  self->n_wanted = (guint) CLAMP (n, 0, G_MAXINT);
  if (self->n_wanted + NUAN_PACE_ROWS < self->n_rows)
    blank (self, self->n_wanted);
  if (self->n_wanted != self->n_rows && self->step_source == 0 && step (self))
    self->step_source = g_idle_add (step, self);
}

static void
set_count (NuanPagedList *self, gint64 count)
{
  if (self->count == count)
    return;

  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
set_busy (NuanPagedList *self, gboolean busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
fail (NuanPagedList *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* Until the count is in, a window that is not full tells the end; a full one tells that there is more. */
static void
resize_by_window (NuanPagedList *self, guint window, guint n)
{
  guint end = window * WINDOW_ROWS + n;

  if (self->count >= 0)
    return;

  if (n < WINDOW_ROWS)
    {
      if (n > 0 || window == 0)
        {
          resize (self, end);
          set_count (self, end);
        }
    }
  else if (window == 0)
    {
      resize (self, MAX (WINDOW_ROWS, MIN (self->n_wanted, SHOWN_AT_ONCE)));
    }
}

static void
window_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Answer) answer = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  NuanPagedList *self = answer->list;

  if (answer->generation != self->generation)
    return;

  self->n_reading--;
  g_hash_table_remove (self->asked, GUINT_TO_POINTER (answer->window));
  if (answer->window == 0)
    set_busy (self, FALSE);

  if (records == NULL)
    {
      fail (self, error);
    }
  else
    {
      keep_window (self, answer->window, records);
      fill_window (self, answer->window, records->len);
      resize_by_window (self, answer->window, records->len);
      g_signal_emit (self, signals[FILLED], 0, answer->window * WINDOW_ROWS,
                     answer->window == 0 ? MIN (records->len, NUAN_PACE_ROWS) : records->len);
    }

  read_wanted (self);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Answer) answer = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *n = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  NuanPagedList *self = answer->list;

  if (answer->generation != self->generation)
    return;

  self->counting = FALSE;
  if (n == NULL)
    {
      fail (self, error);
    }
  else
    {
      resize (self, *n);
      set_count (self, *n);
    }

  read_wanted (self);
}

/* A window in the second half is read from the end, which needs the count. */
static gboolean
must_wait_for_count (NuanPagedList *self, guint window)
{
  return self->counting && window * WINDOW_ROWS > self->n_rows / 2 && window * WINDOW_ROWS >= SHOWN_AT_ONCE;
}

static void
read_wanted (NuanPagedList *self)
{
  guint n_wanted = g_queue_get_length (&self->wanted);

  while (n_wanted-- > 0 && self->n_reading < READS_AT_ONCE)
    {
      guint window = GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted));

      if (must_wait_for_count (self, window))
        {
          g_queue_push_tail (&self->wanted, GUINT_TO_POINTER (window));
          continue;
        }

      if (window != 0 && (window * WINDOW_ROWS >= self->n_rows || !window_is_looked_at (self, window)))
        {
          g_hash_table_remove (self->asked, GUINT_TO_POINTER (window));
          continue;
        }

      self->n_reading++;
      nuan_database_read (self->database, NUAN_READ_QUICK, read_window, question_new (self, (gint64) window * WINDOW_ROWS),
                          question_free, (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                          window_read_cb, answer_new (self, window));
    }
}

static void
count (NuanPagedList *self)
{
  self->counting = TRUE;
  nuan_database_read (self->database, NUAN_READ_QUICK, count_rows, question_new (self, 0), question_free, g_free,
                      self->cancellable, counted_cb, answer_new (self, 0));
}

static void
begin_generation (NuanPagedList *self)
{
  self->generation++;
  self->n_reading = 0;
  self->counting = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_hash_table_remove_all (self->windows);
  g_hash_table_remove_all (self->asked);
  g_queue_clear (&self->recent);
  g_queue_clear (&self->wanted);
}

static GType
nuan_paged_list_get_item_type (GListModel *model)
{
  return NUAN_PAGED_LIST (model)->source->row_type;
}

static guint
nuan_paged_list_get_n_items (GListModel *model)
{
  return NUAN_PAGED_LIST (model)->n_rows;
}

static gpointer
nuan_paged_list_get_item (GListModel *model, guint position)
{
  NuanPagedList *self = NUAN_PAGED_LIST (model);
  GObject *row;
  gpointer record;

  if (position >= self->n_rows)
    return NULL;

  row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (position));
  if (row != NULL)
    return g_object_ref (row);

  row = g_object_new (self->source->row_type, NULL);
  g_object_set_qdata (row, position_quark, GUINT_TO_POINTER (position));
  g_object_weak_ref (row, row_gone, self);
  g_hash_table_insert (self->rows, GUINT_TO_POINTER (position), row);

  record = record_at (self, position);
  self->source->fill (row, record, self->user_data);
  if (record == NULL && position < self->n_wanted)
    {
      want_window (self, position / WINDOW_ROWS);
      read_wanted (self);
    }

  return row;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = nuan_paged_list_get_item_type;
  iface->get_n_items = nuan_paged_list_get_n_items;
  iface->get_item = nuan_paged_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanPagedList, nuan_paged_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
nuan_paged_list_finalize (GObject *object)
{
  NuanPagedList *self = NUAN_PAGED_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->step_source, g_source_remove);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  forget_rows_from (self, 0);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->windows);
  g_hash_table_unref (self->asked);
  g_queue_clear (&self->recent);
  g_queue_clear (&self->wanted);
  if (self->query != NULL)
    self->source->free_query (self->query);
  g_object_unref (self->database);

  G_OBJECT_CLASS (nuan_paged_list_parent_class)->finalize (object);
}

static void
nuan_paged_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  NuanPagedList *self = NUAN_PAGED_LIST (object);

  switch (property_id)
    {
    case PROP_COUNT:
      g_value_set_int64 (value, self->count);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
nuan_paged_list_class_init (NuanPagedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nuan_paged_list_finalize;
  object_class->get_property = nuan_paged_list_get_property;

  properties[PROP_COUNT] = g_param_spec_int64 ("count", NULL, NULL, -1, G_MAXINT64, -1,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, properties);

  signals[FILLED] = g_signal_new ("filled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_UINT, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);

  position_quark = g_quark_from_static_string ("nuan-paged-list-position");
}

static void
nuan_paged_list_init (NuanPagedList *self)
{
  self->count = -1;
  self->cancellable = g_cancellable_new ();
  self->rows = g_hash_table_new (NULL, NULL);
  self->windows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->asked = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->recent);
  g_queue_init (&self->wanted);
}

NuanPagedList *
nuan_paged_list_new (NuanDatabase *database, const NuanPagedSource *source, gpointer user_data)
{
  NuanPagedList *self;

  g_return_val_if_fail (NUAN_IS_DATABASE (database), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  self = g_object_new (NUAN_TYPE_PAGED_LIST, NULL);
  self->database = g_object_ref (database);
  self->source = source;
  self->user_data = user_data;
  return self;
}

void
nuan_paged_list_set_query (NuanPagedList *list, gconstpointer query)
{
  gboolean same_rows;

  g_return_if_fail (NUAN_IS_PAGED_LIST (list));
  g_return_if_fail (query != NULL);

  same_rows = list->query != NULL && list->count >= 0
              && list->source->same_rows != NULL && list->source->same_rows (list->query, query);
  if (list->query != NULL)
    list->source->free_query (list->query);
  list->query = list->source->copy_query ((gpointer) query);

  begin_generation (list);
  if (!same_rows)
    set_count (list, -1);
  set_busy (list, TRUE);

  want_looked_at (list);
  want_window (list, 0);
  read_wanted (list);
  if (!same_rows)
    count (list);
}

void
nuan_paged_list_reload (NuanPagedList *list)
{
  g_return_if_fail (NUAN_IS_PAGED_LIST (list));

  if (list->query == NULL)
    return;

  begin_generation (list);
  count (list);
  want_looked_at (list);
  want_window (list, 0);
  read_wanted (list);
}

void
nuan_paged_list_refill (NuanPagedList *list)
{
  GHashTableIter iter;
  gpointer position, row;

  g_return_if_fail (NUAN_IS_PAGED_LIST (list));

  g_hash_table_iter_init (&iter, list->rows);
  while (g_hash_table_iter_next (&iter, &position, &row))
    {
      gpointer record = record_at (list, GPOINTER_TO_UINT (position));

      if (record != NULL)
        list->source->fill (row, record, list->user_data);
    }
}

gint64
nuan_paged_list_get_count (NuanPagedList *list)
{
  g_return_val_if_fail (NUAN_IS_PAGED_LIST (list), -1);

  return list->count;
}

gboolean
nuan_paged_list_is_busy (NuanPagedList *list)
{
  g_return_val_if_fail (NUAN_IS_PAGED_LIST (list), FALSE);

  return list->busy;
}

gpointer
nuan_paged_list_peek (NuanPagedList *list, guint position)
{
  g_return_val_if_fail (NUAN_IS_PAGED_LIST (list), NULL);

  return g_hash_table_lookup (list->rows, GUINT_TO_POINTER (position));
}
