#pragma once

#include "model/field.h"

G_BEGIN_DECLS

/* Characters of the name of a centre, and of a unit of its tree. */
#define NUAN_CENTRE_NAME_MOST 100
#define NUAN_UNIT_NAME_MOST   100

/* What the first start asks for: the centre, the local minimum living line, the first member of staff. */
extern const NuanField nuan_centre_fields[];
extern const NuanField nuan_line_fields[];
extern const NuanField nuan_founder_fields[];

/* The same as `nuanctl init` has it: in one, without the line; the password is asked for later, and the name is the login where none is given. */
extern const NuanField nuan_founding_fields[];

/* Six digits that were issued. NUAN_ERROR_INVALID at "region". */
gboolean nuan_centre_check_region (const char *region, GError **error);

/* What the fields don't say each for itself, added to ERRORS. A value that is missing is told by its field. */
void     nuan_centre_fields_check (const char *region, GPtrArray *errors);
void     nuan_line_fields_check   (const char *line, GPtrArray *errors);

G_END_DECLS
