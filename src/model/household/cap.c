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

static void
add_cap (GPtrArray *caps, const char *code, NuanCapAction action, gint64 limit_fen, gint64 used_fen, gint64 amount_fen,
         char *explanation)
{
  NuanCap *cap = g_new0 (NuanCap, 1);
  gint64 total_fen;

  cap->code = code;
  cap->action = action;
  cap->limit_fen = limit_fen;
  cap->used_fen = used_fen;
  cap->remaining_fen = MAX (0, limit_fen - used_fen);
  cap->exceeded = __builtin_add_overflow (used_fen, amount_fen, &total_fen) || total_fen > limit_fen;
  cap->explanation = explanation;
  g_ptr_array_add (caps, cap);
}

static gboolean
check_dibao (const NuanStandards *standards, GError **error)
{
  g_autofree char *on = NULL;

  if (standards->dibao_fen > 0)
    return TRUE;

  on = nuan_day_format (standards->on);
  nuan_error_set (error, NUAN_ERROR_RULE, "dibao", _("No minimum living line is in force on %s: set it with its date"), on);
  return FALSE;
}

/* 生活救助: n months of the line a household and year, or a member where the centre says so. */
static gboolean
add_living (GPtrArray *caps, const NuanCapInput *input, const NuanStandards *standards, GError **error)
{
  g_autofree char *line = nuan_money_format (standards->dibao_fen);
  const gint heads = standards->living_per_member ? input->persons : 1;
  gint64 limit_fen;
  char *explanation;

  if (!check_dibao (standards, error) ||
      !nuan_money_multiply (standards->dibao_fen, (gint64) standards->living_months * heads, "amount", &limit_fen, error))
    return FALSE;

  explanation = standards->living_per_member
                  ? g_strdup_printf (_("%d × %s × %d members a household and year"), standards->living_months, line,
                                     input->persons)
                  : g_strdup_printf (_("%d × %s a household and year"), standards->living_months, line);
  add_cap (caps, "living-year", NUAN_CAP_BLOCK, limit_fen, input->used_household_fen, input->amount_fen, explanation);
  return TRUE;
}

/* 医疗救助: what the person paid, or a part of it; each grant by itself. */
static gboolean
add_medical (GPtrArray *caps, const NuanCapInput *input, const NuanStandards *standards, GError **error)
{
  g_autofree char *self_paid = nuan_money_format (MAX (0, input->self_paid_fen));
  gint64 limit_fen;
  char *explanation;

  if (!nuan_money_multiply (MAX (0, input->self_paid_fen), standards->medical_percent, "self_paid", &limit_fen, error))
    return FALSE;

  explanation = input->self_paid_fen >= 0
                  ? g_strdup_printf (_("%d %% of the self-paid %s"), standards->medical_percent, self_paid)
                  : g_strdup (_("the self-paid amount is not given"));
  add_cap (caps, MEDICAL_SELF_PAID, NUAN_CAP_BLOCK, limit_fen / 100, 0, input->amount_fen, explanation);
  return TRUE;
}

/* 助学: n months of the line a pupil and year. */
static gboolean
add_study (GPtrArray *caps, const NuanCapInput *input, const NuanStandards *standards, GError **error)
{
  g_autofree char *line = nuan_money_format (standards->dibao_fen);
  gint64 limit_fen;

  if (!check_dibao (standards, error) ||
      !nuan_money_multiply (standards->dibao_fen, standards->study_months, "amount", &limit_fen, error))
    return FALSE;

  add_cap (caps, "study-year", NUAN_CAP_BLOCK, limit_fen, input->used_member_fen, input->amount_fen,
           g_strdup_printf (_("%d × %s a pupil and year"), standards->study_months, line));
  return TRUE;
}

/* 送温暖: ceilings that the field keeps in principle (原则上). */
static void
add_warmth (GPtrArray *caps, const NuanCapInput *input, const NuanStandards *standards)
{
  g_autofree char *each = nuan_money_format (standards->warmth_each_fen);
  g_autofree char *year = nuan_money_format (standards->warmth_year_fen);

  add_cap (caps, "warmth-each", NUAN_CAP_WARN, standards->warmth_each_fen, 0, input->amount_fen,
           g_strdup_printf (_("%s a person each time"), each));
  add_cap (caps, "warmth-year", NUAN_CAP_WARN, standards->warmth_year_fen, input->used_member_fen, input->amount_fen,
           g_strdup_printf (_("%s a person and year"), year));
}

GPtrArray *
nuan_caps_compute (const NuanCapInput *input, const NuanStandards *standards, GError **error)
{
  g_autoptr (GPtrArray) caps = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_cap_free);
  gboolean computed = TRUE;

  if (g_strcmp0 (input->programme, "living") == 0)
    computed = add_living (caps, input, standards, error);
  else if (g_strcmp0 (input->programme, "medical") == 0)
    computed = add_medical (caps, input, standards, error);
  else if (g_strcmp0 (input->programme, "study") == 0)
    computed = add_study (caps, input, standards, error);
  else if (g_strcmp0 (input->programme, "warmth") == 0)
    add_warmth (caps, input, standards);

  return computed ? g_steal_pointer (&caps) : NULL;
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
