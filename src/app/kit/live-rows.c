#include "config.h"

#include "app/kit/live-rows.h"

struct _NuanLiveRows
{
  GHashTable *rows;   /* position → row, weak */
};

static GQuark
position_quark (void)
{
  static GQuark quark;

  if (quark == 0)
    quark = g_quark_from_static_string ("nuan-live-rows-position");
  return quark;
}

NuanLiveRows *
nuan_live_rows_new (void)
{
  NuanLiveRows *rows = g_new0 (NuanLiveRows, 1);

  rows->rows = g_hash_table_new (NULL, NULL);
  return rows;
}

void
nuan_live_rows_free (NuanLiveRows *rows)
{
  nuan_live_rows_forget_from (rows, 0);
  g_hash_table_unref (rows->rows);
  g_free (rows);
}

static void
row_gone (gpointer data, GObject *where_it_was)
{
  NuanLiveRows *rows = data;

  g_hash_table_remove (rows->rows, g_object_get_qdata (where_it_was, position_quark ()));
}

void
nuan_live_rows_add (NuanLiveRows *rows, guint position, GObject *row)
{
  g_object_set_qdata (row, position_quark (), GUINT_TO_POINTER (position));
  g_object_weak_ref (row, row_gone, rows);
  g_hash_table_insert (rows->rows, GUINT_TO_POINTER (position), row);
}

GObject *
nuan_live_rows_get (NuanLiveRows *rows, guint position)
{
  return g_hash_table_lookup (rows->rows, GUINT_TO_POINTER (position));
}

gboolean
nuan_live_rows_any (NuanLiveRows *rows, guint first, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_hash_table_contains (rows->rows, GUINT_TO_POINTER (first + i)))
      return TRUE;

  return FALSE;
}

void
nuan_live_rows_forget_from (NuanLiveRows *rows, guint first)
{
  GHashTableIter iter;
  gpointer position, row;

  g_hash_table_iter_init (&iter, rows->rows);
  while (g_hash_table_iter_next (&iter, &position, &row))
    if (GPOINTER_TO_UINT (position) >= first)
      {
        g_object_weak_unref (row, row_gone, rows);
        g_hash_table_iter_remove (&iter);
      }
}

void
nuan_live_rows_iter_init (NuanLiveRows *rows, GHashTableIter *iter)
{
  g_hash_table_iter_init (iter, rows->rows);
}
