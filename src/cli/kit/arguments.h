#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* The arguments of one command, read by the grammar of its usage line, so that help and parser can't part ways:
 *
 *   "NUMBER [NUMBER…] -o FILE --reason TEXT [--on DATE] [--json]"
 *
 * A word in capitals is a positional argument, one that ends in … may come again; "--name VALUE" is an option with a value,
 * "--name" alone a flag; what stands in brackets may be missing. "--name=value" is the same as "--name value", "--" ends the
 * options, and a negative number is never an option. */
typedef struct _NuanArguments NuanArguments;

/* Everything wrong is added to ERRORS (GError *): NUAN_ERROR_INVALID naming the option or the word. Never NULL; with errors it holds what was read
 * before them. */
NuanArguments *nuan_arguments_parse (const char *usage, const char *const *words, GPtrArray *errors);
void           nuan_arguments_free  (NuanArguments *arguments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanArguments, nuan_arguments_free)

const char *nuan_arguments_get   (NuanArguments *arguments, const char *name);   /* "reason"; NULL when not given; borrowed */
gboolean    nuan_arguments_has   (NuanArguments *arguments, const char *name);
guint       nuan_arguments_count (NuanArguments *arguments);                     /* positional ones */
const char *nuan_arguments_at    (NuanArguments *arguments, guint index);        /* NULL beyond the end; borrowed */

/* Options by kind; *VALUE is left alone when the option was not given. The error's field is NAME. */
gboolean    nuan_arguments_day    (NuanArguments *arguments, const char *name, NuanDay *value, GError **error);
/* --from and --to; a period that ends before it begins is wrong. */
gboolean    nuan_arguments_period (NuanArguments *arguments, NuanDay *from, NuanDay *to, GError **error);
/* The same of a list that asks for neither: up to the end of this year, from the beginning of the year in which it ends. */
gboolean    nuan_arguments_span   (NuanArguments *arguments, NuanDay today, NuanDay *from, NuanDay *to, GError **error);
gboolean    nuan_arguments_number (NuanArguments *arguments, const char *name, gint64 min, gint64 max, gint64 *value,
                                   GError **error);

/* The positional argument INDEX as a number of a row ("7"); FIELD is its name in errors. */
gboolean    nuan_arguments_id     (NuanArguments *arguments, guint index, const char *field, gint64 *id, GError **error);
/* The same for an option. */
gboolean    nuan_arguments_id_of  (NuanArguments *arguments, const char *name, gint64 *id, GError **error);

G_END_DECLS
