#include "config.h"

#include <string.h>

#include "check-error.h"
#include "fixture.h"
#include "store/people/household-store.h"
#include "store/engine/engine.h"
#include "model/household/household-differences.h"

#define IN_FORCE "UPDATE household SET state = 'in-force'"

static NuanMember *
member_of (NuanHousehold *household, guint index)
{
  return g_ptr_array_index (household->members, index);
}

static void
set_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static NuanHousehold *
read_file (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  NuanHousehold *household = nuan_household_store_read (fixture->connection, id, &error);

  g_assert_no_error (error);
  return household;
}

static NuanHouseholdState
state_of (Fixture *fixture, gint64 id)
{
  g_autoptr (NuanHousehold) household = read_file (fixture, id);

  return household->state;
}

static gboolean
change (Fixture *fixture, const NuanStaff *actor, NuanHousehold *household, GError **error)
{
  gboolean done;

  fixture_begin (fixture);
  done = nuan_household_store_change (fixture->connection, actor, household, NULL, NULL, NULL, error);
  if (done)
    fixture_commit (fixture);
  else
    fixture_rollback (fixture);
  return done;
}

static gboolean
approve (Fixture *fixture, const NuanStaff *actor, gint64 id, const char *reason, GError **error)
{
  g_autoptr (NuanAssessment) assessment = NULL;

  fixture_begin (fixture);
  assessment = nuan_household_store_approve (fixture->connection, actor, id, 0, reason, error);
  if (assessment != NULL)
    fixture_commit (fixture);
  else
    fixture_rollback (fixture);
  return assessment != NULL;
}

typedef gboolean (*Decision) (NuanConnection *connection, const NuanStaff *actor, gint64 id, const char *reason, GError **error);

static gboolean
decide (Fixture *fixture, Decision decision, const NuanStaff *actor, gint64 id, const char *reason, GError **error)
{
  gboolean done;

  fixture_begin (fixture);
  done = decision (fixture->connection, actor, id, reason, error);
  if (done)
    fixture_commit (fixture);
  else
    fixture_rollback (fixture);
  return done;
}

/* Opening -------------------------------------------------------------------------------------------------------------------- */

static void
new_file_reads_back_as_typed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) typed = fixture_household (1), stored = NULL;
  g_auto (GStrv) differences = NULL;
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_household_store_add (fixture->connection, fixture->intake, typed, NULL, &error));
  g_assert_no_error (error);
  fixture_commit (fixture);

  stored = read_file (fixture, typed->id);
  differences = nuan_household_differences (typed, stored, NULL);
  g_assert_cmpuint (g_strv_length (differences), ==, 0);
  g_assert_cmpstr (stored->number, ==, "H2025-000001");
  g_assert_cmpint (stored->state, ==, NUAN_HOUSEHOLD_PENDING);
  g_assert_cmpint (stored->version, ==, 1);
  g_assert_cmpint (stored->changed_by, ==, fixture->intake->id);
  g_assert_cmpuint (stored->changed_on, ==, FIXTURE_TODAY);
  g_assert_cmpint (member_of (stored, 0)->id, ==, member_of (typed, 0)->id);
}

static void
numbers_run_by_year (Fixture *fixture, gconstpointer unused)
{
  fixture_add_household (fixture, 1);
  fixture_add_household (fixture, 2);
  nuan_connection_set_today (fixture->connection, nuan_day_new (2026, 1, 2));
  fixture_add_household (fixture, 3);
  g_assert_cmpint (nuan_household_store_find (fixture->connection, "h2025-000002", NULL), ==, 2);
  g_assert_cmpint (nuan_household_store_find (fixture->connection, "H2026-000001", NULL), ==, 3);
}

static void
unknown_number_is_not_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nuan_household_store_find (fixture->connection, "H2025-000009", &error), ==, 0);
  check_error (error, NUAN_ERROR_NOT_FOUND, "household");
  g_assert_null (nuan_household_store_read (fixture->connection, 9, &error));
  check_error (error, NUAN_ERROR_NOT_FOUND, "household");
}

