#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/data-file.h"
#include "base/error.h"

#define RESOURCE_PREFIX "/cn/nuanchuang/data/"

/* Written by glib-compile-resources; calling it also keeps the linker from dropping the data. */
extern GResource *nuan_data_get_resource (void);

const char *
nuan_data_directory (void)
{
  static char *directory = NULL;

  if (g_once_init_enter (&directory))
    {
      const char *given = g_getenv ("NUAN_DATA_DIR");
      char *found = given != NULL && *given != '\0' ? g_strdup (given)
                                                    : g_build_filename (g_get_user_data_dir (), "nuanchuang", NULL);

      g_once_init_leave (&directory, found);
    }

  return directory;
}

/* A name from a definition or a command line never leads out of the data directory. */
static gboolean
is_inside (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  if (*name == '\0' || g_path_is_absolute (name))
    return FALSE;

  return !g_strv_contains ((const char *const *) parts, "..");
}

GBytes *
nuan_data_file_load (const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (nuan_data_directory (), name, NULL);
  g_autofree char *resource = g_strconcat (RESOURCE_PREFIX, name, NULL);
  g_autoptr (GError) problem = NULL;
  GStatBuf status;
  char *contents = NULL;
  gsize length = 0;
  GBytes *bytes;

  if (!is_inside (name))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "name", _("A data file is named by its path below the data directory"));
      return NULL;
    }

  /* A pipe would be waited for, a device read without end. */
  if (g_stat (path, &status) == 0 && !S_ISREG (status.st_mode))
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "name", _("“%s” in the data directory is not a file"), name);
      return NULL;
    }
  if (g_file_get_contents (path, &contents, &length, &problem))
    return g_bytes_new_take (contents, length);
  if (!g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
      !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "name", "%s", problem->message);
      return NULL;
    }

  bytes = g_resource_lookup_data (nuan_data_get_resource (), resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "name", _("There is no data file “%s”"), name);

  return bytes;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_name (GPtrArray *names, const char *name, const char *suffix)
{
  if (*name != '.' && g_str_has_suffix (name, suffix) && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

char **
nuan_data_file_list (const char *folder, const char *suffix)
{
  g_autofree char *path = g_build_filename (nuan_data_directory (), folder, NULL);
  g_autofree char *resource = g_strconcat (RESOURCE_PREFIX, folder, "/", NULL);
  g_auto (GStrv) shipped = g_resource_enumerate_children (nuan_data_get_resource (), resource, 0, NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new ();
  const char *name;

  for (guint i = 0; shipped != NULL && shipped[i] != NULL; i++)
    add_name (names, shipped[i], suffix);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    add_name (names, name, suffix);

  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (names, FALSE);
}

/* Reads one field into FIELD and returns where its comma, or the end of the line, stands. */
static const char *
read_field (const char *at, GString *field)
{
  gboolean quoted = *at == '"';

  if (quoted)
    at++;
  for (; *at != '\0'; at++)
    {
      if (!quoted && *at == ',')
        break;
      if (quoted && *at == '"')
        {
          if (at[1] != '"')
            {
              quoted = FALSE;
              continue;
            }
          at++;   /* two quotes inside quotes are one */
        }
      g_string_append_c (field, *at);
    }

  return at;
}

char **
nuan_csv_split (const char *line)
{
  GPtrArray *fields = g_ptr_array_new ();
  g_autofree char *bare = g_strdup (line);
  const char *at;

  bare[strcspn (bare, "\r\n")] = '\0';
  for (at = bare;; at++)
    {
      GString *field = g_string_new (NULL);

      at = read_field (at, field);
      g_ptr_array_add (fields, g_string_free (field, FALSE));
      if (*at == '\0')
        break;
    }
  g_ptr_array_add (fields, NULL);

  return (char **) g_ptr_array_free (fields, FALSE);
}
