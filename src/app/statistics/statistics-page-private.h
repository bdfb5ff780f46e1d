#pragma once

#include "app/kit/day-entry.h"
#include "app/kit/table-view.h"
#include "app/statistics/catalogue-list.h"
#include "app/statistics/rows-pane.h"
#include "app/statistics/statistics-page.h"
#include "app/statistics/table-chart.h"
#include "app/statistics/table-reading.h"

G_BEGIN_DECLS

/* The statistics page's own parts. Nobody else includes this. */
struct _NuanStatisticsPage
{
  AdwBin            parent_instance;

  NuanContext      *context;
  NuanTableReading *reading;
  gboolean          stale;          /* the data changed while the page was out of sight */
  gboolean          setting_days;   /* the page sets the days, not the clerk */
  gboolean          wide;           /* the chart is beside the table */
  guint             turn;

  AdwLeaflet       *leaflet;
  GtkWidget        *right;
  GtkListBox       *list;
  GtkDropDown      *period;
  NuanDayEntry     *from, *to;
  GtkStack         *stack;
  GtkLabel         *problem;        /* what is wrong with the period */
  GtkLabel         *title, *reporter, *measure, *note;
  NuanTableView    *table;
  NuanTableChart   *chart;
  GtkWidget        *chart_side, *progress_box, *changed_box;
  GtkProgressBar   *progress;
  GtkPaned         *paned;
  NuanRowsPane     *rows;
};

/* statistics-page-read.c: the chosen table over the chosen period. */
void nuan_statistics_page_read           (NuanStatisticsPage *page);
void nuan_statistics_page_clear          (NuanStatisticsPage *page);   /* no table: nothing to print, nothing to save */
void nuan_statistics_page_update_actions (NuanStatisticsPage *page);
void nuan_statistics_page_show_chart     (NuanStatisticsPage *self);   /* of the table that is shown, as F8 allows */

G_END_DECLS
