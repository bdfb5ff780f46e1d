#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/seal.h"
#include "base/text.h"
#include "store/engine/engine.h"
#include "store/journal/finding.h"
#include "store/journal/journal.h"
#include "store/office/staff-store.h"

#define MAX_REASON   200
#define FEWEST_DIGITS 8

/* The remark may tell of somebody's health, so the journal has its digest. */
static NuanDetail *
describe (const char *digest, const char *line, const char *about, const char *reason)
{
  g_autofree char *remark = nuan_sha256_hex (reason, strlen (reason));
  NuanDetail *detail = nuan_detail_add (nuan_detail_add (nuan_detail_new (), "finding", digest), "line", line);

  return nuan_detail_add (nuan_detail_add (detail, "about", about), "reason-digest", remark);
}

static char *
subject_of (const char *digest)
{
  return g_strdup_printf ("finding:%.*s", NUAN_FINDING_DIGITS, digest);
}

#define SELECT_ANSWERS \
  "SELECT a.id, a.finding, a.line, a.about, a.reason, a.answered_by, coalesce (s.name, ''), coalesce (j.at, ''), coalesce (j.action, '')," \
  " coalesce (j.subject, ''), coalesce (j.detail, ''), coalesce (j.staff_id, 0)" \
  " FROM finding_answer a LEFT JOIN journal j ON j.id = a.journal_id LEFT JOIN staff s ON s.id = a.answered_by ORDER BY a.id"

/* What the journal says of an answer is what stands in it. */
static gboolean
is_confirmed (NuanStatement *row)
{
  const char *digest = nuan_statement_text (row, 1);
  g_autofree char *subject = subject_of (digest);
  g_autoptr (NuanDetail) detail = describe (digest, nuan_statement_text (row, 2), nuan_statement_text (row, 3), nuan_statement_text (row, 4));

  return nuan_statement_int (row, 5) == nuan_statement_int (row, 11) && g_str_equal (nuan_statement_text (row, 8), "check.answer") &&
         g_str_equal (subject, nuan_statement_text (row, 9)) && g_str_equal (nuan_detail_get_text (detail), nuan_statement_text (row, 10));
}

static NuanCheckFinding *
find_digest (GPtrArray *findings, const char *digest)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((NuanCheckFinding *) g_ptr_array_index (findings, i))->digest, digest))
      return g_ptr_array_index (findings, i);

  return NULL;
}

gboolean
nuan_findings_lay_answers (GPtrArray *findings, NuanConnection *connection, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_ANSWERS, "");

  while (nuan_statement_next (row, error))
    {
      NuanCheckFinding *finding = find_digest (findings, nuan_statement_text (row, 1));

      if (finding == NULL || finding->reason != NULL || !is_confirmed (row))
        continue;
      finding->reason = nuan_statement_dup (row, 4);
      finding->answered_by = nuan_statement_dup (row, 6);
      finding->answered_at = nuan_statement_dup (row, 7);
    }

  return !nuan_statement_failed (row);
}

static gboolean
check_rows (NuanConnection *connection, NuanFindings *findings, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, SELECT_ANSWERS, "");

  while (nuan_statement_next (row, error))
    if (!is_confirmed (row))
      {
        g_autofree char *about = g_strdup_printf ("answer %" G_GINT64_FORMAT, nuan_statement_int (row, 0));

        nuan_findings_add (findings, about, "", g_strdup_printf (_("answer %lld is not what the journal says"), (long long) nuan_statement_int (row, 0)));
      }

  return !nuan_statement_failed (row);
}

