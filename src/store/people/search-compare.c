#include "config.h"

#include <string.h>

#include "base/pinyin.h"
#include "store/engine/engine.h"
#include "store/people/household-store.h"

/* Order does not matter to a sum: both sides are streamed once, whatever their size. */
static guint64
key_hash (const char *key, gsize length, gint64 household_id, gint64 member_id)
{
  guint64 hash = 0xcbf29ce484222325u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) key[i]) * 0x100000001b3u;
  hash ^= (guint64) household_id * 0x9e3779b97f4a7c15u;
  hash ^= (guint64) member_id * 0xd1342543de82ef95u;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
  return hash ^ (hash >> 27);
}

typedef struct
{
  guint64 sum;
  gint64  n;
} KeySum;

static void
add_once (KeySum *sum, GHashTable *seen, char *key /* taken */, gint64 household_id, gint64 member_id)
{
  if (*key == '\0' || g_str_equal (key, "#"))
    g_free (key);
  else if (g_hash_table_add (seen, key))
    {
      sum->sum += key_hash (key, strlen (key), household_id, member_id);
      sum->n++;
    }
}

static void
add_tail (KeySum *sum, GHashTable *seen, const char *number, gint64 household_id, gint64 member_id)
{
  g_autofree char *tail = nuan_search_tail_key (number);

  add_once (sum, seen, g_strconcat ("#", tail, NULL), household_id, member_id);
}

static gboolean
sum_people (NuanConnection *connection, gint64 each, KeySum *sum, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NuanStatement) row = nuan_statement (connection,
                                                  "SELECT m.household_id, m.id, m.name, m.id_number, m.phone,"
                                                  " CASE WHEN m.relation = '02' THEN h.phone ELSE '' END"
                                                  " FROM member m JOIN household h ON h.id = m.household_id WHERE m.removed = 0 AND m.id % ? = 0", "i", each);

  while (nuan_statement_next (row, error))
    {
      const gint64 household = nuan_statement_int (row, 0), member = nuan_statement_int (row, 1);
      g_auto (GStrv) names = nuan_search_name_keys (nuan_statement_text (row, 2));

      g_hash_table_remove_all (seen);
      for (guint i = 0; names[i] != NULL; i++)
        add_once (sum, seen, g_strdup (names[i]), household, member);
      for (int column = 3; column <= 5; column++)
        add_tail (sum, seen, nuan_statement_text (row, column), household, member);
    }

  return !nuan_statement_failed (row);
}

static gboolean
sum_keys (NuanConnection *connection, gint64 each, KeySum *sum, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT key, household_id, member_id FROM search_key WHERE member_id % ? = 0", "i",
                                                  each);

  while (nuan_statement_next (row, error))
    {
      const char *key = nuan_statement_text (row, 0);

      sum->sum += key_hash (key, strlen (key), nuan_statement_int (row, 1), nuan_statement_int (row, 2));
      sum->n++;
    }

  return !nuan_statement_failed (row);
}

gboolean
nuan_search_compare (NuanConnection *connection, NuanSearchCompare people_looked_at, gboolean *fit, GError **error)
{
  KeySum people = { 0 }, keys = { 0 };
  gint64 n_people = 0, each = 1;

  if (people_looked_at != NUAN_SEARCH_COMPARE_ALL)
    {
      if (!nuan_sql_value (connection, &n_people, error, "SELECT count (*) FROM member", ""))
        return FALSE;
      each += n_people / (gint64) people_looked_at;
    }

  if (!sum_people (connection, each, &people, error) || !sum_keys (connection, each, &keys, error))
    return FALSE;

  *fit = people.n == keys.n && people.sum == keys.sum;
  return TRUE;
}
