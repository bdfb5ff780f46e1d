#include "config.h"

#include <string.h>

#include "store/engine/engine.h"
#include "store/journal/check-private.h"

/* A grant names no row of the journal: it is found by its subject, so that a cut tail shows here too. One walk through the journal and one through
 * the grants, instead of a search for each. */

#define NOBODY     0
#define SEVERAL  (-1)   /* two rows, of two people */

typedef struct
{
  gint32 added_by, approved_by;
} Told;

/* A row of the journal about a grant that is not there; one that names no grant has ID -1. */
typedef struct
{
  gint64 id, journal_id;
} Untold;

static void
note (gint32 *by, gint64 staff_id)
{
  *by = *by == NOBODY || *by == (gint32) staff_id ? (gint32) staff_id : SEVERAL;
}

static void
add_row (NuanFindings *findings, const char *word, gint64 id)
{
  g_autofree char *about = g_strdup_printf ("%s %" G_GINT64_FORMAT, word, id);

  nuan_findings_add (findings, about, "journal", NULL);
}

static gboolean
read_told (NuanConnection *connection, GArray *told, GArray *untold, GError **error)
{
  g_autoptr (NuanStatement) row = NULL;
  gint64 last = 0, n_rows = 0;

  if (!nuan_sql_value (connection, &last, error, "SELECT coalesce (max (id), 0) FROM grants", "") ||
      !nuan_sql_value (connection, &n_rows, error, "SELECT count (*) FROM journal", ""))
    return FALSE;
  g_array_set_size (told, (guint) MAX (MIN (last, n_rows), 0) + 1);   /* each has a row of its own: a number made up is not believed */

  row = nuan_statement (connection, "SELECT action, subject, staff_id, id FROM journal WHERE action IN ('grant.add', 'grant.approve') ORDER BY id", "");
  while (nuan_statement_next (row, error))
    {
      const char *subject = nuan_statement_text (row, 1);
      const gint64 id = g_str_has_prefix (subject, "grant:") ? g_ascii_strtoll (subject + strlen ("grant:"), NULL, 10) : -1;
      Told *of = id > 0 && id < told->len ? &g_array_index (told, Told, id) : NULL;

      if (of != NULL)
        note (g_str_equal (nuan_statement_text (row, 0), "grant.add") ? &of->added_by : &of->approved_by, nuan_statement_int (row, 2));
      else if (untold->len < NUAN_FINDINGS_KEPT)
        {
          const Untold one = { id, nuan_statement_int (row, 3) };

          g_array_append_val (untold, one);
        }
    }

  return !nuan_statement_failed (row);
}

/* By whichever line comes first; the other waits. */
static gboolean
share_told (NuanConnection *connection, NuanShared *shared, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shared->lock);
  g_autoptr (GArray) told = NULL, untold = NULL;

  if (shared->told != NULL)
    return TRUE;

  told = g_array_new (FALSE, TRUE, sizeof (Told));
  untold = g_array_new (FALSE, FALSE, sizeof (Untold));
  if (!read_told (connection, told, untold, error))
    return FALSE;

  shared->told = g_steal_pointer (&told);
  shared->untold = g_steal_pointer (&untold);
  return locker != NULL;
}

typedef gboolean (*Fits) (const Told *told, gboolean decided, gint64 drafted_by, gint64 decided_by);

/* Rows that the journal tells of and that are not there have no place in TOLD; those in a gap of the numbers neither drafted nor decided anything. */
static gboolean
compare (NuanConnection *connection, NuanFindings *findings, GArray *told, Fits fits, gboolean gaps, GError **error)
{
  static const Told nothing = { NOBODY, NOBODY };
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT id, state, drafted_by, coalesce (decided_by, 0) FROM grants ORDER BY id", "");
  gint64 next = 1;

  while (nuan_statement_next (row, error))
    {
      const gint64 id = nuan_statement_int (row, 0);
      const char *state = nuan_statement_text (row, 1);
      const gboolean decided = g_str_equal (state, "approved") || g_str_equal (state, "paid") || g_str_equal (state, "voided");
      const Told *of = id > 0 && id < told->len ? &g_array_index (told, Told, id) : &nothing;

      for (; gaps && next < id && next < told->len; next++)
        if (g_array_index (told, Told, next).added_by != NOBODY || g_array_index (told, Told, next).approved_by != NOBODY)
          add_row (findings, "grant", next);
      next = MIN (id, G_MAXINT64 - 1) + 1;
      if (!fits (of, decided, nuan_statement_int (row, 2), nuan_statement_int (row, 3)))
        add_row (findings, "grant", id);
    }

  return !nuan_statement_failed (row);
}

static gboolean
has_its_rows (const Told *told, gboolean decided, gint64 drafted_by, gint64 decided_by)
{
  return told->added_by != NOBODY && (told->approved_by != NOBODY) == decided;
}

gboolean
nuan_check_grant_rows (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  const NuanShared *shared = findings->shared;

  if (!share_told (connection, findings->shared, error))
    return FALSE;

  for (guint i = 0; i < shared->untold->len; i++)
    {
      const Untold *one = &g_array_index (shared->untold, Untold, i);

      add_row (findings, one->id > 0 ? "grant" : "journal row", one->id > 0 ? one->id : one->journal_id);
    }
  return compare (connection, findings, shared->told, has_its_rows, TRUE, error);
}

static gboolean
has_its_people (const Told *told, gboolean decided, gint64 drafted_by, gint64 decided_by)
{
  return (told->added_by == NOBODY || told->added_by == drafted_by) && (told->approved_by == NOBODY || told->approved_by == decided_by);
}

gboolean
nuan_check_grant_people (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  return share_told (connection, findings->shared, error)
         && compare (connection, findings, findings->shared->told, has_its_people, FALSE, error);
}
