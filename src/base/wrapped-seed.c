#include "config.h"

#include "base/wrapped-seed.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "base/base32.h"
#include "base/error.h"
#include "base/seal.h"

#define FAMILY       "nuankey"
#define FORMAT_1     FAMILY "1"
#define LONGEST      400
#define KIB          1024
#define BASE64       sodium_base64_VARIANT_URLSAFE_NO_PADDING
#define BASE64_CHARS 128   /* of the longest field and its zero byte */

/* What new ones get; may rise. */
#define OPS          crypto_pwhash_OPSLIMIT_INTERACTIVE
#define MEM          (crypto_pwhash_MEMLIMIT_INTERACTIVE / KIB)

/* Less is of no program; more would stop a desk for minutes. */
#define LEAST_OPS    2
#define MOST_OPS     16
#define LEAST_MEM    (64 * KIB)
#define MOST_MEM     (KIB * KIB)

enum { FIELD_FORMAT, FIELD_OPS, FIELD_MEM, FIELD_SALT, FIELD_VERIFIER, FIELD_NONCE, FIELD_BOX, FIELD_CHECK, N_FIELDS };

typedef struct {
  guint64 ops, mem;   /* KiB */
  guint8  salt[crypto_pwhash_SALTBYTES];
  guint8  verifier[crypto_secretbox_KEYBYTES];
  guint8  nonce[crypto_secretbox_NONCEBYTES];
  guint8  box[crypto_secretbox_MACBYTES + NUAN_KEY_BYTES];
} Wrapped;

static gboolean
refuse_damaged (GError **error)
{
  nuan_error_set (error, NUAN_ERROR_DAMAGED, NULL, _("The key of this person is damaged in the file: a new one is made when the password is reset"));
  return FALSE;
}

static char *
check_of (const char *text, gsize size)
{
  guint8 hash[crypto_generichash_BYTES];

  crypto_generichash (hash, sizeof hash, (const guint8 *) text, size, NULL, 0);
  return nuan_base32_code (hash);
}

static gboolean
read_bytes (const char *text, guint8 *bytes, gsize size)
{
  gsize got = 0;

  return sodium_base642bin (bytes, size, text, strlen (text), NULL, &got, NULL, BASE64) == 0 && got == size;
}

static gboolean
read_fields (char **fields, Wrapped *wrapped)
{
  return g_ascii_string_to_unsigned (fields[FIELD_OPS], 10, LEAST_OPS, MOST_OPS, &wrapped->ops, NULL)
         && g_ascii_string_to_unsigned (fields[FIELD_MEM], 10, LEAST_MEM, MOST_MEM, &wrapped->mem, NULL)
         && read_bytes (fields[FIELD_SALT], wrapped->salt, sizeof wrapped->salt)
         && read_bytes (fields[FIELD_VERIFIER], wrapped->verifier, sizeof wrapped->verifier)
         && read_bytes (fields[FIELD_NONCE], wrapped->nonce, sizeof wrapped->nonce)
         && read_bytes (fields[FIELD_BOX], wrapped->box, sizeof wrapped->box);
}

/* Whole, and of a version that is to come. */
static gboolean
is_newer (const char *text)
{
  return g_str_has_prefix (text, FAMILY) && text[strlen (FAMILY)] >= '1' && text[strlen (FAMILY)] <= '9' && !g_str_has_prefix (text, FORMAT_1 "$");
}

static gboolean
read_wrapped (const char *text, Wrapped *wrapped, GError **error)
{
  const char *last = text != NULL && strlen (text) <= LONGEST ? strrchr (text, '$') : NULL;
  g_autofree char *check = NULL;
  g_auto (GStrv) fields = NULL;

  nuan_seal_start ();
  check = last != NULL ? check_of (text, (gsize) (last - text)) : NULL;
  if (check == NULL || !g_str_equal (last + 1, check))
    return refuse_damaged (error);
  if (is_newer (text))
    {
      nuan_error_set (error, NUAN_ERROR_FOREIGN, NULL, _("A newer program made the key of this person: work with that one"));
      return FALSE;
    }

  fields = g_strsplit (text, "$", -1);
  if (g_strv_length (fields) == N_FIELDS && g_str_equal (fields[FIELD_FORMAT], FORMAT_1) && read_fields (fields, wrapped))
    return TRUE;
  return refuse_damaged (error);
}

