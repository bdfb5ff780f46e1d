#pragma once

#include "base/seal.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* For the files of the journal alone. */

#define NUAN_JOURNAL_FIRST_PREVIOUS "0000000000000000000000000000000000000000000000000000000000000000"

/* A row as it is hashed; see journal.h. */
typedef struct {
  gint64      id, staff_id, key_id;
  const char *at, *day, *login, *action, *subject, *detail, *digest, *previous;
} NuanJournalText;

/* CANONICAL is overwritten. Owned. */
char *nuan_journal_hash (GString *canonical, const NuanJournalText *text);

/* The row that a step of the schema writes to begin with digests: nobody's, it covers everything before it (baseline.c). */
#define NUAN_BASELINE_ACTION "journal.baseline"
#define NUAN_BASELINE_DIGITS 16    /* of a table's digest, in its detail */

/* A row of nobody's that covers what DIGEST has taken; taken. */
gboolean nuan_journal_write_digest (NuanConnection *connection, const char *action, const char *detail, NuanDigest *digest, GError **error);

G_END_DECLS
