#pragma once

#include "store/engine/holder.h"

G_BEGIN_DECLS

/* A demo is told in a private copy of the data file, which takes the place of the file at PATH when it is whole. What stood there goes aside,
 * unless it has no byte. Zeroed before it begins. */
typedef struct {
  char         *path;          /* where a link leads to */
  char         *part;
  int           descriptor;
  NuanHolder   *holder;        /* of the file that stands there; NULL: none does */
  guint64       device, inode; /* which one that was */
  char         *newest;        /* line of its journal when it was copied; NULL: it has no byte */
} NuanDemoFile;

/* The part as a copy of an empty data file, which no window may hold, or as a new one where there is none. */
gboolean nuan_demo_file_begin  (NuanDemoFile *file, const char *path, GError **error);
/* NUAN_ERROR_CONFLICT when somebody wrote to the file meanwhile, or another one came: that stays. */
gboolean nuan_demo_file_finish (NuanDemoFile *file, GError **error);
void     nuan_demo_file_clear  (NuanDemoFile *file);   /* what is not finished goes */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NuanDemoFile, nuan_demo_file_clear)

G_END_DECLS
