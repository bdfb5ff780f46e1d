#include "config.h"

#include <string.h>

#include "check-error.h"
#include "fixture.h"
#include "store/people/household-store.h"

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

static GPtrArray *
duplicates_of (Fixture *fixture, const NuanHousehold *household)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *duplicates = nuan_household_store_duplicates (fixture->connection, household, &error);

  g_assert_no_error (error);
  return duplicates;
}

/* A file that shares nothing with fixture_household (1) but its names. */
static NuanHousehold *
other_household (void)
{
  return fixture_household (2);
}

static void
close_file (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  nuan_household_store_close (fixture->connection, fixture->review, id, "脱困", &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static gboolean
add (Fixture *fixture, NuanHousehold *household, GPtrArray *warnings, GError **error)
{
  gboolean done;

  fixture_begin (fixture);
  done = nuan_household_store_add (fixture->connection, fixture->intake, household, warnings, error);
  if (done)
    fixture_commit (fixture);
  else
    fixture_rollback (fixture);
  return done;
}

static void
drop_birth (NuanHousehold *household, guint sequence)
{
  static const char *const births[] = { "19650101", "19660101", "20100101" };

  for (guint i = 0; i < 3; i++)
    {
      g_free (member_of (household, i)->id_number);
      member_of (household, i)->id_number = fixture_id_number (births[i], sequence + i);
    }
}

static void
number_in_an_open_file_blocks_and_names_it (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) household = other_household ();
  g_autoptr (GPtrArray) duplicates = NULL;
  g_autofree char *number = fixture_id_number ("20080301", 3);
  g_autoptr (GError) error = NULL;
  const NuanDuplicate *duplicate;

  drop_birth (household, 101);
  set_text (&member_of (household, 1)->id_number, number);
  duplicates = duplicates_of (fixture, household);
  g_assert_cmpuint (duplicates->len, ==, 1);
  duplicate = duplicates->pdata[0];
  g_assert_true (duplicate->blocks);
  g_assert_cmpstr (duplicate->path, ==, "members[1].id_number");
  g_assert_cmpint (duplicate->household_id, ==, id);
  g_assert_cmpstr (duplicate->number, ==, "H2025-000001");
  g_assert_cmpstr (duplicate->head, ==, "张建国");
  g_assert_null (strstr (duplicate->reason, number));

  g_assert_false (add (fixture, household, NULL, &error));
  check_error (error, NUAN_ERROR_CONFLICT, "members[1].id_number");
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM household"), ==, 1);
}

static void
number_in_a_closed_file_warns (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) household = other_household ();
  g_autoptr (GPtrArray) duplicates = NULL, warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  const NuanDuplicate *duplicate;

  close_file (fixture, id);
  drop_birth (household, 101);
  g_free (member_of (household, 2)->id_number);
  member_of (household, 2)->id_number = fixture_id_number ("20080301", 3);
  duplicates = duplicates_of (fixture, household);
  g_assert_cmpuint (duplicates->len, ==, 1);
  duplicate = duplicates->pdata[0];
  g_assert_false (duplicate->blocks);
  g_assert_cmpint (duplicate->state, ==, NUAN_HOUSEHOLD_CLOSED);
  g_assert_true (add (fixture, household, warnings, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (warnings->len, >=, 1);
  g_assert_true (g_str_has_prefix (warnings->pdata[0], "members[2].id_number: "));
}

static void
same_name_and_birth_date_warns (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = other_household ();
  g_autoptr (GPtrArray) duplicates = NULL;

  fixture_add_household (fixture, 1);
  duplicates = duplicates_of (fixture, household);   /* other numbers, the same three names and births */
  g_assert_cmpuint (duplicates->len, ==, 3);
  for (guint i = 0; i < duplicates->len; i++)
    g_assert_false (((NuanDuplicate *) duplicates->pdata[i])->blocks);
  g_assert_cmpstr (((NuanDuplicate *) duplicates->pdata[0])->path, ==, "members[0].name");
}

/* 张建国 as somebody types 张 建国: the same name; 建国 alone is another. */
static void
a_name_written_otherwise_warns (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = other_household ();
  g_autoptr (GPtrArray) duplicates = NULL, fewer = NULL;

  fixture_add_household (fixture, 1);
  set_text (&member_of (household, 0)->name, "张·建国");
  duplicates = duplicates_of (fixture, household);
  g_assert_cmpuint (duplicates->len, ==, 3);
  g_assert_cmpstr (((NuanDuplicate *) duplicates->pdata[0])->path, ==, "members[0].name");
  set_text (&member_of (household, 0)->name, "建国");
  fewer = duplicates_of (fixture, household);
  g_assert_cmpuint (fewer->len, ==, 2);
}

static void
same_phone_and_card_warn (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) first = fixture_household (1), household = other_household ();
  g_autoptr (GPtrArray) duplicates = NULL;

  set_text (&member_of (first, 1)->card, "6222021234567890128");
  set_text (&first->phone, "0833-2123456");
  g_assert_true (add (fixture, first, NULL, NULL));
  drop_birth (household, 101);
  set_text (&member_of (household, 0)->card, "6222 0212 3456 7890 128");
  set_text (&member_of (household, 1)->phone, " 1380000 0001 ");
  set_text (&household->phone, "0833-2123456");
  duplicates = duplicates_of (fixture, household);
  g_assert_cmpuint (duplicates->len, ==, 3);
  g_assert_cmpstr (((NuanDuplicate *) duplicates->pdata[0])->path, ==, "members[0].card");
  g_assert_cmpstr (((NuanDuplicate *) duplicates->pdata[1])->path, ==, "members[1].phone");
  g_assert_cmpstr (((NuanDuplicate *) duplicates->pdata[2])->path, ==, "phone");
}

static void
number_twice_in_the_form_blocks (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = fixture_household (1);
  g_autoptr (GPtrArray) duplicates = NULL;
  const NuanDuplicate *duplicate;

  set_text (&member_of (household, 2)->id_number, member_of (household, 0)->id_number);
  duplicates = duplicates_of (fixture, household);
  g_assert_cmpuint (duplicates->len, ==, 1);
  duplicate = duplicates->pdata[0];
  g_assert_true (duplicate->blocks);
  g_assert_cmpstr (duplicate->path, ==, "members[2].id_number");
}

static void
own_file_is_no_duplicate (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) household = nuan_household_store_read (fixture->connection, id, NULL);
  g_autoptr (GPtrArray) duplicates = duplicates_of (fixture, household);

  g_assert_cmpuint (duplicates->len, ==, 0);
}

