#include "config.h"

#include <string.h>

#include "store/people/household-store.h"
#include "store/people/search-key.h"

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
add_key (KeySum *sum, const char *key, gint64 household_id, gint64 member_id)
{
  sum->sum += key_hash (key, strlen (key), household_id, member_id);
  sum->n++;
}

static gboolean
sum_people (NuanConnection *connection, gint64 each, KeySum *sum, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_search_people (connection, each);

  while (nuan_statement_next (row, error))
    {
      g_auto (GStrv) keys = nuan_search_person_keys (row);

      for (guint i = 0; keys[i] != NULL; i++)
        add_key (sum, keys[i], nuan_statement_int (row, 0), nuan_statement_int (row, 1));
    }

  return !nuan_statement_failed (row);
}

static gboolean
sum_keys (NuanConnection *connection, gint64 each, KeySum *sum, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT key, household_id, member_id FROM search_key WHERE member_id % ? = 0", "i",
                                                  each);

  while (nuan_statement_next (row, error))
    add_key (sum, nuan_statement_text (row, 0), nuan_statement_int (row, 1), nuan_statement_int (row, 2));

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
