#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"
#include "base/text.h"
#include "model/field.h"
#include "model/money/fund.h"

NuanFund *
nuan_fund_new (void)
{
  NuanFund *fund = g_new0 (NuanFund, 1);

  fund->name = g_strdup ("");
  fund->source = g_strdup ("");
  fund->programmes = g_new0 (char *, 1);
  return fund;
}

NuanFund *
nuan_fund_copy (const NuanFund *fund)
{
  NuanFund *copy;

  if (fund == NULL)
    return NULL;

  copy = g_memdup2 (fund, sizeof *fund);
  copy->name = g_strdup (fund->name);
  copy->source = g_strdup (fund->source);
  copy->programmes = g_strdupv (fund->programmes);
  return copy;
}

void
nuan_fund_free (NuanFund *fund)
{
  if (fund == NULL)
    return;

  g_free (fund->name);
  g_free (fund->source);
  g_strfreev (fund->programmes);
  g_free (fund);
}

/* What the fund still holds, reserved or not. */
static gint64
get_held (const NuanFund *fund)
{
  return nuan_money_subtract_clamped (nuan_money_subtract_clamped (fund->received_fen, fund->returned_fen), fund->paid_fen);
}

gint64
nuan_fund_get_free (const NuanFund *fund)
{
  return nuan_money_subtract_clamped (get_held (fund), fund->reserved_fen);
}

gboolean
nuan_fund_is_past (const NuanFund *fund, NuanDay day)
{
  return day > fund->use_by;
}

static gboolean
check_programmes (const NuanFund *fund, GError **error)
{
  if (fund->programmes == NULL || fund->programmes[0] == NULL)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "programmes", _("A fund pays for at least one programme"));
      return FALSE;
    }

  for (guint i = 0; fund->programmes[i] != NULL; i++)
    {
      if (!nuan_code_check ("programme", fund->programmes[i], "programmes", error))
        return FALSE;
      for (guint earlier = 0; earlier < i; earlier++)
        if (g_str_equal (fund->programmes[earlier], fund->programmes[i]))
          {
            nuan_error_set (error, NUAN_ERROR_INVALID, "programmes", _("A programme is given twice"));
            return FALSE;
          }
    }

  return TRUE;
}

void
nuan_fund_check_days (const NuanFund *fund, GPtrArray *errors)
{
  GError *first = NULL, *period = NULL, *use_by = NULL;

  if (fund->from == NUAN_DAY_NONE)
    return;

  if (fund->from < NUAN_FUND_FIRST_DAY)
    nuan_error_set (&first, NUAN_ERROR_INVALID, "from", _("The period of a fund begins on %s or later"), "1990-01-01");
  if (fund->to != NUAN_DAY_NONE && fund->to < fund->from)
    nuan_error_set (&period, NUAN_ERROR_INVALID, "to", _("The period of a fund ends on its first day or later"));
  if (fund->use_by != NUAN_DAY_NONE && fund->use_by < fund->from)
    nuan_error_set (&use_by, NUAN_ERROR_INVALID, "use_by", _("The use-by date of a fund is not before its period"));
  nuan_fields_add_error (errors, first);
  nuan_fields_add_error (errors, period);
  nuan_fields_add_error (errors, use_by);
}

static gboolean
check_days (const NuanFund *fund, GError **error)
{
  const struct { const char *field; NuanDay day; } days[] = {
    { "from", fund->from }, { "to", fund->to }, { "use_by", fund->use_by },
  };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (days[i].day == NUAN_DAY_NONE)
      {
        nuan_error_set (error, NUAN_ERROR_INVALID, days[i].field,
                        _("A fund needs the first and last day of its period and a use-by date"));
        return FALSE;
      }
  nuan_fund_check_days (fund, errors);
  if (errors->len == 0)
    return TRUE;

  g_propagate_error (error, g_error_copy (g_ptr_array_index (errors, 0)));
  return FALSE;
}

gboolean
nuan_fund_check (NuanFund *fund, GError **error)
{
  char *name = nuan_text_clean_name (fund->name, TRUE, 100, "name", error);

  if (name == NULL)
    return FALSE;
  g_free (fund->name);
  fund->name = name;

  return nuan_code_check ("source", fund->source, "source", error) && check_programmes (fund, error) && check_days (fund, error);
}

static gboolean
allows (const NuanFund *fund, const char *programme, GError **error)
{
  g_autofree char *labels = NULL;

  if (g_strv_contains ((const char *const *) fund->programmes, programme))
    return TRUE;

  labels = nuan_code_labels ("programme", (const char *const *) fund->programmes, _(", "));
  nuan_error_set (error, NUAN_ERROR_RULE, "programme", _("The fund does not pay for %s; it pays for %s"),
                  nuan_code_label ("programme", programme), labels);
  return FALSE;
}

