#include "config.h"

#include "store/people/household-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/money.h"
#include "base/name-form.h"
#include "base/pinyin.h"
#include "model/household/household-differences.h"
#include "model/household/household-number.h"
#include "store/office/centre.h"
#include "store/people/household-private.h"
#include "store/people/search-key.h"
#include "store/journal/journal.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

char *
nuan_household_take_number (NuanConnection *connection, guint year, GError **error)
{
  g_autofree char *counter = g_strdup_printf ("household-%u", year);
  gint64 value = 0;

  if (!nuan_sql_run (connection, error,
                     "INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE"
                     " SET value = counter.value + 1", "t", counter) ||
      !nuan_sql_value (connection, &value, error, "SELECT value FROM counter WHERE name = ?", "t", counter))
    return NULL;

  nuan_journal_wrote (connection, "counter", 1);
  return nuan_household_number_format (year, value);
}

/* A unit that is written otherwise than in the register is that one. */
static gboolean
settle_unit (NuanConnection *connection, NuanHousehold *household, GPtrArray *warnings, GError **error)
{
  g_autofree char *known = NULL, *sentence = NULL;
  gint64 id;

  if (!nuan_unit_find (connection, household->unit, &id, &known, error))
    return FALSE;
  if (known == NULL || g_str_equal (known, household->unit))
    return TRUE;

  sentence = g_strdup_printf (_("It is taken as %s"), known);
  if (warnings != NULL)
    g_ptr_array_add (warnings, g_strdup_printf ("unit: %s", sentence));
  g_free (household->unit);
  household->unit = g_steal_pointer (&known);
  return TRUE;
}

/* What every save does first: cleans, refuses, collects what is odd. */
static gboolean
check (NuanConnection *connection, NuanHousehold *household, GPtrArray *warnings, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  g_auto (GStrv) odd = NULL;

  if (!nuan_household_check (household, today, error) ||
      !settle_unit (connection, household, warnings, error) ||
      !nuan_household_refuse_duplicates (connection, household, warnings, error))
    return FALSE;

  odd = nuan_household_warnings (household, today);
  for (guint i = 0; warnings != NULL && odd[i] != NULL; i++)
    g_ptr_array_add (warnings, g_strdup (odd[i]));
  return TRUE;
}

static const char *
category_of (const NuanAssessment *assessment)
{
  return nuan_category_code (assessment != NULL ? assessment->category : NUAN_CATEGORY_NONE);
}

static gboolean
note_author (NuanConnection *connection, const NuanStaff *actor, gint64 id, GError **error)
{
  return nuan_sql_run (connection, error, "INSERT INTO household_author (household_id, staff_id) VALUES (?, ?)"
                                          " ON CONFLICT DO NOTHING", "ii",
                       id, actor->id);
}

static gboolean
insert_file (NuanConnection *connection, const NuanStaff *actor, NuanHousehold *household, gint64 unit_id, const char *category,
             GError **error)
{
  const NuanMember *head = nuan_household_get_head (household);
  g_autofree char *head_key = nuan_sort_key (head->name);
  const NuanDay today = nuan_connection_get_today (connection);

  if (!nuan_next_id (connection, "household", &household->id, error) ||
      !nuan_sql_run (connection, error,
                     "INSERT INTO household (id, number, state, unit_id, address, phone, note, accident, accident_reason, changed_by,"
                     " changed_on, head_name, head_key, member_count, category)"
                     " VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "itittt" "itidttit",
                     household->id, household->number, unit_id, household->address, household->phone, household->note,
                     (gint64) (household->accident != FALSE), household->accident_reason, actor->id, today,
                     head->name, head_key, (gint64) household->members->len, category))
    return FALSE;

  household->state = NUAN_HOUSEHOLD_PENDING;
  household->version = 1;
  household->changed_by = actor->id;
  household->changed_on = today;
  return TRUE;
}

gboolean
nuan_household_store_add (NuanConnection *connection, const NuanStaff *actor, NuanHousehold *household, GPtrArray *warnings,
                          GError **error)
{
  g_autoptr (NuanAssessment) assessment = NULL;
  g_autoptr (GHashTable) keys = NULL;
  g_autofree char *number = NULL, *subject = NULL;
  NuanDetail *detail;
  gint64 unit_id;

  household->id = 0;
  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_EDIT_HOUSEHOLD, error) ||
      !check (connection, household, warnings, error) ||
      !nuan_household_try_assess (connection, household, &assessment, error) ||
      nuan_journal_open (connection, actor, "household.add", error) == 0 ||
      (unit_id = nuan_unit_find_or_add (connection, household->unit, error)) == 0 ||
      (number = nuan_household_take_number (connection, nuan_day_year (nuan_connection_get_today (connection)), error)) == NULL)
    return FALSE;

  g_free (household->number);
  household->number = g_steal_pointer (&number);
  for (guint i = 0; i < household->members->len; i++)
    ((NuanMember *) g_ptr_array_index (household->members, i))->id = 0;
  if (!insert_file (connection, actor, household, unit_id, category_of (assessment), error) ||
      !nuan_household_write_parts (connection, household, error) ||
      !note_author (connection, actor, household->id, error))
    return FALSE;

  keys = nuan_household_search_keys (household);
  subject = nuan_household_subject (household->id);
  if (!nuan_household_write_keys (connection, household->id, NULL, keys, error))
    return FALSE;

  detail = nuan_detail_add_number (nuan_detail_add (nuan_detail_new (), "number", household->number), "members", household->members->len);
  nuan_detail_add (detail, "category", category_of (assessment));
  nuan_journal_wrote (connection, "household", household->id);
  return nuan_journal_close (connection, subject, detail, error);
}

