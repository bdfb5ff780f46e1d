#pragma once

#include "store/people/household-store.h"

G_BEGIN_DECLS

/* Shared by the files of the household store alone. */

char    *nuan_household_subject       (gint64 id);   /* "household:12", of the journal; owned */

/* Of the file as it is STORED: NUAN_ERROR_CONFLICT at "version" when somebody else has saved it since. */
gboolean nuan_household_check_version (const NuanHousehold *stored, gint version, GError **error);

/* The next number of YEAR, that of the day the file is opened; owned. */
char    *nuan_household_take_number   (NuanConnection *connection, guint year, GError **error);

/* Causes, amounts and members as in HOUSEHOLD; members that are not in it are marked removed; new ones get their ids. */
gboolean nuan_household_write_parts   (NuanConnection *connection, NuanHousehold *household, GError **error);

/* The amounts of a file that has none yet, under ID. */
gboolean nuan_household_add_amounts   (NuanConnection *connection, gint64 id, const NuanHousehold *household, GError **error);

/* The category that the list shows: today's, NONE as long as no line is in force. ASSESSMENT: owned, NULL then. */
gboolean nuan_household_try_assess    (NuanConnection *connection, const NuanHousehold *household, NuanAssessment **assessment,
                                       GError **error);

/* NUAN_ERROR_CONFLICT at the first duplicate that blocks; the sentences of the others are added to WARNINGS (may be NULL). */
gboolean nuan_household_refuse_duplicates (NuanConnection *connection, const NuanHousehold *household, GPtrArray *warnings,
                                           GError **error);

G_END_DECLS
