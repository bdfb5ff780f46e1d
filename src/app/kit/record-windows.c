#include "config.h"

#include "app/kit/record-windows.h"

#define KEPT_WINDOWS 16

struct _NuanRecordWindows
{
  GHashTable *records;   /* window index → GPtrArray of records */
  GQueue      recent;    /* indexes of `records`, newest first */
};

NuanRecordWindows *
nuan_record_windows_new (void)
{
  NuanRecordWindows *windows = g_new0 (NuanRecordWindows, 1);

  windows->records = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_queue_init (&windows->recent);
  return windows;
}

void
nuan_record_windows_free (NuanRecordWindows *windows)
{
  g_hash_table_unref (windows->records);
  g_queue_clear (&windows->recent);
  g_free (windows);
}

void
nuan_record_windows_keep (NuanRecordWindows *windows, guint window, GPtrArray *records)
{
  gpointer index = GUINT_TO_POINTER (window);

  g_queue_remove (&windows->recent, index);
  g_queue_push_head (&windows->recent, index);
  g_hash_table_insert (windows->records, index, g_ptr_array_ref (records));
  if (g_queue_get_length (&windows->recent) > KEPT_WINDOWS)
    g_hash_table_remove (windows->records, g_queue_pop_tail (&windows->recent));
}

void
nuan_record_windows_clear (NuanRecordWindows *windows)
{
  g_hash_table_remove_all (windows->records);
  g_queue_clear (&windows->recent);
}

GPtrArray *
nuan_record_windows_get (NuanRecordWindows *windows, guint window)
{
  return g_hash_table_lookup (windows->records, GUINT_TO_POINTER (window));
}

gpointer
nuan_record_windows_at (NuanRecordWindows *windows, guint position)
{
  GPtrArray *records = nuan_record_windows_get (windows, position / NUAN_WINDOW_ROWS);
  guint i = position % NUAN_WINDOW_ROWS;

  return records != NULL && i < records->len ? g_ptr_array_index (records, i) : NULL;
}
