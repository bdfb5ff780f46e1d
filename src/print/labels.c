#include "config.h"

#include "print/labels.h"

#include "base/data-file.h"
#include "base/error.h"
#include "base/key-file.h"

#include <glib/gi18n-lib.h>

#define FILE_NAME "papers.ini"

struct _NuanLabels
{
  GHashTable *words;   /* key → label */
};

static gboolean
load_group (NuanLabels *labels, GKeyFile *file, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, error);

  if (keys == NULL)
    return FALSE;

  for (guint i = 0; keys[i] != NULL; i++)
    {
      char *value = g_key_file_get_string (file, group, keys[i], error);

      if (value == NULL)
        return FALSE;
      g_hash_table_replace (labels->words, g_strdup (keys[i]), value);
    }

  return TRUE;
}

static GKeyFile *
load_file (GError **error)
{
  g_autoptr (GBytes) text = nuan_data_file_load (FILE_NAME, error);
  g_autoptr (GKeyFile) file = NULL;
  g_autoptr (GError) problem = NULL;

  if (text == NULL)
    return NULL;

  file = nuan_key_file_read (text, &problem);
  if (file == NULL)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, FILE_NAME, _("The data file %s cannot be read: %s"), FILE_NAME,
                      problem->message);
      return NULL;
    }

  return g_steal_pointer (&file);
}

NuanLabels *
nuan_labels_load (const char *group, const char *override, const char *const *keys, GError **error)
{
  g_autoptr (GKeyFile) file = load_file (error);
  g_autoptr (NuanLabels) labels = NULL;
  g_autoptr (GError) problem = NULL;

  if (file == NULL)
    return NULL;

  if (!g_key_file_has_group (file, group))
    {
      nuan_error_set (error, NUAN_ERROR_NOT_FOUND, FILE_NAME, _("The data file %s has no group [%s]"), FILE_NAME, group);
      return NULL;
    }

  labels = g_new0 (NuanLabels, 1);
  labels->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!load_group (labels, file, group, &problem)
      || (override != NULL && g_key_file_has_group (file, override) && !load_group (labels, file, override, &problem)))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, FILE_NAME, _("The data file %s cannot be read: %s"), FILE_NAME,
                      problem->message);
      return NULL;
    }

  for (guint i = 0; keys[i] != NULL; i++)
    if (!g_hash_table_contains (labels->words, keys[i]))
      {
        nuan_error_set (error, NUAN_ERROR_INVALID, FILE_NAME, _("The data file %s needs the key “%s” in [%s]"), FILE_NAME,
                        keys[i], group);
        return NULL;
      }

  return g_steal_pointer (&labels);
}

void
nuan_labels_free (NuanLabels *labels)
{
  g_hash_table_unref (labels->words);
  g_free (labels);
}

const char *
nuan_labels_get (const NuanLabels *labels, const char *key)
{
  const char *word = g_hash_table_lookup (labels->words, key);

  return word != NULL ? word : "";
}
