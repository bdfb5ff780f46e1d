#pragma once

#include "store/engine/connection.h"
#include "model/progress.h"

G_BEGIN_DECLS

/* Two classes. WHOLE: is this the file that was written, page by page and fen by fen? It gates backup and restore. AUDIT: is what stands
 * in it as the rules of the house want it? It never keeps a file from being copied or brought back. */
typedef enum {
  NUAN_CHECK_WHOLE = 1 << 0,
  NUAN_CHECK_AUDIT = 1 << 1,
  NUAN_CHECK_ALL = NUAN_CHECK_WHOLE | NUAN_CHECK_AUDIT
} NuanCheckClass;

/* Everything that must hold in a data file, a line each with its count and result. */
typedef struct {
  NuanCheckClass check_class;   /* one of the two */
  char    *code;       /* integrity foreign-keys schema balances receipts numbers caps states four-eyes journal search … */
  char    *title;      /* translated */
  gint64   count;      /* what was looked at */
  gboolean passed;
  char    *detail;     /* the first few problems; "" */
} NuanCheckLine;
void       nuan_check_line_free (NuanCheckLine *line);

/* NuanCheckLine, all of CLASSES whatever fails; NULL only for cancelling or when the file can't be read at all. */
GPtrArray *nuan_check_run   (NuanConnection *connection, NuanCheckClass classes, NuanProgress progress, gpointer progress_data,
                             GCancellable *cancellable, GError **error);

/* The gate of backup and restore: NUAN_ERROR_STORAGE with the first line of the class WHOLE that does not hold. */
gboolean   nuan_check_whole (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
