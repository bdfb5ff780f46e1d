#pragma once

#include "model/household/cap.h"
#include "model/money/grant.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* The rules of a grant as they hold at draft, at approval and at payment: written once, asked inside each transaction. */

/* NUAN_ERROR_RULE at "household" when the file is not in force, at "member" when the member has left it; then caps, fund and
 * dates. OWN_RESERVED_FEN is what this grant holds on its fund already; the standards are those of DECIDED_ON; DAY is the day of the fund and of
 * the caps' year. WARNINGS (char *, may be NULL) of the caps that only warn. */
gboolean nuan_grant_rules_check      (NuanConnection *connection, const NuanGrant *grant, gint64 own_reserved_fen,
                                      NuanDay decided_on, NuanDay day, GPtrArray *warnings, GError **error);

/* A sentence for each earlier help to any member of the household in the year of DAY. */
gboolean nuan_grant_rules_warn_earlier (NuanConnection *connection, const NuanGrant *grant, NuanDay day, GPtrArray *warnings,
                                        GError **error);

G_END_DECLS