/* One taken away leaves its row in the journal. */
static gboolean
check_journal_rows (NuanConnection *connection, NuanFindings *findings, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection,
                                                  "SELECT j.id FROM journal j WHERE j.subject >= 'finding:' AND j.subject < 'finding;'"
                                                  " AND NOT EXISTS (SELECT 1 FROM finding_answer a WHERE a.journal_id = j.id) ORDER BY j.id", "");

  while (nuan_statement_next (row, error))
    {
      g_autofree char *about = g_strdup_printf ("journal row %" G_GINT64_FORMAT, nuan_statement_int (row, 0));

      nuan_findings_add (findings, about, "no answer", g_strdup_printf (_("row %lld: its answer is missing"), (long long) nuan_statement_int (row, 0)));
    }

  return !nuan_statement_failed (row);
}

gboolean
nuan_check_answers (NuanConnection *connection, NuanFindings *findings, GError **error)
{
  return check_rows (connection, findings, error) && check_journal_rows (connection, findings, error);
}

const NuanCheckFinding *
nuan_check_find (GPtrArray *lines, const char *number, GError **error)
{
  const NuanCheckFinding *found = NULL;

  for (guint i = 0; strlen (number) >= FEWEST_DIGITS && i < lines->len; i++)
    {
      const NuanCheckLine *line = g_ptr_array_index (lines, i);

      for (guint j = 0; j < line->findings->len; j++)
        {
          const NuanCheckFinding *finding = g_ptr_array_index (line->findings, j);

          if (g_ascii_strncasecmp (finding->digest, number, strlen (number)) != 0)
            continue;
          if (found != NULL)
            {
              nuan_error_set (error, NUAN_ERROR_INVALID, "finding", _("Several findings begin like this: give more digits"));
              return NULL;
            }
          found = finding;
        }
    }

  if (found == NULL)
    nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "finding", _("There is no finding of this number now: run the check again"));
  return found;
}

static gboolean
check_actor (const NuanStaff *actor, GArray *actors, GError **error)
{
  for (guint i = 0; i < actors->len; i++)
    if (g_array_index (actors, gint64, i) == actor->id)
      {
        nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "finding", _("This finding names what you did yourself: somebody else must answer it"));
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_still_so (NuanConnection *connection, const NuanStaff *actor, const NuanCheckFinding *finding, GError **error)
{
  g_autoptr (GArray) actors = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *digest = nuan_finding_digest (connection, finding->line, finding->about, finding->what, NULL);
  gint64 n = 0;

  if (!nuan_finding_people_of (connection, finding->line, finding->about, actors, error) || !check_actor (actor, actors, error) ||
      !nuan_sql_value (connection, &n, error, "SELECT count (*) FROM finding_answer WHERE finding = ?", "t", finding->digest))
    return FALSE;
  if (n > 0)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "finding", _("This finding is answered already"));
  else if (!g_str_equal (digest, finding->digest))
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "finding", _("What the finding names was changed meanwhile: run the check again"));
  else
    return TRUE;

  return FALSE;
}

gboolean
nuan_check_answer (NuanConnection *connection, const NuanStaff *actor, const NuanCheckFinding *finding, const char *reason, GError **error)
{
  g_autofree char *clean = NULL, *subject = subject_of (finding->digest);
  gint64 journal_id, id;

  g_assert (nuan_connection_in_transaction (connection));

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_ANSWER_FINDING, error) ||
      (clean = nuan_text_clean (reason, TRUE, FALSE, MAX_REASON, "reason", error)) == NULL ||
      !check_still_so (connection, actor, finding, error))
    return FALSE;

  journal_id = nuan_journal_open (connection, actor, "check.answer", error);
  if (journal_id == 0 || !nuan_next_id (connection, "finding_answer", &id, error) ||
      !nuan_sql_run (connection, error,
                     "INSERT INTO finding_answer (id, finding, line, about, reason, answered_by, journal_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
                     "ittttii", id, finding->digest, finding->line, finding->about, clean, actor->id, journal_id))
    return FALSE;

  nuan_journal_wrote (connection, "finding_answer", id);
  return nuan_journal_close (connection, subject, describe (finding->digest, finding->line, finding->about, clean), error);
}
