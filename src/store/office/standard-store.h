#pragma once

#include "model/staff.h"
#include "model/standard.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

typedef struct { gint64 id; char *name; char *value; NuanDay from; char *set_by; char *at; } NuanStandardRow;
void       nuan_standard_row_free (NuanStandardRow *row);

/* Appends a dated row; the newest row of the same day wins, older decisions keep their frozen copy. */
gboolean   nuan_standard_store_set  (NuanConnection *connection, const NuanStaff *actor, const char *name, const char *value, NuanDay from, GError **error);
GPtrArray *nuan_standard_store_list (NuanConnection *connection, GError **error);                                       /* NuanStandardRow */

/* Adds to a list the standards that were never set, with their presets, id 0 and no day. */
void       nuan_standard_add_presets (GPtrArray *rows);
/* NUAN_ERROR_STORAGE, at the name, for a value that is none: one row, which a newer one of the name mends, and no damaged file. */
gboolean   nuan_standard_store_get  (NuanConnection *connection, NuanDay on, NuanStandards *standards, GError **error); /* resolved */

/* All of them as name=value, one a line: what an assessment or a grant keeps of the day it was decided on. Owned. */
char      *nuan_standard_store_freeze (const NuanStandards *standards);
/* What a decision of ON kept. NUAN_ERROR_STORAGE where it can't be read. */
gboolean   nuan_standard_store_thaw   (const char *frozen, NuanDay on, NuanStandards *standards, GError **error);

G_END_DECLS
