#pragma once

#include "model/field.h"
#include "model/money/grant.h"

G_BEGIN_DECLS

/* A grant in the making. "member" is the id of the row in the form, the ID number on the command line; "self_paid" is asked for where
 * nuan_grant_asks_self_paid(). */
extern const NuanField nuan_grant_fields[];

gboolean   nuan_grant_asks_self_paid (const char *programme);

/* From the values as typed; what can't be read is 0 or empty, for the store to refuse. MEMBER and FUND are read as ids of rows. Owned. */
NuanGrant *nuan_grant_from_fields    (NuanFieldValue value, gpointer data);

G_END_DECLS
