#pragma once

#include "model/staff.h"
#include "store/engine/engine.h"
#include "store/journal/detail.h"

G_BEGIN_DECLS

/* 操作日志: append-only and hash-chained; each row also covers what was written with it. Documented in README ("Journal"):
 * hash = SHA-256 of the lines 2, id, at, day, staff_id, login, action, subject, detail, digest, key_id, previous — each text with \ as \\ and line
 * break as \n — joined by "\n". digest = SHA-256 of the canonical text (content.h) of the append-only rows that name the row, ordered by table and
 * key, and then of its versions. Rows of programs before schema 5 have no digest and hash the lines id, at, staff_id, login, action, subject, detail,
 * previous; the row journal.baseline covers what they wrote. */

/* Begins a row, inside a transaction, and returns the number that it will have (0 on error): what is written until it is closed names it. One row is
 * open at a time; whoever fails before closing it goes back to a savepoint or ends the transaction, which forgets it. ACTOR and ACTION are copied. */
gint64   nuan_journal_open  (NuanConnection *connection, const NuanStaff *actor, const char *action, GError **error);
/* The row of KEY was written to TABLE, a guarded one (register.h): the open row covers it, or the version of the thing as it stands when it closes. */
void     nuan_journal_wrote (NuanConnection *connection, const char *table, gint64 key);
/* Writes the row. SUBJECT "household:12"; DETAIL, taken, has no ID numbers, cards or health; NULL: nothing more. */
gboolean nuan_journal_close (NuanConnection *connection, const char *subject, NuanDetail *detail, GError **error);

/* Both at once, of what leaves nothing but its row. Its number, 0 on error. */
gint64   nuan_journal_write (NuanConnection *connection, const NuanStaff *actor, const char *action, const char *subject, NuanDetail *detail,
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
