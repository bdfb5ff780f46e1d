#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON text read piece by piece: each element of the outer array (or the one object) arrives as a small tree and is freed after, so that a
 * file of any length needs the memory of one row. Numbers stay text. */

typedef enum { NUAN_JSON_NULL, NUAN_JSON_BOOLEAN, NUAN_JSON_NUMBER, NUAN_JSON_TEXT, NUAN_JSON_OBJECT, NUAN_JSON_ARRAY } NuanJsonKind;

typedef struct {
  NuanJsonKind kind;
  gboolean     truth;   /* of a boolean */
  char        *text;    /* of a text, or a number as it was written */
  gboolean     broken;  /* the text (or its key) held a NUL character */
  GPtrArray   *keys;    /* of an object: char *, beside items */
  GPtrArray   *items;   /* of an object or array: NuanJsonNode */
} NuanJsonNode;

/* FALSE stops the reading; set ERROR then. ROW counts from 0. */
typedef gboolean (*NuanJsonVisitor) (const NuanJsonNode *node, guint row, gpointer data, GError **error);

/* *IS_ARRAY is set before the first visit. NUAN_ERROR_INVALID for what is not JSON, not UTF-8, or nested deeper than any of our files. */
gboolean nuan_json_visit (const char *text, gsize size, gboolean *is_array, NuanJsonVisitor visitor, gpointer data, GError **error);

/* What every reader of such a tree asks. NUAN_ERROR_INVALID at FIELD, which may be NULL; the name of a field that nobody knows may hold anything: what is
 * shown of it stays short and on one line. */
gboolean nuan_json_check_kind     (const NuanJsonNode *node, NuanJsonKind kind, const char *field, GError **error);
GError  *nuan_json_error_twice    (const char *field);   /* what is told of a key that stands twice; owned */
gboolean nuan_json_refuse_unknown (const char *name, GError **error);          /* FALSE */

G_END_DECLS
