#pragma once

#include "app/session/context.h"
#include "model/money/fund.h"
#include "store/money/ledger.h"

G_BEGIN_DECLS

/* What is done with a fund: each in one dialog with everything that it rests on. PARENT is any widget of the window; what was done is
 * told by a toast there, and the context says "changed". */
void nuan_show_add_fund (GtkWidget *parent, NuanContext *context);
void nuan_show_receive  (GtkWidget *parent, NuanContext *context, const NuanFund *fund);
void nuan_show_return   (GtkWidget *parent, NuanContext *context, const NuanFund *fund);
void nuan_show_reversal (GtkWidget *parent, NuanContext *context, const NuanFund *fund, const NuanEntryRow *entry);

G_END_DECLS
