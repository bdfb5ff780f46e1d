#pragma once

#include "model/household/assessment.h"
#include "model/staff.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* A file that resembles the one being typed. blocks: the ID number stands in a file that is not closed. */
typedef struct {
  gboolean blocks;
  char    *path;            /* "members[1].id_number": where in the form */
  gint64   household_id;     /* 0: twice in this very file */
  char    *number, *head;   /* of the other file */
  NuanHouseholdState state;
  char    *reason;          /* translated sentence, without the ID number */
} NuanDuplicate;
void       nuan_duplicate_free (NuanDuplicate *duplicate);

/* While typing and inside every save. Own rows (household->id) don't count. ID number in an open file blocks; in a closed file, and for the
 * same name and birth date, phone or card, it warns. */
GPtrArray *nuan_household_store_duplicates (NuanConnection *connection, const NuanHousehold *household, GError **error);

/* Saves a new file (pending) and gives it its number (household->id, ->number are set). Warnings: char *, may be NULL. */
gboolean   nuan_household_store_add     (NuanConnection *connection, const NuanStaff *actor, NuanHousehold *household, GPtrArray *warnings, GError **error);

/* Saves a changed file; household->version must be the one read. In force and members, income or expenses differ: state becomes changed.
 * pending and returned become pending. closed: NUAN_ERROR_CONFLICT. BEFORE/AFTER (may be NULL): the assessments, owned; NULL where none. */
gboolean   nuan_household_store_change  (NuanConnection *connection, const NuanStaff *actor, NuanHousehold *household, GPtrArray *warnings,
                                         NuanAssessment **before, NuanAssessment **after, GError **error);

gint64         nuan_household_store_find (NuanConnection *connection, const char *number, GError **error);   /* id; 0 and NOT_FOUND */
NuanHousehold *nuan_household_store_read (NuanConnection *connection, gint64 id, GError **error);

/* The standards in force on DAY applied to the file's present facts. */
NuanAssessment *nuan_household_store_assess (NuanConnection *connection, gint64 id, NuanDay day, GError **error);

/* Confirms today's assessment, freezes it, puts the file in force. Four eyes: not by whoever
 * changed it last, nor by anybody else who wrote what is now confirmed. Category none needs a REASON.
 * NUAN_ERROR_CONFLICT when the file is no longer of the VERSION that was looked at; 0: whichever it is of. */
NuanAssessment *nuan_household_store_approve (NuanConnection *connection, const NuanStaff *actor, gint64 id, gint version, const char *reason,
                                              GError **error);
gboolean   nuan_household_store_return  (NuanConnection *connection, const NuanStaff *actor, gint64 id, const char *reason, GError **error);
gboolean   nuan_household_store_refuse  (NuanConnection *connection, const NuanStaff *actor, gint64 id, const char *reason, GError **error);
/* Whoever wrote what waits in a file never approves it: *WROTE. */
gboolean   nuan_household_store_wrote   (NuanConnection *connection, const NuanHousehold *household, gint64 staff_id, gboolean *wrote, GError **error);
/* 注销: only without drafted or approved grants. */
gboolean   nuan_household_store_close   (NuanConnection *connection, const NuanStaff *actor, gint64 id, const char *reason, GError **error);

/* The last confirmed assessment as frozen (arithmetic, line, reason); *CONFIRMATION is NULL when never confirmed. */
typedef struct { gint64 id; NuanDay on; char *category; char *per_capita; char *line; char *arithmetic; char *reason; char *confirmed_by; } NuanConfirmation;
void       nuan_confirmation_free (NuanConfirmation *confirmation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanConfirmation, nuan_confirmation_free)
gboolean   nuan_household_store_confirmed (NuanConnection *connection, gint64 id, NuanConfirmation **confirmation, GError **error);

/* What happened with this file, newest first: changes, decisions, grants, payments, voids, receipts printed and signed. */
typedef struct {
  NuanDay  day;
  char    *kind;      /* "change" "approve" "return" "grant" "pay" "void" "print" "sign" …: icon and colour */
  char    *text;      /* a translated sentence */
  char    *staff;     /* name */
  gint64   grant_id;  /* 0 */
  char    *receipt_number;   /* "" */
} NuanHistoryItem;
void       nuan_history_item_free (NuanHistoryItem *item);
GPtrArray *nuan_household_store_history (NuanConnection *connection, gint64 id, guint limit, GError **error);

/* "Reveal" of an ID number or card in the window: logged. */
gboolean   nuan_household_store_log_reveal (NuanConnection *connection, const NuanStaff *actor, gint64 id, GError **error);

/* The search keys of all people made anew, with the readings of today, and by what lists sort them: a cache, so nothing else changes and the journal
 * is silent. Opens its own transaction. */
gboolean nuan_search_rebuild (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);
/* Whether the keys FIT the people as their names are read today. Of many people all are looked at, or about so many. */
typedef enum { NUAN_SEARCH_COMPARE_ALL = 0, NUAN_SEARCH_COMPARE_SOME = 20000 } NuanSearchCompare;
gboolean nuan_search_compare (NuanConnection *connection, NuanSearchCompare people_looked_at, gboolean *fit, GError **error);

G_END_DECLS
