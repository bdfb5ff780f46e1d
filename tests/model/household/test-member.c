#include "check-error.h"
#include "model/field.h"
#include "sample.h"

static gboolean
check (NuanMember *member, GError **error)
{
  return nuan_fields_are_right (nuan_member_find_errors (member, TODAY), error);
}

static void
test_good (void)
{
  g_autoptr (NuanMember) member = sample_member (" 张建国　", "02", "19750615", 11);
  g_autoptr (GError) error = NULL;

  sample_set (&member->phone, " １３８ 1234 5678");
  sample_set (&member->card, "6222 0200 0000 0000 000");
  sample_set (&member->health, "good");
  sample_set (&member->employer, " 机械厂 ");
  check (member, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (member->name, ==, "张建国");
  g_assert_cmpstr (member->phone, ==, "13812345678");
  g_assert_cmpstr (member->card, ==, "6222020000000000000");
  g_assert_cmpstr (member->employer, ==, "机械厂");
  g_assert_true (nuan_member_is_head (member));
  g_assert_cmpint (nuan_member_get_sex (member), ==, NUAN_SEX_MALE);
  g_assert_cmpuint (nuan_member_get_birth (member), ==, nuan_day_new (1975, 6, 15));
}

static void
test_id_is_normalized (void)
{
  g_autoptr (NuanMember) member = sample_member ("某人", "12", "19491231", 0);

  sample_set (&member->id_number, " １１０１０５ 19491231002x ");
  g_assert_true (check (member, NULL));
  g_assert_cmpstr (member->id_number, ==, "11010519491231002X");
}

static void
test_child_without_id (void)
{
  g_autoptr (NuanMember) member = sample_member ("张小宝", "22", NULL, 0);

  g_assert_true (check (member, NULL));
  g_assert_cmpint (nuan_member_get_sex (member), ==, NUAN_SEX_UNKNOWN);
  g_assert_cmpuint (nuan_member_get_birth (member), ==, NUAN_DAY_NONE);
}

static void
refuse (const char *field, gsize offset, const char *value)
{
  g_autoptr (NuanMember) member = sample_member ("张建国", "02", "19750615", 11);
  g_autoptr (GError) error = NULL;

  sample_set (G_STRUCT_MEMBER_P (member, offset), value);
  g_assert_false (check (member, &error));
  check_error (error, NUAN_ERROR_INVALID, field);
}

static void
test_refused (void)
{
  refuse ("name", G_STRUCT_OFFSET (NuanMember, name), " ");
  refuse ("name", G_STRUCT_OFFSET (NuanMember, name), "1980");
  refuse ("name", G_STRUCT_OFFSET (NuanMember, name), "\u0378\u200b");
  refuse ("relation", G_STRUCT_OFFSET (NuanMember, relation), "");
  refuse ("relation", G_STRUCT_OFFSET (NuanMember, relation), "98");
  refuse ("relation", G_STRUCT_OFFSET (NuanMember, relation), "户主");
  refuse ("id_number", G_STRUCT_OFFSET (NuanMember, id_number), "");             /* the head needs one */
  refuse ("id_number", G_STRUCT_OFFSET (NuanMember, id_number), "511102197506150111");
  refuse ("id_number", G_STRUCT_OFFSET (NuanMember, id_number), "511102750615011");
  refuse ("phone", G_STRUCT_OFFSET (NuanMember, phone), "see his brother");
  refuse ("card", G_STRUCT_OFFSET (NuanMember, card), "6222-0200");
  refuse ("card", G_STRUCT_OFFSET (NuanMember, card), "1234567890123456789012345678901");
  refuse ("health", G_STRUCT_OFFSET (NuanMember, health), "fine");
}

static void
test_copy (void)
{
  g_autoptr (NuanMember) member = sample_member ("张建国", "02", "19750615", 11);
  g_autoptr (NuanMember) copy = NULL;

  member->id = 5;
  member->counted = FALSE;
  copy = nuan_member_copy (member);
  sample_set (&member->name, "另一人");
  g_assert_cmpstr (copy->name, ==, "张建国");
  g_assert_cmpint (copy->id, ==, 5);
  g_assert_false (copy->counted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member/a good member is cleaned", test_good);
  g_test_add_func ("/member/an ID number is put right", test_id_is_normalized);
  g_test_add_func ("/member/a child may have no ID number", test_child_without_id);
  g_test_add_func ("/member/a bad field is refused by name", test_refused);
  g_test_add_func ("/member/a copy stands alone", test_copy);
  return g_test_run ();
}
