#include "config.h"

#include "base/box-key.h"

#include <sodium.h>

#include "base/seal.h"

G_STATIC_ASSERT (NUAN_KEY_BYTES == crypto_box_SEEDBYTES && NUAN_KEY_BYTES == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (NUAN_BOX_MORE_BYTES == crypto_box_SEALBYTES);

struct _NuanBoxKey
{
  NuanSecretBytes *secret;
  guint8           public_bytes[crypto_box_PUBLICKEYBYTES];
  char             public_half[2 * crypto_box_PUBLICKEYBYTES + 1];
};

NuanBoxKey *
nuan_box_key_new (const NuanSecretBytes *seed)
{
  NuanBoxKey *key;

  g_return_val_if_fail (nuan_secret_bytes_size (seed) == crypto_box_SEEDBYTES, NULL);

  key = g_new0 (NuanBoxKey, 1);
  key->secret = nuan_secret_bytes_new (crypto_box_SECRETKEYBYTES);
  crypto_box_seed_keypair (key->public_bytes, nuan_secret_bytes_data (key->secret), nuan_secret_bytes_data (seed));
  sodium_bin2hex (key->public_half, sizeof key->public_half, key->public_bytes, sizeof key->public_bytes);
  return key;
}

void
nuan_box_key_free (NuanBoxKey *key)
{
  nuan_secret_bytes_unref (key->secret);
  g_free (key);
}

const char *
nuan_box_key_get_public (const NuanBoxKey *key)
{
  return key->public_half;
}

gboolean
nuan_box_close (const char *public_half, const guint8 *content, gsize size, guint8 *box)
{
  guint8 key[crypto_box_PUBLICKEYBYTES];

  nuan_seal_start ();
  return nuan_hex_read (public_half, key, sizeof key) && crypto_box_seal (box, content, size, key) == 0;
}

gboolean
nuan_box_key_open (const NuanBoxKey *key, const guint8 *box, guint8 *content, gsize size)
{
  return crypto_box_seal_open (content, box, size + NUAN_BOX_MORE_BYTES, key->public_bytes, nuan_secret_bytes_data (key->secret)) == 0;
}
