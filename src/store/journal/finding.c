#include "config.h"

#include "store/journal/finding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

NuanFindings *
nuan_findings_new (NuanShared *shared)
{
  NuanFindings *findings = g_new0 (NuanFindings, 1);

  findings->shared = shared;
  findings->list = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_check_finding_free);
  return findings;
}

void
nuan_findings_free (NuanFindings *findings)
{
  if (findings == NULL)
    return;

  g_ptr_array_unref (findings->list);
  g_free (findings->note);
  g_free (findings);
}

void
nuan_check_finding_free (NuanCheckFinding *finding)
{
  g_free (finding->number);
  g_free (finding->digest);
  g_free (finding->line);
  g_free (finding->about);
  g_free (finding->what);
  g_free (finding->text);
  g_strfreev (finding->rows);
  g_free (finding->names);
  g_free (finding->reason);
  g_free (finding->answered_by);
  g_free (finding->answered_at);
  g_free (finding);
}

void
nuan_findings_add (NuanFindings *findings, const char *about, const char *what, char *text)
{
  NuanCheckFinding *finding;

  if (findings->list->len >= NUAN_FINDINGS_KEPT)
    {
      findings->n_more++;
      g_free (text);
      return;
    }

  finding = g_new0 (NuanCheckFinding, 1);
  finding->about = g_strdup (about);
  finding->what = g_strdup (what);
  finding->text = text != NULL ? text : nuan_finding_words (about);
  g_ptr_array_add (findings->list, finding);
}

static void
settle (NuanCheckFinding *finding, NuanConnection *connection, const char *line, gboolean closes)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  finding->line = g_strdup (line);
  finding->closes = closes;
  finding->digest = nuan_finding_digest (connection, line, finding->about, finding->what, rows);
  finding->number = g_strndup (finding->digest, NUAN_FINDING_DIGITS);
  g_ptr_array_add (rows, NULL);
  finding->rows = (GStrv) g_ptr_array_steal (rows, NULL);
  finding->names = nuan_finding_names (connection, (const char *const *) finding->rows, finding->text);
}

/* Those that were read stand; which others there are nobody knows. */
static void
tell_no_answers (NuanFindings *findings, NuanConnection *connection, const char *line, const GError *problem)
{
  const guint before = findings->list->len;

  nuan_findings_add (findings, "", "answers", g_strdup_printf (_("the answers to findings can't be read: %s"), problem->message));
  if (findings->list->len > before)
    settle (g_ptr_array_index (findings->list, before), connection, line, FALSE);
}

void
nuan_findings_finish (NuanFindings *findings, NuanConnection *connection, const char *line, gboolean closes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < findings->list->len;)
    {
      NuanCheckFinding *finding = g_ptr_array_index (findings->list, i);

      settle (finding, connection, line, closes);
      if (g_hash_table_contains (seen, finding->digest))   /* adding it would put a key there that goes with its finding */
        g_ptr_array_remove_index (findings->list, i);
      else
        {
          g_hash_table_add (seen, finding->digest);
          i++;
        }
    }

  if (findings->list->len > 0 && !nuan_findings_lay_answers (findings->list, connection, &problem))
    tell_no_answers (findings, connection, line, problem);
}
