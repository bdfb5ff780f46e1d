#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/kit/command.h"
#include "store/office/standard-store.h"

static gboolean
set (NuanSession *session, GError **error)
{
  NuanDay from = NUAN_DAY_NONE;

  if (!nuan_arguments_day (session->arguments, "from", &from, error))
    return FALSE;

  return nuan_standard_store_set (session->connection, session->actor, nuan_arguments_at (session->arguments, 0),
                                  nuan_arguments_at (session->arguments, 1), from, error);
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
