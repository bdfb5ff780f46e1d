#include "config.h"

#include "base/pinyin.h"
#include "model/household/assessment.h"
#include "store/office/centre.h"
#include "store/demo/demo-people.h"
#include "store/demo/demo-private.h"
#include "store/people/household-private.h"
#include "store/people/household-store.h"
#include "store/people/search-key.h"
#include "store/journal/journal.h"
#include "store/engine/engine.h"

/* Households of the demo are written row by row with the statements of the store's tables; their search keys are gathered in a temporary
 * table and go into the B-tree in its own order at the end: in the order of the people it would be ten times slower. */

static gboolean
add_keys (NuanDemo *demo, const NuanMember *member, GError **error)
{
  g_auto (GStrv) keys = nuan_person_search_keys (member->name, member->id_number, member->phone, nuan_member_is_head (member) ? member->phone : "");

  for (guint i = 0; keys[i] != NULL; i++)
    if (!nuan_sql_run (demo->connection, error, "INSERT INTO temp.gathered_key (key, household_id, member_id) VALUES (?, ?, ?)", "tii",
                       keys[i], demo->household_id, demo->member_id))
      return FALSE;

  return TRUE;
}

static gboolean
add_members (NuanDemo *demo, const NuanHousehold *household, GError **error)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);

      demo->member_id++;
      if (!nuan_sql_run (demo->connection, error,
                         "INSERT INTO member (id, household_id, place, name, id_number, relation, phone, card, employer, health, counted, birth, sex)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)", "iiitttttttdi",
                         demo->member_id, demo->household_id, (gint64) i, member->name, member->id_number, member->relation, member->phone,
                         member->card, member->employer, member->health, nuan_member_get_birth (member),
                         (gint64) nuan_member_get_sex (member))
          || !add_keys (demo, member, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_causes (NuanDemo *demo, const NuanHousehold *household, GError **error)
{
  for (guint i = 0; household->causes[i] != NULL; i++)
    if (!nuan_sql_run (demo->connection, error, "INSERT INTO household_cause (household_id, place, cause) VALUES (?, ?, ?)", "iit",
                       demo->household_id, (gint64) i, household->causes[i]))
      return FALSE;

  return TRUE;
}

static gboolean
add_household (NuanDemo *demo, const NuanHousehold *household, const char *number, gint64 unit_id, NuanDay day, NuanCategory category,
               GError **error)
{
  const NuanMember *head = nuan_household_get_head (household);
  g_autofree char *head_key = nuan_sort_key (head->name);

  return nuan_sql_run (demo->connection, error,
                       "INSERT INTO household (id, number, state, unit_id, address, phone, accident, accident_reason, changed_by, changed_on, head_name,"
                       " head_key, member_count, category) VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "itittitidttit",
                       demo->household_id, number, unit_id, household->address, head->phone, (gint64) household->accident,
                       household->accident_reason, demo->intake->id, day, head->name, head_key, (gint64) household->members->len,
                       nuan_category_code (category))
         && add_members (demo, household, error)
         && add_causes (demo, household, error)
         && nuan_household_add_amounts (demo->connection, demo->household_id, household, error);
}

static gboolean
insert_assessment (NuanDemo *demo, const NuanAssessment *assessment, NuanDay day, gint64 journal_id, GError **error)
{
  const gboolean none = assessment->category == NUAN_CATEGORY_NONE;
  gint64 id;

  if (!nuan_next_id (demo->connection, "assessment", &id, error)
      || !nuan_sql_run (demo->connection, error,
                        "INSERT INTO assessment (id, household_id, version, on_day, category, computed, income_fen, expense_fen, persons, line_fen,"
                        " line_from, per_capita, arithmetic, standards, reason, drafted_by, confirmed_by, journal_id)"
                        " VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        "iidttiiiidttttiii", id, demo->household_id, day, nuan_category_code (assessment->category),
                        nuan_category_code (assessment->computed), assessment->income_fen, assessment->expense_fen,
                        (gint64) assessment->persons, assessment->standards.dibao_fen, assessment->standards.dibao_from,
                        assessment->per_capita, assessment->arithmetic, demo->standards, none ? "经集体研究，临时困难列入档案" : "",
                        demo->intake->id, demo->review->id, journal_id))
    return FALSE;

  nuan_journal_wrote (demo->connection, "assessment", id);
  return TRUE;
}

static gboolean
close_file (NuanDemo *demo, NuanDetail *detail, GError **error)
{
  g_autofree char *subject = g_strdup_printf ("household:%" G_GINT64_FORMAT, demo->household_id);

  nuan_journal_wrote (demo->connection, "household", demo->household_id);
  return nuan_journal_close (demo->connection, subject, detail, error);
}

static gboolean
confirm (NuanDemo *demo, const NuanAssessment *assessment, NuanDay day, GError **error)
{
  const gint64 journal_id = nuan_journal_open (demo->connection, demo->review, "household.approve", error);

  return journal_id != 0
         && insert_assessment (demo, assessment, day, journal_id, error)
         && nuan_sql_run (demo->connection, error, "UPDATE household SET state = 'in-force' WHERE id = ?", "i", demo->household_id)
         && close_file (demo, nuan_detail_add (nuan_detail_add_number (nuan_detail_new (), "version", 1), "category",
                                               nuan_category_code (assessment->category)), error);
}

gboolean
nuan_demo_register (NuanDemo *demo, gint64 index, NuanDay day, const NuanStandards *standards, GError **error)
{
  g_autoptr (NuanHousehold) household = nuan_demo_household (demo->seed, index, demo->n_units, day, standards->dibao_fen);
  g_autoptr (NuanAssessment) assessment = nuan_assessment_compute (household, standards, error);
  g_autofree char *number = NULL;
  NuanDetail *detail;
  gint64 unit_id;

  if (assessment == NULL || nuan_journal_open (demo->connection, demo->intake, "household.add", error) == 0)
    return FALSE;

  unit_id = nuan_unit_find_or_add (demo->connection, household->unit, error);
  number = nuan_household_take_number (demo->connection, nuan_day_year (day), error);
  demo->household_id++;
  if (unit_id == 0 || number == NULL || !add_household (demo, household, number, unit_id, day, assessment->category, error))
    return FALSE;

  detail = nuan_detail_add_number (nuan_detail_add (nuan_detail_new (), "number", number), "members", household->members->len);
  nuan_detail_add (detail, "category", nuan_category_code (assessment->category));
  return close_file (demo, detail, error) && confirm (demo, assessment, day, error);
}

/* Somebody of the last households fell ill: the desk has files to approve again, with what was before and what is after. */
gboolean
nuan_demo_change_last (NuanDemo *demo, GError **error)
{
  for (gint64 id = demo->n_households - demo->n_changed + 1; id <= demo->n_households; id++)
    {
      g_autoptr (NuanHousehold) household = nuan_household_store_read (demo->connection, id, error);

      if (household == NULL)
        return FALSE;

      household->expenses_fen[NUAN_EXPENSE_ILLNESS] += 600000 + id % 7 * 200000;
      if (!nuan_household_store_change (demo->connection, demo->intake, household, NULL, NULL, NULL, error))
        return FALSE;
    }

  return TRUE;
}