/* A change ---------------------------------------------------------------------------------------------------------------- */

gboolean
nuan_household_check_version (const NuanHousehold *stored, gint version, GError **error)
{
  if (version == stored->version)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "version", _("Somebody else changed this file meanwhile: open it again"));
  return FALSE;
}

static gboolean
check_present (const NuanHousehold *before, const NuanHousehold *after, GError **error)
{
  if (!nuan_household_has_ended (before->state))
    return nuan_household_check_version (before, after->version, error);

  nuan_error_set (error, NUAN_ERROR_CONFLICT, "state", _("A closed or refused file is not changed any more"));
  return FALSE;
}

static NuanMember *
find_member (const NuanHousehold *household, gint64 id)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      NuanMember *member = g_ptr_array_index (household->members, i);

      if (member->id == id)
        return member;
    }

  return NULL;
}

static gboolean
is_same_person (const NuanMember *a, const NuanMember *b)
{
  if (*a->id_number != '\0' || *b->id_number != '\0')
    return g_str_equal (a->id_number, b->id_number);

  return nuan_name_alike (a->name, b->name);
}

/* A file from outside knows no ids: who has the number of a member (or, without one, the name) is that member. An id of another
 * file is refused. */
static gboolean
settle_ids (const NuanHousehold *before, NuanHousehold *after, GError **error)
{
  for (guint i = 0; i < after->members->len; i++)
    {
      NuanMember *member = g_ptr_array_index (after->members, i);

      if (member->id != 0 && find_member (before, member->id) == NULL)
        {
          g_autofree char *path = g_strdup_printf ("members[%u]", i);

          nuan_error_set (error, NUAN_ERROR_CONFLICT, path, _("This member is no longer in the file: open it again"));
          return FALSE;
        }
      for (guint old = 0; member->id == 0 && old < before->members->len; old++)
        {
          const NuanMember *stored = g_ptr_array_index (before->members, old);

          if (is_same_person (stored, member) && find_member (after, stored->id) == NULL)
            member->id = stored->id;
        }
    }

  return TRUE;
}

/* What of AFTER says that it is somebody else now: "id_number", "name", NULL when nothing does. */
static const char *
what_tells_apart (const NuanMember *before, const NuanMember *after)
{
  if (*before->id_number != '\0' && *after->id_number != '\0')
    return g_str_equal (before->id_number, after->id_number) ? NULL : "id_number";

  return g_str_equal (before->name, after->name) ? NULL : "name";
}

/* Real names: what was approved for one person is not paid to another who has taken the place in the file. */
static gboolean
check_payees (NuanConnection *connection, const NuanHousehold *before, const NuanHousehold *after, GError **error)
{
  for (guint i = 0; i < after->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (after->members, i), *stored = find_member (before, member->id);
      const char *what = stored != NULL ? what_tells_apart (stored, member) : NULL;
      gint64 waiting = 0;

      if (what == NULL)
        continue;
      if (!nuan_sql_value (connection, &waiting, error,
                           "SELECT count (*) FROM grants WHERE household_id = ? AND state = 'approved' AND member_id = ?", "ii", before->id,
                           member->id))
        return FALSE;
      if (waiting > 0)
        {
          g_autofree char *path = g_strdup_printf ("members[%u].%s", i, what);

          nuan_error_set (error, NUAN_ERROR_CONFLICT, path,
                          _("Help for this person is approved and not yet paid: pay or void it before the person becomes another"));
          return FALSE;
        }
    }

  return TRUE;
}

static NuanHouseholdState
state_after (NuanHouseholdState state, gboolean material)
{
  switch (state)
    {
    case NUAN_HOUSEHOLD_IN_FORCE:
      return material ? NUAN_HOUSEHOLD_CHANGED : NUAN_HOUSEHOLD_IN_FORCE;
    case NUAN_HOUSEHOLD_RETURNED:
      return NUAN_HOUSEHOLD_PENDING;
    default:
      return state;
    }
}

static gboolean
update_file (NuanConnection *connection, const NuanStaff *actor, NuanHousehold *household, const char *category, GError **error)
{
  const NuanMember *head = nuan_household_get_head (household);
  g_autofree char *head_key = nuan_sort_key (head->name);
  const NuanDay today = nuan_connection_get_today (connection);
  const gint64 unit_id = nuan_unit_find_or_add (connection, household->unit, error);

  if (unit_id == 0 ||
      !nuan_sql_run (connection, error,
                     "UPDATE household SET state = ?, version = version + 1, unit_id = ?, address = ?, phone = ?, note = ?,"
                     " accident = ?, accident_reason = ?, changed_by = ?, changed_on = ?, head_name = ?, head_key = ?,"
                     " member_count = ?, category = coalesce (?, category) WHERE id = ?", "tittt" "itidttini",
                     nuan_household_state_code (household->state), unit_id, household->address, household->phone, household->note,
                     (gint64) (household->accident != FALSE), household->accident_reason, actor->id, today, head->name, head_key,
                     (gint64) household->members->len, category, household->id))
    return FALSE;

  household->version++;
  household->changed_by = actor->id;
  household->changed_on = today;
  return TRUE;
}

