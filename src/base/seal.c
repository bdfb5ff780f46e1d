#include "config.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "base/base32.h"
#include "base/error.h"
#include "base/seal.h"

#define FINGERPRINT "nuanchuang key 1\n"   /* what its hash is of, before the digits */

void
nuan_seal_start (void)
{
  static gsize started = 0;

  if (g_once_init_enter (&started))
    {
      if (sodium_init () < 0)
        g_error ("libsodium did not start");   /* no randomness: nothing that we seal would hold */
      g_once_init_leave (&started, 1);
    }
}

void
nuan_random_bytes (guint8 *buffer, gsize size)
{
  nuan_seal_start ();
  randombytes_buf (buffer, size);
}

char *
nuan_sha256_hex (const void *data, gsize size)
{
  guint8 hash[crypto_hash_sha256_BYTES];
  char *hex = g_malloc (2 * sizeof hash + 1);

  nuan_seal_start ();
  crypto_hash_sha256 (hash, data, size);

  return sodium_bin2hex (hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

struct _NuanDigest
{
  crypto_hash_sha256_state state;
};

NuanDigest *
nuan_digest_new (void)
{
  NuanDigest *digest = g_new (NuanDigest, 1);

  nuan_seal_start ();
  crypto_hash_sha256_init (&digest->state);
  return digest;
}

void
nuan_digest_add (NuanDigest *digest, const void *data, gsize size)
{
  crypto_hash_sha256_update (&digest->state, data, size);
}

char *
nuan_digest_finish (NuanDigest *digest)
{
  guint8 hash[crypto_hash_sha256_BYTES];
  char *hex = g_malloc (2 * sizeof hash + 1);

  crypto_hash_sha256_final (&digest->state, hash);
  g_free (digest);
  return sodium_bin2hex (hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

void
nuan_digest_free (NuanDigest *digest)
{
  g_free (digest);
}

char *
nuan_seal_code (const guint8 key[NUAN_KEY_BYTES], const void *data, gsize size)
{
  guint8 hash[crypto_generichash_blake2b_BYTES];

  nuan_seal_start ();
  crypto_generichash_blake2b (hash, sizeof hash, data, size, key, NUAN_KEY_BYTES);

  return nuan_base32_code (hash);
}

gboolean
nuan_hex_read (const char *hex, guint8 *bytes, gsize size)
{
  if (hex == NULL || strlen (hex) != 2 * size || strspn (hex, "0123456789abcdef") != 2 * size)
    return FALSE;
  return sodium_hex2bin (bytes, size, hex, 2 * size, NULL, NULL, NULL) == 0;
}

char *
nuan_key_fingerprint (const char *public_half)
{
  g_autofree char *text = g_strconcat (FINGERPRINT, public_half, NULL);
  g_autofree char *code = NULL;
  guint8 hash[crypto_hash_sha256_BYTES];
  guint8 key[NUAN_KEY_BYTES];

  if (!nuan_hex_read (public_half, key, sizeof key))
    return NULL;

  nuan_seal_start ();
  crypto_hash_sha256 (hash, (const guint8 *) text, strlen (text));
  code = nuan_base32_code (hash);
  return g_strdup_printf ("%.5s-%s", code, code + 5);
}

char *
nuan_password_hash (const char *password, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];

  nuan_seal_start ();
  if (crypto_pwhash_str (hash, password, strlen (password),
                         crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "password", _("There is not enough memory to seal the password"));
      return NULL;
    }

  return g_strdup (hash);
}

gboolean
nuan_password_verify (const char *hash, const char *password)
{
  if (hash == NULL || password == NULL || strlen (hash) >= crypto_pwhash_STRBYTES)
    return FALSE;

  nuan_seal_start ();
  return crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
}
