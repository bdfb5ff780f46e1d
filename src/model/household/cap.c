#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/money.h"
#include "model/household/cap.h"

#define MEDICAL_SELF_PAID "medical-self-paid"

void
nuan_cap_free (NuanCap *cap)
{
  if (cap == NULL)
    return;

  g_free (cap->explanation);
  g_free (cap);
}

/* A cap in figures alone. */
typedef struct
{
  const char    *code;
  NuanCapAction  action;
  gint64         limit_fen, used_fen;
} Limit;

static gboolean
exceeds (const Limit *limit, gint64 amount_fen)
{
  gint64 total_fen;

  return __builtin_add_overflow (limit->used_fen, amount_fen, &total_fen) || total_fen > limit->limit_fen;
}

/* 生活救助: n months of the line a household and year, or a member where the centre says so. */
static gboolean
limit_living (Limit *limit, const NuanCapInput *input, const NuanStandards *standards, GError **error)
{
  const gint heads = standards->living_per_member ? input->persons : 1;

  *limit = (Limit) { "living-year", NUAN_CAP_BLOCK, 0, input->used_household_fen };
  return nuan_standards_need_dibao (standards, error)
         && nuan_money_multiply (standards->dibao_fen, (gint64) standards->living_months * heads, "amount", &limit->limit_fen, error);
}

/* 医疗救助: what the person paid, or a part of it; each grant by itself. */
static gboolean
limit_medical (Limit *limit, const NuanCapInput *input, const NuanStandards *standards, GError **error)
{
  *limit = (Limit) { MEDICAL_SELF_PAID, NUAN_CAP_BLOCK, 0, 0 };
  if (!nuan_money_multiply (MAX (0, input->self_paid_fen), standards->medical_percent, "self_paid", &limit->limit_fen, error))
    return FALSE;

  limit->limit_fen /= 100;
  return TRUE;
}

/* 助学: n months of the line a pupil and year. */
static gboolean
limit_study (Limit *limit, const NuanCapInput *input, const NuanStandards *standards, GError **error)
{
  *limit = (Limit) { "study-year", NUAN_CAP_BLOCK, 0, input->used_member_fen };
  return nuan_standards_need_dibao (standards, error) && nuan_money_multiply (standards->dibao_fen, standards->study_months, "amount", &limit->limit_fen, error);
}

/* The number of LIMITS, two at most; -1 with ERROR. 送温暖: ceilings that the field keeps in principle (原则上). */
static gint
limits_of (Limit *limits, const NuanCapInput *input, const NuanStandards *standards, GError **error)
{
  if (g_strcmp0 (input->programme, "living") == 0)
    return limit_living (limits, input, standards, error) ? 1 : -1;
  if (g_strcmp0 (input->programme, "medical") == 0)
    return limit_medical (limits, input, standards, error) ? 1 : -1;
  if (g_strcmp0 (input->programme, "study") == 0)
    return limit_study (limits, input, standards, error) ? 1 : -1;
  if (g_strcmp0 (input->programme, "warmth") != 0)
    return 0;

  limits[0] = (Limit) { "warmth-each", NUAN_CAP_WARN, standards->warmth_each_fen, 0 };
  limits[1] = (Limit) { "warmth-year", NUAN_CAP_WARN, standards->warmth_year_fen, input->used_member_fen };
  return 2;
}

static char *
explain (const Limit *limit, const NuanCapInput *input, const NuanStandards *standards)
{
  g_autofree char *line = nuan_money_format (standards->dibao_fen);
  g_autofree char *self_paid = nuan_money_format (MAX (0, input->self_paid_fen));
  g_autofree char *ceiling = nuan_money_format (limit->limit_fen);

  if (g_str_equal (limit->code, "living-year"))
    return standards->living_per_member ? g_strdup_printf (_("%d × %s × %d members a household and year"), standards->living_months, line, input->persons)
                                        : g_strdup_printf (_("%d × %s a household and year"), standards->living_months, line);
  if (g_str_equal (limit->code, MEDICAL_SELF_PAID))
    return input->self_paid_fen >= 0 ? g_strdup_printf (_("%d %% of the self-paid %s"), standards->medical_percent, self_paid)
                                     : g_strdup (_("the self-paid amount is not given"));
  if (g_str_equal (limit->code, "study-year"))
    return g_strdup_printf (_("%d × %s a pupil and year"), standards->study_months, line);
  if (g_str_equal (limit->code, "warmth-each"))
    return g_strdup_printf (_("%s a person each time"), ceiling);

  return g_strdup_printf (_("%s a person and year"), ceiling);
}

static NuanCap *
cap_new (const Limit *limit, const NuanCapInput *input, const NuanStandards *standards)
{
  NuanCap *cap = g_new0 (NuanCap, 1);

  cap->code = limit->code;
  cap->action = limit->action;
  cap->limit_fen = limit->limit_fen;
  cap->used_fen = limit->used_fen;
  cap->remaining_fen = MAX (0, nuan_money_subtract_clamped (limit->limit_fen, limit->used_fen));
  cap->exceeded = exceeds (limit, input->amount_fen);
  cap->explanation = explain (limit, input, standards);
  return cap;
}

GPtrArray *
nuan_caps_compute (const NuanCapInput *input, const NuanStandards *standards, GError **error)
{
  GPtrArray *caps;
  Limit limits[2];
  const gint n = limits_of (limits, input, standards, error);

  if (n < 0)
    return NULL;

  caps = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_cap_free);
  for (gint i = 0; i < n; i++)
    g_ptr_array_add (caps, cap_new (&limits[i], input, standards));
  return caps;
}

gboolean
nuan_caps_hold (const NuanCapInput *input, const NuanStandards *standards)
{
  Limit limits[2];
  const gint n = limits_of (limits, input, standards, NULL);

  for (gint i = 0; i < n; i++)
    if (limits[i].action == NUAN_CAP_BLOCK && exceeds (&limits[i], input->amount_fen))
      return FALSE;

  return n >= 0;
}

static char *
describe (const NuanCap *cap)
{
  g_autofree char *limit = nuan_money_format (cap->limit_fen);
  g_autofree char *used = nuan_money_format (cap->used_fen);
  g_autofree char *remaining = nuan_money_format (cap->remaining_fen);

  if (cap->used_fen == 0)
    return g_strdup_printf (_("The amount is over the cap of %s (%s)"), limit, cap->explanation);

  return g_strdup_printf (_("The amount is over the cap of %s (%s): %s are used, %s remain"), limit, cap->explanation, used,
                          remaining);
}

gboolean
nuan_caps_check (GPtrArray *caps, GPtrArray *warnings, GError **error)
{
  for (guint i = 0; i < caps->len; i++)
    {
      const NuanCap *cap = g_ptr_array_index (caps, i);
      g_autofree char *sentence = cap->exceeded ? describe (cap) : NULL;

      if (sentence == NULL)
        continue;
      if (cap->action == NUAN_CAP_WARN)
        {
          if (warnings != NULL)
            g_ptr_array_add (warnings, g_steal_pointer (&sentence));
          continue;
        }

      if (cap->limit_fen == 0 && g_str_equal (cap->code, MEDICAL_SELF_PAID))
        nuan_error_set (error, NUAN_ERROR_RULE, "self_paid",
                        _("Medical help is capped by the self-paid amount: give that amount"));
      else
        nuan_error_set (error, NUAN_ERROR_RULE, "amount", "%s", sentence);
      return FALSE;
    }

  return TRUE;
}
