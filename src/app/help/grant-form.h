#pragma once

#include "app/session/grant-work.h"
#include "app/kit/row.h"

G_BEGIN_DECLS

/* The fields of a grant in the making, as typed. Signal: "changed". */
#define NUAN_TYPE_GRANT_FORM (nuan_grant_form_get_type ())
G_DECLARE_FINAL_TYPE (NuanGrantForm, nuan_grant_form, NUAN, GRANT_FORM, GtkWidget)

GtkWidget *nuan_grant_form_new        (const NuanHousehold *household);
void       nuan_grant_form_set_funds  (NuanGrantForm *form, const NuanGrantChoices *choices);   /* the chosen one stays */

/* What is typed so far; an amount that can't be read is 0. Owned. */
NuanGrant *nuan_grant_form_read       (NuanGrantForm *form);

/* FALSE when a field shows what is missing or wrong and has the focus. */
gboolean   nuan_grant_form_check      (NuanGrantForm *form);
gboolean   nuan_grant_form_show_error (NuanGrantForm *form, const GError *error);   /* FALSE: no field is to blame */

/* For the draft that survives a crash. */
char      *nuan_grant_form_save       (NuanGrantForm *form);
gboolean   nuan_grant_form_load       (NuanGrantForm *form, const char *content);
gboolean   nuan_grant_form_is_empty   (NuanGrantForm *form);

G_END_DECLS
