#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/seal.h"
#include "store/engine/engine.h"
#include "store/journal/check-private.h"
#include "store/journal/content.h"
#include "store/journal/detail.h"
#include "store/journal/finding-sources.h"
#include "store/journal/journal-private.h"

/* Each row of the journal with the rows that it covers: the tables are walked beside the journal, all in its order. What a row covers and what names
 * it must be the same, whoever wrote which of them. */

#define MOST_NAMED 5

typedef struct
{
  NuanConnection *connection;
  NuanFindings   *findings;
  NuanWalk       *walks;        /* a table of facts each; the versions last */
  guint           n;
  GString        *named;        /* the rows that the one in hand covers, in words */
  guint           n_named;
  GError         *problem;      /* the first: then nothing more is looked at */
} Replay;

static void
replay_init (Replay *replay, NuanConnection *connection, NuanFindings *findings)
{
  guint n_shapes;
  const NuanShape *shapes = nuan_shapes (&n_shapes);

  *replay = (Replay) { .connection = connection, .findings = findings, .walks = g_new0 (NuanWalk, n_shapes + 1), .named = g_string_new ("") };
  for (guint i = 0; i < n_shapes; i++)
    if (shapes[i].kind == NUAN_SHAPE_FACT)
      nuan_walk_init (&replay->walks[replay->n++], &shapes[i]);
  nuan_walk_init (&replay->walks[replay->n++], NULL);
}

static void
replay_clear (Replay *replay)
{
  for (guint i = 0; i < replay->n; i++)
    nuan_walk_clear (&replay->walks[i]);
  g_free (replay->walks);
  g_string_free (replay->named, TRUE);
  g_clear_error (&replay->problem);
}

/* "payment 8"; of a version, that of its thing. */
static char *
about_of (const NuanWalk *walk, const NuanContent *content)
{
  if (walk->shape == NULL)
    return g_strdup_printf ("version %" G_GINT64_FORMAT, content->journal_id);

  return g_strdup_printf ("%s %" G_GINT64_FORMAT, nuan_finding_word_of_table (walk->shape->table), content->key);
}

static const NuanContent *
peek (Replay *replay, NuanWalk *walk)
{
  return replay->problem == NULL ? nuan_walk_peek (walk, replay->connection, &replay->problem) : NULL;
}

static void
name_row (Replay *replay, const NuanWalk *walk, const NuanContent *content)
{
  g_autofree char *about = NULL, *words = NULL;

  if (replay->n_named++ >= MOST_NAMED)
    return;

  about = about_of (walk, content);
  words = nuan_finding_words (about);
  g_string_append_printf (replay->named, "%s%s", replay->named->len > 0 ? ", " : "", words);
}

/* Names a row of the journal that is written already: nobody's act. */
static void
add_stranger (Replay *replay, const NuanWalk *walk, const NuanContent *content)
{
  g_autofree char *about = about_of (walk, content), *words = nuan_finding_words (about);

  nuan_findings_add (replay->findings, about, "not covered",
                     g_strdup_printf (_("%s: names row %lld of the journal, which does not cover it"), words, (long long) content->journal_id));
}

/* What names the row of the journal, into DIGEST; what names an earlier one comes too late. */
static void
take (Replay *replay, gint64 journal_id, NuanDigest *digest)
{
  g_string_truncate (replay->named, 0);
  replay->n_named = 0;
  for (guint i = 0; i < replay->n; i++)
    {
      NuanWalk *walk = &replay->walks[i];
      const NuanContent *content;

      for (; (content = peek (replay, walk)) != NULL && content->journal_id <= journal_id; nuan_walk_step (walk))
        if (content->journal_id < journal_id)
          add_stranger (replay, walk, content);
        else
          {
            nuan_digest_add (digest, content->text->str, content->text->len);
            name_row (replay, walk, content);
          }
    }
}

static char *
say_changed (Replay *replay, gint64 id, const char *action)
{
  if (replay->n_named == 0)
    return g_strdup_printf (_("row %lld (%s): what it covers is gone"), (long long) id, action);
  if (replay->n_named > MOST_NAMED)
    g_string_append (replay->named, " …");

  return g_strdup_printf (_("row %lld (%s): what it covers was changed, of %s"), (long long) id, action, replay->named->str);
}

