#pragma once

#include <gtk/gtk.h>

#include "model/money/fund.h"

G_BEGIN_DECLS

/* A fund as one bar: paid | reserved | free. The words with the same figures stand beside it, so it is decoration to a screen reader. */
#define NUAN_TYPE_FUND_BAR (nuan_fund_bar_get_type ())
G_DECLARE_FINAL_TYPE (NuanFundBar, nuan_fund_bar, NUAN, FUND_BAR, GtkWidget)

void       nuan_fund_bar_set_fund (NuanFundBar *bar, const NuanFund *fund);

/* Where the parts end on a bar of WIDTH: paid at ends[0], reserved at ends[1]. What is there is seen: at least two pixels where it fits. */
void       nuan_fund_bar_ends     (const NuanFund *fund, int width, int ends[2]);

G_END_DECLS
