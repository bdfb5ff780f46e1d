#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/id-paper.h"
#include "base/region.h"
#include "cli/kit/command.h"
#include "cli/kit/input.h"

static gboolean
print_json (const NuanIdNumber *id, const char *sex, GError **error)
{
  g_autoptr (NuanOutput) output = nuan_output_new (TRUE);
  g_autofree char *region_name = nuan_region_full_name (id->region);
  guint from, to;

  nuan_output_begin (output, NULL);
  nuan_output_day (output, "birth", id->birth);
  nuan_output_text (output, "sex", sex);
  nuan_output_text (output, "region", id->region);
  nuan_output_text (output, "region_name", region_name);
  if (nuan_region_withdrawn (id->region, &from, &to))
    {
      nuan_output_integer (output, "region_from", from);
      nuan_output_integer (output, "region_to", to);
    }
  nuan_output_text (output, "paper", nuan_id_paper_name (nuan_id_paper (id)));
  nuan_output_end (output);

  return nuan_output_finish (output, error);
}

static gboolean
print_id (NuanSession *session, GError **error)
{
  const NuanDay today = nuan_day_today ();
  const char *sex;
  g_autofree char *birth = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *sex_code = NULL;
  g_auto (GStrv) warnings = NULL;
  const char *given = nuan_arguments_at (session->arguments, 0);
  g_autofree char *number = strcmp (given, "-") == 0 ? nuan_input_line (session, "id_number", error) : g_strdup (given);
  NuanIdNumber id;

  if (number == NULL || !nuan_id_number_parse (number, TRUE, today, "id_number", &id, error))
    return FALSE;

  warnings = nuan_id_number_warnings (&id, today);
  for (guint i = 0; warnings[i] != NULL; i++)
    g_ptr_array_add (session->warnings, g_strdup (warnings[i]));

  sex_code = g_strdup_printf ("%d", (int) id.sex);
  sex = nuan_code_label ("sex", sex_code);
  birth = nuan_day_format (id.birth);
  origin = nuan_id_paper_origin (&id);

  if (nuan_session_is_json (session))
    return print_json (&id, sex, error);

  nuan_session_say (session, "%s, %s, %s%s%s", birth, sex, id.region, origin != NULL ? " " : "",
                    origin != NULL ? origin : "");
  return TRUE;
}

const NuanCommand nuan_id_commands[] = {
  { "id", NULL, "NUMBER|- [--json]", N_("birth, sex and region of an ID number (公民身份号码), with - of the one on the standard input"),
    NUAN_NEEDS_NOTHING, NUAN_COMMAND_SHOWS, print_id },
  { NULL }
};
