#include "config.h"

#include "app/kit/state.h"

#include <glib/gstdio.h>

#include "base/aside.h"

#define WRITE_DELAY_SECONDS 2

typedef struct
{
  char *group, *key;
} Place;

static GKeyFile  *file;
static GPtrArray *changed;   /* Place, since the last writing: another window writes the same file */
static guint      pending;

static void
place_free (Place *place)
{
  g_free (place->group);
  g_free (place->key);
  g_free (place);
}

static char *
state_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "nuanchuang", "state.ini", NULL);
}

static GKeyFile *
state (void)
{
  if (file == NULL)
    {
      g_autofree char *path = state_path ();

      file = g_key_file_new ();
      g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
    }

  return file;
}

/* What stands there by now. What can't be read is somebody's all the same: it goes aside. */
static GKeyFile *
read_again (const char *path)
{
  g_autoptr (GError) error = NULL;
  GKeyFile *now = g_key_file_new ();

  if (!g_key_file_load_from_file (now, path, G_KEY_FILE_KEEP_COMMENTS, &error) && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_autofree char *aside = nuan_aside_name (path, NULL);

      nuan_aside_move (path, aside, NULL);
    }
  return now;
}

static void
change (GKeyFile *now, const Place *place)
{
  g_autofree char *value = g_key_file_get_value (file, place->group, place->key, NULL);

  if (value != NULL)
    g_key_file_set_value (now, place->group, place->key, value);
  else
    g_key_file_remove_key (now, place->group, place->key, NULL);
}

static gboolean
write_now (gpointer unused)
{
  g_autofree char *path = state_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) now = read_again (path);

  pending = 0;
  for (guint i = 0; i < changed->len; i++)
    change (now, g_ptr_array_index (changed, i));

  /* What is remembered is a convenience: a read-only home must not disturb the work. */
  if (g_mkdir_with_parents (folder, 0700) == 0 && g_key_file_save_to_file (now, path, NULL))
    g_ptr_array_set_size (changed, 0);
  else
    g_debug ("the state of the window is not remembered");

  return G_SOURCE_REMOVE;
}

static void
touched (const char *group, const char *key)
{
  Place *place = g_new (Place, 1);

  *place = (Place) { g_strdup (group), g_strdup (key) };
  if (changed == NULL)
    changed = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  g_ptr_array_add (changed, place);
  g_clear_handle_id (&pending, g_source_remove);
  pending = g_timeout_add_seconds (WRITE_DELAY_SECONDS, write_now, NULL);
}

int
nuan_state_get_int (const char *group, const char *key, int preset)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (state (), group, key, &error);

  return error == NULL ? value : preset;
}

void
nuan_state_set_int (const char *group, const char *key, int value)
{
  g_key_file_set_integer (state (), group, key, value);
  touched (group, key);
}

gboolean
nuan_state_get_boolean (const char *group, const char *key, gboolean preset)
{
  g_autoptr (GError) error = NULL;
  gboolean value = g_key_file_get_boolean (state (), group, key, &error);

  return error == NULL ? value : preset;
}

void
nuan_state_set_boolean (const char *group, const char *key, gboolean value)
{
  g_key_file_set_boolean (state (), group, key, value);
  touched (group, key);
}

char *
nuan_state_get_text (const char *group, const char *key)
{
  char *value = g_key_file_get_string (state (), group, key, NULL);

  return value != NULL ? value : g_strdup ("");
}

void
nuan_state_set_text (const char *group, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (state (), group, key, value);
  else
    g_key_file_remove_key (state (), group, key, NULL);
  touched (group, key);
}

char **
nuan_state_get_keys (const char *group)
{
  char **keys = g_key_file_get_keys (state (), group, NULL, NULL);

  return keys != NULL ? keys : g_new0 (char *, 1);
}

void
nuan_state_flush (void)
{
  if (pending == 0)
    return;

  g_clear_handle_id (&pending, g_source_remove);
  write_now (NULL);
}
