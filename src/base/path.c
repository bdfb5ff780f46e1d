#include "config.h"

#include "base/path.h"

#include <stdlib.h>

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

char *
nuan_path_absolute (const char *path)
{
  g_autofree char *bare = strip (path);
  g_autofree char *name = g_path_get_basename (bare);
  g_autofree char *folder = NULL, *real = NULL;

  if (g_str_equal (name, ".") || g_str_equal (name, "..") || G_IS_DIR_SEPARATOR (*name))
    return follow_folder (bare);

  folder = g_path_get_dirname (bare);
  real = follow_folder (folder);
  return g_build_filename (real, name, NULL);
}
