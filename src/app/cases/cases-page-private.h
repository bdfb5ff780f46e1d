#pragma once

#include "app/cases/case-card.h"
#include "app/cases/case-filters.h"
#include "app/cases/case-table.h"
#include "app/cases/cases-page.h"
#include "app/cases/waiting-pane.h"
#include "app/cases/waiting-view.h"

G_BEGIN_DECLS

/* The case list's own parts. Nobody else includes this. */
struct _NuanCasesPage
{
  AdwBin           parent_instance;

  NuanContext     *context;
  char            *search;   /* as typed; "" */
  NuanShow         show;
  gboolean         stale;    /* the data changed while nobody looked */
  const char      *asked;    /* an action for the first hit, which is still on its way; NULL: none */

  AdwFlap         *side, *aside;
  NuanWaitingPane *waiting;
  NuanCaseCard    *card;
  NuanCaseFilters *filters;
  NuanCaseTable   *table;
  NuanWaitingView *view;
  GtkStack        *head, *stack;
  AdwStatusPage   *empty;
  GtkWidget       *empty_clear, *empty_new, *empty_staff, *sort_button, *content;
  GtkLabel        *title, *count;
};

/* cases-page-show.c: what is listed, and what is said where nothing is. */
gboolean nuan_cases_page_shows_table (NuanCasesPage *page);      /* and not one of the lists that wait */
void     nuan_cases_page_ask         (NuanCasesPage *page);      /* the table for what is searched and filtered */
void     nuan_cases_page_show_child  (NuanCasesPage *page);      /* the table, the waiting ones, or that there are none */
void     nuan_cases_page_show_card   (NuanCasesPage *page);      /* of the selected household */
void     nuan_cases_page_show_all    (NuanCasesPage *page);      /* without filters, from the top */
void     nuan_cases_page_refresh     (NuanCasesPage *page);
void     nuan_cases_page_bind_shown  (GtkWidgetClass *widget_class);

G_END_DECLS
