#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/money.h"
#include "model/household/cap.h"
#include "model/standard.h"
#include "store/engine/engine.h"
#include "store/journal/check-private.h"
#include "store/journal/detail.h"
#include "store/office/standard-store.h"

/* One approved or paid grant as its decision left it. */
typedef struct
{
  gint64               id, member_id, amount_fen, self_paid_fen, assessment_id;
  const char          *programme;   /* interned */
  gint                 year;
  NuanDay              decided_on;
  const NuanStandards *standards;
} Grant;

typedef struct
{
  NuanConnection *connection;
  GHashTable     *standards;     /* text → NuanStandards: a file has few such texts beside its many grants */
  GArray         *grants;        /* Grant, of one household */
  gint64          household_id;
  NuanFindings   *findings;
} Caps;

/* Standards as decisions froze them: a standard that is set later, even for an earlier day, does not make a decision wrong. NULL: they can't be
 * read. */
static const NuanStandards *
thaw (GHashTable *by_text, const char *text, NuanDay on)
{
  NuanStandards *standards;
  gpointer known;

  if (g_hash_table_lookup_extended (by_text, text, NULL, &known))
    return known;

  standards = g_new0 (NuanStandards, 1);
  if (!nuan_standard_store_thaw (text, on, standards, NULL))
    g_clear_pointer (&standards, g_free);
  g_hash_table_insert (by_text, g_strdup (text), standards);
  return standards;
}

/* 生活 counts by household, the rest by member; in the order of the decisions. */
static gint64
person_of (const Grant *grant)
{
  return g_str_equal (grant->programme, "living") ? 0 : grant->member_id;
}

static gint
in_order (gconstpointer a, gconstpointer b)
{
  const Grant *one = a, *other = b;
  const gint by_programme = strcmp (one->programme, other->programme);
  const gint64 keys[][2] = {
    { one->year, other->year }, { person_of (one), person_of (other) }, { one->decided_on, other->decided_on }, { one->id, other->id },
  };

  if (by_programme != 0)
    return by_programme;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i][0] != keys[i][1])
      return keys[i][0] < keys[i][1] ? -1 : 1;
  return 0;
}

/* The heads that the assessment counted under which it was decided: the file was in force by it, and in force no member comes or goes. It is
 * the one in force at the decision: of this household, and none followed before that day. */
#define SELECT_HEADS \
  "SELECT a.persons FROM assessment a WHERE a.id = ? AND a.household_id = ? AND a.on_day <= ?" \
  " AND NOT EXISTS (SELECT 1 FROM assessment n WHERE n.household_id = a.household_id AND n.id > a.id AND n.on_day < ?)"

/* Only where the centre's rule counts heads; 0: not known. */
static gboolean
read_heads (Caps *caps, const Grant *grant, gint64 *heads, GError **error)
{
  *heads = 1;
  if (!grant->standards->living_per_member || !g_str_equal (grant->programme, "living"))
    return TRUE;

  *heads = 0;
  return nuan_sql_find (caps->connection, heads, error, SELECT_HEADS, "iidd", grant->assessment_id, caps->household_id, grant->decided_on,
                        grant->decided_on);
}

static void
report (Caps *caps, const Grant *grant, const NuanCapInput *input, const char *text)
{
  g_autofree char *about = g_strdup_printf ("grant %" G_GINT64_FORMAT, grant->id);
  g_autofree char *what = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d", input->used_household_fen, input->used_member_fen, input->persons);
  g_autofree char *words = nuan_finding_words (about);

  nuan_findings_add (caps->findings, about, what, g_strdup_printf (_("%s: %s"), words, text));
}

/* Against the caps of its own day and what had been decided before it. */
static gboolean
judge (Caps *caps, const Grant *grant, gint64 household_fen, gint64 member_fen, GError **error)
{
  NuanCapInput input = { .programme = grant->programme, .amount_fen = grant->amount_fen, .self_paid_fen = grant->self_paid_fen,
                         .used_household_fen = household_fen, .used_member_fen = member_fen };
  gint64 heads;

  if (grant->standards == NULL)
    {
      report (caps, grant, &input, _("the standards of its decision can't be read"));
      return TRUE;
    }
  if (!read_heads (caps, grant, &heads, error))
    return FALSE;

  input.persons = (gint) MAX (heads, 1);
  if (nuan_caps_hold (&input, grant->standards))
    return TRUE;

  report (caps, grant, &input, heads > 0 ? _("above its cap") : _("above its cap for one person; how many the household had at its decision is not known"));
  return TRUE;
}

