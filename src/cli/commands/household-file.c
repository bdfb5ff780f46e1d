#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/mask.h"
#include "base/money.h"
#include "base/name-form.h"
#include "cli/commands/household-file.h"
#include "cli/kit/input.h"
#include "desk/household-work.h"
#include "exchange/household-json.h"
#include "model/household/household-fields.h"

/* What was shown masked and comes back unchanged stays what it is. */
static void
keep_masked (NuanMember *given, const NuanMember *stored)
{
  for (const NuanField *field = nuan_member_fields; field->name != NULL; field++)
    {
      g_autofree char *text = nuan_field_get (field, given);
      g_autofree char *known = nuan_field_get (field, stored);
      g_autofree char *masked = nuan_field_mask (field, known);

      if (masked != NULL && *known != '\0' && strcmp (text, masked) == 0)
        nuan_field_set (field, given, known, NULL);
    }
}

/* The same person by what was typed: an ID number in any spelling, or the name of somebody without one. */
static gboolean
is_same_person (const NuanMember *stored, const NuanMember *given, NuanDay today)
{
  NuanIdNumber id;

  if (given->id != 0)
    return stored->id == given->id;
  if (given->id_number == NULL || *given->id_number == '\0')
    return *stored->id_number == '\0' && nuan_name_alike (stored->name, given->name);

  return nuan_id_number_parse (given->id_number, FALSE, today, NULL, &id, NULL) && strcmp (id.number, stored->id_number) == 0;
}

static const NuanMember *
find_stored (const NuanHousehold *stored, const NuanMember *given, NuanDay today)
{
  for (guint i = 0; i < stored->members->len; i++)
    if (is_same_person (g_ptr_array_index (stored->members, i), given, today))
      return g_ptr_array_index (stored->members, i);

  return NULL;
}

/* Members are known again by id or ID number, so that grants keep their person. */
static void
recognise_members (NuanHousehold *given, const NuanHousehold *stored, NuanDay today)
{
  for (guint i = 0; i < given->members->len; i++)
    {
      NuanMember *member = g_ptr_array_index (given->members, i);
      const NuanMember *known = find_stored (stored, member, today);

      if (known == NULL)
        continue;
      member->id = known->id;
      keep_masked (member, known);
    }
}

static void
say_assessment (NuanSession *session, const char *when, const NuanAssessment *assessment)
{
  nuan_session_say (session, "%s: %s %s", when, nuan_code_label ("category", nuan_category_code (assessment->category)),
                    assessment->arithmetic);
}

/* The one household that --json holds, given the identity of STORED. */
static NuanHousehold *
read_change (NuanSession *session, GBytes *text, const NuanHousehold *stored, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (nuan_household_json_problem_free);
  g_autoptr (GPtrArray) households = NULL;
  g_autoptr (GPtrArray) errors = NULL;
  g_autoptr (NuanHousehold) given = NULL;
  const NuanDay today = nuan_connection_get_today (session->connection);
  gsize size = 0;
  gconstpointer data;

  data = g_bytes_get_data (text, &size);
  households = nuan_household_json_read (data != NULL ? data : "", size, NUAN_HOUSEHOLD_JSON_SHOWN, NULL, problems, error);
  if (households == NULL)
    return NULL;
  if (households->len != 1)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "--json", _("One household is needed"));
      return NULL;
    }
  if (!nuan_session_tell_all (session, problems, error))
    return NULL;

  given = nuan_household_copy (g_ptr_array_index (households, 0));
  if (given->number != NULL && *given->number != '\0' && strcmp (given->number, stored->number) != 0)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "number", _("The file in --json is another household's"));
      return NULL;
    }
  g_free (given->number);
  given->number = g_strdup (stored->number);
  given->id = stored->id;
  given->state = stored->state;
  if (given->version == 0)
    given->version = stored->version;
  recognise_members (given, stored, today);

  errors = nuan_household_find_errors (given, today);
  return nuan_session_tell_all (session, errors, error) ? g_steal_pointer (&given) : NULL;
}

typedef struct {
  NuanSession *session;
  GBytes      *text;   /* of --json */
} Change;

static gboolean
change_work (NuanConnection *connection, gpointer data, GError **error)
{
  const Change *change = data;
  NuanSession *session = change->session;
  g_autoptr (NuanHousehold) stored = NULL;
  g_autoptr (NuanHousehold) given = NULL;
  g_autoptr (NuanSaved) saved = NULL;
  gint64 id = nuan_household_store_find (session->connection, nuan_arguments_at (session->arguments, 0), error);

  if (id == 0)
    return FALSE;
  stored = nuan_household_store_read (session->connection, id, error);
  if (stored == NULL)
    return FALSE;
  given = read_change (session, change->text, stored, error);
  if (given == NULL)
    return FALSE;

  saved = nuan_household_work_save (session->connection, session->actor, given, FALSE, error);
  if (saved == NULL)
    return FALSE;

  g_ptr_array_extend_and_steal (session->warnings, g_steal_pointer (&saved->warnings));
  if (saved->before != NULL && saved->after != NULL && strcmp (saved->before->arithmetic, saved->after->arithmetic) != 0)
    {
      say_assessment (session, _("before"), saved->before);
      say_assessment (session, _("after"), saved->after);
    }
  return TRUE;
}

/* The text is read before the transaction: whoever types it keeps nobody waiting. */
gboolean
nuan_household_file_change (NuanSession *session, GError **error)
{
  g_autoptr (GBytes) text = nuan_input_load (session, "json", error);
  Change change = { session, text };

  return text != NULL && nuan_connection_transact (session->connection, change_work, &change, error);
}