static void
list_columns_are_kept_up (Fixture *fixture, gconstpointer unused)
{
  fixture_add_household (fixture, 1);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM household WHERE head_name = '张建国'"
                                           " AND head_key LIKE 'zhang jian guo%'"
                                           " AND member_count = 3 AND category = 'deep'"), ==, 1);
}

static void
file_can_be_opened_before_a_line_is_in_force (Fixture *fixture, gconstpointer unused)
{
  gint64 id;
  g_autoptr (GError) error = NULL;

  nuan_connection_set_today (fixture->connection, nuan_day_new (2023, 5, 5));
  id = fixture_add_household (fixture, 1);
  g_assert_cmpint (fixture_value (fixture, "SELECT category = 'none' FROM household"), ==, 1);
  g_assert_false (approve (fixture, fixture->review, id, "x", &error));
  check_error (error, NUAN_ERROR_RULE, "dibao");
}

static void
only_intake_opens_files (Fixture *fixture, gconstpointer unused)
{
  const NuanStaff *others[] = { fixture->review, fixture->direct, fixture->cash, fixture->admin, fixture->audit };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (NuanHousehold) household = fixture_household (1);
      g_autoptr (GError) error = NULL;

      fixture_begin (fixture);
      g_assert_false (nuan_household_store_add (fixture->connection, others[i], household, NULL, &error));
      check_error (error, NUAN_ERROR_FORBIDDEN, "role");
      fixture_rollback (fixture);
    }
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM household"), ==, 0);
}

static void
bad_input_is_refused_by_its_path (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = fixture_household (1);
  g_autoptr (GError) error = NULL;

  set_text (&member_of (household, 2)->id_number, "511102200803010012");
  fixture_begin (fixture);
  g_assert_false (nuan_household_store_add (fixture->connection, fixture->intake, household, NULL, &error));
  check_error (error, NUAN_ERROR_INVALID, "members[2].id_number");
  fixture_rollback (fixture);
}

static void
journal_tells_of_the_new_file_without_secrets (Fixture *fixture, gconstpointer unused)
{
  fixture_add_household (fixture, 1);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM journal WHERE action = 'household.add'"
                                           " AND subject = 'household:1'"
                                           " AND detail = '/2 number=H2025-000001 members=3 category=deep'"), ==, 1);
}

/* Changing ------------------------------------------------------------------------------------------------------------------- */

static void
stale_form_is_refused (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) one = read_file (fixture, id), other = read_file (fixture, id);
  g_autoptr (GError) error = NULL;

  set_text (&one->address, "新村 1 号");
  g_assert_true (change (fixture, fixture->intake, one, &error));
  g_assert_cmpint (one->version, ==, 2);
  set_text (&other->address, "新村 2 号");
  g_assert_false (change (fixture, fixture->intake, other, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "version");
}

