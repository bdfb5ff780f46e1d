#include "config.h"

#include "base/secret-bytes.h"

#include <sodium.h>
#include <string.h>

#include "base/seal.h"

struct _NuanSecretBytes
{
  gatomicrefcount references;
  gsize size;
  guint8 *data;   /* libsodium's: locked, guarded, wiped when it is freed */
};

NuanSecretBytes *
nuan_secret_bytes_new (gsize size)
{
  NuanSecretBytes *secret = g_new (NuanSecretBytes, 1);

  nuan_seal_start ();
  g_atomic_ref_count_init (&secret->references);
  secret->size = size;
  secret->data = sodium_malloc (size + 1);
  if (secret->data == NULL)
    g_error ("There is no memory for a secret of %" G_GSIZE_FORMAT " bytes", size);   /* as g_malloc() would */
  memset (secret->data, 0, size + 1);

  return secret;
}

NuanSecretBytes *
nuan_secret_bytes_new_copy (gconstpointer data, gsize size)
{
  NuanSecretBytes *secret = nuan_secret_bytes_new (size);

  if (size > 0)
    memcpy (secret->data, data, size);
  return secret;
}

NuanSecretBytes *
nuan_secret_bytes_new_text (const char *text)
{
  return text != NULL ? nuan_secret_bytes_new_copy (text, strlen (text)) : NULL;
}

NuanSecretBytes *
nuan_secret_bytes_ref (NuanSecretBytes *secret)
{
  if (secret != NULL)
    g_atomic_ref_count_inc (&secret->references);
  return secret;
}

void
nuan_secret_bytes_unref (NuanSecretBytes *secret)
{
  if (secret == NULL || !g_atomic_ref_count_dec (&secret->references))
    return;

  sodium_free (secret->data);
  g_free (secret);
}

guint8 *
nuan_secret_bytes_data (const NuanSecretBytes *secret)
{
  return secret->data;
}

gsize
nuan_secret_bytes_size (const NuanSecretBytes *secret)
{
  return secret->size;
}

const char *
nuan_secret_bytes_text (const NuanSecretBytes *secret)
{
  return secret != NULL ? (const char *) secret->data : NULL;
}

void
nuan_wipe (gpointer data, gsize size)
{
  sodium_memzero (data, size);
}

void
nuan_wipe_text (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
}
