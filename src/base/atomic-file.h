#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that is there whole or not at all: everything goes to FILE.part (mode 0600), which takes FILE's place when it is safe on the
 * disk. Dropped without commit, killed or cancelled, FILE is as it was. One writer at a time: a second one is NUAN_ERROR_CONFLICT. */
typedef struct _NuanAtomicFile NuanAtomicFile;

NuanAtomicFile *nuan_atomic_file_begin    (const char *path, GError **error);
gboolean        nuan_atomic_file_write    (NuanAtomicFile *file, gconstpointer data, gsize size, GError **error);
gboolean        nuan_atomic_file_puts     (NuanAtomicFile *file, const char *text, GError **error);

/* For a library that writes by name: FILE.part exists already, empty, with the right mode. Borrowed. */
const char     *nuan_atomic_file_get_part (NuanAtomicFile *file);

/* fsync, rename, fsync of the folder. Frees FILE; on FALSE nothing is left of FILE.part. */
gboolean        nuan_atomic_file_commit   (NuanAtomicFile *file, GError **error);

/* Takes FILE.part away and frees FILE; NULL is fine. */
void            nuan_atomic_file_abort    (NuanAtomicFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanAtomicFile, nuan_atomic_file_abort)

/* All of it in one call. */
gboolean        nuan_atomic_file_replace  (const char *path, GBytes *content, GError **error);

G_END_DECLS
