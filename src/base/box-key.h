#pragma once

#include "base/secret-bytes.h"

G_BEGIN_DECLS

/* An X25519 pair: whoever has the public half, 64 hexadecimal digits, puts something into a box that the secret half alone opens (libsodium's
 * crypto_box_seal). The secret half is in locked memory and wiped with the key. Any thread. */
typedef struct _NuanBoxKey NuanBoxKey;

#define NUAN_BOX_MORE_BYTES 48   /* a box, beside what is in it */

/* SEED has NUAN_KEY_BYTES; the same one makes the same pair. */
NuanBoxKey *nuan_box_key_new        (const NuanSecretBytes *seed);
void        nuan_box_key_free       (NuanBoxKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanBoxKey, nuan_box_key_free)

const char *nuan_box_key_get_public (const NuanBoxKey *key);   /* borrowed */

/* SIZE bytes of CONTENT into BOX, which has NUAN_BOX_MORE_BYTES more. FALSE: PUBLIC_HALF is none. */
gboolean    nuan_box_close          (const char *public_half, const guint8 *content, gsize size, guint8 *box);

/* And out of it; SIZE is the content's. FALSE: the box was closed for another key, or it is damaged. */
gboolean    nuan_box_key_open       (const NuanBoxKey *key, const guint8 *box, guint8 *content, gsize size);

G_END_DECLS
