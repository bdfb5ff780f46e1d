#pragma once

#include <adwaita.h>

#include "app/ledger/fund-item.h"

G_BEGIN_DECLS

/* A fund at a glance: name, alert, purpose, use-by date, bar and figures. Follows its item. */
#define NUAN_TYPE_FUND_CARD (nuan_fund_card_get_type ())
G_DECLARE_FINAL_TYPE (NuanFundCard, nuan_fund_card, NUAN, FUND_CARD, AdwBin)

GtkListItemFactory *nuan_fund_card_factory_new (void);   /* of a list of NuanFundItem */

G_END_DECLS
