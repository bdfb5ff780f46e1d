#pragma once

#include <gtk/gtk.h>

#include "model/money/fund.h"

G_BEGIN_DECLS

/* What a decision about money rests on: the figures of the fund now and, beside them, after it. */
#define NUAN_TYPE_FUND_FIGURES (nuan_fund_figures_get_type ())
G_DECLARE_FINAL_TYPE (NuanFundFigures, nuan_fund_figures, NUAN, FUND_FIGURES, GtkGrid)

GtkWidget *nuan_fund_figures_new (void);
void       nuan_fund_figures_set (NuanFundFigures *figures, const NuanFund *now, const NuanFund *after);   /* AFTER may be NULL */

G_END_DECLS