static void
half_typed_form_is_no_duplicate (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = nuan_household_new ();
  g_autoptr (GPtrArray) duplicates = NULL;

  fixture_add_household (fixture, 1);
  set_text (&member_of (household, 0)->id_number, "5111021970");
  set_text (&member_of (household, 0)->phone, "138-x");
  duplicates = duplicates_of (fixture, household);
  g_assert_cmpuint (duplicates->len, ==, 0);
}

static void
small_x_is_the_same_number (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) first = fixture_household (1), household = other_household ();
  g_autoptr (GPtrArray) duplicates = NULL;
  g_autofree char *number = NULL;

  for (guint sequence = 101; number == NULL || number[17] != 'X'; sequence += 2)
    {
      g_free (number);
      number = fixture_id_number ("19700215", sequence);
    }
  set_text (&member_of (first, 0)->id_number, number);
  g_assert_true (add (fixture, first, NULL, NULL));
  drop_birth (household, 301);
  number[17] = 'x';
  set_text (&member_of (household, 0)->id_number, number);
  duplicates = duplicates_of (fixture, household);
  g_assert_cmpuint (duplicates->len, ==, 1);
  g_assert_true (((NuanDuplicate *) duplicates->pdata[0])->blocks);
}

static void
removed_member_is_free_for_another_file (Fixture *fixture, gconstpointer unused)
{
  const gint64 id = fixture_add_household (fixture, 1);
  g_autoptr (NuanHousehold) household = nuan_household_store_read (fixture->connection, id, NULL), other = other_household ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_remove_index (household->members, 2);
  fixture_begin (fixture);
  g_assert_true (nuan_household_store_change (fixture->connection, fixture->intake, household, NULL, NULL, NULL, &error));
  fixture_commit (fixture);
  g_free (member_of (other, 2)->id_number);
  member_of (other, 2)->id_number = fixture_id_number ("20080301", 3);
  g_assert_true (add (fixture, other, NULL, &error));
  g_assert_no_error (error);
}

