#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files that nothing of ours is ever written over, whoever asks for it: data files, what stands beside them, backups. */

/* How a sealed backup begins (sealed-file.h). */
#define NUAN_SEALED_BACKUP_HEADER "nuanchuang sealed backup"

/* What the id of a data file begins with; it stands alone on a page of the file (store/engine/sqlite/file-id.h). */
#define NUAN_FILE_MARK      "nuanfile-"
#define NUAN_FILE_ID_DIGITS 32   /* hexadecimal, behind it */

/* PATH is a data file that this program opens: from now on it, its log, index, journal and lock are known by name and by inode. Their content
 * is never looked at: a file that is closed loses the locks which SQLite holds on it. Thread-safe. */
void     nuan_precious_file_protect   (const char *path);

/* PATH is, by its name or by its inode, one of those or a part of it. */
gboolean nuan_precious_file_is_open   (const char *path);

/* NUAN_ERROR_RULE when PATH is, leads to, or would become a part of a data file of this or another program, or is a backup. A data file whose
 * beginning is destroyed is known by what stands beside it, and in its first 16 MiB by its id; whatever else was destroyed or cut off, what is no
 * file of a clerk's by its content (common-file.h) is refused. BESIDE (may be NULL) tells nothing: it was made to go with what will stand at PATH. */
gboolean nuan_precious_file_check     (const char *path, const char *beside, GError **error);

/* The same for a data file that is to be made where nothing stands: PATH may be one that was open before, but no part of another one. */
gboolean nuan_precious_file_check_new (const char *path, GError **error);

/* What begins with these bytes is a file of SQLite or a backup; more of them than NUAN_PRECIOUS_BYTES tell nothing new. */
#define NUAN_PRECIOUS_BYTES 64
gboolean nuan_precious_file_begins (const char *bytes, gsize size);

/* PATH begins as a file of SQLite does, or, where that was destroyed, holds the mark or the id of a data file. Not of a file that this process has open. */
gboolean nuan_precious_file_holds_data (const char *path);

G_END_DECLS
