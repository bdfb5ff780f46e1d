#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/data-file.h"
#include "base/error.h"
#include "base/text.h"

#define RESOURCE_PREFIX "/cn/nuanchuang/data/"
#define MARK            "\xEF\xBB\xBF"   /* with which some editors begin UTF-8 */
#define MARK_SIZE       3
#define LINES_TOLD      5              /* of a file, one by one */

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

static GBytes *
without_mark (GBytes *bytes)
{
  gsize size;
  const char *content = g_bytes_get_data (bytes, &size);

  if (size < MARK_SIZE || memcmp (content, MARK, MARK_SIZE) != 0)
    return g_bytes_ref (bytes);

  return g_bytes_new_from_bytes (bytes, MARK_SIZE, size - MARK_SIZE);
}

/* NULL without an error: there is none. */
static GBytes *
load_own (const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (nuan_data_directory (), name, NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GStatBuf status;
  char *contents = NULL;
  gsize length = 0;

  /* A pipe would be waited for, a device read without end. */
  if (g_stat (path, &status) == 0 && !S_ISREG (status.st_mode))
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, "name", _("“%s” in the data directory is not a file"), name);
      return NULL;
    }
  if (g_file_get_contents (path, &contents, &length, &problem))
    {
      bytes = g_bytes_new_take (contents, length);
      return without_mark (bytes);
    }
  if (!g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
      !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    nuan_error_set (error, NUAN_ERROR_STORAGE, "name", "%s", problem->message);

  return NULL;
}

GBytes *
nuan_data_file_load_shipped (const char *name, GError **error)
{
  g_autofree char *resource = g_strconcat (RESOURCE_PREFIX, name, NULL);
  GBytes *bytes = g_resource_lookup_data (nuan_data_get_resource (), resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "name", _("There is no data file “%s”"), name);

  return bytes;
}

GBytes *
nuan_data_file_load (const char *name, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GBytes *own;

  if (!is_inside (name))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "name", _("A data file is named by its path below the data directory"));
      return NULL;
    }

  own = load_own (name, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return own != NULL ? own : nuan_data_file_load_shipped (name, error);
}

/* What is wrong with the centre's own files; guarded by its mutex. */
static GMutex problems_mutex;
static GPtrArray *problems;         /* char * */
static GHashTable *lines_skipped;   /* name of a file → how many */

static void
add_problem (char *problem)
{
  if (problems == NULL)
    problems = g_ptr_array_new ();
  g_ptr_array_add (problems, problem);
}

static void
tell_file (const char *name, const char *why)
{
  g_mutex_lock (&problems_mutex);
  add_problem (g_strdup_printf (_("The data file %s cannot be read: %s; the one that came with the program is used instead"), name, why));
  g_mutex_unlock (&problems_mutex);
}

void
nuan_data_file_skip_line (const char *name, guint line, const char *right)
{
  guint n;

  g_mutex_lock (&problems_mutex);
  if (lines_skipped == NULL)
    lines_skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (lines_skipped, name)) + 1;
  g_hash_table_replace (lines_skipped, g_strdup (name), GUINT_TO_POINTER (n));

  if (n <= LINES_TOLD)
    add_problem (g_strdup_printf (_("The data file %s: line %u is not “%s” and is skipped"), name, line, right));
  else if (n == LINES_TOLD + 1)
    add_problem (g_strdup_printf (_("The data file %s: further lines are skipped"), name));
  g_mutex_unlock (&problems_mutex);
}

char **
nuan_data_file_problems (void)
{
  GPtrArray *copy = g_ptr_array_new ();

  g_mutex_lock (&problems_mutex);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (problems, i)));
  g_mutex_unlock (&problems_mutex);
  g_ptr_array_add (copy, NULL);

  return (char **) g_ptr_array_free (copy, FALSE);
}

/* The centre's own, if it can be used. */
static GBytes *
load_own_text (const char *name)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = load_own (name, &problem);

  if (bytes != NULL && !g_utf8_validate_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL))
    nuan_error_set (&problem, NUAN_ERROR_INVALID, "text", "%s", _("not UTF-8 text"));
  if (problem == NULL)
    return g_steal_pointer (&bytes);

  tell_file (name, problem->message);
  return NULL;
}

char **
nuan_data_file_load_lines (const char *name, const char *head)
{
  g_autoptr (GBytes) bytes = load_own_text (name);
  g_autofree char *text = NULL;
  g_autofree char *unified = NULL;
  const char *content;
  gsize size;
  char **lines;

  if (bytes == NULL)
    bytes = nuan_data_file_load_shipped (name, NULL);
  g_return_val_if_fail (bytes != NULL, g_new0 (char *, 1));   /* compiled in */

  content = g_bytes_get_data (bytes, &size);
  text = size > 0 ? g_strndup (content, size) : g_strdup ("");   /* of nothing there are no bytes */
  unified = nuan_text_unify_line_ends (text);
  lines = g_strsplit (unified, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strchomp (lines[i]) == '#' || g_str_has_prefix (lines[i], head))
      *lines[i] = '\0';

  return lines;
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
