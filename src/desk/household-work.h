#pragma once

#include "model/household/cap.h"
#include "model/money/grant.h"
#include "model/staff.h"
#include "store/people/household-store.h"

G_BEGIN_DECLS

/* The file of a family, as the window and nuanctl both read, save and decide on it. Plain functions on a connection: those that write want a
 * transaction. Results are owned by the caller. */

/* A cap with what it is for: "生活救助" or "助学 · 张小妹". */
typedef struct {
  char    *title;
  NuanCap *cap;
} NuanMeter;

void nuan_meter_free (NuanMeter *meter);

/* Everything that is shown of one file, read at one go. */
typedef struct {
  NuanHousehold    *household;        /* NULL: a new file */
  gboolean          own;              /* this person wrote what waits in it, and does not approve it */
  NuanConfirmation *confirmed;        /* NULL: never confirmed */
  NuanStandards     standards;        /* today's; dibao_fen 0: none in force */
  NuanDay           today;
  GPtrArray        *grants;           /* NuanGrant: drafts, then approved, oldest first */
  GPtrArray        *earlier;          /* NuanGrant: approved or paid this year, newest first */
  GPtrArray        *meters;           /* NuanMeter */
  GPtrArray        *receipts;         /* NuanReceipt, newest first */
  GPtrArray        *history;          /* NuanHistoryItem, newest first */
  gint64            year_fen;         /* paid this year */
  char             *draft;            /* this person's half-typed form, or NULL */
} NuanHouseholdView;

void               nuan_household_view_free   (NuanHouseholdView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanHouseholdView, nuan_household_view_free)
/* ID 0: a new file. household-view.c */
NuanHouseholdView *nuan_household_work_view   (NuanConnection *connection, gint64 id, gint64 staff_id, GError **error);

/* A new or changed file as it was saved. */
typedef struct {
  gint64              id;
  char               *number;
  NuanHouseholdState  state;
  NuanAssessment     *before, *after;   /* NULL where none */
  GPtrArray          *warnings;         /* char * */
} NuanSaved;

void               nuan_saved_free            (NuanSaved *saved);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanSaved, nuan_saved_free)
/* TYPED: it comes from a form, whose half-typed text is forgotten with it. */
NuanSaved         *nuan_household_work_save   (NuanConnection *connection, const NuanStaff *actor, NuanHousehold *household, gboolean typed,
                                               GError **error);

typedef enum { NUAN_DECIDE_APPROVE, NUAN_DECIDE_RETURN, NUAN_DECIDE_REFUSE, NUAN_DECIDE_CLOSE } NuanDecision;

/* VERSION is what an approval looked at; 0: whatever stands there now. */
gboolean           nuan_household_work_decide (NuanConnection *connection, const NuanStaff *actor, gint64 id, gint version,
                                               NuanDecision decision, const char *reason, GError **error);

G_END_DECLS