/* What tells the right password, then what opens the box. */
static NuanSecretBytes *
stretch (const char *password, const Wrapped *wrapped, GError **error)
{
  g_autoptr (NuanSecretBytes) halves = nuan_secret_bytes_new (sizeof wrapped->verifier + crypto_secretbox_KEYBYTES);

  if (crypto_pwhash (nuan_secret_bytes_data (halves), nuan_secret_bytes_size (halves), password, strlen (password), wrapped->salt, wrapped->ops,
                     wrapped->mem * KIB, crypto_pwhash_ALG_ARGON2ID13)
      == 0)
    return g_steal_pointer (&halves);

  nuan_error_set (error, NUAN_ERROR_STORAGE, "password", _("There is not enough memory to seal the password"));
  return NULL;
}

static const guint8 *
key_of (const NuanSecretBytes *halves)
{
  return nuan_secret_bytes_data (halves) + sizeof ((Wrapped *) NULL)->verifier;
}

static void
add_bytes (GString *text, const guint8 *bytes, gsize size)
{
  char base64[BASE64_CHARS];

  g_string_append_c (text, '$');
  g_string_append (text, sodium_bin2base64 (base64, sizeof base64, bytes, size, BASE64));
}

static char *
write_wrapped (const Wrapped *wrapped)
{
  GString *text = g_string_new (FORMAT_1);
  g_autofree char *check = NULL;

  g_string_append_printf (text, "$%" G_GUINT64_FORMAT "$%" G_GUINT64_FORMAT, wrapped->ops, wrapped->mem);
  add_bytes (text, wrapped->salt, sizeof wrapped->salt);
  add_bytes (text, wrapped->verifier, sizeof wrapped->verifier);
  add_bytes (text, wrapped->nonce, sizeof wrapped->nonce);
  add_bytes (text, wrapped->box, sizeof wrapped->box);
  check = check_of (text->str, text->len);
  g_string_append_printf (text, "$%s", check);
  return g_string_free (text, FALSE);
}

char *
nuan_wrapped_seed_make (const guint8 *seed, const char *password, GError **error)
{
  Wrapped wrapped = { .ops = OPS, .mem = MEM };
  g_autoptr (NuanSecretBytes) halves = NULL;

  nuan_random_bytes (wrapped.salt, sizeof wrapped.salt);
  nuan_random_bytes (wrapped.nonce, sizeof wrapped.nonce);
  halves = stretch (password, &wrapped, error);
  if (halves == NULL)
    return NULL;

  memcpy (wrapped.verifier, nuan_secret_bytes_data (halves), sizeof wrapped.verifier);
  crypto_secretbox_easy (wrapped.box, seed, NUAN_KEY_BYTES, wrapped.nonce, key_of (halves));
  return write_wrapped (&wrapped);
}

NuanSecretBytes *
nuan_wrapped_seed_open (const char *text, const char *password, GError **error)
{
  g_autoptr (NuanSecretBytes) halves = NULL, seed = NULL;
  Wrapped wrapped;

  if (!read_wrapped (text, &wrapped, error))
    return NULL;
  halves = stretch (password != NULL ? password : "", &wrapped, error);
  if (halves == NULL)
    return NULL;
  if (sodium_memcmp (wrapped.verifier, nuan_secret_bytes_data (halves), sizeof wrapped.verifier) != 0)
    {
      nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "password", _("The password is wrong"));
      return NULL;
    }

  seed = nuan_secret_bytes_new (NUAN_KEY_BYTES);
  if (crypto_secretbox_open_easy (nuan_secret_bytes_data (seed), wrapped.box, sizeof wrapped.box, wrapped.nonce, key_of (halves)) == 0)
    return g_steal_pointer (&seed);

  refuse_damaged (error);
  return NULL;
}

gboolean
nuan_wrapped_seed_check (const char *text, GError **error)
{
  Wrapped wrapped;

  return read_wrapped (text, &wrapped, error);
}
