#pragma once

#include "base/day.h"
#include "model/field.h"

G_BEGIN_DECLS

/* What a command prints on stdout: the same calls make JSON (--json: alone, lists as arrays) or text for people: a list becomes
 * an aligned table, a lone object lines of "key: value". Money is a string in 元 with two decimals in both. */
typedef struct _NuanOutput NuanOutput;

/* A column of the text form of a list. CODE_LIST, unless NULL, turns its codes into their labels. */
typedef struct {
  const char *key;
  const char *title;       /* translated when printed */
  const char *code_list;
} NuanOutputColumn;

NuanOutput *nuan_output_new  (gboolean json);
void        nuan_output_free (NuanOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanOutput, nuan_output_free)

/* The whole output is one list of objects; COLUMNS ends with a NULL key. Rows are printed as they come. */
void        nuan_output_begin_list (NuanOutput *output, const NuanOutputColumn *columns);
void        nuan_output_end_list   (NuanOutput *output);

/* KEY is NULL for the outermost object, for a row of the list and for the elements of an array. */
void        nuan_output_begin       (NuanOutput *output, const char *key);
void        nuan_output_end         (NuanOutput *output);
void        nuan_output_begin_array (NuanOutput *output, const char *key);
void        nuan_output_end_array   (NuanOutput *output);

void        nuan_output_text    (NuanOutput *output, const char *key, const char *value);   /* NULL is "" */
void        nuan_output_texts   (NuanOutput *output, const char *key, const char *const *values);
void        nuan_output_integer (NuanOutput *output, const char *key, gint64 value);
void        nuan_output_boolean (NuanOutput *output, const char *key, gboolean value);
void        nuan_output_money   (NuanOutput *output, const char *key, gint64 fen);
void        nuan_output_day     (NuanOutput *output, const char *key, NuanDay day);         /* "" for none */

/* The field NAME of FIELDS, which has a place in THING: as its kind is printed. */
void        nuan_output_field   (NuanOutput *output, const NuanField *fields, const char *name, gconstpointer thing);

/* The generator behind JSON output (a yajl_gen), for writers of src/exchange; NULL for text. Borrowed. */
gpointer    nuan_output_get_json (NuanOutput *output);

/* Everything has reached the system, or NUAN_ERROR_STORAGE. */
gboolean    nuan_output_finish (NuanOutput *output, GError **error);

/* The same for plain lines on stdout. */
gboolean    nuan_output_flush  (GError **error);

G_END_DECLS
