#pragma once

#include "model/household/household.h"
#include "store/engine/engine.h"
#include "store/people/household-store.h"

G_BEGIN_DECLS

/* What the card tells about a household, read in one go. */
typedef struct {
  NuanHousehold    *household;
  NuanConfirmation *confirmation;   /* NULL: never confirmed */
  GPtrArray        *earlier;        /* NuanGrant of this year, approved or paid, newest first */
  GPtrArray        *caps;           /* char * sentences: what is still possible */
  gint64            year_fen;       /* paid this year */
  guint             n_drafts, n_approved;
  NuanDay           today;
} NuanCaseSummary;

/* on a database thread */
NuanCaseSummary *nuan_case_summary_read (NuanConnection *connection, gint64 household_id, GError **error);
void             nuan_case_summary_free (NuanCaseSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanCaseSummary, nuan_case_summary_free)

/* The next step as a sentence, for this state; translated, borrowed. */
const char      *nuan_case_summary_next (const NuanCaseSummary *summary);

G_END_DECLS
