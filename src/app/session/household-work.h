#pragma once

#include "app/session/context.h"
#include "model/household/cap.h"
#include "model/money/grant.h"
#include "store/people/household-store.h"

G_BEGIN_DECLS

/* What the household page reads and writes, as jobs of the database. No widget here. Each …_finish() is of its own starter;
 * all results are owned by the caller. The starters take copies. */

/* A cap with what it is for: "生活救助" or "助学 · 张小妹". */
typedef struct {
  char    *title;
  NuanCap *cap;
} NuanMeter;

void nuan_meter_free (NuanMeter *meter);

/* Everything that is shown of one file, read at one go. */
typedef struct {
  NuanHousehold    *household;        /* NULL: a new file */
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

void               nuan_household_view_read   (NuanContext *context, gint64 id, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer data);
NuanHouseholdView *nuan_household_view_finish (GObject *source, GAsyncResult *result, GError **error);

/* Duplicates of a form in the making. NuanDuplicate. */
void       nuan_duplicates_read   (NuanContext *context, const NuanHousehold *household, GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
GPtrArray *nuan_duplicates_finish (GObject *source, GAsyncResult *result, GError **error);

/* Saves a new or changed file and forgets its draft, in one transaction. */
typedef struct {
  gint64              id;
  char               *number;
  NuanHouseholdState  state;
  NuanAssessment     *before, *after;   /* NULL where none */
  GPtrArray          *warnings;         /* char * */
} NuanSaved;

void       nuan_saved_free         (NuanSaved *saved);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanSaved, nuan_saved_free)

void       nuan_household_save     (NuanContext *context, const NuanHousehold *household, GAsyncReadyCallback callback,
                                    gpointer data);
NuanSaved *nuan_household_save_finish (GObject *source, GAsyncResult *result, GError **error);

/* Half-typed forms. CONTENT NULL forgets. Nobody waits for it; a failure is told to CALLBACK (may be NULL). */
void       nuan_draft_write        (NuanContext *context, gint64 staff_id, const char *kind, gint64 subject, const char *content);

/* A decision on a file. VERSION is what was looked at. */
typedef enum { NUAN_DECIDE_APPROVE, NUAN_DECIDE_RETURN, NUAN_DECIDE_REFUSE, NUAN_DECIDE_CLOSE } NuanDecision;

void       nuan_household_decide   (NuanContext *context, gint64 id, gint version, NuanDecision decision, const char *reason,
                                    GAsyncReadyCallback callback, gpointer data);
gboolean   nuan_household_decide_finish (GObject *source, GAsyncResult *result, GError **error);

void       nuan_log_reveal         (NuanContext *context, gint64 id);

G_END_DECLS
