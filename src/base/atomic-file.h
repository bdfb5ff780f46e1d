#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that is there whole or not at all: everything goes to a part of a random name in the same folder (mode 0600), which takes FILE's
 * place when it is safe on the disk. Dropped without commit, told to end or cancelled, FILE is as it was and the part is gone; parts of
 * programs that were killed go when something is next written into their folder.
 *
 * A data file, a part of one and a backup are never replaced (precious-file.h): NUAN_ERROR_RULE. What is no file (a folder, a pipe, a
 * device) is never touched nor waited for: NUAN_ERROR_INVALID. A link is followed to the file that it names. All of it holds at the moment
 * when the file gets its name, too. */
typedef struct _NuanAtomicFile NuanAtomicFile;

typedef enum {
  NUAN_FILE_NEW,       /* a file that stands there is NUAN_ERROR_CONFLICT */
  NUAN_FILE_DATA,      /* the same for a data file: also under the name of one that this program had open */
  NUAN_FILE_REPLACE,   /* a person said that what stands there may go; if that is another file by then, it is NUAN_ERROR_CONFLICT */
} NuanFileMode;

/* What could be told before the work begins. */
gboolean        nuan_atomic_file_check    (const char *path, NuanFileMode mode, GError **error);

NuanAtomicFile *nuan_atomic_file_begin    (const char *path, NuanFileMode mode, GError **error);
gboolean        nuan_atomic_file_write    (NuanAtomicFile *file, gconstpointer data, gsize size, GError **error);

/* For a library that writes by name: the part exists already, empty, with the right mode. Borrowed. */
const char     *nuan_atomic_file_get_part (NuanAtomicFile *file);

/* The log of a data file stands beside what a link leads to, and is put in place before FILE: then it does not make a data file of what is still
 * there. The name that it is to have; borrowed. */
const char     *nuan_atomic_file_get_log  (NuanAtomicFile *file);

/* Everything is on the disk, under the part's name: what remains is to give it its own. */
gboolean        nuan_atomic_file_flush    (NuanAtomicFile *file, GError **error);

/* fsync, rename, fsync of the folder. Frees FILE; on FALSE nothing is left of the part. */
gboolean        nuan_atomic_file_commit   (NuanAtomicFile *file, GError **error);

/* The same in two steps, for a file that must be there exactly if something else is done: place, do it, keep; abort takes the file away again
 * and puts back what stood there. Not ended from outside in between; killed, what stood there is left beside it ("nuanchuang-….old"). */
gboolean        nuan_atomic_file_place    (NuanAtomicFile *file, GError **error);
void            nuan_atomic_file_keep     (NuanAtomicFile *file);

/* Takes the part away and frees FILE; NULL is fine. */
void            nuan_atomic_file_abort    (NuanAtomicFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanAtomicFile, nuan_atomic_file_abort)

/* All of it in one call. */
gboolean        nuan_atomic_file_save     (const char *path, NuanFileMode mode, GBytes *content, GError **error);

G_END_DECLS