static gboolean
judge_household (Caps *caps, GError **error)
{
  const Grant *before = NULL;
  gint64 household_fen = 0, member_fen = 0;

  g_array_sort (caps->grants, in_order);
  for (guint i = 0; i < caps->grants->len; i++)
    {
      const Grant *grant = &g_array_index (caps->grants, Grant, i);
      const gboolean same = before != NULL && g_str_equal (before->programme, grant->programme) && before->year == grant->year;

      household_fen = same ? household_fen : 0;
      member_fen = same && before->member_id == grant->member_id ? member_fen : 0;
      if (!judge (caps, grant, household_fen, member_fen, error))
        return FALSE;
      household_fen = nuan_money_add_clamped (household_fen, grant->amount_fen);
      member_fen = nuan_money_add_clamped (member_fen, grant->amount_fen);
      before = grant;
    }

  g_array_set_size (caps->grants, 0);
  return TRUE;
}

static Grant
read_grant (Caps *caps, NuanStatement *row)
{
  const NuanDay decided_on = nuan_statement_day (row, 6);

  return (Grant) { .id = nuan_statement_int (row, 0), .member_id = nuan_statement_int (row, 2),
                   .programme = g_intern_string (nuan_statement_text (row, 3)), .amount_fen = nuan_statement_int (row, 4),
                   .self_paid_fen = nuan_statement_int (row, 5), .decided_on = decided_on, .assessment_id = nuan_statement_int (row, 7),
                   .year = (gint) g_ascii_strtoll (nuan_statement_text (row, 8), NULL, 10),
                   .standards = thaw (caps->standards, nuan_statement_text (row, 9), decided_on) };
}

/* Household by household, by the index of the households; what belongs together is put in order here. Grants voided since do not count. */
#define SELECT_GRANTS \
  "SELECT g.id, g.household_id, g.member_id, g.programme, g.amount_fen, g.self_paid_fen, g.decided_on, coalesce (g.assessment_id, 0)," \
  " substr (coalesce (p.on_day, g.decided_on), 1, 4), g.standards" \
  " FROM grants g LEFT JOIN payment p ON p.grant_id = g.id WHERE coalesce (g.state, '') IN ('approved', 'paid') ORDER BY g.household_id"

static gboolean
check_grants (Caps *caps, gint64 *count, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (caps->connection, SELECT_GRANTS, "");

  while (nuan_statement_next (row, error))
    {
      Grant grant;

      if (nuan_statement_int (row, 1) != caps->household_id && !judge_household (caps, error))
        return FALSE;

      caps->household_id = nuan_statement_int (row, 1);
      grant = read_grant (caps, row);
      g_array_append_val (caps->grants, grant);
      (*count)++;
    }

  return !nuan_statement_failed (row) && judge_household (caps, error);
}

/* The standards themselves are what the journal says they were set to. */
static gboolean
check_standards (NuanConnection *connection, NuanFindings *findings, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection,
                                                  "SELECT s.id, s.name, s.value, s.from_day, j.subject, j.detail FROM standard s"
                                                  " JOIN journal j ON j.id = s.journal_id ORDER BY s.id", "");

  while (nuan_statement_next (row, error))
    {
      g_autoptr (GPtrArray) fields = nuan_detail_read ("standard.set", nuan_statement_text (row, 5));
      g_autofree char *subject = g_strconcat ("standard:", nuan_statement_text (row, 1), NULL);
      g_autofree char *about = g_strdup_printf ("standard %" G_GINT64_FORMAT, nuan_statement_int (row, 0));

      if (!g_str_equal (subject, nuan_statement_text (row, 4)) ||
          g_strcmp0 (nuan_detail_find (fields, "value"), nuan_statement_text (row, 2)) != 0 ||
          g_strcmp0 (nuan_detail_find (fields, "from"), nuan_statement_text (row, 3)) != 0)
        nuan_findings_add (findings, about, "", NULL);
    }

  return !nuan_statement_failed (row);
}

gboolean
nuan_check_caps (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  g_autoptr (GHashTable) standards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) grants = g_array_new (FALSE, FALSE, sizeof (Grant));
  Caps caps = { .connection = connection, .standards = standards, .grants = grants, .findings = findings };

  return check_standards (connection, findings, error) && check_grants (&caps, count, error);
}
