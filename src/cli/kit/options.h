#pragma once

#include "cli/kit/session.h"
#include "exchange/fields-json.h"
#include "model/field.h"

G_BEGIN_DECLS

/* The options of a command as a table of fields: what the window's form checks and says is checked and said here. The option has the name of
 * its field, with "-" for "_", or the one in NAMES (or NULL). What stands in --json is named by its path there: PATHS, or the name of the field. */
typedef struct {
  NuanSession         *session;
  const NuanField     *fields;
  const NuanFieldName *names, *paths;
  NuanFieldsJson      *json;        /* NULL: nothing was read */
  GPtrArray           *json_errors;
} NuanOptions;

void        nuan_options_clear (NuanOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NuanOptions, nuan_options_clear)

/* Reads what --json leads to, where it is given: one object of the same fields. Before a transaction. */
gboolean    nuan_options_load  (NuanOptions *options, GError **error);

/* As given, in --json or else as an option; NULL: it was not. A NuanFieldValue whose data are NuanOptions. Borrowed. */
const char *nuan_options_value (const NuanField *field, gpointer options);
const char *nuan_options_get   (const NuanOptions *options, const char *field);

/* Everything that is wrong, as nuan_fields_check() by VALUE, whose data are OPTIONS; a day is written as the command line has it. Owned. */
GPtrArray  *nuan_options_check (const NuanOptions *options, NuanFieldValue value);

/* TRUE: ERRORS is empty, and --json could be read. Else all are told, each with its option or its path, in the order of the table: the last one by ERROR. */
gboolean    nuan_options_done  (const NuanOptions *options, GPtrArray *errors, GError **error);

/* Malformed input that is only found further in (*ERROR) names the option in place of the field; what a rule says keeps the name of the fact. */
void        nuan_options_name  (const NuanOptions *options, GError **error);

G_END_DECLS
