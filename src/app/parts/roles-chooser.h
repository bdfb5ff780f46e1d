#pragma once

#include <adwaita.h>

#include "model/staff.h"

G_BEGIN_DECLS

/* A tick for each role of the desk. */
#define NUAN_TYPE_ROLES_CHOOSER (nuan_roles_chooser_get_type ())
G_DECLARE_FINAL_TYPE (NuanRolesChooser, nuan_roles_chooser, NUAN, ROLES_CHOOSER, AdwBin)

guint nuan_roles_chooser_get_roles (NuanRolesChooser *chooser);
void  nuan_roles_chooser_set_roles (NuanRolesChooser *chooser, guint roles, guint fixed);   /* FIXED: ticked for good */

/* "受理、审核"; owned. */
char *nuan_role_words (guint roles);

G_END_DECLS
