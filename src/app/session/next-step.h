#pragma once

#include "app/session/context.h"
#include "desk/next-step.h"

G_BEGIN_DECLS

/* Why whoever is signed in does not take STEP: the role, or what STEPS say; NULL: go on. STEPS may be NULL: the role alone is asked. Translated,
 * borrowed. */
const char *nuan_step_why_not (NuanContext *context, NuanStep step, const NuanNextSteps *steps);

G_END_DECLS
