#pragma once

#include "model/household/household-state.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* What a file is opened for at the desk. */
typedef enum { NUAN_STEP_GRANT, NUAN_STEP_PAY, NUAN_STEP_RECEIPT, NUAN_STEP_PRINT } NuanStep;

/* What each of them would take up. */
typedef struct {
  NuanHouseholdState state;
  gint64             grant_id;   /* the first grant that waits to be paid; 0: none */
  gboolean           drafted;    /* one waits for its approval */
  char              *receipt;    /* the last number; NULL: none yet */
  GPtrArray         *to_print;   /* char *: those that hold and were never on paper, else the last one that holds */
} NuanNextSteps;

/* Of GRANTS (NuanGrant, oldest first) that are drafted or approved, and RECEIPTS (NuanReceipt, newest first). Nothing is taken. */
NuanNextSteps *nuan_next_steps_new     (NuanHouseholdState state, const GPtrArray *grants, const GPtrArray *receipts);
NuanNextSteps *nuan_next_steps_read    (NuanConnection *connection, gint64 household_id, GError **error);
void           nuan_next_steps_free    (NuanNextSteps *steps);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanNextSteps, nuan_next_steps_free)

/* What stands against STEP, whoever takes it; NULL: nothing. Translated, borrowed. */
const char    *nuan_next_steps_why_not (const NuanNextSteps *steps, NuanStep step);

G_END_DECLS