void
nuan_household_file_print_assessment (NuanOutput *output, const NuanAssessment *assessment)
{
  const NuanStandards *standards = &assessment->standards;
  g_autofree char *per_capita = nuan_money_format_quotient (assessment->net_fen, (gint64) standards->income_months * assessment->persons, 2);

  nuan_output_text (output, "category", nuan_category_code (assessment->category));
  nuan_output_text (output, "computed", nuan_category_code (assessment->computed));
  nuan_output_text (output, "per_capita", per_capita);
  nuan_output_text (output, "per_capita_exact", assessment->per_capita);   /* more decimals where two would hide the comparison */
  nuan_output_text (output, "line", assessment->line);
  nuan_output_text (output, "arithmetic", assessment->arithmetic);
  nuan_output_money (output, "income", assessment->income_fen);
  nuan_output_money (output, "expense", assessment->expense_fen);
  nuan_output_money (output, "net", assessment->net_fen);
  nuan_output_integer (output, "persons", assessment->persons);
  nuan_output_integer (output, "months", standards->income_months);
  nuan_output_money (output, "dibao", standards->dibao_fen);
  nuan_output_day (output, "dibao_from", standards->dibao_from);
  nuan_output_integer (output, "relative_multiple", standards->relative_multiple);
  nuan_output_text (output, "deep_operator", standards->deep_inclusive ? "le" : "lt");
  nuan_output_text (output, "relative_operator", standards->relative_inclusive ? "le" : "lt");
  nuan_output_day (output, "on", standards->on);
}

/* ID numbers and cards leave by their ends alone unless somebody asks for them and says so in the journal. */
static void
print_members (NuanOutput *output, const NuanHousehold *household, gboolean masked)
{
  nuan_output_begin_array (output, C_("section", "Family"));
  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);
      g_autofree char *id_number = masked ? nuan_mask_id_number (member->id_number) : g_strdup (member->id_number);
      g_autofree char *line = g_strdup_printf ("%s %s %s", nuan_code_label ("relation", member->relation), member->name,
                                               id_number);

      nuan_output_text (output, NULL, g_strchomp (line));
    }
  nuan_output_end_array (output);
}

/* For people: what is filled in, as the form calls it. */
static void
print_fields (NuanOutput *output, const NuanHousehold *household)
{
  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    {
      g_autofree char *text = nuan_household_get_text (household, field);
      g_autofree char *label = nuan_field_label (field);

      if (*text == '\0')
        continue;
      if (field->kind == NUAN_FIELD_FLAG)
        nuan_output_boolean (output, label, TRUE);
      else
        nuan_output_text (output, label, field->kind == NUAN_FIELD_CODE ? nuan_code_label (field->list, text) : text);
    }
}

static void
print_household (NuanOutput *output, const NuanHousehold *household, gboolean masked, NuanDay today)
{
  if (nuan_output_get_json (output) != NULL)
    {
      nuan_household_json_generate (nuan_output_get_json (output), household, masked, today);
      return;
    }

  nuan_output_text (output, _("Number"), household->number);
  nuan_output_text (output, _("State"), nuan_code_label ("household-state", nuan_household_state_code (household->state)));
  print_members (output, household, masked);
  print_fields (output, household);
}

static gboolean
log_reveal (NuanConnection *connection, gpointer data, GError **error)
{
  const NuanSession *session = data;
  gint64 id = nuan_household_store_find (connection, nuan_arguments_at (session->arguments, 0), error);

  return id != 0 && nuan_household_store_log_reveal (connection, session->actor, id, error);
}

static void
print_confirmation (NuanOutput *output, const NuanConfirmation *confirmation)
{
  if (confirmation == NULL)
    return;

  nuan_output_begin (output, "confirmed");
  nuan_output_text (output, "category", confirmation->category);
  nuan_output_text (output, "per_capita", confirmation->per_capita);
  nuan_output_text (output, "line", confirmation->line);
  nuan_output_text (output, "arithmetic", confirmation->arithmetic);
  nuan_output_text (output, "reason", confirmation->reason);
  nuan_output_text (output, "confirmed_by", confirmation->confirmed_by);
  nuan_output_day (output, "on", confirmation->on);
  nuan_output_end (output);
}

gboolean
nuan_household_file_show (NuanSession *session, GError **error)
{
  NuanConnection *connection = session->connection;
  const gboolean reveal = nuan_arguments_has (session->arguments, "reveal");
  g_autoptr (NuanHousehold) household = NULL;
  g_autoptr (NuanAssessment) assessment = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (NuanOutput) output = NULL;
  g_autoptr (NuanConfirmation) confirmation = NULL;
  gint64 id = nuan_household_store_find (connection, nuan_arguments_at (session->arguments, 0), error);

  if (id == 0)
    return FALSE;
  household = nuan_household_store_read (connection, id, error);
  if (household == NULL)
    return FALSE;
  if (reveal && !nuan_connection_transact (connection, log_reveal, session, error))
    return FALSE;

  assessment = nuan_household_store_assess (connection, id, nuan_connection_get_today (connection), &problem);
  if (assessment == NULL && !g_error_matches (problem, NUAN_ERROR, NUAN_ERROR_RULE))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!nuan_household_store_confirmed (connection, id, &confirmation, error))
    return FALSE;

  output = nuan_output_new (nuan_session_is_json (session));
  nuan_output_begin (output, NULL);
  print_household (output, household, !reveal, nuan_connection_get_today (connection));
  nuan_output_text (output, "category", confirmation != NULL ? confirmation->category
                                        : assessment != NULL ? nuan_category_code (assessment->category) : "");
  if (assessment != NULL)
    {
      nuan_output_begin (output, "assessment");
      nuan_household_file_print_assessment (output, assessment);
      nuan_output_end (output);
    }
  print_confirmation (output, confirmation);
  nuan_output_end (output);

  return nuan_output_finish (output, error);
}
