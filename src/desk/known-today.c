#include "config.h"

#include "desk/known-today.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/atomic-file.h"
#include "base/path.h"
#include "base/seal.h"

static char *
file_path (void)
{
  g_autofree char *folder = nuan_path_state ();

  return g_build_filename (folder, "signed-in", NULL);
}

/* A line of the file: "2026-11-28 " and the digest. Owned. */
static char *
line_of (NuanConnection *connection, const char *login)
{
  g_autofree char *day = nuan_day_format (nuan_connection_get_today (connection));
  g_autofree char *place = g_strconcat (nuan_connection_get_path (connection), "\n", login, NULL);
  g_autofree char *digest = nuan_sha256_hex (place, strlen (place));

  return g_strconcat (day, " ", digest, NULL);
}

/* Owned; empty where there is no such file. */
static char **
read_lines (void)
{
  g_autofree char *path = file_path ();
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? g_strsplit (text, "\n", -1) : g_new0 (char *, 1);
}

gboolean
nuan_known_today (NuanConnection *connection, const char *login)
{
  g_autofree char *line = line_of (connection, login);
  g_auto (GStrv) lines = read_lines ();

  return g_strv_contains ((const char *const *) lines, line);
}

void
nuan_known_today_add (NuanConnection *connection, const char *login)
{
  g_autofree char *line = line_of (connection, login);
  g_autofree char *path = file_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_auto (GStrv) lines = read_lines ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) content = NULL;

  if (g_strv_contains ((const char *const *) lines, line))
    return;

  for (char **other = lines; *other != NULL; other++)
    if (strncmp (*other, line, strcspn (line, " ") + 1) == 0)   /* of the same day */
      g_string_append_printf (text, "%s\n", *other);
  g_string_append_printf (text, "%s\n", line);
  content = g_bytes_new (text->str, text->len);
  if (g_mkdir_with_parents (folder, 0700) != 0 || !nuan_atomic_file_save (path, NUAN_FILE_REPLACE, content, NULL))
    g_debug ("who signed in today is not remembered");
}
