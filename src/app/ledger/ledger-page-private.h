#pragma once

#include "app/kit/paged-list.h"
#include "app/ledger/day-pane.h"
#include "app/ledger/fund-item.h"
#include "app/ledger/ledger-page.h"

G_BEGIN_DECLS

/* The ledger page's own parts. Nobody else includes this. */
struct _NuanLedgerPage
{
  AdwBin              parent_instance;

  NuanContext        *context;
  GListStore         *funds;           /* NuanFundItem */
  GtkSingleSelection *fund_selection;
  NuanPagedList      *entries;
  GtkSingleSelection *entry_selection;
  gint64              fund_id;         /* shown, or to be shown once the funds are read; 0: none */
  GCancellable       *reading;
  gboolean            stale;           /* the ledger changed while the page was out of sight */
  gboolean            filling;         /* the selection follows the data, not the clerk */

  AdwLeaflet         *leaflet;
  GtkWidget          *right;
  GtkStack           *funds_stack, *views, *entries_stack;
  GtkListView        *funds_view;
  GtkColumnView      *entries_view;
  GtkLabel           *funds_title, *fund_name, *entries_count;
  NuanDayPane        *day_pane;
};

/* ledger-page-actions.c */
NuanFundItem *nuan_ledger_page_get_fund        (NuanLedgerPage *page);   /* the chosen one; NULL: none; borrowed */
gboolean      nuan_ledger_page_shows_day       (NuanLedgerPage *page);   /* the payments of a day, not the entries of the fund */
void          nuan_ledger_page_install_actions (GtkWidgetClass *widget_class);
void          nuan_ledger_page_update_actions  (NuanLedgerPage *page);

G_END_DECLS
