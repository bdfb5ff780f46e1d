#pragma once

#include "store/engine/engine.h"

G_BEGIN_DECLS

typedef enum {
  NUAN_CASE_BY_NUMBER, NUAN_CASE_BY_HEAD, NUAN_CASE_BY_MEMBERS, NUAN_CASE_BY_UNIT, NUAN_CASE_BY_CATEGORY, NUAN_CASE_BY_STATE,
  NUAN_CASE_BY_LAST_HELP, NUAN_CASE_BY_YEAR_SUM, NUAN_N_CASE_ORDERS
} NuanCaseOrder;

/* What the list shows. Empty strings don't filter. With SEARCH the hits come in the order of the key that matched. */
typedef struct {
  char         *search;      /* one box for everything: ID number or tail, phone tail, household or receipt number, name part, pinyin, initials */
  char         *state, *category, *unit, *cause;   /* codes; unit is a name */
  char         *waiting;     /* "" or "approve-household": pending and changed */
  NuanCaseOrder order;
  gboolean      descending;
} NuanCaseQuery;

NuanCaseQuery *nuan_case_query_new  (void);
NuanCaseQuery *nuan_case_query_copy (const NuanCaseQuery *query);
void           nuan_case_query_free (NuanCaseQuery *query);
gboolean       nuan_case_query_equal (const NuanCaseQuery *a, const NuanCaseQuery *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanCaseQuery, nuan_case_query_free)

typedef struct {
  gint64   id;
  char    *number, *head, *unit, *category, *state;   /* codes for category and state */
  gint     members;
  NuanDay  last_help;
  gint64   year_fen;      /* paid in the calendar year of today */
  char    *hit;           /* what matched, for people: "建国 — 儿子", "…0111"; "" when the head's own name matched or no search */
  gint     hit_start, hit_length;   /* characters of HEAD to mark when the head's name matched; length 0: none */
} NuanCaseRow;
void       nuan_case_row_free (NuanCaseRow *row);

/* LIMIT rows from OFFSET of the list, in order. N_TOTAL (exact count of the list, -1 unknown) lets a window near the end be read from the
 * end. For a search first rows come in well under 5 ms at 3,000,000 members: a prefix read of one B-tree. */
GPtrArray *nuan_case_list_window (NuanConnection *connection, const NuanCaseQuery *query, gint64 offset, guint limit, gint64 n_total, GError **error);
gboolean   nuan_case_list_count  (NuanConnection *connection, const NuanCaseQuery *query, gint64 *n, GError **error);

/* Enter on a scanned or complete code: a household or receipt number, a receipt's scan text, or an ID number. Opens that household.
 * 0 when TEXT is none of these. RECEIPT_NUMBER (may be NULL) is set when it named a receipt; owned. */
gint64     nuan_case_list_resolve (NuanConnection *connection, const char *text, char **receipt_number, GError **error);

/* What waits, for the side pane. */
typedef struct {
  gint64 households, to_approve_households, in_force;
  gint64 to_approve_grants, to_pay_grants, to_sign, funds_near, reservations_past;
} NuanWaiting;
gboolean   nuan_waiting_read (NuanConnection *connection, NuanWaiting *waiting, GError **error);

G_END_DECLS
