#pragma once

#include "model/field.h"
#include "model/money/fund.h"

G_BEGIN_DECLS

/* A new fund. */
extern const NuanField nuan_fund_fields[];

/* Money received for a fund, and given back to its source. */
extern const NuanField nuan_receive_fields[];
extern const NuanField nuan_return_fields[];

/* A new fund from the values as typed; what can't be read is left empty, for nuan_fund_check(). */
NuanFund *nuan_fund_from_fields (NuanFieldValue value, gpointer data);

G_END_DECLS
