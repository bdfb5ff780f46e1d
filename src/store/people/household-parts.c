#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "store/people/household-private.h"
#include "store/engine/engine.h"

static gboolean
write_causes (NuanConnection *connection, const NuanHousehold *household, GError **error)
{
  if (!nuan_sql_run (connection, error, "DELETE FROM household_cause WHERE household_id = ?", "i", household->id))
    return FALSE;

  for (guint i = 0; household->causes[i] != NULL; i++)
    if (!nuan_sql_run (connection, error, "INSERT INTO household_cause (household_id, place, cause) VALUES (?, ?, ?)", "iit",
                       household->id, (gint64) i, household->causes[i]))
      return FALSE;

  return TRUE;
}

static gboolean
write_amount (NuanConnection *connection, gint64 id, const char *side, const char *head, gint64 amount_fen, GError **error)
{
  return amount_fen <= 0
         || nuan_sql_run (connection, error, "INSERT INTO household_amount (household_id, side, head, amount_fen) VALUES (?, ?, ?, ?)",
                          "itti", id, side, head, amount_fen);
}

gboolean
nuan_household_add_amounts (NuanConnection *connection, gint64 id, const NuanHousehold *household, GError **error)
{
  for (guint i = 0; i < NUAN_N_INCOMES; i++)
    if (!write_amount (connection, id, "income", nuan_income_codes[i], household->incomes_fen[i], error))
      return FALSE;
  for (guint i = 0; i < NUAN_N_EXPENSES; i++)
    if (!write_amount (connection, id, "expense", nuan_expense_codes[i], household->expenses_fen[i], error))
      return FALSE;

  return TRUE;
}

/* Somebody who left the file and comes back is the same person: grants name the row. */
static gboolean
find_former (NuanConnection *connection, gint64 household_id, NuanMember *member, GError **error)
{
  return *member->id_number == '\0'
         || nuan_sql_find (connection, &member->id, error,
                           "SELECT id FROM member WHERE household_id = ? AND id_number = ? AND removed = 1 ORDER BY id DESC"
                           " LIMIT 1", "it", household_id, member->id_number);
}

static gboolean
add_member (NuanConnection *connection, gint64 household_id, NuanMember *member, guint place, GError **error)
{
  return nuan_next_id (connection, "member", &member->id, error) &&
       nuan_sql_run (connection, error,
                     "INSERT INTO member (id, household_id, place, name, id_number, relation, phone, card, employer, health, counted,"
                     " birth, sex) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "iiitttttttidi",
                     member->id, household_id, (gint64) place, member->name, member->id_number, member->relation, member->phone, member->card,
                     member->employer, member->health, (gint64) (member->counted != FALSE), nuan_member_get_birth (member),
                     (gint64) nuan_member_get_sex (member));
}

static gboolean
change_member (NuanConnection *connection, gint64 household_id, const NuanMember *member, guint place, GError **error)
{
  return nuan_sql_run (connection, error,
                       "UPDATE member SET place = ?, name = ?, id_number = ?, relation = ?, phone = ?, card = ?, employer = ?,"
                       " health = ?, counted = ?, birth = ?, sex = ?, removed = 0, open = 1 WHERE id = ? AND household_id = ?",
                       "itttttttidiii", (gint64) place, member->name, member->id_number, member->relation, member->phone,
                       member->card, member->employer, member->health, (gint64) (member->counted != FALSE),
                       nuan_member_get_birth (member),
                       (gint64) nuan_member_get_sex (member), member->id, household_id);
}

/* First everybody is out, then those of the form come in one by one: two members may have swapped their numbers, or the head
 * changed. */
static gboolean
write_members (NuanConnection *connection, NuanHousehold *household, GError **error)
{
  if (!nuan_sql_run (connection, error, "UPDATE member SET removed = 1, open = 0 WHERE household_id = ?", "i", household->id))
    return FALSE;

  for (guint i = 0; i < household->members->len; i++)
    {
      NuanMember *member = g_ptr_array_index (household->members, i);

      if (member->id == 0 && !find_former (connection, household->id, member, error))
        return FALSE;
      if (!(member->id != 0 ? change_member (connection, household->id, member, i, error)
                            : add_member (connection, household->id, member, i, error)))
        return FALSE;
    }

  return TRUE;
}

gboolean
nuan_household_write_parts (NuanConnection *connection, NuanHousehold *household, GError **error)
{
  return write_causes (connection, household, error) &&
         nuan_sql_run (connection, error, "DELETE FROM household_amount WHERE household_id = ?", "i", household->id) &&
         nuan_household_add_amounts (connection, household->id, household, error) &&
         write_members (connection, household, error);
}
