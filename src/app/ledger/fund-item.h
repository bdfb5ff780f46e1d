#pragma once

#include <gio/gio.h>

#include "model/money/fund.h"

G_BEGIN_DECLS

/* A fund in a list model; its content is put in anew when the ledger changes. Signal: "filled". */
#define NUAN_TYPE_FUND_ITEM (nuan_fund_item_get_type ())
G_DECLARE_FINAL_TYPE (NuanFundItem, nuan_fund_item, NUAN, FUND_ITEM, GObject)

NuanFundItem   *nuan_fund_item_new       (const NuanFund *fund, NuanFundAlert alert);
void            nuan_fund_item_fill      (NuanFundItem *item, const NuanFund *fund, NuanFundAlert alert);
const NuanFund *nuan_fund_item_get_fund  (NuanFundItem *item);   /* borrowed */
NuanFundAlert   nuan_fund_item_get_alert (NuanFundItem *item);
void            nuan_fund_item_set_private (NuanFundItem *item, gboolean hide);   /* F8: figures as "•••" */

/* Sentences for people; all owned. */
char *nuan_fund_describe_alert   (NuanFundAlert alert);                    /* "⚠ Use-by date is near"; "" when fine */
char *nuan_fund_describe_use_by  (const NuanFund *fund, NuanDay today);    /* "Use by 2025-12-31 · 40 days left" */
char *nuan_fund_describe_purpose (const NuanFund *fund);                   /* "中央财政 · 生活救助、医疗救助" */
char *nuan_fund_item_describe_figures (NuanFundItem *item);                /* "Paid 1,000.00 · Reserved 0.00 · Free 9,000.00" */

G_END_DECLS
