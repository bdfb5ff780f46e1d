#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The rows of a list that somebody holds, by position. They are held weakly: only what is looked at lives. */
typedef struct _NuanLiveRows NuanLiveRows;

NuanLiveRows *nuan_live_rows_new         (void);
void          nuan_live_rows_free        (NuanLiveRows *rows);

void          nuan_live_rows_add         (NuanLiveRows *rows, guint position, GObject *row);
GObject      *nuan_live_rows_get         (NuanLiveRows *rows, guint position);   /* borrowed; NULL when nobody holds it */
gboolean      nuan_live_rows_any         (NuanLiveRows *rows, guint first, guint n);

/* Rows from FIRST on are no longer part of the list. */
void          nuan_live_rows_forget_from (NuanLiveRows *rows, guint first);

/* Over (position, row), in no order. */
void          nuan_live_rows_iter_init   (NuanLiveRows *rows, GHashTableIter *iter);

G_END_DECLS
