#include <string.h>

#include "base/base32.h"
#include "base/recovery-words.h"
#include "check-error.h"

/* The secret 01 02 … 10, and what Python's hashlib and cryptography make of it. */
static const char known[] = "04100-6105F-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6PS";
static const char known_box[] = "b4d259fc22914d6cccb7c3b3996ef59212ff888ee98f7923efb875405231920f";
static const char known_sign[] = "9acc4b00c3f9dcd109b538672b3d50e94478c041bf6a44a582522056b9be35c6";

static void
assert_read (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanRecoveryWords) words = nuan_recovery_words_read (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (nuan_recovery_words_get_text (words), ==, known);
}

/* Its message ends in or holds GROUPS, and none of what was typed. */
static void
assert_refused (const char *text, const char *groups)
{
  g_autoptr (GError) error = NULL;

  if (nuan_recovery_words_read (text, &error) != NULL)
    g_error ("accepted: %s", text);
  if (groups != NULL && strstr (error->message, groups) == NULL)
    g_error ("%s: no “%s” in: %s", text, groups, error->message);
  for (const char *at = known; *at != '\0'; at += at[5] != '\0' ? 6 : 5)
    {
      g_autofree char *group = g_strndup (at, 5);

      g_assert_null (strstr (error->message, group));
    }
  check_error (error, NUAN_ERROR_INVALID, "words");
}

static void
the_pairs_are_known_ones (void)
{
  g_autoptr (NuanRecoveryWords) words = nuan_recovery_words_read (known, NULL);
  g_autoptr (NuanBoxKey) box = nuan_recovery_words_box_key (words);
  g_autoptr (NuanSignKey) sign = nuan_recovery_words_sign_key (words);

  g_assert_cmpstr (nuan_box_key_get_public (box), ==, known_box);
  g_assert_cmpstr (nuan_sign_key_get_public (sign), ==, known_sign);
}

static void
new_ones_are_read_as_they_are_written (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (NuanRecoveryWords) words = nuan_recovery_words_new (), again = NULL;
      g_autoptr (GError) error = NULL;
      const char *text = nuan_recovery_words_get_text (words);

      g_assert_cmpuint (strlen (text), ==, 47);
      for (guint k = 0; k < 47; k++)
        g_assert_nonnull (strchr (k % 6 == 5 ? "-" : NUAN_BASE32_SIGNS, text[k]));
      again = nuan_recovery_words_read (text, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (nuan_recovery_words_get_text (again), ==, text);
      g_assert_cmpstr (text, !=, known);
    }
}

/* As many places, so that each of the 32 data signs takes each of its values. */
static void
every_sign_is_drawn (void)
{
  guint32 seen[40] = { 0 };

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (NuanRecoveryWords) words = nuan_recovery_words_new ();
      const char *text = nuan_recovery_words_get_text (words);

      for (guint k = 0; k < 40; k++)
        seen[k] |= 1u << nuan_base32_value ((gunichar) text[k + k / 5]);
    }
  for (guint k = 0; k < 40; k++)
    g_assert_cmphex (seen[k], ==, 0xffffffff);
}

static void
as_people_write_them_is_forgiven (void)
{
  assert_read ("04100610 5F0R3GMG28A81C602T3GFP20WW0CR6PS");
  assert_read ("04100 6105f 0r3gm g28a8 1c602 t3gfp 20ww0 cr6ps\n");
  assert_read (" o4ioo\n6Lo5f\r\n0r3gm\tg28a8 lc6o2—t3gfp–20ww0 − cr6ps ");
  assert_read ("\xef\xbb\xbf" "04100-6105F-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6PS");
  assert_read ("０４１００　６１０５ｆ　０Ｒ３ＧＭ－ｇ２８ａ８－１ｃ６０２－Ｔ３ＧＦＰ－２０ＷＷ０－ＣＲ６ＰＳ");
  assert_read ("0-4-1-0-0-6-1-0-5-F-0-R-3-G-M-G-2-8-A-8-1-C-6-0-2-T-3-G-F-P-2-0-W-W-0-C-R-6-P-S");
}