static void
append_step (NuanDetail *detail, const char *name, gint64 before_fen, gint64 after_fen)
{
  g_autofree char *from = nuan_money_format_plain (before_fen);
  g_autofree char *to = nuan_money_format_plain (after_fen);

  if (before_fen != after_fen)
    nuan_detail_add_step (detail, name, from, to);
}

/* "version=3 parts=members,incomes category=deep>relative income=72000.00>96000.00": what moved, never who has what. */
static NuanDetail *
describe (const NuanHousehold *after, char **parts, const NuanAssessment *before_assessment,
          const NuanAssessment *after_assessment)
{
  NuanDetail *detail = nuan_detail_add_number (nuan_detail_new (), "version", after->version);

  nuan_detail_add_list (detail, "parts", (const char *const *) parts);
  nuan_detail_add_step (detail, "category", category_of (before_assessment), category_of (after_assessment));
  if (before_assessment != NULL && after_assessment != NULL)
    {
      append_step (detail, "income", before_assessment->income_fen, after_assessment->income_fen);
      append_step (detail, "expense", before_assessment->expense_fen, after_assessment->expense_fen);
    }

  return detail;
}

/* Everything is checked, something differs. A file that stays in force keeps the category that was confirmed. */
static gboolean
write_change (NuanConnection *connection, const NuanStaff *actor, const NuanHousehold *before, NuanHousehold *after, char **parts,
              gboolean material, const NuanAssessment *before_assessment, const NuanAssessment *after_assessment, GError **error)
{
  g_autoptr (GHashTable) old_keys = nuan_household_search_keys (before);
  g_autoptr (GHashTable) new_keys = NULL;
  g_autofree char *subject = nuan_household_subject (after->id);

  after->state = state_after (before->state, material);
  if (nuan_journal_open (connection, actor, "household.change", error) == 0 ||
      !update_file (connection, actor, after, after->state == NUAN_HOUSEHOLD_IN_FORCE ? NULL : category_of (after_assessment),
                    error) ||
      !nuan_household_write_parts (connection, after, error) ||
      (after->state != NUAN_HOUSEHOLD_IN_FORCE && !note_author (connection, actor, after->id, error)))
    return FALSE;

  new_keys = nuan_household_search_keys (after);
  if (!nuan_household_write_keys (connection, after->id, old_keys, new_keys, error))
    return FALSE;

  nuan_journal_wrote (connection, "household", after->id);
  return nuan_journal_close (connection, subject, describe (after, parts, before_assessment, after_assessment), error);
}

gboolean
nuan_household_store_change (NuanConnection *connection, const NuanStaff *actor, NuanHousehold *household, GPtrArray *warnings,
                             NuanAssessment **before, NuanAssessment **after, GError **error)
{
  g_autoptr (NuanHousehold) stored = NULL;
  g_autoptr (NuanAssessment) old_assessment = NULL, new_assessment = NULL;
  g_auto (GStrv) parts = NULL;
  gboolean material = FALSE;

  if (!nuan_staff_store_allow (connection, actor, NUAN_RIGHT_EDIT_HOUSEHOLD, error) ||
      (stored = nuan_household_store_read (connection, household->id, error)) == NULL ||
      !check_present (stored, household, error) ||
      !check (connection, household, warnings, error) ||
      !settle_ids (stored, household, error) ||
      !check_payees (connection, stored, household, error) ||
      !nuan_household_try_assess (connection, household, &new_assessment, error))
    return FALSE;

  nuan_household_try_assess (connection, stored, &old_assessment, NULL);   /* only to tell what moved */
  g_free (household->number);
  household->number = g_strdup (stored->number);
  parts = nuan_household_differences (stored, household, &material);
  if ((parts[0] != NULL || stored->state == NUAN_HOUSEHOLD_RETURNED) &&
      !write_change (connection, actor, stored, household, parts, material, old_assessment, new_assessment, error))
    return FALSE;
  if (parts[0] == NULL && stored->state != NUAN_HOUSEHOLD_RETURNED)
    household->state = stored->state;

  if (before != NULL)
    *before = g_steal_pointer (&old_assessment);
  if (after != NULL)
    *after = g_steal_pointer (&new_assessment);
  return TRUE;
}

gboolean
nuan_household_store_log_reveal (NuanConnection *connection, const NuanStaff *actor, gint64 id, GError **error)
{
  g_autofree char *subject = nuan_household_subject (id);

  return nuan_staff_store_allow (connection, actor, NUAN_RIGHT_READ, error) &&
         nuan_journal_write (connection, actor, "household.reveal", subject, NULL, error) > 0;
}
