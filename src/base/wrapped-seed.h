#pragma once

#include "base/secret-bytes.h"

G_BEGIN_DECLS

/* NUAN_KEY_BYTES of a secret under a password, as one line of ASCII: what sign-key.h says of it. Any thread, slow but for check.
 *
 *     nuankey1$OPS$MEM$SALT$VERIFIER$NONCE$BOX$CHECK
 *
 * OPS and MEM (KiB) are the limits of argon2id (1.3) over the password with SALT; of its 64 bytes the first half is VERIFIER, the other the key of BOX
 * (crypto_secretbox with NONCE). CHECK is the first 50 bits of the BLAKE2b-256 of all before its $, in base 32: damage is no wrong
 * password. Bytes are in base 64 of RFC 4648 §5 without padding. */
char            *nuan_wrapped_seed_make  (const guint8 *seed, const char *password, GError **error);
NuanSecretBytes *nuan_wrapped_seed_open  (const char *wrapped, const char *password, GError **error);
gboolean         nuan_wrapped_seed_check (const char *wrapped, GError **error);

G_END_DECLS
