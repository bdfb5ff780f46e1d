#include "config.h"

#include "cli/kit/input.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"

#define READ_BYTES 65536
#define MOST_BYTES (512u * 1024 * 1024)   /* of a file; a device never ends */
#define LINE_BYTES 256

static gboolean
take_stdin (NuanSession *session, const char *field, GError **error)
{
  if (!session->input_taken)
    {
      session->input_taken = TRUE;
      return TRUE;
    }

  nuan_error_set (error, NUAN_ERROR_INVALID, field, _("Only one of them can be read from the standard input"));
  return FALSE;
}

static GByteArray *
read_all (FILE *stream)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (READ_BYTES);
  gsize n;

  while (bytes->len < MOST_BYTES && (n = fread (piece, 1, READ_BYTES, stream)) > 0)
    g_byte_array_append (bytes, piece, (guint) n);
  if (ferror (stream) != 0)
    return NULL;
  if (bytes->len >= MOST_BYTES)
    {
      errno = EFBIG;
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

GBytes *
nuan_input_load (NuanSession *session, const char *name, GError **error)
{
  const char *path = nuan_arguments_get (session->arguments, name);
  const gboolean is_stdin = strcmp (path, "-") == 0;
  g_autofree char *option = g_strconcat ("--", name, NULL);
  GByteArray *bytes = NULL;
  FILE *stream;

  if (is_stdin && !take_stdin (session, option, error))
    return NULL;

  stream = is_stdin ? stdin : fopen (path, "rbe");
  if (stream != NULL)
    bytes = read_all (stream);
  if (bytes == NULL)
    nuan_error_set (error, errno == ENOENT || errno == EISDIR || errno == ENOTDIR ? NUAN_ERROR_NOT_FOUND : NUAN_ERROR_STORAGE, option,
                    _("The file can't be read: %s"), g_strerror (errno));
  if (stream != NULL && !is_stdin)
    fclose (stream);

  return bytes != NULL ? g_byte_array_free_to_bytes (bytes) : NULL;
}

char *
nuan_input_line (NuanSession *session, const char *field, GError **error)
{
  char line[LINE_BYTES];

  if (!take_stdin (session, field, error))
    return NULL;
  if (fgets (line, sizeof line, stdin) != NULL && g_utf8_validate (line, -1, NULL) && *g_strstrip (line) != '\0')
    return g_strdup (line);

  nuan_error_set (error, NUAN_ERROR_INVALID, field, _("A line is expected on the standard input"));
  return NULL;
}
