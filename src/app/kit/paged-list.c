#include "config.h"

#include "app/kit/paged-list.h"

#include "app/kit/live-rows.h"
#include "app/kit/pace.h"
#include "app/kit/paged-reader.h"
#include "app/kit/record-windows.h"

#define SHOWN_AT_ONCE (2 * NUAN_WINDOW_ROWS)   /* of a list that is not counted yet */

struct _NuanPagedList
{
  GObject                parent_instance;

  const NuanPagedSource *source;
  gpointer               user_data;
  NuanPagedReader       *reader;
  NuanRecordWindows     *windows;
  NuanLiveRows          *rows;

  guint                  n_rows;       /* what the view sees */
  guint                  n_wanted;     /* what it shall see: it grows or shrinks to that step by step */
  guint                  step_source;
  guint                  fill_source;  /* the rest of the first window is still to be filled */
  gboolean               busy;
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

static void
fill_rows (NuanPagedList *self, guint first, guint n)
{
  for (guint position = first; position < first + n; position++)
    {
      GObject *row = nuan_live_rows_get (self->rows, position);
      gpointer record = nuan_record_windows_at (self->windows, position);

      if (row != NULL && record != NULL)
        self->source->fill (row, record, self->user_data);
    }
}

static gboolean
fill_rest (gpointer data)
{
  NuanPagedList *self = data;
  GPtrArray *records = nuan_record_windows_get (self->windows, 0);

  self->fill_source = 0;
  if (records != NULL && records->len > NUAN_PACE_ROWS)
    {
      fill_rows (self, NUAN_PACE_ROWS, NUAN_WINDOW_ROWS - NUAN_PACE_ROWS);
      g_signal_emit (self, signals[FILLED], 0, NUAN_PACE_ROWS, records->len - NUAN_PACE_ROWS);
    }
  return G_SOURCE_REMOVE;
}

/* The first screenful of a list is painted before the rest of its window is touched: that is what a key in the search waits for. */
static void
fill_window (NuanPagedList *self, guint window, guint n, gboolean begun)
{
  const guint now = window == 0 ? NUAN_PACE_ROWS : NUAN_WINDOW_ROWS;

  if (!begun)
    fill_rows (self, window * NUAN_WINDOW_ROWS, now);
  if (n > now && self->fill_source == 0)
    self->fill_source = g_idle_add_full (G_PRIORITY_LOW, fill_rest, self, NULL);   /* after the steps */
}

static void
want_looked_at (NuanPagedList *self)
{
  GHashTableIter iter;
  gpointer position;

  nuan_live_rows_iter_init (self->rows, &iter);
  while (g_hash_table_iter_next (&iter, &position, NULL))
    nuan_paged_reader_want (self->reader, GPOINTER_TO_UINT (position) / NUAN_WINDOW_ROWS);
}

static void
set_n_rows (NuanPagedList *self, guint n)
{
  const guint before = self->n_rows;

  self->n_rows = n;
  if (n < before)
    {
      nuan_live_rows_forget_from (self->rows, n);
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
      GObject *row = nuan_live_rows_get (self->rows, position);

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
  if (nuan_paged_reader_get_total (self->reader) == count)
    return;

  nuan_paged_reader_set_total (self->reader, count);
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

/* Until the count is in, a window that is not full tells the end, unless MORE of it is to come; a full one tells of more rows. */
static void
resize_by_window (NuanPagedList *self, guint window, guint n, gboolean more)
{
  guint end = window * NUAN_WINDOW_ROWS + n;

  if (nuan_paged_reader_get_total (self->reader) >= 0)
    return;

  if (n < NUAN_WINDOW_ROWS && !more)
    {
      if (n > 0 || window == 0)
        {
          resize (self, end);
          set_count (self, end);
        }
    }
  else if (window == 0)
    {
      resize (self, MAX (n, MIN (self->n_wanted, SHOWN_AT_ONCE)));
    }
}

/* A window in the second half is read from the end, which needs the count. */
static gboolean
must_wait_for_count (NuanPagedList *self, guint window)
{
  return nuan_paged_reader_is_counting (self->reader)
         && window * NUAN_WINDOW_ROWS > self->n_rows / 2 && window * NUAN_WINDOW_ROWS >= SHOWN_AT_ONCE;
}

static NuanWanted
is_wanted (gpointer owner, guint window)
{
  NuanPagedList *self = owner;

  if (must_wait_for_count (self, window))
    return NUAN_WANTED_LATER;
  if (window == 0)
    return NUAN_WANTED_NOW;

  return window * NUAN_WINDOW_ROWS < self->n_rows && nuan_live_rows_any (self->rows, window * NUAN_WINDOW_ROWS, NUAN_WINDOW_ROWS)
         ? NUAN_WANTED_NOW : NUAN_WANTED_NO_MORE;
}

static void
was_read (gpointer owner, guint window, GPtrArray *records, gboolean more, const GError *error)
{
  NuanPagedList *self = owner;
  const gboolean begun = window == 0 && nuan_record_windows_get (self->windows, 0) != NULL;   /* its first rows are shown */

  if (window == 0)
    set_busy (self, FALSE);
  if (records == NULL)
    {
      fail (self, error);
      return;
    }

  nuan_record_windows_keep (self->windows, window, records);
  fill_window (self, window, records->len, begun);
  resize_by_window (self, window, records->len, more);
  if (!begun)
    g_signal_emit (self, signals[FILLED], 0, window * NUAN_WINDOW_ROWS,
                   window == 0 ? MIN (records->len, NUAN_PACE_ROWS) : records->len);
}

static void
was_counted (gpointer owner, const gint64 *n, const GError *error)
{
  NuanPagedList *self = owner;

  if (n == NULL)
    {
      fail (self, error);
      return;
    }

  resize (self, *n);
  set_count (self, *n);
}

static const NuanPagedOwner reader_calls = { is_wanted, was_read, was_counted };

static void
begin_generation (NuanPagedList *self)
{
  nuan_paged_reader_begin (self->reader);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  nuan_record_windows_clear (self->windows);
}

/* What the screen shows, and first of all the beginning. */
static void
read_looked_at (NuanPagedList *self)
{
  want_looked_at (self);
  nuan_paged_reader_want (self->reader, 0);
  nuan_paged_reader_read (self->reader);
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

  row = nuan_live_rows_get (self->rows, position);
  if (row != NULL)
    return g_object_ref (row);

  row = g_object_new (self->source->row_type, NULL);
  nuan_live_rows_add (self->rows, position, row);

  record = nuan_record_windows_at (self->windows, position);
  self->source->fill (row, record, self->user_data);
  if (record == NULL && position < self->n_wanted)
    {
      nuan_paged_reader_want (self->reader, position / NUAN_WINDOW_ROWS);
      nuan_paged_reader_read (self->reader);
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

  g_clear_handle_id (&self->step_source, g_source_remove);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  nuan_live_rows_free (self->rows);
  nuan_record_windows_free (self->windows);
  nuan_paged_reader_free (self->reader);

  G_OBJECT_CLASS (nuan_paged_list_parent_class)->finalize (object);
}

static void
nuan_paged_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  NuanPagedList *self = NUAN_PAGED_LIST (object);

  switch (property_id)
    {
    case PROP_COUNT:
      g_value_set_int64 (value, nuan_paged_reader_get_total (self->reader));
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
}

static void
nuan_paged_list_init (NuanPagedList *self)
{
  self->windows = nuan_record_windows_new ();
  self->rows = nuan_live_rows_new ();
}

NuanPagedList *
nuan_paged_list_new (NuanDatabase *database, const NuanPagedSource *source, gpointer user_data)
{
  NuanPagedList *self;

  g_return_val_if_fail (NUAN_IS_DATABASE (database), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  self = g_object_new (NUAN_TYPE_PAGED_LIST, NULL);
  self->reader = nuan_paged_reader_new (database, source, &reader_calls, G_OBJECT (self));
  self->source = source;
  self->user_data = user_data;
  return self;
}

void
nuan_paged_list_set_query (NuanPagedList *list, gconstpointer query)
{
  gconstpointer before;
  gboolean same_rows;

  g_return_if_fail (NUAN_IS_PAGED_LIST (list));
  g_return_if_fail (query != NULL);

  before = nuan_paged_reader_get_query (list->reader);
  same_rows = before != NULL && nuan_paged_reader_get_total (list->reader) >= 0
              && list->source->same_rows != NULL && list->source->same_rows (before, query);
  nuan_paged_reader_set_query (list->reader, query);

  begin_generation (list);
  if (!same_rows)
    set_count (list, -1);
  set_busy (list, TRUE);

  read_looked_at (list);
  if (!same_rows)
    nuan_paged_reader_count (list->reader);
}

void
nuan_paged_list_reload (NuanPagedList *list)
{
  g_return_if_fail (NUAN_IS_PAGED_LIST (list));

  if (nuan_paged_reader_get_query (list->reader) == NULL)
    return;

  begin_generation (list);
  nuan_paged_reader_count (list->reader);
  read_looked_at (list);
}

void
nuan_paged_list_refill (NuanPagedList *list)
{
  GHashTableIter iter;
  gpointer position, row;

  g_return_if_fail (NUAN_IS_PAGED_LIST (list));

  nuan_live_rows_iter_init (list->rows, &iter);
  while (g_hash_table_iter_next (&iter, &position, &row))
    {
      gpointer record = nuan_record_windows_at (list->windows, GPOINTER_TO_UINT (position));

      if (record != NULL)
        list->source->fill (row, record, list->user_data);
    }
}

gint64
nuan_paged_list_get_count (NuanPagedList *list)
{
  g_return_val_if_fail (NUAN_IS_PAGED_LIST (list), -1);

  return nuan_paged_reader_get_total (list->reader);
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

  return nuan_live_rows_get (list->rows, position);
}