static void
material_change_of_a_file_in_force_waits_for_approval (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_approved (fixture, 1);
  g_autoptr (NuanHousehold) household = read_file (fixture, id);
  g_autoptr (NuanAssessment) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  household->incomes_fen[NUAN_INCOME_BUSINESS] = 1000000;
  fixture_begin (fixture);
  g_assert_true (nuan_household_store_change (fixture->connection, fixture->intake, household, NULL, &before, &after, &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
  g_assert_cmpint (before->category, ==, NUAN_CATEGORY_DEEP);
  g_assert_cmpint (after->category, ==, NUAN_CATEGORY_RELATIVE);
  g_assert_cmpint (state_of (fixture, id), ==, NUAN_HOUSEHOLD_CHANGED);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM journal WHERE detail ="
    " '/2 version=2 parts=incomes category=deep>relative income=72000.00>82000.00'"), ==, 1);
  g_assert_false (approve (fixture, fixture->intake, id, NULL, NULL));
  g_assert_true (approve (fixture, fixture->review, id, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_value (fixture, "SELECT category = 'relative' AND state = 'in-force' FROM household"), ==, 1);
}

static void
other_change_of_a_file_in_force_stays_in_force (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_approved (fixture, 1);
  g_autoptr (NuanHousehold) household = read_file (fixture, id);
  g_autoptr (GError) error = NULL;

  set_text (&household->phone, "0833-2123456");
  set_text (&member_of (household, 0)->phone, "13900000000");
  g_assert_true (change (fixture, fixture->intake, household, &error));
  g_assert_no_error (error);
  g_assert_cmpint (state_of (fixture, id), ==, NUAN_HOUSEHOLD_IN_FORCE);
  g_assert_cmpint (fixture_value (fixture, "SELECT version FROM household"), ==, 2);
}

static void
form_without_a_change_writes_nothing (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_approved (fixture, 1);
  const gint64 rows = fixture_value (fixture, "SELECT count(*) FROM journal");
  g_autoptr (NuanHousehold) household = read_file (fixture, id);

  g_assert_true (change (fixture, fixture->all, household, NULL));
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM journal"), ==, rows);
  g_assert_cmpint (fixture_value (fixture, "SELECT changed_by FROM household"), ==, fixture->intake->id);
}

static void
members_keep_their_rows (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) household = read_file (fixture, id), back = NULL;
  const gint64 wife = member_of (household, 1)->id, son = member_of (household, 2)->id;
  g_autoptr (NuanMember) daughter = nuan_member_new ();
  g_autoptr (GError) error = NULL;

  set_text (&daughter->name, "张小红");
  set_text (&daughter->relation, "30");
  g_ptr_array_remove_index (household->members, 2);
  g_ptr_array_add (household->members, g_steal_pointer (&daughter));
  g_assert_true (change (fixture, fixture->intake, household, &error));
  g_assert_no_error (error);
  g_assert_cmpint (member_of (household, 1)->id, ==, wife);
  g_assert_cmpint (member_of (household, 2)->id, >, son);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM member WHERE name = '张小明' AND removed = 1 AND open = 0"), ==, 1);

  back = nuan_household_copy (household);
  {
    g_autoptr (NuanHousehold) sample = fixture_household (1);

    g_ptr_array_add (back->members, nuan_member_copy (member_of (sample, 2)));
  }
  g_assert_true (change (fixture, fixture->intake, back, &error));
  g_assert_no_error (error);
  g_assert_cmpint (member_of (back, 3)->id, ==, son);   /* the same person is the same row */
}

static void
form_without_ids_finds_its_members (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) stored = read_file (fixture, id), outside = fixture_household (1);
  g_autoptr (GError) error = NULL;

  outside->id = id;
  outside->version = 1;
  outside->incomes_fen[NUAN_INCOME_WAGE] = 100;
  g_assert_true (change (fixture, fixture->intake, outside, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (member_of (outside, i)->id, ==, member_of (stored, i)->id);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM member"), ==, 3);
}

static void
head_and_numbers_can_be_swapped (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) household = read_file (fixture, id);
  g_autoptr (GError) error = NULL;
  char *number = member_of (household, 0)->id_number;

  set_text (&member_of (household, 0)->relation, "10");
  set_text (&member_of (household, 1)->relation, "02");
  member_of (household, 0)->id_number = member_of (household, 1)->id_number;
  member_of (household, 1)->id_number = number;
  g_assert_true (change (fixture, fixture->intake, household, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM household WHERE head_name = '单秀英'"), ==, 1);
}

static void
member_of_another_file_is_refused (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) household = NULL;
  g_autoptr (GError) error = NULL;

  fixture_add_household (fixture, 2);
  household = read_file (fixture, id);
  member_of (household, 1)->id = 5;
  g_assert_false (change (fixture, fixture->intake, household, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "members[1]");
}

static void
search_keys_follow_the_names (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) household = read_file (fixture, id);
  const gint64 before = fixture_value (fixture, "SELECT count(*) FROM search_key");

  set_text (&member_of (household, 2)->name, "张天明");
  g_assert_true (change (fixture, fixture->intake, household, NULL));
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM search_key"), ==, before);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM search_key WHERE key LIKE '%小%' OR key LIKE '%xiao%'"), ==, 0);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM search_key"
                                           " WHERE key IN ('张天明', '天明', '明', 'zhangtianming', 'ztm')"), ==, 5);

  g_ptr_array_remove_index (household->members, 2);
  g_assert_true (change (fixture, fixture->intake, household, NULL));
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM search_key WHERE key LIKE '%明'"), ==, 0);
}

