#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "store/people/household-private.h"
#include "store/office/standard-store.h"
#include "store/engine/engine.h"

char *
nuan_household_subject (gint64 id)
{
  return g_strdup_printf ("household:%" G_GINT64_FORMAT, id);
}

gint64
nuan_household_store_find (NuanConnection *connection, const char *number, GError **error)
{
  g_autofree char *upper = g_ascii_strup (number != NULL ? number : "", -1);
  gint64 id = 0;

  g_strstrip (upper);
  if (nuan_sql_find (connection, &id, error, "SELECT id FROM household WHERE number = ?", "t", upper) && id == 0)
    nuan_error_set (error, NUAN_ERROR_NOT_FOUND, "household",
                    _("There is no household file of this number; one looks like H2025-000318"));
  return id;
}

static gboolean
read_causes (NuanConnection *connection, NuanHousehold *household, GError **error)
{
  g_autoptr (GPtrArray) causes = g_ptr_array_new ();
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT cause FROM household_cause WHERE household_id = ? ORDER BY place", "i",
                                                  household->id);

  while (nuan_statement_next (row, error))
    g_ptr_array_add (causes, nuan_statement_dup (row, 0));
  g_ptr_array_add (causes, NULL);

  g_strfreev (household->causes);
  household->causes = (char **) g_ptr_array_free (g_steal_pointer (&causes), FALSE);
  return !nuan_statement_failed (row);
}

/* Where the amount of a head belongs; NULL for a head that this program does not know. */
static gint64 *
find_amount (NuanHousehold *household, const char *side, const char *head)
{
  if (g_str_equal (side, "income"))
    {
      for (guint i = 0; i < NUAN_N_INCOMES; i++)
        if (g_str_equal (nuan_income_codes[i], head))
          return &household->incomes_fen[i];
    }
  else
    {
      for (guint i = 0; i < NUAN_N_EXPENSES; i++)
        if (g_str_equal (nuan_expense_codes[i], head))
          return &household->expenses_fen[i];
    }

  return NULL;
}

/* Money that is not understood is told, never left out of the sum. */
static gboolean
put_amount (NuanHousehold *household, const char *side, const char *head, gint64 amount_fen, GError **error)
{
  gint64 *amount = find_amount (household, side, head);

  if (amount == NULL)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, g_str_equal (side, "income") ? "incomes" : "expenses",
                      _("The file of the household holds an amount of an unknown kind: %s"), head);
      return FALSE;
    }

  *amount = amount_fen;
  return TRUE;
}

static gboolean
read_amounts (NuanConnection *connection, NuanHousehold *household, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT side, head, amount_fen FROM household_amount WHERE household_id = ?",
                                                  "i", household->id);

  while (nuan_statement_next (row, error))
    if (!put_amount (household, nuan_statement_text (row, 0), nuan_statement_text (row, 1), nuan_statement_int (row, 2), error))
      return FALSE;

  return !nuan_statement_failed (row);
}

static gpointer
read_member (NuanStatement *row)
{
  NuanMember *member = g_new0 (NuanMember, 1);

  member->id = nuan_statement_int (row, 0);
  member->name = nuan_statement_dup (row, 1);
  member->id_number = nuan_statement_dup (row, 2);
  member->relation = nuan_statement_dup (row, 3);
  member->phone = nuan_statement_dup (row, 4);
  member->card = nuan_statement_dup (row, 5);
  member->employer = nuan_statement_dup (row, 6);
  member->health = nuan_statement_dup (row, 7);
  member->counted = nuan_statement_int (row, 8) != 0;
  return member;
}

static gboolean
read_members (NuanConnection *connection, NuanHousehold *household, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection,
    "SELECT id, name, id_number, relation, phone, card, employer, health, counted FROM member"
    " WHERE household_id = ? AND removed = 0 ORDER BY place", "i", household->id);

  g_ptr_array_set_size (household->members, 0);
  while (nuan_statement_next (row, error))
    g_ptr_array_add (household->members, read_member (row));
  return !nuan_statement_failed (row);
}

static void
put_text (char **place, NuanStatement *row, int column)
{
  g_free (*place);
  *place = nuan_statement_dup (row, column);
}

static gboolean
read_file (NuanConnection *connection, gint64 id, NuanHousehold *household, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection,
    "SELECT h.number, h.state, h.version, u.name, h.address, h.phone, h.note, h.accident, h.accident_reason, h.changed_by,"
    " h.changed_on FROM household h JOIN unit u ON u.id = h.unit_id WHERE h.id = ?", "i", id);

  if (!nuan_statement_find (row, error, NUAN_ERROR_NOT_FOUND, "household", _("There is no such household file")))
    return FALSE;

  household->id = id;
  put_text (&household->number, row, 0);
  nuan_household_state_parse (nuan_statement_text (row, 1), &household->state, NULL);
  household->version = (gint) nuan_statement_int (row, 2);
  put_text (&household->unit, row, 3);
  put_text (&household->address, row, 4);
  put_text (&household->phone, row, 5);
  put_text (&household->note, row, 6);
  household->accident = nuan_statement_int (row, 7) != 0;
  put_text (&household->accident_reason, row, 8);
  household->changed_by = nuan_statement_int (row, 9);
  household->changed_on = nuan_statement_day (row, 10);
  return TRUE;
}

NuanHousehold *
nuan_household_store_read (NuanConnection *connection, gint64 id, GError **error)
{
  g_autoptr (NuanHousehold) household = nuan_household_new ();

  if (!read_file (connection, id, household, error) ||
      !read_causes (connection, household, error) ||
      !read_amounts (connection, household, error) ||
      !read_members (connection, household, error))
    return NULL;

  return g_steal_pointer (&household);
}

NuanAssessment *
nuan_household_store_assess (NuanConnection *connection, gint64 id, NuanDay day, GError **error)
{
  g_autoptr (NuanHousehold) household = nuan_household_store_read (connection, id, error);
  NuanStandards standards;

  if (household == NULL || !nuan_standard_store_get (connection, day, &standards, error))
    return NULL;

  return nuan_assessment_compute (household, &standards, error);
}

gboolean
nuan_household_try_assess (NuanConnection *connection, const NuanHousehold *household, NuanAssessment **assessment,
                           GError **error)
{
  g_autoptr (GError) local = NULL;
  NuanStandards standards;

  *assessment = NULL;
  if (!nuan_standard_store_get (connection, nuan_connection_get_today (connection), &standards, error))
    return FALSE;

  *assessment = nuan_assessment_compute (household, &standards, &local);
  if (*assessment != NULL || g_error_matches (local, NUAN_ERROR, NUAN_ERROR_RULE))
    return TRUE;   /* no line yet: the file can be kept all the same */

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
nuan_confirmation_free (NuanConfirmation *confirmation)
{
  if (confirmation == NULL)
    return;

  g_free (confirmation->category);
  g_free (confirmation->per_capita);
  g_free (confirmation->line);
  g_free (confirmation->arithmetic);
  g_free (confirmation->reason);
  g_free (confirmation->confirmed_by);
  g_free (confirmation);
}
