#pragma once

#include "app/kit/form.h"
#include "app/session/grant-work.h"

G_BEGIN_DECLS

/* The form of a grant in the making (nuan_grant_fields): whom of HOUSEHOLD it is for, and from which fund. */
NuanForm  *nuan_grant_form_new       (const NuanHousehold *household);
void       nuan_grant_form_set_funds (NuanForm *form, const NuanGrantChoices *choices);   /* the chosen one stays */

/* The draft that survives a crash; FALSE: it is none. */
gboolean   nuan_grant_form_load      (NuanForm *form, const NuanHousehold *household, const char *draft);
gboolean   nuan_grant_form_is_empty  (NuanForm *form);

G_END_DECLS
