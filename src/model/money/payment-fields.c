#include "config.h"

#include "model/money/payment-fields.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/id-number.h"

/* 民法典 17 to 20: from 18 on a person acts alone, under 8 not at all. */
#define ADULT_AGE 18
#define ACTING_AGE 8

const NuanField nuan_payment_fields[] = {
  { .name = "method", .kind = NUAN_FIELD_CODE, .title = NC_("payment", "Method"), .context = "payment", .list = "method", .required = TRUE, .width = 6 },
  { .name = "date", .kind = NUAN_FIELD_DAY, .title = NC_("payment", "Date"), .context = "payment", .past = TRUE },
  { .name = "card", .kind = NUAN_FIELD_CARD, .title = NC_("payment", "Card number"), .context = "payment", .secret = TRUE },
  { .name = "proxy", .kind = NUAN_FIELD_FLAG, .title = N_("Somebody else collects it for the member") },
  { .name = "proxy_name", .kind = NUAN_FIELD_TEXT, .title = NC_("payment", "Name of the proxy"), .context = "payment", .required = TRUE,
    .naming = TRUE, .width = 12, .most = 60 },
  { .name = "proxy_relation", .kind = NUAN_FIELD_CODE, .title = NC_("payment", "Relation to the member"), .context = "payment", .list = "relation",
    .none = NC_("relation", "Not chosen"), .required = TRUE, .width = 10 },
  { .name = "proxy_id", .kind = NUAN_FIELD_ID_NUMBER, .title = NC_("payment", "ID number of the proxy"), .context = "payment", .required = TRUE,
    .secret = TRUE },
  { .name = "proxy_reason", .kind = NUAN_FIELD_TEXT, .title = NC_("payment", "Why the member does not come"), .context = "payment", .required = TRUE,
    .most = 100 },
  NUAN_FIELD_END
};

gboolean
nuan_payment_asks_card (const char *method)
{
  return g_strcmp0 (method, "card") == 0;
}

gboolean
nuan_payment_asks_proxy (const char *field)
{
  return g_str_has_prefix (field, "proxy_");
}

gboolean
nuan_payment_need_card (const char *card, GError **error)
{
  if (card != NULL && *card != '\0')
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "card", _("A transfer needs the number of a card: none is on file"));
  return FALSE;
}

gboolean
nuan_payment_check_proxy_age (const char *id_number, NuanDay today, char **warning, GError **error)
{
  NuanIdNumber id;
  guint age;

  if (warning != NULL)
    *warning = NULL;
  if (!nuan_id_number_parse (id_number, FALSE, today, NULL, &id, NULL))
    return TRUE;

  age = nuan_day_age (id.birth, today);
  if (age < ACTING_AGE)
    {
      nuan_error_set (error, NUAN_ERROR_RULE, "proxy_id", _("The proxy is %u years old: a child under %d can't collect money for somebody"), age, ACTING_AGE);
      return FALSE;
    }
  if (age < ADULT_AGE && warning != NULL)
    *warning = g_strdup_printf (_("The proxy is %u years old, not yet %d: make sure that a grown-up of the family agrees"), age, ADULT_AGE);
  return TRUE;
}

gboolean
nuan_payment_check_day (const NuanGrant *grant, NuanDay day, NuanDay today, GError **error)
{
  if (!nuan_field_check_past ("date", day, today, error))
    return FALSE;
  if (day >= grant->decided_on)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_RULE, "date", _("The day of a payment is not before its approval"));
  return FALSE;
}

void
nuan_payment_find_errors (const NuanGrant *grant, const NuanFund *fund, NuanDay day, NuanDay today, GPtrArray *errors)
{
  GError *wrong_day = NULL, *wrong_fund = NULL;

  if (!nuan_payment_check_day (grant, day, today, &wrong_day))
    nuan_fields_add_error (errors, wrong_day);
  if (!nuan_fund_may_pay (fund, grant->programme, grant->amount_fen, grant->amount_fen, day, &wrong_fund))
    nuan_fields_add_error (errors, wrong_fund);
}

NuanRight
nuan_payment_right_to_void (gint64 paid_by, NuanDay day, gboolean was_signed, gint64 staff_id, NuanDay today)
{
  return paid_by == staff_id && day == today && !was_signed ? NUAN_RIGHT_VOID_PAYMENT : NUAN_RIGHT_REVERSE;
}

char *
nuan_payment_tell_to_take_back (const char *number, const char *amount)
{
  return g_strdup_printf (_("Receipt %s is signed: take back the paper and ¥%s in money or goods first, then void the payment"), number, amount);
}

gboolean
nuan_payment_check_void (NuanDay day, gboolean voided, NuanDay today, GError **error)
{
  if (voided)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "receipt", _("This payment is already void"));
  else if (today < day)
    nuan_error_set (error, NUAN_ERROR_RULE, "date", _("This payment is of a later day than today: check the clock of the machine"));

  return !voided && today >= day;
}
