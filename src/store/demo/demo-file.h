#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A demo is told in a private copy of the data file, which takes the place of the file at PATH when it is whole. Zeroed before it begins. */
typedef struct {
  char *path;     /* where a link leads to */
  char *part;
  int   descriptor;
} NuanDemoFile;

/* The part as a copy of an empty data file, or as a new one where there is none. */
gboolean nuan_demo_file_begin  (NuanDemoFile *file, const char *path, GError **error);
gboolean nuan_demo_file_finish (NuanDemoFile *file, GError **error);
void     nuan_demo_file_clear  (NuanDemoFile *file);   /* what is not finished goes */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NuanDemoFile, nuan_demo_file_clear)

G_END_DECLS
