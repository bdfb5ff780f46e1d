#pragma once

#include <glib.h>

#include "base/box-key.h"

G_BEGIN_DECLS

/* How a sealed backup begins, and what is said of one that can't be opened: of sealed-file.h alone, which tells the format. */

#define NUAN_SEALED_LINE_BYTES       55
#define NUAN_SEALED_STREAM_KEY_BYTES 32
#define NUAN_SEALED_STREAM_BYTES     24
#define NUAN_SEALED_CHUNK_BYTES      (64 * 1024)   /* inside */
#define NUAN_SEALED_MORE_BYTES       17            /* of a chunk, outside */
#define NUAN_SEALED_MOST_BYTES       G_GINT64_CONSTANT (999999999999999)

/* One after the other as they stand in the file. */
typedef struct {
  char   line[NUAN_SEALED_LINE_BYTES];
  guint8 box[NUAN_SEALED_STREAM_KEY_BYTES + NUAN_BOX_MORE_BYTES];
  guint8 stream[NUAN_SEALED_STREAM_BYTES];
} NuanSealedBeginning;

/* The line for SIZE bytes inside (NUAN_SEALED_MOST_BYTES at most), and STREAM_KEY in the box; the stream's own header is for the caller.
 * NUAN_ERROR_DAMAGED at "sheet". */
gboolean nuan_sealed_beginning_make      (NuanSealedBeginning *beginning, const char *public_half, gint64 size, const NuanSecretBytes *stream_key,
                                          GError **error);

/* Of the file PATH at its beginning, FILE_SIZE long; *SIZE bytes are inside. The refusals of nuan_sealed_file_get_sheet(). */
gboolean nuan_sealed_beginning_read      (NuanSealedBeginning *beginning, const char *path, int descriptor, gint64 file_size, gint64 *size, GError **error);

/* STREAM_KEY out of the box. NUAN_ERROR_FORBIDDEN at "words", NUAN_ERROR_DAMAGED at "file". */
gboolean nuan_sealed_beginning_open      (const NuanSealedBeginning *beginning, const char *path, const NuanBoxKey *key, NuanSecretBytes *stream_key,
                                          GError **error);

char    *nuan_sealed_beginning_get_sheet (const NuanSealedBeginning *beginning);   /* the fingerprint; owned */

/* BYTES, as many as NUAN_SEALED_MAGIC_BYTES, are those of a sealed backup of whatever version. */
#define NUAN_SEALED_MAGIC_BYTES 25
gboolean nuan_sealed_beginning_is        (const char *bytes, gssize size);

/* As much of SIZE as there is; -1 with errno. */
gssize   nuan_sealed_read                (int descriptor, gpointer bytes, gsize size);

/* Each is FALSE. */
gboolean nuan_sealed_fail_reading        (const char *path, GError **error);   /* with errno */
gboolean nuan_sealed_refuse_kind         (const char *path, GError **error);
gboolean nuan_sealed_refuse_cut          (const char *path, GError **error);
gboolean nuan_sealed_refuse_damaged      (const char *path, GError **error);

G_END_DECLS
