#pragma once

#include "cli/kit/session.h"
#include "model/field.h"

G_BEGIN_DECLS

/* An option that is not called as its field. */
typedef struct {
  const char *field, *option;
} NuanOptionName;

/* The options of a command as a table of fields: what the window's form checks and says is checked and said here. The option has the name of
 * its field, with "-" for "_". */
typedef struct {
  NuanSession          *session;
  const NuanField      *fields;
  const NuanOptionName *names;   /* ended by NULL; or NULL */
} NuanOptions;

/* As given; NULL: it was not. A NuanFieldValue whose data are NuanOptions. Borrowed. */
const char *nuan_options_value (const NuanField *field, gpointer options);

/* Everything that is wrong, as nuan_fields_check() by VALUE, whose data are OPTIONS; a day is written as the command line has it. Owned. */
GPtrArray  *nuan_options_check (const NuanOptions *options, NuanFieldValue value);

/* TRUE: ERRORS is empty. Else all are told, each with its option, in the order of the table: the last one by ERROR. */
gboolean    nuan_options_done  (const NuanOptions *options, GPtrArray *errors, GError **error);

/* Malformed input that is only found further in (*ERROR) names the option in place of the field; what a rule says keeps the name of the fact. */
void        nuan_options_name  (const NuanOptions *options, GError **error);

G_END_DECLS
