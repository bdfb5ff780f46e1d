#pragma once

#include "store/engine/engine.h"
#include "store/journal/register.h"

G_BEGIN_DECLS

/* The canonical text of guarded rows, of which versions consist and over which digests are made (README, "Journal"): a line a row, the table and
 * then each column as NAME=VALUE, with tabs between; a head's line is followed by those of its parts. A number 0 and an empty text are left out;
 * nothing where a number may be missing is the NAME alone; \ stands as \\, a line break as \n, a tab as \t; what is secret as its SHA-256. */

/* Appends that of the thing or fact of KEY, nothing where there is none. */
gboolean nuan_content_read   (NuanConnection *connection, const NuanShape *shape, gint64 key, GString *text, GError **error);

/* The line of a version. */
void     nuan_content_append_version (GString *text, gint64 journal_id, const char *thing, gint64 id, const char *content);

/* One fact or thing of a table that is walked through. */
typedef struct {
  gint64   key, journal_id;   /* 0 for a thing */
  GString *text;
} NuanContent;

/* A table, walked window by window in the order of its digest: memory stays small, and a server keeps no cursor. */
typedef struct {
  const NuanShape *shape;     /* NULL: the versions */
  GArray          *rows;      /* NuanContent: the window */
  guint            at;        /* the next of them */
  gint64           after_key, after_journal;
  char            *after_thing;   /* of the versions */
  gboolean         ended;
} NuanWalk;
void               nuan_walk_init  (NuanWalk *walk, const NuanShape *shape);
void               nuan_walk_clear (NuanWalk *walk);
/* The row that is next, NULL at the end or on an error; it stays the next until nuan_walk_step(). Borrowed. */
const NuanContent *nuan_walk_peek  (NuanWalk *walk, NuanConnection *connection, GError **error);
void               nuan_walk_step  (NuanWalk *walk);
/* The whole next window at once, NULL at the end or on an error; borrowed until the next call. For a walk that is not stepped through. */
GArray            *nuan_walk_window (NuanWalk *walk, NuanConnection *connection, GError **error);

G_END_DECLS
