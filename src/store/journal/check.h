#pragma once

#include "store/engine/connection.h"
#include "model/progress.h"

G_BEGIN_DECLS

/* Everything that must hold in a data file, a line each with its count and result. */
typedef struct {
  char    *code;       /* integrity foreign-keys schema balances receipts numbers caps states four-eyes journal search … */
  char    *title;      /* translated */
  gint64   count;      /* what was looked at */
  gboolean passed;
  char    *detail;     /* the first few problems; "" */
} NuanCheckLine;
void       nuan_check_line_free (NuanCheckLine *line);

/* NuanCheckLine, all of them whatever fails; NULL only for cancelling or when the file can't be read at all. */
GPtrArray *nuan_check_run (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