/* Deciding ------------------------------------------------------------------------------------------------------------------- */

static void
approval_freezes_the_assessment (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_approved (fixture, 1);
  g_autoptr (NuanConfirmation) confirmation = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (state_of (fixture, id), ==, NUAN_HOUSEHOLD_IN_FORCE);
  g_assert_true (nuan_household_store_confirmed (fixture->connection, id, &confirmation, &error));
  g_assert_cmpstr (confirmation->category, ==, "deep");
  g_assert_cmpstr (confirmation->per_capita, ==, "1000.00");
  g_assert_cmpstr (confirmation->line, ==, "1062.00");
  g_assert_cmpstr (confirmation->confirmed_by, ==, "李审核");
  g_assert_cmpuint (confirmation->on, ==, FIXTURE_TODAY);
  g_assert_cmpint (fixture_value (fixture, "SELECT standards LIKE '%dibao=1062.00%' FROM assessment"), ==, 1);
}

static void
never_confirmed_file_has_no_confirmation (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanConfirmation) confirmation = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_household_store_confirmed (fixture->connection, id, &confirmation, &error));
  g_assert_no_error (error);
  g_assert_null (confirmation);
}

static void
author_with_every_role_does_not_approve (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = fixture_household (1);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_household_store_add (fixture->connection, fixture->all, household, NULL, &error));
  fixture_commit (fixture);
  g_assert_false (approve (fixture, fixture->all, household->id, NULL, &error));
  check_error (error, NUAN_ERROR_RULE, "approve");
  g_assert_cmpint (state_of (fixture, household->id), ==, NUAN_HOUSEHOLD_PENDING);
}

static void
somebody_elses_small_change_does_not_free_the_author (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = fixture_household (1);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_true (nuan_household_store_add (fixture->connection, fixture->all, household, NULL, &error));
  fixture_commit (fixture);
  set_text (&household->note, "x");
  g_assert_true (change (fixture, fixture->intake, household, &error));
  g_assert_false (approve (fixture, fixture->all, household->id, NULL, &error));
  check_error (error, NUAN_ERROR_RULE, "approve");
  g_assert_true (approve (fixture, fixture->review, household->id, NULL, &error));
}

static void
guard_refuses_the_authors_approval_from_a_shell (Fixture *fixture, gconstpointer unused)
{
  fixture_add_household (fixture, 1);
  g_assert_false (nuan_connection_exec (fixture->connection,
    "INSERT INTO assessment (household_id, version, on_day, category, computed, income_fen, expense_fen, persons, line_fen,"
    " line_from, per_capita,"
    " arithmetic, standards, drafted_by, confirmed_by, journal_id)"
    " VALUES (1, 1, '2025-11-20', 'deep', 'deep', 0, 0, 1, 1, '', '', '', '', 3, 2, 1)", NULL));
  g_assert_false (nuan_connection_exec (fixture->connection, IN_FORCE, NULL));
}

