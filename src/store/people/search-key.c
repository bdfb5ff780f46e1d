#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"
#include "store/people/household-private.h"
#include "store/engine/engine.h"

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

/* Rebuilding ------------------------------------------------------------------------------------------------------------------------ */

#define ROWS_BETWEEN_LOOKS 1024

typedef struct
{
  NuanProgress  progress;
  gpointer      progress_data;
  GCancellable *cancellable;
  gint64        done, total;
} Rebuild;

static void
add_person_keys (GHashTable *keys, NuanStatement *row)
{
  const gint64 member = nuan_statement_int (row, 1);
  g_auto (GStrv) names = nuan_search_name_keys (nuan_statement_text (row, 2));

  for (guint i = 0; names[i] != NULL; i++)
    add_key (keys, "", names[i], member);
  for (int column = 3; column <= 5; column++)
    add_tail (keys, nuan_statement_text (row, column), member);
}

static gboolean
write_person (NuanStatement *row, NuanConnection *connection, Rebuild *rebuild, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (rebuild->done++ % ROWS_BETWEEN_LOOKS == 0)
    {
      if (g_cancellable_set_error_if_cancelled (rebuild->cancellable, error))
        return FALSE;
      if (rebuild->progress != NULL)
        rebuild->progress (rebuild->done, rebuild->total, rebuild->progress_data);
    }

  add_person_keys (keys, row);
  return nuan_household_write_keys (connection, nuan_statement_int (row, 0), NULL, keys, error);
}

static gboolean
rebuild_all (NuanConnection *connection, gpointer data, GError **error)
{
  Rebuild *rebuild = data;
  g_autoptr (NuanStatement) row = NULL;

  if (!nuan_sql_value (connection, &rebuild->total, error, "SELECT count (*) FROM member WHERE removed = 0", "") ||
      !nuan_sql_run (connection, error, "DELETE FROM search_key", ""))
    return FALSE;

  row = nuan_statement (connection,
                        "SELECT m.household_id, m.id, m.name, m.id_number, m.phone, CASE WHEN m.relation = '02' THEN h.phone ELSE '' END"
                        " FROM member m JOIN household h ON h.id = m.household_id WHERE m.removed = 0", "");
  while (nuan_statement_next (row, error))
    if (!write_person (row, connection, rebuild, error))
      return FALSE;
  return !nuan_statement_failed (row);
}

gboolean
nuan_search_rebuild (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  Rebuild rebuild = { progress, progress_data, cancellable, 0, 0 };

  return nuan_connection_transact (connection, rebuild_all, &rebuild, error);
}
