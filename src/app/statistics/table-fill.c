#include "config.h"

#include "app/statistics/table-fill.h"

#include "store/tables/statistics.h"

struct _NuanTableFill
{
  char   *id;
  NuanDay from, to;
  gint    done, total;   /* atomic */
};

static void
clear (gpointer data)
{
  NuanTableFill *fill = data;

  g_free (fill->id);
}

void
nuan_table_fill_unref (NuanTableFill *fill)
{
  g_atomic_rc_box_release_full (fill, clear);
}

static void
release (gpointer fill)
{
  nuan_table_fill_unref (fill);
}

static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  NuanTableFill *fill = data;

  g_atomic_int_set (&fill->total, (gint) MIN (total, G_MAXINT));
  g_atomic_int_set (&fill->done, (gint) MIN (done, G_MAXINT));
}

static gpointer
fill_work (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  NuanTableFill *fill = input;
  NuanTableDefinition *definition = nuan_table_definition_load (fill->id, error);
  NuanTable *table = NULL;

  if (definition != NULL)
    table = nuan_statistics_fill (connection, definition, fill->from, fill->to, progress_cb, fill, error);
  return table != NULL ? nuan_shared_table_new (table) : NULL;
}

NuanTableFill *
nuan_table_fill_start (NuanDatabase *database, const char *id, NuanDay from, NuanDay to, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  NuanTableFill *fill = g_atomic_rc_box_new0 (NuanTableFill);

  fill->id = g_strdup (id);
  fill->from = from;
  fill->to = to;
  nuan_database_read (database, NUAN_READ_LONG, fill_work, g_atomic_rc_box_acquire (fill), release,
                      (GDestroyNotify) nuan_shared_table_unref, cancellable, callback, user_data);
  return fill;
}

NuanSharedTable *
nuan_table_fill_finish (NuanDatabase *database, GAsyncResult *result, GError **error)
{
  return nuan_database_finish (database, result, error);
}

double
nuan_table_fill_get_fraction (NuanTableFill *fill)
{
  const gint total = g_atomic_int_get (&fill->total);

  return total > 0 ? CLAMP ((double) g_atomic_int_get (&fill->done) / total, 0.0, 1.0) : -1;
}

void
nuan_table_catalogue_free (gpointer data)
{
  NuanTableCatalogue *catalogue = data;

  g_ptr_array_unref (catalogue->ids);
  g_ptr_array_unref (catalogue->titles);
  g_ptr_array_unref (catalogue->problems);
  g_free (catalogue);
}

gpointer
nuan_table_catalogue_read (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  NuanTableCatalogue *catalogue = g_new0 (NuanTableCatalogue, 1);
  g_auto (GStrv) ids = nuan_table_definition_list ();

  catalogue->ids = g_ptr_array_new_with_free_func (g_free);
  catalogue->titles = g_ptr_array_new_with_free_func (g_free);
  catalogue->problems = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (NuanTableDefinition) definition = nuan_table_definition_load (ids[i], &problem);

      g_ptr_array_add (catalogue->ids, g_strdup (ids[i]));
      g_ptr_array_add (catalogue->titles, g_strdup (definition != NULL ? definition->title : ids[i]));
      g_ptr_array_add (catalogue->problems, g_strdup (definition != NULL ? "" : problem->message));
    }
  return catalogue;
}
