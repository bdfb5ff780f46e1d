#include "config.h"

#include <string.h>

#include "store/journal/detail.h"

static const NuanDetailField *
at (GPtrArray *fields, guint index)
{
  g_assert_cmpuint (index, <, fields->len);
  return g_ptr_array_index (fields, index);
}

/* KEY=items joined by a bar, a step by an arrow; fields by a semicolon. */
static void
reads (const char *action, const char *detail, const char *expected)
{
  g_autoptr (GPtrArray) fields = nuan_detail_read (action, detail);
  g_autoptr (GString) seen = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *items = g_strjoinv (at (fields, i)->is_step ? "->" : "|", at (fields, i)->items);

      g_string_append_printf (seen, "%s%s=%s", i > 0 ? ";" : "", at (fields, i)->key, items);
    }
  g_assert_cmpstr (seen->str, ==, expected);
}

static void
what_is_written_is_read_whatever_signs_it_holds (void)
{
  static const char *const texts[] = {
    "", " ", "a b", "a=b", "a,b", "a>b", "a→b", "\\", "\\n", "a\nb", "/2 x=1", "name=x source=y", "\\s", "名 字,和>别的\\", "  x  ", "\t\r",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        const char *const pair[] = { texts[i], texts[j], NULL };
        g_autoptr (NuanDetail) detail = nuan_detail_add (nuan_detail_new (), "first", texts[i]);
        g_autoptr (GPtrArray) fields = NULL;

        nuan_detail_add_step (nuan_detail_add_list (detail, "both", pair), "step", texts[i], texts[j]);
        nuan_detail_add (detail, "last", texts[j]);
        g_assert_null (strchr (nuan_detail_get_text (detail), '\n'));
        fields = nuan_detail_read ("backup", nuan_detail_get_text (detail));
        g_assert_cmpuint (fields->len, ==, 4);
        g_assert_cmpstr (nuan_detail_find (fields, "first"), ==, texts[i]);
        g_assert_cmpstr (nuan_detail_find (fields, "last"), ==, texts[j]);
        g_assert_true (g_strv_equal ((const char *const *) at (fields, 1)->items, pair));
        g_assert_true (g_strv_equal ((const char *const *) at (fields, 2)->items, pair));
        g_assert_true (at (fields, 2)->is_step);
        g_assert_false (at (fields, 1)->is_step);
        g_assert_true (nuan_detail_says (nuan_detail_get_text (detail), "last", texts[j]));
        g_assert_false (nuan_detail_says (nuan_detail_get_text (detail), "last", "other"));
      }
}

static void
grammar_stands_as_documented (void)
{
  static const char *const parts[] = { "members", "unit", NULL };
  g_autoptr (NuanDetail) detail = nuan_detail_add_money (nuan_detail_add_number (nuan_detail_new (), "fund", 3), "amount", 20000);

  nuan_detail_add_day (nuan_detail_add_list (detail, "parts", parts), "date", nuan_day_new (2026, 1, 4));
  nuan_detail_add (nuan_detail_add_step (detail, "category", "relative", "deep"), "name", "a b,c>d\\\n");
  g_assert_cmpstr (nuan_detail_get_text (detail), ==,
                   "/2 fund=3 amount=200.00 parts=members,unit date=2026-01-04 category=relative>deep name=a\\sb\\cc\\gd\\\\\\n");
}

static void
version_1_is_still_read (void)
{
  reads ("grant.add", "household=8 programme=medical fund=3 amount=3000.00", "household=8;programme=medical;fund=3;amount=3000.00");
  reads ("household.change", "version=2 parts=expenses,unit category=relative→deep", "version=2;parts=expenses|unit;category=relative->deep");
  reads ("fund.add", "name=2026年 中央, 资金 source=central programmes=living,medical", "name=2026年 中央, 资金;source=central;programmes=living|medical");
  reads ("payment.pay", "fund=8 amount=3000.00 card", "fund=8;amount=3000.00;=card");
  reads ("standard.set", "2 from 2026-01-01", "value=2;from=2026-01-01");
  reads ("backup", "name=odd file.db", "file=name=odd file.db");
  reads ("centre.init", "2 号中心", "centre=2 号中心");
  reads ("sign-in.fail", "password", "cause=password");
  reads ("sign-in", "", "");
  g_assert_true (nuan_detail_says ("fund=8 amount=3000.00 card", "amount", "3000.00"));
  g_assert_false (nuan_detail_says ("fund=8 amount=3000.00 card", "amount", "3000.0"));
  g_assert_false (nuan_detail_says ("fund=8 amount=3000.00 card", "mount", "3000.00"));
  g_assert_false (nuan_detail_says ("fund=8", "date", ""));
}

static void
what_somebody_else_wrote_is_read_without_harm (void)
{
  static const char *const odd[] = { "/2", "/2 ", "/2 =", "/2 a", "/2 a=\\", "/2 a=1 ", "/2  a=1", "=", " ", "x=1→2→3", "/2 a=>,>" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GPtrArray) fields = nuan_detail_read ("grant.add", odd[i]);

      for (guint n = 0; n < fields->len; n++)
        g_assert_nonnull (at (fields, n)->items[0]);
      g_assert_false (nuan_detail_says (odd[i], "amount", "1"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/detail/what-is-written-is-read-whatever-signs-it-holds", what_is_written_is_read_whatever_signs_it_holds);
  g_test_add_func ("/detail/grammar-stands-as-documented", grammar_stands_as_documented);
  g_test_add_func ("/detail/version-1-is-still-read", version_1_is_still_read);
  g_test_add_func ("/detail/what-somebody-else-wrote-is-read-without-harm", what_somebody_else_wrote_is_read_without_harm);
  return g_test_run ();
}
