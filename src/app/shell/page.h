#pragma once

#include <adwaita.h>

#include "app/session/context.h"

G_BEGIN_DECLS

/* Each of the four tabs is an AdwBin subclass in its own file with a template of the same name in ui/. All take the context once. */

#define NUAN_TYPE_CASES_PAGE (nuan_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanCasesPage, nuan_cases_page, NUAN, CASES_PAGE, AdwBin)
void nuan_cases_page_set_context (NuanCasesPage *page, NuanContext *context);
void nuan_cases_page_search      (NuanCasesPage *page, const char *text);   /* from the search entry of the window, on each key */
void nuan_cases_page_focus_list  (NuanCasesPage *page);                     /* ↓ in the search entry */
void nuan_cases_page_activate    (NuanCasesPage *page, const char *text);   /* Enter in the search entry: opens the hit or the scanned thing */

#define NUAN_TYPE_HOUSEHOLD_PAGE (nuan_household_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanHouseholdPage, nuan_household_page, NUAN, HOUSEHOLD_PAGE, AdwBin)
void nuan_household_page_set_context (NuanHouseholdPage *page, NuanContext *context);
void nuan_household_page_open        (NuanHouseholdPage *page, gint64 household_id);
void nuan_household_page_new         (NuanHouseholdPage *page, const char *typed);   /* F2; what was typed in the search goes to name, ID or phone; may be NULL */

#define NUAN_TYPE_LEDGER_PAGE (nuan_ledger_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanLedgerPage, nuan_ledger_page, NUAN, LEDGER_PAGE, AdwBin)
void nuan_ledger_page_set_context (NuanLedgerPage *page, NuanContext *context);
void nuan_ledger_page_show_fund   (NuanLedgerPage *page, gint64 fund_id);

#define NUAN_TYPE_STATISTICS_PAGE (nuan_statistics_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanStatisticsPage, nuan_statistics_page, NUAN, STATISTICS_PAGE, AdwBin)
void nuan_statistics_page_set_context (NuanStatisticsPage *page, NuanContext *context);

G_END_DECLS
