#pragma once

#include "model/staff.h"
#include "store/engine/engine.h"
#include "store/journal/detail.h"

G_BEGIN_DECLS

/* 操作日志: append-only and hash-chained. hash = SHA-256 of the canonical form of a row, documented in README ("Journal"):
 * the lines id, at, staff_id, login, action, subject, detail, previous — each text with \ as \\ and line break as \n — joined by "\n". */

/* Writes a row and returns its id (0 on error). SUBJECT "household:12"; DETAIL, taken, has no ID numbers, cards or health; NULL: nothing more. */
gint64   nuan_journal_write  (NuanConnection *connection, const NuanStaff *actor, const char *action, const char *subject, NuanDetail *detail,
                              GError **error);

/* What is wrong with a row: ABOUT names it ("journal row 17"), WHAT else tells it from another, TEXT says it ("row 17: …"). */
typedef struct {
  char *about, *what, *text;
} NuanJournalProblem;
void     nuan_journal_problem_free (NuanJournalProblem *problem);

/* Walks the whole chain. PROBLEMS gets a NuanJournalProblem a bad row. FALSE only for storage errors or cancelling. */
gboolean nuan_journal_verify (NuanConnection *connection, GPtrArray *problems, gint64 *rows, GCancellable *cancellable, GError **error);

typedef struct {
  gint64 id;
  char *at, *login, *name, *action, *subject, *detail;
} NuanJournalRow;
void       nuan_journal_row_free (NuanJournalRow *row);
GPtrArray *nuan_journal_list   (NuanConnection *connection, const char *subject /* NULL: all */, gint64 before_id /* 0: newest */, guint limit, GError **error);

G_END_DECLS
