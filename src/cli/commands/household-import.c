#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/commands/household-file.h"
#include "cli/kit/input.h"
#include "exchange/household-json.h"
#include "store/people/household-store.h"

/* Households of an import: where the row number belongs into a message it is put before the field. */
typedef struct {
  NuanSession *session;
  GPtrArray   *households;   /* NuanHousehold; NULL where a row is named already */
  gboolean     is_array;
} Import;

static void
complain_row (const Import *import, guint row, GError *error)
{
  if (import->is_array)
    {
      g_autofree char *prefix = g_strdup_printf (nuan_error_get_field (error) != NULL ? "[%u]." : "[%u]", row);

      nuan_error_prefix_field (&error, prefix);
    }
  nuan_session_complain (import->session, error);
}

static void
warn_row (const Import *import, guint row, GPtrArray *warnings)
{
  for (guint i = 0; i < warnings->len; i++)
    {
      const char *warning = g_ptr_array_index (warnings, i);

      g_ptr_array_add (import->session->warnings,
                       import->is_array ? g_strdup_printf ("[%u].%s", row, warning) : g_strdup (warning));
    }
}

/* What can be seen of a row without the file. */
static void
check_rows (const Import *import, GPtrArray *problems, NuanDay today)
{
  for (guint i = 0; i < problems->len; i++)
    nuan_session_complain (import->session, g_ptr_array_index (problems, i));

  for (guint i = 0; i < import->households->len; i++)
    {
      NuanHousehold *household = g_ptr_array_index (import->households, i);
      g_autoptr (GPtrArray) errors = household != NULL ? nuan_household_find_errors (household, today) : NULL;

      if (errors == NULL || errors->len == 0)
        continue;
      for (guint j = 0; j < errors->len; j++)
        complain_row (import, i, g_ptr_array_index (errors, j));
      g_ptr_array_index (import->households, i) = NULL;
      nuan_household_free (household);
    }
}

/* The row before ROW where somebody of HOUSEHOLD stands as well, told as PROBLEM; notes who stands in this one. ROWS: ID number → row + 1. */
static gboolean
stands_twice (GHashTable *rows, guint row, const NuanHousehold *household, GError **problem)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);
      const guint first = GPOINTER_TO_UINT (g_hash_table_lookup (rows, member->id_number));
      g_autofree char *field = g_strdup_printf ("members[%u].id_number", i);

      if (first != 0 && first != row + 1)   /* twice in one row is told by the row's own check */
        {
          nuan_error_set (problem, NUAN_ERROR_CONFLICT, field, _("This ID number stands in row [%u] as well"), first - 1);
          return TRUE;
        }
      if (*member->id_number != '\0')
        g_hash_table_insert (rows, g_strdup (member->id_number), GUINT_TO_POINTER (row + 1));
    }

  return FALSE;
}

/* Rows are named by their place: a file that is only being made has no number that would help. */
static void
check_twice (const Import *import)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < import->households->len; i++)
    {
      NuanHousehold *household = g_ptr_array_index (import->households, i);
      g_autoptr (GError) problem = NULL;

      if (household == NULL || !stands_twice (rows, i, household, &problem))
        continue;
      complain_row (import, i, problem);
      g_ptr_array_index (import->households, i) = NULL;
      nuan_household_free (household);
    }
}

/* What is wrong with one row; anything else, a full disk or a missing right, ends the import. */
static gboolean
is_about_a_row (const GError *error)
{
  return g_error_matches (error, NUAN_ERROR, NUAN_ERROR_INVALID) || g_error_matches (error, NUAN_ERROR, NUAN_ERROR_NOT_FOUND)
         || g_error_matches (error, NUAN_ERROR, NUAN_ERROR_CONFLICT) || g_error_matches (error, NUAN_ERROR, NUAN_ERROR_RULE);
}

typedef struct
{
  const NuanStaff *actor;
  NuanHousehold   *household;
  GPtrArray       *warnings;
} Row;

static gboolean
add_row (NuanConnection *connection, gpointer data, GError **error)
{
  const Row *row = data;

  return nuan_household_store_add (connection, row->actor, row->household, row->warnings, error);
}

/* One transaction: a row that is refused (a duplicate of an earlier row, say) does not hide the next bad one, and nothing stays of any. */
static gboolean
add_rows (NuanConnection *connection, gpointer data, GError **error)
{
  const Import *import = data;
  gboolean fine = TRUE;

  for (guint i = 0; i < import->households->len; i++)
    {
      NuanHousehold *household = g_ptr_array_index (import->households, i);
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
      Row row = { import->session->actor, household, warnings };
      g_autoptr (GError) problem = NULL;

      if (household == NULL)
        {
          fine = FALSE;
          continue;
        }
      if (nuan_connection_attempt (connection, add_row, &row, &problem))
        {
          warn_row (import, i, warnings);
          continue;
        }
      fine = FALSE;
      if (!is_about_a_row (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      complain_row (import, i, problem);
    }

  return fine;
}

gboolean
nuan_household_file_add (NuanSession *session, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (nuan_household_json_problem_free);
  g_autoptr (GPtrArray) households = NULL;
  Import import = { .session = session };
  gsize size = 0;
  gconstpointer data;

  if (!nuan_roles_check (session->actor->roles, NUAN_RIGHT_EDIT_HOUSEHOLD, error))
    return FALSE;
  text = nuan_input_load (session, "json", error);
  if (text == NULL)
    return FALSE;

  data = g_bytes_get_data (text, &size);
  households = nuan_household_json_read (data != NULL ? data : "", size, NUAN_HOUSEHOLD_JSON_NEW, &import.is_array, problems,
                                         error);
  if (households == NULL)
    return FALSE;

  if (households->len == 0)
    {
      nuan_error_set (error, NUAN_ERROR_RULE, "--json", _("There is no household in it: an object is needed, or an array of at least one"));
      return FALSE;
    }

  import.households = households;
  check_rows (&import, problems, nuan_connection_get_today (session->connection));
  check_twice (&import);
  if (!nuan_connection_transact (session->connection, add_rows, &import, error))
    return FALSE;

  for (guint i = 0; i < households->len; i++)
    nuan_session_say (session, "%s", ((NuanHousehold *) g_ptr_array_index (households, i))->number);
  return TRUE;
}
