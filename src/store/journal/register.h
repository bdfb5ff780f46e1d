#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How each table stays known. Every table and every column of the schema stands in one of four lists, or a test fails (tests/store/journal/
 * test-tamper.c, which has the last three):
 *   guarded  its row names its line of the journal and is covered by that line's digest, or it is part of a thing whose versions are;
 *   kept     `check` makes it anew from what is guarded: balances, search keys, sums, the head's name;
 *   loose    nobody relies on it: half-typed forms, failures of sign-in, whose log it is;
 *   fixed    shipped with the schema, and compared with it.
 * Any thread. */

typedef enum { NUAN_SHAPE_FACT, NUAN_SHAPE_THING, NUAN_SHAPE_PART } NuanShapeKind;

typedef enum {
  NUAN_COLUMN_TEXT, NUAN_COLUMN_NUMBER,
  NUAN_COLUMN_NULLABLE,   /* a number or nothing */
  NUAN_COLUMN_SECRET,     /* text that versions tell by its digest: a password's hash */
  NUAN_COLUMN_SECRET_KEY  /* the same of NUAN_KEY_BYTES */
} NuanColumnKind;

/* A guarded table, or what is guarded of it, with the statements that read it: constants. */
typedef struct _NuanShape NuanShape;
struct _NuanShape {
  NuanShapeKind     kind;
  const char       *table, *key;
  const char       *link;       /* of a part: the column that names its head */
  const NuanShape  *head;       /* of a part */
  guint             n_columns;
  char            **names;      /* in the schema's order */
  NuanColumnKind   *kinds;
  gboolean          by_journal; /* a fact whose keys do not grow with the journal */
  int               since;      /* the step of the schema that made the table, of one that the baseline (step 5) could not know; else 0 */
  const char       *one;        /* the row(s) of one key; a part's by the key of its head */
  const char       *window;     /* key, journal_id (0 for a thing) and the columns of the rows after: (key, most), or (journal_id, key, most) */
  const char       *range;      /* of a part: link and the columns of those whose head is after one key and up to another */
};

/* In the order of their names, each followed by its parts: the order in which a digest takes them. */
const NuanShape *nuan_shapes     (guint *n);
/* The fact or thing of TABLE; there must be one. */
const NuanShape *nuan_shape_find (const char *table);

G_END_DECLS
