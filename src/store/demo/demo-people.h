#pragma once

#include "model/household/household.h"

G_BEGIN_DECLS

/* Invented people for the demo: the same SEED and INDEX give the same household, whatever was made before it. */

/* 0 … bound − 1 for (seed, index, use): the demo's only source of chance. */
guint          nuan_demo_below     (guint64 seed, guint64 index, guint use, guint bound);

/* A checked file as a clerk would have typed it in the year of ON; ID numbers are unique over all indexes below 5,000,000. */
NuanHousehold *nuan_demo_household (guint64 seed, guint64 index, guint n_units, NuanDay on, gint64 dibao_fen);

G_END_DECLS