static void
category_none_needs_a_reason (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = fixture_household (1);
  g_autoptr (GError) error = NULL;

  household->incomes_fen[NUAN_INCOME_WAGE] = 90000000;
  fixture_begin (fixture);
  g_assert_true (nuan_household_store_add (fixture->connection, fixture->intake, household, NULL, &error));
  fixture_commit (fixture);
  g_assert_false (approve (fixture, fixture->review, household->id, "  ", &error));
  check_error (error, NUAN_ERROR_RULE, "reason");
  g_assert_true (approve (fixture, fixture->review, household->id, "灾后安置", &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM journal WHERE detail LIKE '%灾后%'"), ==, 0);
}

static void
file_is_approved_once (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_approved (fixture, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (approve (fixture, fixture->direct, id, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "state");
}

static void
version_that_was_not_looked_at_is_not_approved (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) household = read_file (fixture, id);
  g_autoptr (GError) error = NULL;

  household->incomes_fen[NUAN_INCOME_WAGE] = 100;
  g_assert_true (change (fixture, fixture->intake, household, &error));
  fixture_begin (fixture);
  g_assert_null (nuan_household_store_approve (fixture->connection, fixture->review, id, 1, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "version");
  fixture_rollback (fixture);
}

static void
approval_uses_the_standards_of_its_day (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanAssessment) earlier = NULL;
  g_autoptr (NuanConfirmation) confirmation = NULL;
  g_autoptr (GError) error = NULL;

  earlier = nuan_household_store_assess (fixture->connection, id, nuan_day_new (2024, 6, 1), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (earlier->line, ==, "1001.00");
  nuan_connection_set_today (fixture->connection, nuan_day_new (2024, 6, 1));
  g_assert_true (approve (fixture, fixture->review, id, NULL, &error));
  g_assert_true (nuan_household_store_confirmed (fixture->connection, id, &confirmation, &error));
  g_assert_cmpstr (confirmation->line, ==, "1001.00");
}

static void
returned_file_comes_back_with_its_next_save (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) household = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (decide (fixture, nuan_household_store_return, fixture->review, id, " ", &error));
  check_error (error, NUAN_ERROR_INVALID, "reason");
  g_assert_true (decide (fixture, nuan_household_store_return, fixture->review, id, "缺票据", &error));
  g_assert_no_error (error);
  g_assert_cmpint (state_of (fixture, id), ==, NUAN_HOUSEHOLD_RETURNED);
  g_assert_false (approve (fixture, fixture->review, id, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "state");
  household = read_file (fixture, id);
  g_assert_true (change (fixture, fixture->intake, household, &error));
  g_assert_cmpint (state_of (fixture, id), ==, NUAN_HOUSEHOLD_PENDING);
}

static void
ended_file_is_neither_changed_nor_decided (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1), closed = fixture_add_approved (fixture, 2);
  g_autoptr (NuanHousehold) household = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (decide (fixture, nuan_household_store_refuse, fixture->direct, id, "不符合条件", &error));
  g_assert_true (decide (fixture, nuan_household_store_close, fixture->direct, closed, "脱困", &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM member WHERE open = 1"), ==, 0);
  household = read_file (fixture, id);
  set_text (&household->note, "x");
  g_assert_false (change (fixture, fixture->intake, household, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "state");
  g_assert_false (decide (fixture, nuan_household_store_close, fixture->direct, closed, "again", &error));
  check_error (error, NUAN_ERROR_CONFLICT, "state");
  g_assert_false (decide (fixture, nuan_household_store_return, fixture->direct, closed, "again", &error));
  check_error (error, NUAN_ERROR_CONFLICT, "state");
}

static void
intake_decides_nothing (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  const Decision decisions[] = { nuan_household_store_return, nuan_household_store_refuse, nuan_household_store_close };

  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (decide (fixture, decisions[i], fixture->intake, id, "x", &error));
      check_error (error, NUAN_ERROR_FORBIDDEN, "role");
    }
}

static void
history_tells_the_story_newest_first (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_approved (fixture, 1);
  static const char *const kinds[] = { "return", "change", "approve", "add" };
  g_autoptr (NuanHousehold) household = read_file (fixture, id);
  g_autoptr (GPtrArray) items = NULL, newest = NULL;
  g_autoptr (GError) error = NULL;

  nuan_connection_set_today (fixture->connection, nuan_day_new (2025, 12, 1));
  household->expenses_fen[NUAN_EXPENSE_CARE] = 5;
  g_assert_true (change (fixture, fixture->intake, household, &error));
  g_assert_true (decide (fixture, nuan_household_store_return, fixture->direct, id, "缺票据", &error));
  fixture_begin (fixture);
  g_assert_true (nuan_household_store_log_reveal (fixture->connection, fixture->audit, id, &error));
  fixture_commit (fixture);

  items = nuan_household_store_history (fixture->connection, id, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpstr (((NuanHistoryItem *) items->pdata[i])->kind, ==, kinds[i]);
  g_assert_nonnull (strstr (((NuanHistoryItem *) items->pdata[0])->text, "缺票据"));
  g_assert_cmpstr (((NuanHistoryItem *) items->pdata[0])->staff, ==, "赵主任");
  g_assert_cmpuint (((NuanHistoryItem *) items->pdata[0])->day, ==, nuan_day_new (2025, 12, 1));
  g_assert_cmpuint (((NuanHistoryItem *) items->pdata[3])->day, ==, FIXTURE_TODAY);
  newest = nuan_household_store_history (fixture->connection, id, 2, &error);
  g_assert_cmpuint (newest->len, ==, 2);
}

static void
guards_refuse_a_shell (Fixture *fixture, gconstpointer unused)
{
  static const char *const attempts[] = {
    "DELETE FROM household", "DELETE FROM member", "UPDATE assessment SET category = 'none'", "DELETE FROM assessment",
    "INSERT OR REPLACE INTO assessment SELECT * FROM assessment",
    "INSERT INTO household (number, state, unit_id, changed_by, changed_on, head_name, head_key, member_count)"
    " VALUES ('X', 'in-force', 1, 1, '', 'x', 'x', 1)",
    "INSERT INTO member (household_id, place, name, id_number, relation) SELECT 2, 9, name, id_number, '99' FROM member"
    " WHERE id = 1",
  };

  fixture_add_approved (fixture, 1);
  fixture_add_household (fixture, 2);
  fixture_loosen (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_assert_false (nuan_connection_exec (fixture->connection, attempts[i], NULL));
}

#define ADD(path, test) g_test_add ("/household-store/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("new-file-reads-back-as-typed", new_file_reads_back_as_typed);
  ADD ("numbers-run-by-year", numbers_run_by_year);
  ADD ("unknown-number-is-not-found", unknown_number_is_not_found);
  ADD ("list-columns-are-kept-up", list_columns_are_kept_up);
  ADD ("file-can-be-opened-before-a-line-is-in-force", file_can_be_opened_before_a_line_is_in_force);
  ADD ("only-intake-opens-files", only_intake_opens_files);
  ADD ("bad-input-is-refused-by-its-path", bad_input_is_refused_by_its_path);
  ADD ("journal-tells-of-the-new-file-without-secrets", journal_tells_of_the_new_file_without_secrets);
  ADD ("stale-form-is-refused", stale_form_is_refused);
  ADD ("material-change-of-a-file-in-force-waits-for-approval", material_change_of_a_file_in_force_waits_for_approval);
  ADD ("other-change-of-a-file-in-force-stays-in-force", other_change_of_a_file_in_force_stays_in_force);
  ADD ("form-without-a-change-writes-nothing", form_without_a_change_writes_nothing);
  ADD ("members-keep-their-rows", members_keep_their_rows);
  ADD ("form-without-ids-finds-its-members", form_without_ids_finds_its_members);
  ADD ("head-and-numbers-can-be-swapped", head_and_numbers_can_be_swapped);
  ADD ("member-of-another-file-is-refused", member_of_another_file_is_refused);
  ADD ("search-keys-follow-the-names", search_keys_follow_the_names);
  ADD ("approval-freezes-the-assessment", approval_freezes_the_assessment);
  ADD ("never-confirmed-file-has-no-confirmation", never_confirmed_file_has_no_confirmation);
  ADD ("author-with-every-role-does-not-approve", author_with_every_role_does_not_approve);
  ADD ("somebody-elses-small-change-does-not-free-the-author", somebody_elses_small_change_does_not_free_the_author);
  ADD ("guard-refuses-the-authors-approval-from-a-shell", guard_refuses_the_authors_approval_from_a_shell);
  ADD ("category-none-needs-a-reason", category_none_needs_a_reason);
  ADD ("file-is-approved-once", file_is_approved_once);
  ADD ("version-that-was-not-looked-at-is-not-approved", version_that_was_not_looked_at_is_not_approved);
  ADD ("approval-uses-the-standards-of-its-day", approval_uses_the_standards_of_its_day);
  ADD ("returned-file-comes-back-with-its-next-save", returned_file_comes_back_with_its_next_save);
  ADD ("ended-file-is-neither-changed-nor-decided", ended_file_is_neither_changed_nor_decided);
  ADD ("intake-decides-nothing", intake_decides_nothing);
  ADD ("history-tells-the-story-newest-first", history_tells_the_story_newest_first);
  ADD ("guards-refuse-a-shell", guards_refuse_a_shell);
  return g_test_run ();
}
