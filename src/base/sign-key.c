#include "config.h"

#include "base/sign-key.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "base/error.h"
#include "base/seal.h"
#include "base/wrapped-seed.h"

#define DOMAIN      "nuanchuang journal 2\n"
#define HASH_DIGITS 64

G_STATIC_ASSERT (NUAN_KEY_BYTES == crypto_sign_SEEDBYTES && NUAN_KEY_BYTES == crypto_sign_PUBLICKEYBYTES);

struct _NuanSignKey
{
  NuanSecretBytes *secret;   /* as libsodium has it: the seed, then the public half */
  char             public_half[2 * crypto_sign_PUBLICKEYBYTES + 1];
};

NuanSignKey *
nuan_sign_key_new (void)
{
  g_autoptr (NuanSecretBytes) seed = nuan_secret_bytes_new (crypto_sign_SEEDBYTES);

  nuan_random_bytes (nuan_secret_bytes_data (seed), crypto_sign_SEEDBYTES);
  return nuan_sign_key_new_from (seed);
}

NuanSignKey *
nuan_sign_key_new_from (const NuanSecretBytes *seed)
{
  guint8 public_bytes[crypto_sign_PUBLICKEYBYTES];
  NuanSignKey *key;

  g_return_val_if_fail (nuan_secret_bytes_size (seed) == crypto_sign_SEEDBYTES, NULL);

  key = g_new0 (NuanSignKey, 1);
  key->secret = nuan_secret_bytes_new (crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair (public_bytes, nuan_secret_bytes_data (key->secret), nuan_secret_bytes_data (seed));
  sodium_bin2hex (key->public_half, sizeof key->public_half, public_bytes, sizeof public_bytes);
  return key;
}

void
nuan_sign_key_free (NuanSignKey *key)
{
  nuan_secret_bytes_unref (key->secret);
  g_free (key);
}

const char *
nuan_sign_key_get_public (const NuanSignKey *key)
{
  return key->public_half;
}

char *
nuan_sign_key_wrap (const NuanSignKey *key, const char *password, GError **error)
{
  return nuan_wrapped_seed_make (nuan_secret_bytes_data (key->secret), password, error);
}

NuanSignKey *
nuan_sign_key_unwrap (const char *wrapped, const char *password, GError **error)
{
  g_autoptr (NuanSecretBytes) seed = nuan_wrapped_seed_open (wrapped, password, error);

  return seed != NULL ? nuan_sign_key_new_from (seed) : NULL;
}

gboolean
nuan_sign_key_check_wrapped (const char *wrapped, GError **error)
{
  return nuan_wrapped_seed_check (wrapped, error);
}

static gboolean
is_hash (const char *hash)
{
  guint8 bytes[HASH_DIGITS / 2];

  return nuan_hex_read (hash, bytes, sizeof bytes);
}

char *
nuan_sign_key_sign (const NuanSignKey *key, const char *hash)
{
  g_autofree char *message = g_strconcat (DOMAIN, hash, NULL);
  guint8 signature[crypto_sign_BYTES];
  char *hex;

  g_return_val_if_fail (is_hash (hash), NULL);

  crypto_sign_detached (signature, NULL, (const guint8 *) message, strlen (message), nuan_secret_bytes_data (key->secret));
  hex = g_malloc (2 * sizeof signature + 1);
  return sodium_bin2hex (hex, 2 * sizeof signature + 1, signature, sizeof signature);
}

gboolean
nuan_sign_key_verify (const char *public_half, const char *hash, const char *signature)
{
  g_autofree char *message = g_strconcat (DOMAIN, hash, NULL);
  guint8 key[crypto_sign_PUBLICKEYBYTES], bytes[crypto_sign_BYTES];

  nuan_seal_start ();
  return is_hash (hash) && nuan_hex_read (public_half, key, sizeof key) && nuan_hex_read (signature, bytes, sizeof bytes)
         && crypto_sign_verify_detached (bytes, (const guint8 *) message, strlen (message), key) == 0;
}
