#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"
#include "store/people/household-store.h"
#include "store/people/search-key.h"

static void
add_key (GPtrArray *keys, char *key /* taken */)
{
  if (*key == '\0' || g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
    g_free (key);
  else
    g_ptr_array_add (keys, key);
}

static void
add_tail (GPtrArray *keys, const char *number)
{
  g_autofree char *tail = nuan_search_tail_key (number);

  if (*tail != '\0')
    add_key (keys, g_strconcat ("#", tail, NULL));
}

char **
nuan_person_search_keys (const char *name, const char *id_number, const char *phone, const char *household_phone)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char **names = nuan_search_name_keys (name);   /* the strings go over */

  for (guint i = 0; names[i] != NULL; i++)
    add_key (keys, names[i]);
  add_tail (keys, id_number);
  add_tail (keys, phone);
  add_tail (keys, household_phone);

  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_steal (keys, NULL);
}

static void
add_of_member (GHashTable *keys, char **of_person /* taken */, gint64 member_id)
{
  for (guint i = 0; of_person[i] != NULL; i++)
    g_hash_table_add (keys, g_strdup_printf ("%s\t%" G_GINT64_FORMAT, of_person[i], member_id));
  g_strfreev (of_person);
}

GHashTable *
nuan_household_search_keys (const NuanHousehold *household)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);

      add_of_member (keys, nuan_person_search_keys (member->name, member->id_number, member->phone,
                                                    nuan_member_is_head (member) ? household->phone : ""),
                     member->id);
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

/* From the rows. */

#define PEOPLE \
  "SELECT m.household_id, m.id, m.name, m.id_number, m.phone, CASE WHEN m.relation = '02' THEN h.phone ELSE '' END" \
  " FROM member m JOIN household h ON h.id = m.household_id WHERE m.removed = 0"

NuanStatement *
nuan_search_people (NuanConnection *connection, gint64 each)
{
  return nuan_statement (connection, PEOPLE " AND m.id % ? = 0", "i", each);
}

NuanStatement *
nuan_search_people_after (NuanConnection *connection, gint64 member_id, gint64 limit)
{
  return nuan_statement (connection, PEOPLE " AND m.id > ? ORDER BY m.id LIMIT ?", "ii", member_id, limit);
}

char **
nuan_search_person_keys (NuanStatement *person)
{
  return nuan_person_search_keys (nuan_statement_text (person, 2), nuan_statement_text (person, 3), nuan_statement_text (person, 4),
                                  nuan_statement_text (person, 5));
}
