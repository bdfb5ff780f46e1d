#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* Where an open data file lies: SQLite goes on with the file that it opened, whatever stands under its name meanwhile. */
typedef struct {
  dev_t device;
  ino_t inode;
} NuanFilePlace;

gboolean nuan_file_place_note  (const char *path, NuanFilePlace *place);
gboolean nuan_file_place_equal (const NuanFilePlace *one, const NuanFilePlace *other);

/* NUAN_ERROR_STORAGE at "db" when PATH is another file now, or none. */
gboolean nuan_file_place_check (const char *path, const NuanFilePlace *place, GError **error);

/* The second of the two errors. Returns FALSE. */
gboolean nuan_file_place_replaced (const char *path, GError **error);

/* What stands at PATH is a file, or nothing is there: NUAN_ERROR_STORAGE at "db" of a folder, a pipe, a device, a link that leads nowhere;
 * NUAN_ERROR_RULE of a name as a part has (base/part-file.h). */
gboolean nuan_file_place_accept (const char *path, GError **error);

/* Whether PATH can be written to, and files beside it: neither its medium nor its folder is read-only. */
gboolean nuan_file_place_can_write (const char *path);

G_END_DECLS
