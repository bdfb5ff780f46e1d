#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"
#include "store/people/household-private.h"
#include "store/engine/statement.h"

static void
add_key (GHashTable *keys, const char *prefix, const char *key, gint64 member_id)
{
  if (*key != '\0')
    g_hash_table_add (keys, g_strdup_printf ("%s%s\t%" G_GINT64_FORMAT, prefix, key, member_id));
}

/* Reversed, so that the end of a number is the front of its key. */
static void
add_tail (GHashTable *keys, const char *number, gint64 member_id)
{
  g_autofree char *tail = nuan_search_tail_key (number);

  add_key (keys, "#", tail, member_id);
}

GHashTable *
nuan_household_search_keys (const NuanHousehold *household)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);
      g_auto (GStrv) names = nuan_search_name_keys (member->name);

      for (guint n = 0; names[n] != NULL; n++)
        add_key (keys, "", names[n], member->id);
      add_tail (keys, member->id_number, member->id);
      add_tail (keys, member->phone, member->id);
      if (nuan_member_is_head (member))
        add_tail (keys, household->phone, member->id);
    }

  return keys;
}

static gboolean
run_for_missing (NuanConnection *connection, gint64 id, GHashTable *keys, GHashTable *others, const char *sql, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  if (keys == NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const char *tab = strrchr (key, '\t');
      g_autofree char *text = g_strndup (key, tab - (const char *) key);

      if (others != NULL && g_hash_table_contains (others, key))
        continue;
      if (!nuan_sql_run (connection, error, sql, "tii", text, id, (gint64) strtoll (tab + 1, NULL, 10)))
        return FALSE;
    }

  return TRUE;
}

gboolean
nuan_household_write_keys (NuanConnection *connection, gint64 id, GHashTable *before, GHashTable *after, GError **error)
{
  return run_for_missing (connection, id, before, after,
                          "DELETE FROM search_key WHERE key = ? AND household_id = ? AND member_id = ?", error) &&
         run_for_missing (connection, id, after, before,
                          "INSERT INTO search_key (key, household_id, member_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", error);
}
