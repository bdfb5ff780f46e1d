#include "config.h"

#include <string.h>

#include "base/pinyin.h"
#include "store/people/household-store.h"
#include "store/people/search-key.h"

/* Everybody's keys are gathered and written in the order of their B-tree, as many at a time as memory may hold: in the order of the people each
 * of them would touch another page of a tree that is larger than any cache. */

#define ROWS_READ 1024
#define ROWS_WRITTEN 64        /* with one statement: a server is asked that much less often */
#define MOST_KEYS 1500000   /* gathered: some 70 MB */

typedef struct
{
  const char *text;   /* in Rebuild's texts */
  gint64 household_id, member_id;
} Key;

typedef struct
{
  NuanConnection *connection;
  NuanProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
  GStringChunk *texts;
  GArray *keys;        /* Key */
  gint64 last;        /* id that was read */
  gint64 n_gathered;  /* people whose keys these are */
  gint64 done, total; /* people */
} Rebuild;

static gboolean
tell (Rebuild *self, gint64 done, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  if (self->progress != NULL)
    self->progress (done, self->total, self->progress_data);
  return TRUE;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *one = a, *other = b;
  const int order = strcmp (one->text, other->text);

  if (order != 0)
    return order;
  if (one->household_id != other->household_id)
    return one->household_id < other->household_id ? -1 : 1;
  return one->member_id < other->member_id ? -1 : one->member_id > other->member_id;
}

static gboolean
write_rows (Rebuild *self, guint from, guint to, GError **error)
{
  g_autoptr (NuanQuery) sql = nuan_query_new ("INSERT INTO search_key (key, household_id, member_id) VALUES ");
  g_autoptr (NuanStatement) row = NULL;

  for (guint i = from; i < to; i++)
    {
      const Key *key = &g_array_index (self->keys, Key, i);

      nuan_query_append (sql, i > from ? ", (" : "(");
      nuan_query_add_text (sql, key->text);
      nuan_query_append (sql, ", ");
      nuan_query_add_int (sql, key->household_id);
      nuan_query_append (sql, ", ");
      nuan_query_add_int (sql, key->member_id);
      nuan_query_append (sql, ")");
    }

  row = nuan_query_prepare (sql, self->connection);
  nuan_statement_next (row, error);
  return !nuan_statement_failed (row);
}

static gboolean
write_gathered (Rebuild *self, GError **error)
{
  const guint n = self->keys->len;

  g_array_sort (self->keys, compare_keys);
  for (guint from = 0; from < n; from += ROWS_WRITTEN)
    if (!write_rows (self, from, MIN (from + ROWS_WRITTEN, n), error) || !tell (self, self->done + self->n_gathered * from / n, error))
      return FALSE;

  self->done += self->n_gathered;
  self->n_gathered = 0;
  g_array_set_size (self->keys, 0);
  g_string_chunk_clear (self->texts);
  return tell (self, self->done, error);
}

/* Those after the last, in the order of their ids. */
static gboolean
gather_some (Rebuild *self, gint64 *n, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_search_people_after (self->connection, self->last, ROWS_READ);

  for (*n = 0; nuan_statement_next (row, error); (*n)++)
    {
      g_auto (GStrv) texts = nuan_search_person_keys (row);
      Key key = { NULL, nuan_statement_int (row, 0), nuan_statement_int (row, 1) };

      self->last = key.member_id;
      for (guint i = 0; texts[i] != NULL; i++)
        {
          key.text = g_string_chunk_insert (self->texts, texts[i]);
          g_array_append_val (self->keys, key);
        }
    }

  self->n_gathered += *n;
  return !nuan_statement_failed (row);
}

static gboolean
write_keys (Rebuild *self, GError **error)
{
  gint64 n = ROWS_READ;

  if (!nuan_sql_value (self->connection, &self->total, error, "SELECT count (*) FROM member WHERE removed = 0", "")
      || !nuan_sql_run (self->connection, error, "DELETE FROM search_key", ""))
    return FALSE;

  while (n == ROWS_READ)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !gather_some (self, &n, error))
        return FALSE;
      if ((self->keys->len >= MOST_KEYS || n < ROWS_READ) && !write_gathered (self, error))
        return FALSE;
    }
  return TRUE;
}

/* SELECT reads id, name and sort key of some after an id; UPDATE writes the sort key. */
static gboolean
sort_some (Rebuild *self, const char *select, const char *update, gint64 *n, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (self->connection, select, "ii", self->last, (gint64) ROWS_READ);

  for (*n = 0; nuan_statement_next (row, error); (*n)++)
    {
      g_autofree char *key = nuan_sort_key (nuan_statement_text (row, 1));

      self->last = nuan_statement_int (row, 0);
      if (strcmp (key, nuan_statement_text (row, 2)) != 0 && !nuan_sql_run (self->connection, error, update, "ti", key, self->last))
        return FALSE;
    }

  return !nuan_statement_failed (row);
}

static gboolean
sort_all (Rebuild *self, const char *select, const char *update, GError **error)
{
  gint64 n = ROWS_READ;

  for (self->last = 0; n == ROWS_READ;)
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !sort_some (self, select, update, &n, error))
      return FALSE;
  return TRUE;
}

gboolean
nuan_search_write_all (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  GStringChunk *texts = g_string_chunk_new (1 << 20);
  Rebuild self = { connection, progress, progress_data, cancellable, texts, keys, 0, 0, 0, 0 };
  const gboolean done = write_keys (&self, error)
                        && sort_all (&self, "SELECT id, head_name, head_key FROM household WHERE id > ? ORDER BY id LIMIT ?",
                                     "UPDATE household SET head_key = ? WHERE id = ?", error)
                        && sort_all (&self, "SELECT id, name, sort_key FROM unit WHERE id > ? ORDER BY id LIMIT ?",
                                     "UPDATE unit SET sort_key = ? WHERE id = ?", error);

  g_string_chunk_free (texts);
  return done;
}

static gboolean
rebuild (NuanConnection *connection, gpointer data, GError **error)
{
  const Rebuild *told = data;

  return nuan_search_write_all (connection, told->progress, told->progress_data, told->cancellable, error);
}

gboolean
nuan_search_rebuild (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  Rebuild told = { .progress = progress, .progress_data = progress_data, .cancellable = cancellable };

  return nuan_connection_transact (connection, rebuild, &told, error);
}
