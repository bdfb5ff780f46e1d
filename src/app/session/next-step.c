#include "config.h"

#include "app/session/next-step.h"

#include <glib/gi18n-lib.h>

const char *
nuan_step_why_not (NuanContext *context, NuanStep step, const NuanNextSteps *steps)
{
  if (step == NUAN_STEP_GRANT && !nuan_context_may (context, NUAN_RIGHT_DRAFT_GRANT))
    return _("Grants are drafted by intake");
  if (step == NUAN_STEP_PAY && !nuan_context_may (context, NUAN_RIGHT_PAY))
    return _("Grants are paid by the cashier");

  return steps != NULL ? nuan_next_steps_why_not (steps, step) : NULL;
}
