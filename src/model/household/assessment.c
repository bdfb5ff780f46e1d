#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/money.h"
#include "model/household/assessment.h"

static const char *const category_codes[] = { "none", "deep", "relative", "accident" };

G_STATIC_ASSERT (G_N_ELEMENTS (category_codes) == NUAN_N_CATEGORIES);

const char *
nuan_category_code (NuanCategory category)
{
  g_return_val_if_fail (category < NUAN_N_CATEGORIES, "");

  return category_codes[category];
}

gboolean
nuan_category_parse (const char *code, NuanCategory *category)
{
  for (guint i = 0; i < G_N_ELEMENTS (category_codes); i++)
    if (g_strcmp0 (code, category_codes[i]) == 0)
      {
        *category = i;
        return TRUE;
      }

  return FALSE;
}

/* The two thresholds as money of all counted persons over the whole window: exact, where a quotient would have to be rounded. */
typedef struct {
  gint64 deep_fen, relative_fen;
  gint64 divisor;   /* months × persons */
} Thresholds;

static gboolean
sum_up (NuanAssessment *assessment, const NuanHousehold *household, GError **error)
{
  for (guint i = 0; i < NUAN_N_INCOMES; i++)
    if (!nuan_money_add (assessment->income_fen, household->incomes_fen[i], "incomes", &assessment->income_fen, error))
      return FALSE;
  for (guint i = 0; i < NUAN_N_EXPENSES; i++)
    if (!nuan_money_add (assessment->expense_fen, household->expenses_fen[i], "expenses", &assessment->expense_fen, error))
      return FALSE;
  if (!nuan_money_subtract (assessment->income_fen, assessment->expense_fen, "incomes", &assessment->net_fen, error))
    return FALSE;

  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);

      if (member->counted)
        assessment->persons++;
    }
  if (assessment->persons == 0)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "members", _("At least one member must count in the household"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
compute_thresholds (Thresholds *thresholds, const NuanAssessment *assessment, GError **error)
{
  const NuanStandards *standards = &assessment->standards;

  thresholds->divisor = (gint64) standards->income_months * assessment->persons;
  return nuan_money_multiply (standards->dibao_fen, thresholds->divisor, "dibao", &thresholds->deep_fen, error) &&
         nuan_money_multiply (thresholds->deep_fen, standards->relative_multiple, "dibao", &thresholds->relative_fen, error);
}

static gboolean
is_under (gint64 net_fen, gint64 threshold_fen, gboolean inclusive)
{
  return net_fen < threshold_fen || (inclusive && net_fen == threshold_fen);
}

static NuanCategory
categorize (const NuanAssessment *assessment, const Thresholds *thresholds)
{
  const NuanStandards *standards = &assessment->standards;

  if (is_under (assessment->net_fen, thresholds->deep_fen, standards->deep_inclusive))
    return NUAN_CATEGORY_DEEP;
  if (is_under (assessment->net_fen, thresholds->relative_fen, standards->relative_inclusive))
    return NUAN_CATEGORY_RELATIVE;

  return NUAN_CATEGORY_NONE;
}

/* Would the figure look equal to LINE though it is not? */
static gboolean
hides (const char *figure, gint64 line_fen, gint64 net_fen, gint64 threshold_fen)
{
  g_autofree char *line = nuan_money_format_plain (line_fen);
  const gsize length = strlen (line);

  return net_fen != threshold_fen && g_str_has_prefix (figure, line) && strspn (figure + length, "0") == strlen (figure + length);
}

/* Two decimals, and more where rounding would hide the comparison. */
static char *
format_per_capita (const NuanAssessment *assessment, const Thresholds *thresholds)
{
  const NuanStandards *standards = &assessment->standards;
  const gint64 relative_line_fen = standards->dibao_fen * standards->relative_multiple;
  char *figure = NULL;

  for (guint decimals = 2; decimals <= 6; decimals += 2)
    {
      g_free (figure);
      figure = nuan_money_format_quotient (assessment->net_fen, thresholds->divisor, decimals);
      if (!hides (figure, standards->dibao_fen, assessment->net_fen, thresholds->deep_fen) &&
          !hides (figure, relative_line_fen, assessment->net_fen, thresholds->relative_fen))
        break;
    }

  return figure;
}

/* "-1234567.8901" as people read it: "−1,234,567.8901". */
static char *
group (const char *plain)
{
  const gboolean negative = *plain == '-';
  const char *digits = negative ? plain + 1 : plain;
  const gsize n_whole = strcspn (digits, ".");
  GString *grouped = g_string_new (negative ? "−" : "");

  for (gsize i = 0; i < n_whole; i++)
    {
      if (i > 0 && (n_whole - i) % 3 == 0)
        g_string_append_c (grouped, ',');
      g_string_append_c (grouped, digits[i]);
    }
  g_string_append (grouped, digits + n_whole);

  return g_string_free (grouped, FALSE);
}

/* What the figures are compared with: "< 1,062.00", "≥ 1,062.00, < 2 × 1,062.00 = 2,124.00". */
static char *
format_comparison (const NuanAssessment *assessment)
{
  const NuanStandards *standards = &assessment->standards;
  g_autofree char *line = nuan_money_format (standards->dibao_fen);
  g_autofree char *relative_line = nuan_money_format (standards->dibao_fen * standards->relative_multiple);

  switch (assessment->computed)
    {
    case NUAN_CATEGORY_DEEP:
      return g_strdup_printf ("%s %s", standards->deep_inclusive ? "≤" : "<", line);
    case NUAN_CATEGORY_RELATIVE:
      return g_strdup_printf ("%s %s, %s %d × %s = %s", standards->deep_inclusive ? ">" : "≥", line,
                              standards->relative_inclusive ? "≤" : "<", standards->relative_multiple, line, relative_line);
    case NUAN_CATEGORY_NONE:
    case NUAN_CATEGORY_ACCIDENT:
    case NUAN_N_CATEGORIES:
    default:
      return g_strdup_printf ("%s %d × %s = %s", standards->relative_inclusive ? ">" : "≥", standards->relative_multiple, line,
                              relative_line);
    }
}

static char *
write_arithmetic (const NuanAssessment *assessment, const char *reason)
{
  g_autofree char *income = nuan_money_format (assessment->income_fen);
  g_autofree char *expense = nuan_money_format (assessment->expense_fen);
  g_autofree char *per_capita = group (assessment->per_capita);
  g_autofree char *comparison = format_comparison (assessment);
  g_autofree char *line = g_strdup_printf ("(%s − %s) ÷ %d ÷ %d = %s %s", income, expense, assessment->standards.income_months,
                                           assessment->persons, per_capita, comparison);

  if (assessment->category != NUAN_CATEGORY_ACCIDENT)
    return g_steal_pointer (&line);

  /* Translators: the arithmetic, then the reason for which a person chose the category "accident". */
  return g_strdup_printf (_("%s; accident was chosen by a person: %s"), line, reason != NULL ? reason : "");
}

NuanAssessment *
nuan_assessment_compute (const NuanHousehold *household, const NuanStandards *standards, GError **error)
{
  g_autoptr (NuanAssessment) assessment = g_new0 (NuanAssessment, 1);
  Thresholds thresholds;

  if (!nuan_standards_need_dibao (standards, error))
    return NULL;

  assessment->standards = *standards;
  if (!sum_up (assessment, household, error) || !compute_thresholds (&thresholds, assessment, error))
    return NULL;

  assessment->computed = categorize (assessment, &thresholds);
  assessment->category = household->accident ? NUAN_CATEGORY_ACCIDENT : assessment->computed;
  assessment->per_capita = format_per_capita (assessment, &thresholds);
  assessment->line = nuan_money_format_plain (standards->dibao_fen);
  assessment->arithmetic = write_arithmetic (assessment, household->accident_reason);
  return g_steal_pointer (&assessment);
}

void
nuan_assessment_free (NuanAssessment *assessment)
{
  if (assessment == NULL)
    return;

  g_free (assessment->per_capita);
  g_free (assessment->line);
  g_free (assessment->arithmetic);
  g_free (assessment);
}
