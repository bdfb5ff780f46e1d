#pragma once

#include "model/household/cap.h"
#include "model/money/grant.h"
#include "model/staff.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Drafts a grant: file in force, member of it, fund, period and caps are checked. WARNINGS (char *, may be NULL): caps that only
 * warn, earlier help this year. grant->id is set. */
gboolean   nuan_grant_store_add     (NuanConnection *connection, const NuanStaff *actor, NuanGrant *grant, GPtrArray *warnings,
                                     GError **error);
NuanGrant *nuan_grant_store_read    (NuanConnection *connection, gint64 id, GError **error);

/* Filters: STATE NULL or a code; HOUSEHOLD_ID 0 is all. Newest first, except drafts and approved: oldest first. */
GPtrArray *nuan_grant_store_list    (NuanConnection *connection, const char *state, gint64 household_id, gint64 offset,
                                     guint limit, GError **error);
gboolean   nuan_grant_store_count   (NuanConnection *connection, const char *state, gint64 household_id, gint64 *n,
                                     GError **error);

/* Checks all rules again and reserves the money. */
gboolean   nuan_grant_store_approve (NuanConnection *connection, const NuanStaff *actor, gint64 id, GPtrArray *warnings,
                                     GError **error);
/* STATE: NUAN_GRANT_REFUSED, _RETURNED (drafts) or _VOIDED (approved: releases the money). */
gboolean   nuan_grant_store_end     (NuanConnection *connection, const NuanStaff *actor, gint64 id, NuanGrantState state,
                                     const char *reason, GError **error);

/* Member by ID number within a household; 0 and NOT_FOUND. */
gint64     nuan_grant_store_find_member (NuanConnection *connection, gint64 household_id, const char *id_number, GError **error);

/* The caps for a grant in the making, for the meter: NuanCap. EXCEPT: a grant id whose own amount does not count, 0 none. */
GPtrArray *nuan_grant_store_caps    (NuanConnection *connection, gint64 household_id, gint64 member_id, const char *programme,
                                     gint64 amount_fen, gint64 self_paid_fen, NuanDay decided_on, NuanDay year_of, gint64 except,
                                     GError **error);

/* Reservations on funds that were to be used before DAY, oldest first, LIMIT of them from OFFSET; and how many they are. */
GPtrArray *nuan_grant_store_past    (NuanConnection *connection, NuanDay day, gint64 offset, guint limit, GError **error);
gboolean   nuan_grant_store_count_past (NuanConnection *connection, NuanDay day, gint64 *n, GError **error);

/* Earlier help to any member of the household in the calendar year of DAY (approved or paid), newest first: NuanGrant. */
GPtrArray *nuan_grant_store_earlier (NuanConnection *connection, gint64 household_id, NuanDay day, gint64 except, GError **error);

G_END_DECLS
