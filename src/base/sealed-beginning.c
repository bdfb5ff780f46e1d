#include "config.h"

#include "base/sealed-beginning.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "base/base32.h"
#include "base/error.h"
#include "base/precious-file.h"
#include "base/seal.h"

#define MAGIC       NUAN_SEALED_BACKUP_HEADER " "
#define FORMAT_1    MAGIC "1 "
#define PRINT_CHARS 11   /* of a fingerprint */
#define SIZE_DIGITS 15

G_STATIC_ASSERT (sizeof MAGIC - 1 == NUAN_SEALED_MAGIC_BYTES);
G_STATIC_ASSERT (sizeof FORMAT_1 - 1 + PRINT_CHARS + 1 + SIZE_DIGITS + 1 == NUAN_SEALED_LINE_BYTES);
G_STATIC_ASSERT (NUAN_SEALED_STREAM_KEY_BYTES == crypto_secretstream_xchacha20poly1305_KEYBYTES);
G_STATIC_ASSERT (NUAN_SEALED_STREAM_BYTES == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
G_STATIC_ASSERT (NUAN_SEALED_MORE_BYTES == crypto_secretstream_xchacha20poly1305_ABYTES);
G_STATIC_ASSERT (sizeof (NuanSealedBeginning)
                 == NUAN_SEALED_LINE_BYTES + NUAN_SEALED_STREAM_KEY_BYTES + NUAN_BOX_MORE_BYTES + NUAN_SEALED_STREAM_BYTES);

/* What can go wrong ------------------------------------------------------------------------------------------------------------ */

gboolean
nuan_sealed_fail_reading (const char *path, GError **error)
{
  const int code = errno;
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_STORAGE, "file", _("“%s” could not be read: %s"), name, g_strerror (code));
  return FALSE;
}

gboolean
nuan_sealed_refuse_kind (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_INVALID, "file", _("“%s” is no sealed backup"), name);
  return FALSE;
}

gboolean
nuan_sealed_refuse_cut (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_DAMAGED, "file", _("The sealed backup “%s” is not whole: its end is missing; copy it again or take another one"), name);
  return FALSE;
}

gboolean
nuan_sealed_refuse_damaged (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_DAMAGED, "file", _("The sealed backup “%s” is damaged: it is not as it was sealed; take another one"), name);
  return FALSE;
}

static gboolean
refuse_newer (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_FOREIGN, "file", _("A newer program sealed “%s”; open it with that one"), name);
  return FALSE;
}

static gboolean
refuse_words (const char *sheet, const char *own, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "words", _("This backup was sealed to the recovery sheet %s; the words are those of the sheet %s"), sheet, own);
  return FALSE;
}

/* Reading ---------------------------------------------------------------------------------------------------------------------- */

gssize
nuan_sealed_read (int descriptor, gpointer bytes, gsize size)
{
  gsize got = 0;

  while (got < size)
    {
      const gssize n = read (descriptor, (guint8 *) bytes + got, size - got);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      got += (gsize) n;
    }

  return (gssize) got;
}

gboolean
nuan_sealed_beginning_is (const char *bytes, gssize size)
{
  return size >= NUAN_SEALED_MAGIC_BYTES && memcmp (bytes, MAGIC, NUAN_SEALED_MAGIC_BYTES) == 0;
}

/* The line behind its version: "7KQ2M-9XW4T 000000123456789\n". */
static gboolean
read_line (const char *rest, gint64 *size)
{
  const char *digits = rest + PRINT_CHARS + 1;

  for (guint i = 0; i < PRINT_CHARS; i++)
    if (rest[i] == '\0' || strchr (i == PRINT_CHARS / 2 ? "-" : NUAN_BASE32_SIGNS, rest[i]) == NULL)
      return FALSE;
  if (rest[PRINT_CHARS] != ' ' || digits[SIZE_DIGITS] != '\n')
    return FALSE;

  *size = 0;
  for (guint i = 0; i < SIZE_DIGITS; i++)
    {
      if (!g_ascii_isdigit (digits[i]))
        return FALSE;
      *size = *size * 10 + (digits[i] - '0');
    }
  return TRUE;
}

/* Of the whole file, with SIZE bytes inside. */
static gint64
sealed_size (gint64 size)
{
  return (gint64) sizeof (NuanSealedBeginning) + size + (size / NUAN_SEALED_CHUNK_BYTES + 1) * NUAN_SEALED_MORE_BYTES;
}

gboolean
nuan_sealed_beginning_read (NuanSealedBeginning *beginning, const char *path, int descriptor, gint64 file_size, gint64 *size, GError **error)
{
  const gssize got = nuan_sealed_read (descriptor, beginning, sizeof *beginning);

  if (got < 0)
    return nuan_sealed_fail_reading (path, error);
  if (!nuan_sealed_beginning_is (beginning->line, got))
    return nuan_sealed_refuse_kind (path, error);
  if (got < (gssize) sizeof *beginning)
    return nuan_sealed_refuse_cut (path, error);
  if (memcmp (beginning->line, FORMAT_1, strlen (FORMAT_1)) != 0)
    return refuse_newer (path, error);
  if (!read_line (beginning->line + strlen (FORMAT_1), size) || file_size > sealed_size (*size))
    return nuan_sealed_refuse_damaged (path, error);
  return file_size == sealed_size (*size) || nuan_sealed_refuse_cut (path, error);
}

char *
nuan_sealed_beginning_get_sheet (const NuanSealedBeginning *beginning)
{
  return g_strndup (beginning->line + strlen (FORMAT_1), PRINT_CHARS);
}

/* The box ---------------------------------------------------------------------------------------------------------------------- */

gboolean
nuan_sealed_beginning_make (NuanSealedBeginning *beginning, const char *public_half, gint64 size, const NuanSecretBytes *stream_key, GError **error)
{
  g_autofree char *sheet = nuan_key_fingerprint (public_half);
  g_autofree char *line = g_strdup_printf (FORMAT_1 "%s %015" G_GINT64_FORMAT "\n", sheet != NULL ? sheet : "", size);

  if (sheet != NULL && nuan_box_close (public_half, nuan_secret_bytes_data (stream_key), nuan_secret_bytes_size (stream_key), beginning->box))
    {
      g_assert (strlen (line) == NUAN_SEALED_LINE_BYTES);
      memcpy (beginning->line, line, NUAN_SEALED_LINE_BYTES);
      return TRUE;
    }

  nuan_error_set (error, NUAN_ERROR_DAMAGED, "sheet", _("The public half of the recovery sheet is damaged; print a new sheet"));
  return FALSE;
}

/* What opens with KEY was sealed to it, whatever its line says. */
gboolean
nuan_sealed_beginning_open (const NuanSealedBeginning *beginning, const char *path, const NuanBoxKey *key, NuanSecretBytes *stream_key, GError **error)
{
  g_autofree char *own = nuan_key_fingerprint (nuan_box_key_get_public (key));
  g_autofree char *sheet = nuan_sealed_beginning_get_sheet (beginning);
  const gboolean opens = nuan_box_key_open (key, beginning->box, nuan_secret_bytes_data (stream_key), nuan_secret_bytes_size (stream_key));
  const gboolean named = g_str_equal (sheet, own);

  if (opens && named)
    return TRUE;
  return opens || named ? nuan_sealed_refuse_damaged (path, error) : refuse_words (sheet, own, error);
}
