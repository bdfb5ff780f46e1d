#include "config.h"

#include "store/journal/baseline.h"

#include "base/seal.h"
#include "store/journal/content.h"
#include "store/journal/detail.h"
#include "store/journal/journal-private.h"

#define OLD_GUARD "NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id)"
#define OLD_ANSWER "NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.journal_id AND staff_id = NEW.answered_by AND action = 'check.answer')"
#define NEW_GUARD "NEW.journal_id <> (SELECT coalesce (max (id), 0) + 1 FROM journal)"

static gboolean
let_journal_be_last (NuanConnection *connection, GError **error)
{
  return nuan_schema_reword (connection, OLD_ANSWER, NEW_GUARD, error)
         && nuan_schema_reword (connection, OLD_GUARD, NEW_GUARD, error)
         && nuan_schema_reword (connection, "the journal row is missing, or somebody else''s", "its journal row must be the next one", error)
         && nuan_schema_reword (connection, "the journal row is missing", "its journal row must be the next one", error)
         && nuan_schema_defer (connection, "journal", error);
}

typedef struct
{
  NuanConnection *connection;
  gint64          id;             /* of the baseline's row */
  NuanDigest     *digest, *of_table;
  NuanDetail     *detail;
  NuanProgress    progress;
  gpointer        progress_data;
  GCancellable   *cancellable;
  gint64          done, total;
} Baseline;

/* Facts and things, by their heads: how far it is. */
static gboolean
count_all (Baseline *baseline, GError **error)
{
  guint n;
  const NuanShape *shapes = nuan_shapes (&n);

  for (guint i = 0; i < n; i++)
    if (shapes[i].kind != NUAN_SHAPE_PART && shapes[i].since == 0)
      {
        g_autofree char *sql = g_strconcat ("SELECT count (*) FROM ", shapes[i].table, NULL);
        gint64 rows = 0;

        if (!nuan_sql_value (baseline->connection, &rows, error, g_intern_string (sql), ""))
          return FALSE;
        baseline->total += rows;
      }

  return TRUE;
}

static gboolean
tell (Baseline *baseline, guint n, GError **error)
{
  baseline->done += n;
  if (baseline->progress != NULL)
    baseline->progress (MIN (baseline->done, baseline->total), baseline->total, baseline->progress_data);
  return !g_cancellable_set_error_if_cancelled (baseline->cancellable, error);
}

/* Takes all facts, or writes the first version of all things. */
static gboolean
take_each (Baseline *baseline, const NuanShape *shape, gboolean (*take) (Baseline *, const NuanShape *, const NuanContent *, GError **), GError **error)
{
  NuanWalk walk;
  GArray *window;
  GError *problem = NULL;

  nuan_walk_init (&walk, shape);
  while (problem == NULL && (window = nuan_walk_window (&walk, baseline->connection, &problem)) != NULL)
    {
      for (guint i = 0; problem == NULL && i < window->len; i++)
        take (baseline, shape, &g_array_index (window, NuanContent, i), &problem);
      if (problem == NULL)
        tell (baseline, window->len, &problem);
    }
  nuan_walk_clear (&walk);

  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
take_fact (Baseline *baseline, const NuanShape *shape, const NuanContent *content, GError **error)
{
  nuan_digest_add (baseline->digest, content->text->str, content->text->len);
  nuan_digest_add (baseline->of_table, content->text->str, content->text->len);
  return TRUE;
}

static gboolean
take_thing (Baseline *baseline, const NuanShape *shape, const NuanContent *content, GError **error)
{
  g_autoptr (GString) line = g_string_sized_new (content->text->len + 64);

  nuan_content_append_version (line, baseline->id, shape->table, content->key, content->text->str);
  nuan_digest_add (baseline->digest, line->str, line->len);
  return nuan_sql_run (baseline->connection, error, "INSERT INTO version (journal_id, thing, id, content) VALUES (?, ?, ?, ?)", "itit",
                       baseline->id, shape->table, content->key, content->text->str);
}

/* The detail names each table with the front of its own digest: where the whole does not fit, it tells which. */
static gboolean
take_facts (Baseline *baseline, const NuanShape *shape, GError **error)
{
  g_autofree char *digest = NULL;

  baseline->of_table = nuan_digest_new ();
  if (!take_each (baseline, shape, take_fact, error))
    {
      g_clear_pointer (&baseline->of_table, nuan_digest_free);
      return FALSE;
    }

  digest = nuan_digest_finish (g_steal_pointer (&baseline->of_table));
  digest[NUAN_BASELINE_DIGITS] = '\0';
  nuan_detail_add (baseline->detail, shape->table, digest);
  return TRUE;
}

static gboolean
take_all (Baseline *baseline, NuanShapeKind kind, GError **error)
{
  guint n;
  const NuanShape *shapes = nuan_shapes (&n);

  for (guint i = 0; i < n; i++)
    if (shapes[i].kind == kind && shapes[i].since == 0
        && !(kind == NUAN_SHAPE_FACT ? take_facts (baseline, &shapes[i], error) : take_each (baseline, &shapes[i], take_thing, error)))
      return FALSE;

  return TRUE;
}

static gboolean
write_baseline (Baseline *baseline, GError **error)
{
  if (!count_all (baseline, error) || !take_all (baseline, NUAN_SHAPE_FACT, error) || !take_all (baseline, NUAN_SHAPE_THING, error))
    return FALSE;

  return nuan_journal_write_digest (baseline->connection, NUAN_BASELINE_ACTION, nuan_detail_get_text (baseline->detail),
                                    g_steal_pointer (&baseline->digest), error);
}

gboolean
nuan_baseline_step (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  Baseline baseline = { .connection = connection, .progress = progress, .progress_data = progress_data, .cancellable = cancellable };
  gint64 last = 0;
  gboolean done;

  if (!let_journal_be_last (connection, error) || !nuan_sql_value (connection, &last, error, "SELECT coalesce (max (id), 0) FROM journal", ""))
    return FALSE;
  if (last == 0)
    return TRUE;   /* a new file: its history begins with digests */

  baseline.id = last + 1;
  baseline.digest = nuan_digest_new ();
  baseline.detail = nuan_detail_new ();
  done = write_baseline (&baseline, error);
  nuan_digest_free (baseline.digest);
  nuan_detail_free (baseline.detail);
  return done;
}
