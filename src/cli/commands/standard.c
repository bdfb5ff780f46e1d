#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/kit/command.h"
#include "cli/kit/options.h"
#include "model/standard-fields.h"
#include "store/office/standard-store.h"

/* Name and value stand by themselves. */
static const char *
set_value (const NuanField *field, gpointer options)
{
  NuanArguments *arguments = ((const NuanOptions *) options)->session->arguments;

  if (strcmp (field->name, "name") == 0)
    return nuan_arguments_at (arguments, 0);
  if (strcmp (field->name, "value") == 0)
    return nuan_arguments_at (arguments, 1);
  return nuan_options_value (field, options);
}

static gboolean
set (NuanSession *session, GError **error)
{
  const NuanOptions options = { .session = session, .fields = nuan_standard_fields };
  const char *name = nuan_arguments_at (session->arguments, 0), *value = nuan_arguments_at (session->arguments, 1);
  g_autoptr (GPtrArray) errors = nuan_options_check (&options, set_value);
  g_autofree char *canonical = NULL;
  GError *problem = NULL;
  NuanDay from = NUAN_DAY_NONE;

  canonical = nuan_standard_check (name, value, &problem);
  nuan_fields_add_error (errors, problem);
  if (!nuan_options_done (&options, errors, error) || !nuan_arguments_day (session->arguments, "from", &from, error))
    return FALSE;

  return nuan_standard_store_set (session->connection, session->actor, name, value, from, error);
}

static gboolean
list (NuanSession *session, GError **error)
{
  static const NuanOutputColumn columns[] = {
    { "name", N_("Standard") }, { "value", N_("Value") }, { "from", N_("From") }, { "set_by", N_("Set by") },
    { "at", N_("At") }, { NULL }
  };
  g_autoptr (GPtrArray) rows = nuan_standard_store_list (session->connection, error);
  g_autoptr (NuanOutput) output = NULL;

  if (rows == NULL)
    return FALSE;
  if (nuan_arguments_has (session->arguments, "presets"))
    nuan_standard_add_presets (rows);

  output = nuan_output_new (nuan_session_is_json (session));
  nuan_output_begin_list (output, columns);
  for (guint i = 0; i < rows->len; i++)
    {
      const NuanStandardRow *row = g_ptr_array_index (rows, i);

      nuan_output_begin (output, NULL);
      nuan_output_text (output, "name", row->name);
      nuan_output_text (output, "value", row->value);
      nuan_output_day (output, "from", row->from);
      nuan_output_text (output, "set_by", row->set_by);
      nuan_output_text (output, "at", row->at);
      nuan_output_end (output);
    }
  nuan_output_end_list (output);

  return nuan_output_finish (output, error);
}

const NuanCommand nuan_standard_commands[] = {
  { "standard", "set", "NAME VALUE --from DATE", N_("a local standard from a day on"),
    NUAN_NEEDS_STAFF, NUAN_COMMAND_WRITES, set },
  { "standard", "list", "[--presets] [--json]", N_("all standards with their days"), NUAN_NEEDS_STAFF, NUAN_COMMAND_READS, list },
  { NULL }
};
