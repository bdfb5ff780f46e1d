#include <string.h>

#include "base/region.h"

static void
assert_full_name (const char *code, const char *expected)
{
  g_autofree char *name = nuan_region_full_name (code);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_name (void)
{
  g_assert_cmpstr (nuan_region_name ("511102"), ==, "市中区");
  g_assert_cmpstr (nuan_region_name ("511100"), ==, "乐山市");
  g_assert_cmpstr (nuan_region_name ("510000"), ==, "四川省");
  g_assert_cmpstr (nuan_region_name ("110000"), ==, "北京市");
}

static void
test_full_name (void)
{
  assert_full_name ("511102", "四川省乐山市市中区");
  assert_full_name ("511100", "四川省乐山市");
  assert_full_name ("510000", "四川省");
  assert_full_name ("110101", "北京市东城区");
  assert_full_name ("110228", "北京市密云县");
  assert_full_name ("429004", "湖北省仙桃市");
  assert_full_name ("511101", "四川省乐山市");
  assert_full_name ("810000", "香港特别行政区");
}

static void
test_retired (void)
{
  assert_full_name ("110103", "北京市崇文区");
  assert_full_name ("110224", "北京市大兴县");
  assert_full_name ("142401", "山西省晋中地区榆次市");
  assert_full_name ("510202", "四川省重庆市渝中区");
  assert_full_name ("512301", "四川省涪陵地区涪陵市");
  assert_full_name ("442526", "广东省惠阳地区博罗县");
  assert_full_name ("140120", "山西省太原市市区");
}

static void
assert_years (const char *code, guint first, guint last)
{
  guint from = 1, to = 1;

  g_assert_cmpint (nuan_region_withdrawn (code, &from, &to), ==, first != 0);
  g_assert_cmpuint (from, ==, first != 0 ? first : 1);
  g_assert_cmpuint (to, ==, first != 0 ? last : 1);
}

static void
a_withdrawn_code_has_its_years (void)
{
  assert_years ("510202", 1980, 1996);
  assert_years ("110103", 1980, 2009);
  assert_years ("142401", 1980, 1998);
  assert_years ("511102", 0, 0);   /* in force */
  assert_years ("511101", 0, 0);
  assert_years ("140120", 0, 0);   /* given out by the police, in no list: the years are unknown */
  assert_years ("999999", 0, 0);
}

/* What npm's id-validator and the yearly lists hold was counted when the file was made: it does not become less. */
static void
thousands_of_withdrawn_codes_are_known (void)
{
  guint n_known = 0, n_withdrawn = 0, from, to;

  for (guint code = 110000; code < 840000; code++)
    {
      g_autofree char *text = g_strdup_printf ("%u", code);

      n_known += nuan_region_name (text) != NULL;
      n_withdrawn += nuan_region_withdrawn (text, &from, &to);
    }
  g_assert_cmpuint (n_known, ==, 7387);
  g_assert_cmpuint (n_withdrawn, >, 3500);
}

static void
test_unknown (void)
{
  static const char *const codes[] = { "999999", "000000", "51110", "5111022", "51110a", "", " 511102", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_assert_null (nuan_region_name (codes[i]));
      g_assert_null (nuan_region_full_name (codes[i]));
    }
}

static void
test_placeholders (void)
{
  for (guint code = 110000; code < 660000; code++)
    {
      g_autofree char *text = g_strdup_printf ("%u", code);
      g_autofree char *name = nuan_region_full_name (text);

      if (name == NULL)
        continue;
      g_assert_cmpuint (strlen (name), >, 0);
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_null (strstr (name, "市辖区"));
      g_assert_null (strstr (name, "直辖"));
      g_assert_null (strstr (name, ","));
    }
}

static gpointer
read_some (gpointer unused)
{
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpstr (nuan_region_name ("511102"), ==, "市中区");

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_some, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region/many threads may ask first", test_threads);
  g_test_add_func ("/region/a code has its name", test_name);
  g_test_add_func ("/region/a full name goes from the province down", test_full_name);
  g_test_add_func ("/region/a retired code keeps its name", test_retired);
  g_test_add_func ("/region/a withdrawn code has its years", a_withdrawn_code_has_its_years);
  g_test_add_func ("/region/thousands of withdrawn codes are known", thousands_of_withdrawn_codes_are_known);
  g_test_add_func ("/region/a code that was never issued has none", test_unknown);
  g_test_add_func ("/region/rows that only hold the tree together are never said", test_placeholders);
  return g_test_run ();
}