static void
compare (Replay *replay, NuanStatement *row)
{
  const gint64 id = nuan_statement_int (row, 0);
  NuanDigest *digest = nuan_digest_new ();
  g_autofree char *found = NULL, *about = NULL;

  take (replay, id, digest);
  found = nuan_digest_finish (digest);
  if (replay->problem != NULL || g_str_equal (found, nuan_statement_text (row, 2)))
    return;

  about = g_strdup_printf ("journal row %" G_GINT64_FORMAT, id);
  nuan_findings_add (replay->findings, about, found, say_changed (replay, id, nuan_statement_text (row, 1)));
}

/* What was there before the first digest: each table by its own, too, so that the finding can say which. FALSE: it does not fit. */
static gboolean
take_older (Replay *replay, NuanWalk *walk, gint64 baseline, const char *detail, NuanDigest *whole)
{
  NuanDigest *digest = nuan_digest_new ();
  g_autofree char *found = NULL;
  const NuanContent *content;
  guint n = 0;

  for (; (content = peek (replay, walk)) != NULL && content->journal_id < baseline; nuan_walk_step (walk), n++)
    {
      nuan_digest_add (digest, content->text->str, content->text->len);
      nuan_digest_add (whole, content->text->str, content->text->len);
    }

  found = nuan_digest_finish (digest);
  found[NUAN_BASELINE_DIGITS] = '\0';
  if (replay->problem != NULL || walk->shape->since != 0)
    return replay->problem != NULL || n == 0;

  return nuan_detail_says (detail, walk->shape->table, found);
}

static void
compare_baseline (Replay *replay, NuanStatement *row)
{
  const gint64 id = nuan_statement_int (row, 0);
  g_autofree char *about = g_strdup_printf ("journal row %" G_GINT64_FORMAT, id), *found = NULL;
  NuanDigest *whole = nuan_digest_new ();
  gboolean told = FALSE;

  for (guint i = 0; i + 1 < replay->n; i++)
    if (!take_older (replay, &replay->walks[i], id, nuan_statement_text (row, 3), whole))
      {
        told = TRUE;
        nuan_findings_add (replay->findings, about, replay->walks[i].shape->table,
                           g_strdup_printf (_("row %lld: what stood in table %s before digests were kept was changed"), (long long) id,
                                            replay->walks[i].shape->table));
      }
  take (replay, id, whole);
  found = nuan_digest_finish (whole);
  if (replay->problem == NULL && !told && !g_str_equal (found, nuan_statement_text (row, 2)))
    nuan_findings_add (replay->findings, about, found, say_changed (replay, id, NUAN_BASELINE_ACTION));
}

/* What follows the last row of the journal is told by the line of the journal, which misses those rows. */
static gboolean
walk_journal (Replay *replay, gint64 *count, GError **error)
{
  gboolean first = TRUE;
  g_autoptr (NuanStatement) row = nuan_statement (replay->connection, "SELECT id, action, digest, detail FROM journal WHERE digest <> '' ORDER BY id", "");

  while (replay->problem == NULL && nuan_statement_next (row, error))
    {
      if (first && g_str_equal (nuan_statement_text (row, 1), NUAN_BASELINE_ACTION))
        compare_baseline (replay, row);
      else
        compare (replay, row);
      first = FALSE;
      *count += 1;
    }

  return replay->problem == NULL && !nuan_statement_failed (row);
}

/* One is written, by the step of the schema, before any row with a digest: another would cover what was forged before it. */
static gboolean
check_baselines (NuanConnection *connection, NuanFindings *findings, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection,
    "SELECT id FROM journal WHERE action = '" NUAN_BASELINE_ACTION "' AND id > (SELECT min (id) FROM journal WHERE digest <> '') ORDER BY id", "");

  while (nuan_statement_next (row, error))
    {
      g_autofree char *about = g_strdup_printf ("journal row %lld", (long long) nuan_statement_int (row, 0));

      nuan_findings_add (findings, about, "baseline", g_strdup_printf (_("row %lld: digests were begun a second time"), (long long) nuan_statement_int (row, 0)));
    }
  return !nuan_statement_failed (row);
}

gboolean
nuan_check_digests (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  Replay replay;
  gboolean done;

  replay_init (&replay, connection, findings);
  done = walk_journal (&replay, count, error) && check_baselines (connection, findings, error);
  if (replay.problem != NULL)
    g_propagate_error (error, g_steal_pointer (&replay.problem));
  replay_clear (&replay);
  return done;
}
