#pragma once

#include <gtk/gtk.h>

#include "model/household/assessment.h"
#include "store/people/household-store.h"

G_BEGIN_DECLS

/* 认定 beside the form: the category that follows from what is typed, with its arithmetic, and what was confirmed last. Pure
 * model; no SQL. */
#define NUAN_TYPE_ASSESSMENT_PANE (nuan_assessment_pane_get_type ())
G_DECLARE_FINAL_TYPE (NuanAssessmentPane, nuan_assessment_pane, NUAN, ASSESSMENT_PANE, GtkWidget)

/* PROBLEM (may be NULL) is why nothing can be computed: an amount that can't be read. CONFIRMED may be NULL. */
void nuan_assessment_pane_show        (NuanAssessmentPane *pane, const NuanHousehold *household, const NuanStandards *standards,
                                       const char *problem, const NuanConfirmation *confirmed);
void nuan_assessment_pane_set_private (NuanAssessmentPane *pane, gboolean hide);

/* ● 深度困难, ◐ 相对困难, ◆ 意外致困, ○ 不符合: never colour alone. CODE of the code list "category". Owned. */
char *nuan_category_pill              (const char *code);

G_END_DECLS
