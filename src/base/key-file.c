#include "base/key-file.h"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/text.h"

#define ESCAPED "sntr\\"   /* what may follow a backslash */

/* GKeyFile gives no value at all for a wrong escape, and warns about two in one (GLib 2.74). */
static gboolean
check_escapes (const char *group, const char *key, const char *value, GError **error)
{
  for (const char *at = strchr (value, '\\'); at != NULL; at = strchr (at + 2, '\\'))
    if (at[1] == '\0' || strchr (ESCAPED, at[1]) == NULL)
      {
        nuan_error_set (error, NUAN_ERROR_INVALID, key, _("“%s” in [%s] has a lone backslash; one is written as two"), key, group);
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_group (GKeyFile *file, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (file, group, keys[i], NULL);

      if (value != NULL && !check_escapes (group, keys[i], value, error))
        return FALSE;
    }

  return TRUE;
}

/* GKeyFile would name what stands in a line that it can't read, and not which one it is. */
static gboolean
check_lines (const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean in_group = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      const gboolean is_group = *line == '[' && g_str_has_suffix (line, "]");

      in_group = in_group || is_group;
      if (*line == '\0' || *line == '#' || is_group || (in_group && *line != '=' && strchr (line, '=') != NULL))
        continue;
      nuan_error_set (error, NUAN_ERROR_INVALID, "text", _("line %u is neither “[group]” nor “key=value” below one: “%s”"), i + 1, line);
      return FALSE;
    }

  return TRUE;
}

GKeyFile *
nuan_key_file_read (GBytes *text, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *whole = NULL;
  g_autofree char *unified = NULL;
  g_auto (GStrv) groups = NULL;
  gsize size;
  const char *content = g_bytes_get_data (text, &size);

  /* GKeyFile takes any bytes into keys and groups. */
  if (!g_utf8_validate_len (content, size, NULL))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "text", "%s", _("not UTF-8 text"));
      return NULL;
    }
  whole = size > 0 ? g_strndup (content, size) : g_strdup ("");   /* of nothing there are no bytes */
  unified = nuan_text_unify_line_ends (whole);
  if (!check_lines (unified, error))
    return NULL;
  if (!g_key_file_load_from_data (file, unified, strlen (unified), G_KEY_FILE_NONE, error))
    return NULL;

  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    if (!check_group (file, groups[i], error))
      return NULL;

  return g_steal_pointer (&file);
}
