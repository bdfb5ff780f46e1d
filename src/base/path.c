#include "config.h"

#include "base/path.h"

#include <limits.h>
#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"

#define MOST_BYTES   504   /* SQLite's 512 of a path, with the longest ending of its own */
#define PART_BYTES   32    /* of a name in part-file.c */
#define ENDING_BYTES 28    /* .20261231-235959-99 and -journal, the longest that a data file gets */

/* Of what is not there the letters alone tell where it would be. */
static char *
follow_folder (const char *folder)
{
  char *real = realpath (folder, NULL);
  g_autofree char *name = NULL, *above = NULL, *above_real = NULL;

  if (real != NULL)
    {
      char *followed = g_strdup (real);

      free (real);
      return followed;
    }

  above = g_path_get_dirname (folder);
  if (g_str_equal (above, folder))
    return g_canonicalize_filename (folder, NULL);
  name = g_path_get_basename (folder);
  above_real = follow_folder (above);
  return g_canonicalize_filename (name, above_real);
}

/* PATH without the slashes at its end. */
static char *
strip (const char *path)
{
  gsize length = strlen (path);

  while (length > 1 && G_IS_DIR_SEPARATOR (path[length - 1]))
    length--;
  return g_strndup (path, length);
}

static gboolean
goes_up (const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, G_DIR_SEPARATOR_S, -1);

  return g_strv_contains ((const char *const *) names, "..");
}

char *
nuan_path_absolute (const char *path)
{
  g_autofree char *bare = strip (path);
  g_autofree char *name = g_path_get_basename (bare);
  g_autofree char *folder = NULL, *real = NULL;

  if (!goes_up (bare) && !g_str_equal (name, "."))   /* links and all: who turns one of them elsewhere changes what stands at PATH */
    return g_canonicalize_filename (bare, NULL);
  if (g_str_equal (name, ".") || g_str_equal (name, "..") || G_IS_DIR_SEPARATOR (*name))
    return follow_folder (bare);

  folder = g_path_get_dirname (bare);
  real = follow_folder (folder);
  return g_build_filename (real, name, NULL);
}

char *
nuan_path_state (void)
{
  return g_build_filename (g_get_user_state_dir (), "nuanchuang", NULL);
}

char *
nuan_path_follow (const char *path)
{
  char *real = realpath (path, NULL);
  char *followed = g_strdup (real != NULL ? real : path);

  free (real);
  return followed;
}

static gboolean
refuse_length (gsize bytes, gsize most, const char *field, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_INVALID, field,
                  _("The path is too long for a data file: %u bytes with its folders, at most %u are possible (a Chinese character has 3)"), (guint) bytes,
                  (guint) most);
  return FALSE;
}

gboolean
nuan_path_check_length (const char *path, const char *field, GError **error)
{
  g_autofree char *absolute = nuan_path_absolute (path);
  const gsize bytes = strlen (absolute);

  return bytes <= MOST_BYTES || refuse_length (bytes, MOST_BYTES, field, error);
}

gboolean
nuan_path_check_room (const char *path, const char *field, GError **error)
{
  g_autofree char *absolute = nuan_path_absolute (path);
  g_autofree char *name = g_path_get_basename (absolute);
  const gsize bytes = strlen (absolute), most = MOST_BYTES - PART_BYTES + MIN (strlen (name), PART_BYTES);

  return bytes <= most || refuse_length (bytes, most, field, error);
}

gboolean
nuan_path_check_new (const char *path, const char *field, GError **error)
{
  g_autofree char *absolute = nuan_path_absolute (path);
  g_autofree char *name = g_path_get_basename (absolute);
  const gsize bytes = strlen (name), most = NAME_MAX - ENDING_BYTES;

  if (bytes <= most)
    return nuan_path_check_room (path, field, error);

  nuan_error_set (error, NUAN_ERROR_INVALID, field,
                  _("The name is too long for a data file: %u bytes, at most %u are possible (a Chinese character has 3)"), (guint) bytes, (guint) most);
  return FALSE;
}

char *
nuan_path_shorten (const char *path, gsize ending_bytes)
{
  const char *name = strrchr (path, G_DIR_SEPARATOR);
  gsize most = NAME_MAX - ending_bytes;

  name = name != NULL ? name + 1 : path;
  if (strlen (name) <= most)
    return g_strdup (path);

  while (most > 0 && ((guchar) name[most] & 0xc0) == 0x80)
    most--;
  return g_strndup (path, (gsize) (name - path) + most);
}
