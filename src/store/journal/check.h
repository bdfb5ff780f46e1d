#pragma once

#include "store/engine/engine.h"
#include "model/progress.h"
#include "model/staff.h"

G_BEGIN_DECLS

/* Two classes. WHOLE: is this the file that was written, page by page and fen by fen? It gates backup and restore. AUDIT: is what stands
 * in it as the rules of the house want it? It never keeps a file from being copied or brought back. */
typedef enum {
  NUAN_CHECK_WHOLE = 1 << 0,
  NUAN_CHECK_AUDIT = 1 << 1,
  NUAN_CHECK_ALL = NUAN_CHECK_WHOLE | NUAN_CHECK_AUDIT
} NuanCheckClass;

/* One thing that does not hold. Its NUMBER is the front of a digest over the line, the rows and all that stands in them, on both sides of what
 * the line compares: who changes one of them again makes another finding of it. */
typedef struct {
  char    *number;    /* 16 hex digits */
  char    *digest;    /* 64 */
  char    *line;      /* code of the line */
  char    *about;     /* "grant 12"; "" the file as a whole */
  char    *what;      /* what else the digest covers, never translated */
  char    *text;      /* for people */
  GStrv    rows;      /* "grants:12", "payment:8": what was read for it */
  char    *names;     /* the same as people know them: numbers of files and receipts, names; "" where nobody knows any */
  gboolean closes;    /* an answer ends the matter; otherwise it only explains */
  char    *reason, *answered_by, *answered_at;   /* NULL: nobody answered */
} NuanCheckFinding;

/* Everything that must hold in a data file, a line each with its count and result. */
typedef struct {
  NuanCheckClass check_class;   /* one of the two */
  char      *code;       /* integrity foreign-keys schema balances receipts numbers caps states four-eyes journal search … */
  char      *title;      /* translated */
  gint64     count;      /* what was looked at */
  gboolean   passed;     /* nothing was found */
  gboolean   known;      /* something was, and all of it is answered and ended */
  GPtrArray *findings;   /* NuanCheckFinding, the first thousand */
  gint64     n_more;
  char      *detail;     /* the first few in words; a remark where nothing is wrong; "" */
} NuanCheckLine;
void       nuan_check_line_free (NuanCheckLine *line);

/* What the line of CODE looks at, translated; CODE itself where there is no such line. */
const char *nuan_check_title (const char *code);

/* NuanCheckLine, all of CLASSES whatever fails; NULL only for cancelling or when the file can't be read at all. Two threads work at it, each
 * with a connection of its own; PROGRESS is called on the caller's. */
GPtrArray *nuan_check_run   (NuanConnection *connection, NuanCheckClass classes, NuanProgress progress, gpointer progress_data,
                             GCancellable *cancellable, GError **error);

/* The gate of backup and restore: NUAN_ERROR_STORAGE with the first line of the class WHOLE that does not hold. An answer opens no gate. */
gboolean   nuan_check_whole (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);

/* The finding of LINES whose number begins with NUMBER, eight digits at least; NULL and NUAN_ERROR_NOT_FOUND or INVALID. Borrowed. */
const NuanCheckFinding *nuan_check_find (GPtrArray *lines, const char *number, GError **error);

/* A director's remark. Refused to whoever acted in one of its rows, where it is answered already, and where the rows are others by now. */
gboolean   nuan_check_answer (NuanConnection *connection, const NuanStaff *actor, const NuanCheckFinding *finding, const char *reason,
                              GError **error);

/* What was just answered is marked in LINES, so that they need not be looked for again. */
void       nuan_check_note_answer (GPtrArray *lines, const char *number, const char *by, const char *reason);

G_END_DECLS
