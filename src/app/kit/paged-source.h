#pragma once

#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Where a paged list reads its records, and how a record fills a row. */
typedef struct {
  GType           row_type;     /* a GObject without construction properties */
  /* On a database thread. N_TOTAL is -1 as long as it is not counted. */
  GPtrArray    *(*read)        (NuanConnection *connection, gconstpointer query, gint64 offset, guint limit, gint64 n_total,
                                GError **error);
  gboolean      (*count)       (NuanConnection *connection, gconstpointer query, gint64 *n, GError **error);
  /* On the main thread. RECORD is an element of what read() returned, NULL while it is being read. */
  void          (*fill)        (GObject *row, gpointer record, gpointer user_data);
  GBoxedCopyFunc  copy_query;
  GDestroyNotify  free_query;
  /* May be NULL. TRUE: A and B list the same rows, perhaps in another order, so that the count holds. */
  gboolean      (*same_rows)   (gconstpointer a, gconstpointer b);
} NuanPagedSource;

G_END_DECLS