/* All 40 places, all 31 wrong signs: the group is named, and no other. */
static void
each_wrong_sign_is_noticed_in_its_group (void)
{
  g_autofree char *text = g_strdup (known);

  for (guint at = 0; at < 47; at++)
    for (const char *sign = NUAN_BASE32_SIGNS; at % 6 != 5 && *sign != '\0'; sign++)
      if (*sign != known[at])
        {
          g_autofree char *group = g_strdup_printf (" %u ", at / 6 + 1);

          text[at] = *sign;
          assert_refused (text, group);
          text[at] = known[at];
        }
}

static void
swap (char *text, guint one, guint other)
{
  const char kept = text[one];

  text[one] = text[other];
  text[other] = kept;
}

/* Any two of the 40, of one group or of two. */
static void
two_signs_that_changed_places_are_noticed (void)
{
  g_autofree char *text = g_strdup (known);
  guint n = 0;

  for (guint one = 0; one < 47; one++)
    for (guint other = one + 1; one % 6 != 5 && other < 47; other++)
      if (other % 6 != 5 && known[one] != known[other])
        {
          g_autofree char *groups = one / 6 == other / 6 ? g_strdup_printf (" %u ", one / 6 + 1) : g_strdup_printf (" %u, %u ", one / 6 + 1, other / 6 + 1);

          swap (text, one, other);
          assert_refused (text, groups);
          swap (text, one, other);
          n++;
        }
  g_assert_cmpuint (n, >, 600);
}

static void
groups_in_another_order_are_named (void)
{
  assert_refused ("6105F-04100-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6PS", " 1, 2 ");
  assert_refused ("04100-6105F-0R3GM-G28A8-1C602-CR6PS-20WW0-T3GFP", " 6, 8 ");
  assert_refused ("04100-04100-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6PS", " 2 ");
}

/* The group by itself could be right. */
static void
two_wrong_signs_of_one_group_are_noticed_by_the_whole (void)
{
  g_autoptr (GError) error = NULL;

  assert_refused ("04100-6105F-1R3G4-G28A8-1C602-T3GFP-20WW0-CR6PS", NULL);
  g_assert_null (nuan_recovery_words_read ("00001-00002-00003-00004-00005-00006-00007-00008", &error));
  check_error (error, NUAN_ERROR_INVALID, "words");
}

static void
too_few_and_too_many_are_counted (void)
{
  assert_refused (NULL, " 0");
  assert_refused ("", " 0");
  assert_refused (" - ", " 0");
  assert_refused ("04100", " 5");
  assert_refused ("04100-6105F-0R3GM-G28A8-1C602-T3GFP-20WW0", " 35");
  assert_refused ("041006105F0R3GMG28A81C602T3GFP20WW0CR6P", " 39");
  assert_refused ("04100-6105F-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6PS-CR6PS", " 45");
  assert_refused ("04100-6105F-0R3GM-G28A-1C602-T3GFP-20WW0-CR6PS", " 4 ");
  assert_refused ("04100-6105F-0R3GM-G28A8-1C602-T3GFP-20WW00-CR6PS", " 7 ");
}

static void
what_no_sheet_has_is_named_by_its_group (void)
{
  assert_refused ("04100-6105U-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6PS", " 2 ");
  assert_refused ("04100-6105F-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6P密", " 8 ");
  assert_refused ("04100-6105F-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6PS!", " 8 ");
  assert_refused ("04100-6105F-\xff", NULL);
}

#define ADD(name, function) g_test_add_func ("/recovery-words/" name, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-pairs-are-known-ones", the_pairs_are_known_ones);
  ADD ("new-ones-are-read-as-they-are-written", new_ones_are_read_as_they_are_written);
  ADD ("every-sign-is-drawn", every_sign_is_drawn);
  ADD ("as-people-write-them-is-forgiven", as_people_write_them_is_forgiven);
  ADD ("each-wrong-sign-is-noticed-in-its-group", each_wrong_sign_is_noticed_in_its_group);
  ADD ("two-signs-that-changed-places-are-noticed", two_signs_that_changed_places_are_noticed);
  ADD ("groups-in-another-order-are-named", groups_in_another_order_are_named);
  ADD ("two-wrong-signs-of-one-group-are-noticed-by-the-whole", two_wrong_signs_of_one_group_are_noticed_by_the_whole);
  ADD ("too-few-and-too-many-are-counted", too_few_and_too_many_are_counted);
  ADD ("what-no-sheet-has-is-named-by-its-group", what_no_sheet_has_is_named_by_its_group);
  return g_test_run ();
}
