#include "config.h"

#include "app/ledger/fund-item.h"

#include <glib/gi18n-lib.h>

#include "app/kit/secret.h"
#include "base/code-list.h"
#include "base/money.h"

struct _NuanFundItem
{
  GObject       parent_instance;

  NuanFund     *fund;
  NuanFundAlert alert;
  gboolean      hide;
};

G_DEFINE_FINAL_TYPE (NuanFundItem, nuan_fund_item, G_TYPE_OBJECT)

enum { FILLED, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

static void
nuan_fund_item_finalize (GObject *object)
{
  NuanFundItem *self = NUAN_FUND_ITEM (object);

  g_clear_pointer (&self->fund, nuan_fund_free);

  G_OBJECT_CLASS (nuan_fund_item_parent_class)->finalize (object);
}

static void
nuan_fund_item_class_init (NuanFundItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nuan_fund_item_finalize;

  signals[FILLED] = g_signal_new ("filled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nuan_fund_item_init (NuanFundItem *self)
{
}

NuanFundItem *
nuan_fund_item_new (const NuanFund *fund, NuanFundAlert alert)
{
  NuanFundItem *item = g_object_new (NUAN_TYPE_FUND_ITEM, NULL);

  nuan_fund_item_fill (item, fund, alert);
  return item;
}

void
nuan_fund_item_fill (NuanFundItem *item, const NuanFund *fund, NuanFundAlert alert)
{
  g_return_if_fail (NUAN_IS_FUND_ITEM (item));

  g_clear_pointer (&item->fund, nuan_fund_free);
  item->fund = nuan_fund_copy (fund);
  item->alert = alert;
  g_signal_emit (item, signals[FILLED], 0);
}

const NuanFund *
nuan_fund_item_get_fund (NuanFundItem *item)
{
  g_return_val_if_fail (NUAN_IS_FUND_ITEM (item), NULL);

  return item->fund;
}

NuanFundAlert
nuan_fund_item_get_alert (NuanFundItem *item)
{
  g_return_val_if_fail (NUAN_IS_FUND_ITEM (item), NUAN_FUND_FINE);

  return item->alert;
}

void
nuan_fund_item_set_private (NuanFundItem *item, gboolean hide)
{
  g_return_if_fail (NUAN_IS_FUND_ITEM (item));

  if (item->hide == hide)
    return;
  item->hide = hide;
  g_signal_emit (item, signals[FILLED], 0);
}

char *
nuan_fund_describe_alert (NuanFundAlert alert)
{
  switch (alert)
    {
    case NUAN_FUND_LOW:
      return g_strdup (_("▽ Nearly empty"));
    case NUAN_FUND_NEAR:
      return g_strdup (_("⚠ Use-by date is near"));
    case NUAN_FUND_PAST:
      return g_strdup (_("✖ Past its use-by date"));
    case NUAN_FUND_FINE:
    default:
      return g_strdup ("");
    }
}

char *
nuan_fund_describe_use_by (const NuanFund *fund, NuanDay today)
{
  g_autofree char *day = nuan_day_format (fund->use_by);
  const guint days = fund->use_by >= today ? fund->use_by - today : today - fund->use_by;
  g_autofree char *left = NULL;

  if (nuan_fund_is_past (fund, today))
    left = g_strdup_printf (ngettext ("%u day ago", "%u days ago", days), days);
  else if (days == 0)
    left = g_strdup (_("the last day"));
  else
    left = g_strdup_printf (ngettext ("%u day left", "%u days left", days), days);
  return g_strdup_printf (_("Use by %s · %s"), day, left);
}

char *
nuan_fund_describe_purpose (const NuanFund *fund)
{
  g_autofree char *programmes = nuan_code_labels ("programme", (const char *const *) fund->programmes, "、");

  return g_strdup_printf ("%s · %s", nuan_code_label ("source", fund->source), programmes);
}

char *
nuan_fund_item_describe_figures (NuanFundItem *item)
{
  const NuanFund *fund = item->fund;
  g_autofree char *paid = item->hide ? g_strdup (NUAN_VEIL) : nuan_money_format (fund->paid_fen);
  g_autofree char *reserved = item->hide ? g_strdup (NUAN_VEIL) : nuan_money_format (fund->reserved_fen);
  g_autofree char *available = item->hide ? g_strdup (NUAN_VEIL) : nuan_money_format (nuan_fund_get_free (fund));

  return g_strdup_printf (_("Paid %s · Reserved %s · Free %s"), paid, reserved, available);
}
