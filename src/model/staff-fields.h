#pragma once

#include "model/field.h"

G_BEGIN_DECLS

/* Somebody new at the desk; other roles for somebody; a new password. */
extern const NuanField nuan_staff_fields[];
extern const NuanField nuan_roles_fields[];
extern const NuanField nuan_password_fields[];

/* What the fields don't say each for itself, added to ERRORS: a password is not the login, and is typed twice the same. */
void nuan_password_fields_check (const char *login, const char *password, const char *again, GPtrArray *errors);

G_END_DECLS