static gboolean
is_open (const NuanFund *fund, NuanDay day, GError **error)
{
  g_autofree char *from = nuan_day_format (fund->from);
  g_autofree char *to = nuan_day_format (fund->to);
  g_autofree char *use_by = nuan_day_format (fund->use_by);

  if (nuan_fund_is_past (fund, day))
    {
      nuan_error_set (error, NUAN_ERROR_RULE, "date", _("The fund had to be used by %s"), use_by);
      return FALSE;
    }
  if (day < fund->from || day > fund->to)
    {
      nuan_error_set (error, NUAN_ERROR_RULE, "date", _("The fund pays from %s to %s"), from, to);
      return FALSE;
    }

  return TRUE;
}

gboolean
nuan_fund_may_pay (const NuanFund *fund, const char *programme, gint64 amount_fen, gint64 own_reserved_fen, NuanDay day,
                   GError **error)
{
  const gint64 free_fen = nuan_money_add_clamped (nuan_fund_get_free (fund), own_reserved_fen);
  g_autofree char *free_text = NULL;
  g_autofree char *amount = NULL;

  if (!allows (fund, programme, error) || !is_open (fund, day, error))
    return FALSE;
  if (amount_fen <= free_fen || amount_fen == 0)
    return TRUE;

  free_text = nuan_money_format (free_fen);
  amount = nuan_money_format (amount_fen);
  nuan_error_set (error, NUAN_ERROR_RULE, "amount", _("The fund has %s free, %s were asked for"), free_text, amount);
  return FALSE;
}

gboolean
nuan_fund_check_day (NuanDay day, NuanDay today, GError **error)
{
  if (day == NUAN_DAY_NONE || day >= NUAN_FUND_FIRST_DAY)
    return nuan_field_check_past ("date", day, today, error);

  nuan_error_set (error, NUAN_ERROR_INVALID, "date", _("Money is dated %s or later"), "1990-01-01");
  return FALSE;
}

gint64
nuan_fund_get_held (const NuanFund *fund, const char *account)
{
  return g_str_equal (account, "cash") ? fund->cash_fen : g_str_equal (account, "goods") ? fund->goods_fen : fund->bank_fen;
}

gboolean
nuan_fund_may_give (gint64 free_fen, gint64 held_fen, const char *account, gint64 amount_fen, GError **error)
{
  g_autofree char *there = nuan_money_format (amount_fen > free_fen ? free_fen : held_fen);

  if (amount_fen > free_fen)
    nuan_error_set (error, NUAN_ERROR_RULE, "amount", _("The fund has only %s free"), there);
  else if (amount_fen > held_fen)
    nuan_error_set (error, NUAN_ERROR_RULE, "amount", _("Of this fund only %s is in the account %s"), there, nuan_code_label ("account", account));

  return amount_fen <= free_fen && amount_fen <= held_fen;
}

char *
nuan_fund_warn_received (const NuanFund *fund, NuanDay day)
{
  g_autofree char *end = nuan_day_format (day < fund->from ? fund->from : fund->to);

  if (day < fund->from)
    return g_strdup_printf (_("The money is dated before the fund's period, which begins on %s"), end);
  if (day > fund->to)
    return g_strdup_printf (_("The money is dated after the fund's period, which ended on %s"), end);

  return NULL;
}

NuanFundAlert
nuan_fund_alert (const NuanFund *fund, const NuanStandards *standards, NuanDay today)
{
  const gint64 net_fen = nuan_money_subtract_clamped (fund->received_fen, fund->returned_fen);
  gint64 free_hundredfold, low;

  if (get_held (fund) > 0 && nuan_fund_is_past (fund, today))   /* an emptied fund has nothing left to lose */
    return NUAN_FUND_PAST;
  if (get_held (fund) > 0 && today + standards->use_by_warning_days >= fund->use_by)
    return NUAN_FUND_NEAR;
  if (nuan_fund_is_past (fund, today))
    return NUAN_FUND_FINE;

  if (__builtin_mul_overflow (nuan_fund_get_free (fund), (gint64) 100, &free_hundredfold) ||
      __builtin_mul_overflow (net_fen, (gint64) standards->fund_low_percent, &low))
    return NUAN_FUND_FINE;

  return free_hundredfold < low ? NUAN_FUND_LOW : NUAN_FUND_FINE;
}
