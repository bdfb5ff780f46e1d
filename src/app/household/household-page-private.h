#pragma once

#include "app/parts/assessment-pane.h"
#include "app/parts/findings-pane.h"
#include "app/household/history-section.h"
#include "app/household/household-editor.h"
#include "app/session/form-keeper.h"
#include "app/session/household-work.h"
#include "app/household/household-page.h"

G_BEGIN_DECLS

/* The household page's own parts. Nobody else includes this. */

typedef enum { NUAN_NOTICE_NONE, NUAN_NOTICE_RESTORED, NUAN_NOTICE_SAVED, NUAN_NOTICE_MERGED } NuanNotice;

struct _NuanHouseholdPage
{
  AdwBin               parent_instance;

  NuanContext         *context;
  gint64               staff_id;      /* whose form it is */

  /* What is shown. */
  gboolean             open;          /* a file, or a new one: id 0 */
  gint64               id;
  NuanHouseholdView   *view;          /* NULL until read */
  NuanHouseholdForm   *stored;        /* as in the file; an empty one for a new file */
  char                *fingerprint;   /* of the view: the same needs no new drawing */
  GCancellable        *reading;
  guint                generation;    /* late answers are dropped */

  /* What is typed. */
  gboolean             editing, dirty, saving;
  gint64               saving_id;     /* which file waits for its answer */
  NuanFormKeeper      *keeper;        /* NULL until the file is read */
  char                *typed;         /* what stood in the search entry at F2 */
  guint                duplicates_source;
  GCancellable        *searching;     /* duplicates */
  GPtrArray           *duplicates;
  GPtrArray           *told;          /* GError: what saving found wrong and still shows; NULL: nothing */
  NuanNotice           notice_kind;

  GtkStack            *stack;
  GtkLabel            *name, *number, *category, *state, *summary, *notice_text;
  GtkWidget           *discard, *save, *edit, *grant, *pay, *receipt, *notice, *notice_button;
  AdwLeaflet          *leaflet;
  GtkWidget           *scrolled, *beside;
  AdwBin              *below, *beside_bin;
  GtkBox              *side, *next, *meters;
  NuanHouseholdEditor *editor;
  NuanHistorySection  *history;
  NuanFindingsPane    *findings;
  NuanAssessmentPane  *assessment;
};

/* household-page.c */
void nuan_household_page_reload         (NuanHouseholdPage *page);
void nuan_household_page_set_editing    (NuanHouseholdPage *page, gboolean editing);
gboolean nuan_household_page_may_edit   (NuanHouseholdPage *page);

/* household-page-form.c: typing, the draft, duplicates, saving. */
void nuan_household_page_take_view      (NuanHouseholdPage *page, NuanHouseholdView *view /* taken */, gboolean fresh);
void nuan_household_page_typed          (NuanHouseholdPage *page);
void nuan_household_page_discard        (NuanHouseholdPage *page);
void nuan_household_page_save           (NuanHouseholdPage *page);

/* household-page-show.c: the band and the panes. */
void nuan_household_page_show           (NuanHouseholdPage *page);
void nuan_household_page_show_assessment (NuanHouseholdPage *page);
void nuan_household_page_show_findings  (NuanHouseholdPage *page);
void nuan_household_page_show_notice    (NuanHouseholdPage *page, NuanNotice kind, const char *text, const char *button);

/* household-page-actions.c */
void nuan_household_page_install_actions (GtkWidgetClass *widget_class);
void nuan_household_page_update_actions (NuanHouseholdPage *page);

G_END_DECLS
