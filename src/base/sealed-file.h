#pragma once

#include <gio/gio.h>

#include "base/atomic-file.h"
#include "base/box-key.h"

G_BEGIN_DECLS

/* A backup that only the words of a recovery sheet open; whoever seals needs no secret. Memory is bounded whatever the size. Any thread; slow.
 *
 *     "nuanchuang sealed backup 1 7KQ2M-9XW4T 000000123456789\n"   version, fingerprint of the public half, bytes that are inside
 *     a box (box-key.h) with a random key; the header of crypto_secretstream_xchacha20poly1305
 *     chunks of 64 KiB inside and 17 bytes more; the last, with the final tag, is shorter and may be empty. Each has the line above as its additional data
 *
 * It is known by its beginning (precious-file.h) and never replaced. */

typedef void (*NuanSealedFileProgress) (gint64 done, gint64 total, gpointer user_data);   /* bytes; a NuanProgress */

/* PATH begins as a sealed backup. What this program has open as a data file is none, and is not touched. */
gboolean nuan_sealed_file_is       (const char *path);

/* The fingerprint of the sheet whose words open PATH, "7KQ2M-9XW4T". Owned; NUAN_ERROR_INVALID at "file": no sealed backup;
 * NUAN_ERROR_FOREIGN: a newer program's; NUAN_ERROR_DAMAGED: damaged or cut off. */
char    *nuan_sealed_file_get_sheet (const char *path, GError **error);

/* Writes FROM, sealed to PUBLIC_HALF, into TO, which the caller commits. FROM may be no data file that is open. NUAN_ERROR_DAMAGED at "sheet" for
 * what is no public half. */
gboolean nuan_sealed_file_seal     (const char *from, NuanAtomicFile *to, const char *public_half, NuanSealedFileProgress progress, gpointer user_data,
                                    GCancellable *cancellable, GError **error);

/* What is inside FROM into TO, whose part is private and whole when this is TRUE; before that nothing in it is worth anything. The refusals of
 * get_sheet, and NUAN_ERROR_FORBIDDEN at "words": KEY is of another sheet; NUAN_ERROR_DAMAGED at "file": cut off, or not as it was sealed. */
gboolean nuan_sealed_file_open     (const char *from, NuanAtomicFile *to, const NuanBoxKey *key, NuanSealedFileProgress progress, gpointer user_data,
                                    GCancellable *cancellable, GError **error);

G_END_DECLS
