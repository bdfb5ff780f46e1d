#pragma once

#include "store/engine/engine-private.h"

G_BEGIN_DECLS

/* The engine of PostgreSQL 15 and later: a program that wants it registers it, and reaches a database as postgresql://… . No program that is
 * shipped does so yet. The database is made by its administrator, empty, in UTF8 and with LC_COLLATE C, as SQLite compares. */
extern const NuanEngine nuan_engine_postgres;

G_END_DECLS
