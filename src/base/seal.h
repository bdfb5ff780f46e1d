#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* libsodium behind plain C. Any thread. */

#define NUAN_KEY_BYTES 32

void      nuan_seal_start      (void);   /* before anything else of libsodium is called; what stands here does it itself */

void      nuan_random_bytes    (guint8 *buffer, gsize size);
char     *nuan_sha256_hex      (const void *data, gsize size);                  /* 64 hex digits; owned */

/* The same of what comes piece by piece. FINISH frees it and returns the digits, owned. One thread at a time. */
typedef struct _NuanDigest NuanDigest;
NuanDigest *nuan_digest_new    (void);
void        nuan_digest_add    (NuanDigest *digest, const void *data, gsize size);
char       *nuan_digest_finish (NuanDigest *digest);
void        nuan_digest_free   (NuanDigest *digest);   /* NULL: nothing */

/* The first 50 bits of a keyed BLAKE2b over DATA as ten signs of Crockford's base 32 (no I L O U). Owned. */
char     *nuan_seal_code       (const guint8 key[NUAN_KEY_BYTES], const void *data, gsize size);

/* A public half of a pair of keys (sign-key.h, box-key.h), 64 hexadecimal digits, as people compare it: ten signs of base 32 in two groups,
 * "7KQ2M-9XW4T", which are the first 50 bits of the SHA-256 of "nuanchuang key 1\n" and the digits. Owned; NULL for what is no public half. */
char     *nuan_key_fingerprint (const char *public_half);

/* SIZE bytes from as many pairs of small hexadecimal digits, and nothing else: a value has one text. FALSE otherwise, or for NULL. */
gboolean  nuan_hex_read        (const char *hex, guint8 *bytes, gsize size);

/* argon2id at libsodium's INTERACTIVE limits; takes some 60 ms: never on the main thread. */
char     *nuan_password_hash   (const char *password, GError **error);
gboolean  nuan_password_verify (const char *hash, const char *password);

G_END_DECLS
