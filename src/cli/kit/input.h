#pragma once

#include "cli/kit/session.h"

G_BEGIN_DECLS

/* What a command reads beside its arguments. "-" is the standard input, which one option of a line may have: NUAN_ERROR_INVALID at the second. Before a
 * transaction: whoever types keeps nobody waiting. */

/* The whole text of the file that the option NAME names. Owned. */
GBytes *nuan_input_load (NuanSession *session, const char *name, GError **error);

/* The next line of the standard input, trimmed, for FIELD: NUAN_ERROR_INVALID where there is none. Owned. */
char   *nuan_input_line (NuanSession *session, const char *field, GError **error);

G_END_DECLS