static void
shared_phone_is_told_a_few_times (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanHousehold) household = fixture_household (20);
  g_autoptr (GPtrArray) duplicates = NULL;

  for (guint n = 1; n < 10; n++)
    {
      g_autoptr (NuanHousehold) one = fixture_household (n);

      set_text (&one->phone, "0833-2120000");
      g_assert_true (add (fixture, one, NULL, NULL));
    }
  drop_birth (household, 101);
  set_text (&household->phone, "0833-2120000");
  duplicates = duplicates_of (fixture, household);
  g_assert_cmpuint (duplicates->len, ==, 5);
}

#define ADD(path, test) g_test_add ("/duplicates/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

static void
a_phone_is_one_however_it_is_typed (Fixture *fixture, gconstpointer unused)
{
  static const char *const typed[] = { "+8613900000009", "86 139 0000 0009", "139-0000-0009", "１３９００００００09" };
  g_autoptr (NuanHousehold) first = fixture_household (1), household = other_household ();

  set_text (&first->phone, "+86 139-0000-0009");
  g_assert_true (add (fixture, first, NULL, NULL));
  g_assert_cmpint (fixture_value (fixture, "SELECT count(*) FROM household WHERE phone = '13900000009'"), ==, 1);   /* in one form */
  drop_birth (household, 101);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GPtrArray) duplicates = NULL;

      set_text (&member_of (household, 1)->phone, typed[i]);
      duplicates = duplicates_of (fixture, household);
      g_assert_cmpuint (duplicates->len, ==, 1);
      g_assert_cmpstr (((NuanDuplicate *) duplicates->pdata[0])->path, ==, "members[1].phone");
    }
}

/* What an older program stored as it was typed. */
static void
a_phone_of_an_older_file_is_one_too (Fixture *fixture, gconstpointer unused)
{
  static const char *const old[] = { "+8613900000009", "8613900000009", "139-0000-0009" };
  g_autoptr (NuanHousehold) household = other_household ();

  fixture_add_household (fixture, 1);
  drop_birth (household, 101);
  set_text (&member_of (household, 1)->phone, "13900000009");
  for (guint i = 0; i < G_N_ELEMENTS (old); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE household SET phone = '%s' WHERE id = 1", old[i]);
      g_autoptr (GPtrArray) duplicates = NULL;

      fixture_tamper (fixture, sql);
      g_assert_true (nuan_search_rebuild (fixture->connection, NULL, NULL, NULL, NULL));
      duplicates = duplicates_of (fixture, household);
      g_assert_cmpuint (duplicates->len, ==, 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("number-in-an-open-file-blocks-and-names-it", number_in_an_open_file_blocks_and_names_it);
  ADD ("number-in-a-closed-file-warns", number_in_a_closed_file_warns);
  ADD ("same-name-and-birth-date-warns", same_name_and_birth_date_warns);
  ADD ("a-name-written-otherwise-warns", a_name_written_otherwise_warns);
  ADD ("same-phone-and-card-warn", same_phone_and_card_warn);
  ADD ("a-phone-is-one-however-it-is-typed", a_phone_is_one_however_it_is_typed);
  ADD ("a-phone-of-an-older-file-is-one-too", a_phone_of_an_older_file_is_one_too);
  ADD ("number-twice-in-the-form-blocks", number_twice_in_the_form_blocks);
  ADD ("own-file-is-no-duplicate", own_file_is_no_duplicate);
  ADD ("half-typed-form-is-no-duplicate", half_typed_form_is_no_duplicate);
  ADD ("small-x-is-the-same-number", small_x_is_the_same_number);
  ADD ("removed-member-is-free-for-another-file", removed_member_is_free_for_another_file);
  ADD ("shared-phone-is-told-a-few-times", shared_phone_is_told_a_few_times);
  return g_test_run ();
}
