#pragma once

#include "base/secret-bytes.h"

G_BEGIN_DECLS

/* An Ed25519 pair, with which a person signs rows of the journal. The secret half is in locked memory and wiped with the key. Any thread.
 *
 * Public halves (64) and signatures (128) are small hexadecimal digits; a public half as people compare it is nuan_key_fingerprint() (seal.h). */
typedef struct _NuanSignKey NuanSignKey;

NuanSignKey *nuan_sign_key_new          (void);
NuanSignKey *nuan_sign_key_new_from     (const NuanSecretBytes *seed);   /* of NUAN_KEY_BYTES; the same one makes the same pair */
void         nuan_sign_key_free         (NuanSignKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanSignKey, nuan_sign_key_free)

const char  *nuan_sign_key_get_public   (const NuanSignKey *key);   /* borrowed */

/* The secret half for the file, wrapped by PASSWORD: one line of ASCII, some 190 signs, with the limits that it was made under, so that these can
 * rise. One argon2id, at libsodium's INTERACTIVE limits, makes both what tells a wrong password and what wraps the key; it takes some 60 ms: never on
 * the main thread. Another password: wrap it again, with the key that the old one gave back. NUAN_ERROR_STORAGE at "password" where the
 * memory is not enough. Owned; no secret. */
char        *nuan_sign_key_wrap         (const NuanSignKey *key, const char *password, GError **error);

/* The key again. NUAN_ERROR_FORBIDDEN at "password": it is another one. NUAN_ERROR_DAMAGED: WRAPPED is not as it was made, whatever the password;
 * NUAN_ERROR_FOREIGN: a newer program made it. Who owns the public half that comes out is for the caller to compare. As slow. */
NuanSignKey *nuan_sign_key_unwrap       (const char *wrapped, const char *password, GError **error);

/* WRAPPED can be read: the refusals of unwrap that need no password. Fast. */
gboolean     nuan_sign_key_check_wrapped (const char *wrapped, GError **error);

/* What is signed is "nuanchuang journal 2\n" and HASH, the 64 small hexadecimal digits of a row: a signature is good for nothing else. Owned. */
char        *nuan_sign_key_sign         (const NuanSignKey *key, const char *hash);

/* Whatever the three are, FALSE if SIGNATURE is not that of PUBLIC_HALF under HASH; none of them may be NULL for TRUE. */
gboolean     nuan_sign_key_verify       (const char *public_half, const char *hash, const char *signature);

G_END_DECLS
