#pragma once

#include "app/kit/wish.h"

G_BEGIN_DECLS

/* How a page or dialog asks another to act, without knowing it. Each is FALSE when nobody may fulfil it now. WIDGET is any widget of the
 * window or of a dialog on it. */

/* The file is opened in its tab. */
static inline gboolean
nuan_wish_household (GtkWidget *widget, gint64 household_id)
{
  return nuan_wish (widget, "open-household", g_variant_new_int64 (household_id));
}

/* The fund is shown in the ledger. */
static inline gboolean
nuan_wish_fund (GtkWidget *widget, gint64 fund_id)
{
  return nuan_wish (widget, "show-fund", g_variant_new_int64 (fund_id));
}

/* Help for the household is drafted. */
static inline gboolean
nuan_wish_grant (GtkWidget *widget, gint64 household_id)
{
  return nuan_wish (widget, "draft-grant", g_variant_new_int64 (household_id));
}

/* A drafted or approved grant is looked at and decided on. */
static inline gboolean
nuan_wish_decision (GtkWidget *widget, gint64 grant_id)
{
  return nuan_wish (widget, "decide-grant", g_variant_new_int64 (grant_id));
}

/* An approved grant is paid. */
static inline gboolean
nuan_wish_payment (GtkWidget *widget, gint64 grant_id)
{
  return nuan_wish (widget, "pay-grant", g_variant_new_int64 (grant_id));
}

/* The household is opened and its receipt shown over it. HOUSEHOLD_ID 0: it is not known here and looked up. */
static inline gboolean
nuan_wish_receipt (GtkWidget *widget, gint64 household_id, const char *number)
{
  return nuan_wish (widget, "open-receipt", g_variant_new ("(xs)", household_id, number));
}

/* Receipts (char *) go on paper; there is one at least. */
static inline gboolean
nuan_wish_print_receipts (GtkWidget *widget, GPtrArray *numbers)
{
  return nuan_wish (widget, "print-receipts", g_variant_new_strv ((const char *const *) numbers->pdata, numbers->len));
}

G_END_DECLS
