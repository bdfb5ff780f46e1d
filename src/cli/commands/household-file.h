#pragma once

#include "cli/kit/session.h"
#include "model/household/assessment.h"

G_BEGIN_DECLS

/* The commands of a household that read or print the whole file of the family. */
gboolean nuan_household_file_add    (NuanSession *session, GError **error);   /* household-import.c */
gboolean nuan_household_file_change (NuanSession *session, GError **error);
gboolean nuan_household_file_show   (NuanSession *session, GError **error);

/* The terms of an assessment into an open object. */
void     nuan_household_file_print_assessment (NuanOutput *output, const NuanAssessment *assessment);

G_END_DECLS
