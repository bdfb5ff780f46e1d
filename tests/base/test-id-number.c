#include "base/id-paper.h"
#include "check-error.h"

#define TODAY nuan_day_new (2025, 11, 20)

/* A number of nobody: the check character is computed. */
static char *
make (const char *first_17)
{
  return g_strdup_printf ("%s%c", first_17, nuan_id_number_check_character (first_17));
}

static void
test_standard_example (void)
{
  NuanIdNumber id;
  g_autoptr (GError) error = NULL;

  /* The two examples of GB 11643-1999 itself. */
  g_assert_cmpint (nuan_id_number_check_character ("11010519491231002"), ==, 'X');
  g_assert_cmpint (nuan_id_number_check_character ("44052418800101001"), ==, '4');
  g_assert_true (nuan_id_number_parse ("11010519491231002X", FALSE, TODAY, "id_number", &id, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (id.number, ==, "11010519491231002X");
  g_assert_cmpstr (id.region, ==, "110105");
  g_assert_cmpuint (id.birth, ==, nuan_day_new (1949, 12, 31));
  g_assert_cmpint (id.sex, ==, NUAN_SEX_FEMALE);
}

static void
test_normalize (void)
{
  static const char *const cases[] = { "11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ",
                                       "１１０１０５１９４９１２３１００２ｘ", "110105　19491231002X",
                                       "\u202d11010519491231002X\u202c", "\ufeff110105\u200b19491231002\u2066x\u2069" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NuanIdNumber id;

      g_assert_true (nuan_id_number_parse (cases[i], FALSE, TODAY, "id_number", &id, NULL));
      g_assert_cmpstr (id.number, ==, "11010519491231002X");
    }
}

static void
test_sex (void)
{
  g_autofree char *man = make ("51110219800101011");
  g_autofree char *woman = make ("51110219800101012");
  NuanIdNumber id;

  g_assert_true (nuan_id_number_parse (man, FALSE, TODAY, NULL, &id, NULL));
  g_assert_cmpint (id.sex, ==, NUAN_SEX_MALE);
  g_assert_true (nuan_id_number_parse (woman, FALSE, TODAY, NULL, &id, NULL));
  g_assert_cmpint (id.sex, ==, NUAN_SEX_FEMALE);
}

static void
refuse (const char *text, gboolean allow_15)
{
  g_autoptr (GError) error = NULL;
  NuanIdNumber id = { .number = "unchanged" };

  g_assert_false (nuan_id_number_parse (text, allow_15, TODAY, "members[0].id_number", &id, &error));
  g_assert_nonnull (error);
  g_assert_true (text == NULL || strlen (text) < 6 || strstr (error->message, text) == NULL);
  check_error (error, NUAN_ERROR_INVALID, "members[0].id_number");
  g_assert_cmpstr (id.number, ==, "unchanged");
}

static void
test_refused (void)
{
  g_autofree char *future = make ("51110220251121011");
  g_autofree char *no_day = make ("51110219800230011");
  g_autofree char *no_month = make ("51110219801301011");
  g_autofree char *too_old = make ("51110217991231011");

  refuse (NULL, FALSE);
  refuse ("", FALSE);
  refuse ("12345", FALSE);
  refuse ("110105194912310021", FALSE);    /* the check character is X */
  refuse ("11010519491231003X", FALSE);    /* one digit mistyped */
  refuse ("11010519491232002X", FALSE);
  refuse ("1101051949123100X2", FALSE);
  refuse ("A1010519491231002X", FALSE);
  refuse ("11010519491231002X0", FALSE);
  refuse ("11010519491231002\xff", FALSE);
  refuse (future, FALSE);
  refuse (no_day, FALSE);
  refuse (no_month, FALSE);
  refuse (too_old, FALSE);
}

static void
test_birth_today (void)
{
  g_autofree char *number = make ("51110220251120011");
  NuanIdNumber id;

  g_assert_true (nuan_id_number_parse (number, FALSE, TODAY, NULL, &id, NULL));
  g_assert_cmpuint (id.birth, ==, TODAY);
}

/* ISO 7064 MOD 11-2 sees every single wrong digit and every swap of neighbours. */
static void
test_slips (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autofree char *body = g_strdup_printf ("511102%04d%02d%02d%03d", g_test_rand_int_range (1930, 2024), g_test_rand_int_range (1, 13),
                                               g_test_rand_int_range (1, 29), g_test_rand_int_range (0, 1000));
      g_autofree char *number = make (body);
      const guint at = g_test_rand_int_range (0, 16);
      const char digit = number[at];
      NuanIdNumber id;

      g_assert_true (nuan_id_number_parse (number, FALSE, TODAY, NULL, &id, NULL));

      number[at] = '0' + (digit - '0' + g_test_rand_int_range (1, 10)) % 10;
      g_assert_false (nuan_id_number_parse (number, FALSE, TODAY, NULL, &id, NULL));
      number[at] = digit;

      if (number[at] == number[at + 1])
        continue;
      number[at] = number[at + 1];
      number[at + 1] = digit;
      g_assert_false (nuan_id_number_parse (number, FALSE, TODAY, NULL, &id, NULL));
    }
}

static void
test_15 (void)
{
  NuanIdNumber id;

  g_assert_true (nuan_id_number_parse ("110105491231002", TRUE, TODAY, "id_number", &id, NULL));
  g_assert_cmpstr (id.number, ==, "11010519491231002X");
  refuse ("110105491231002", FALSE);
  refuse ("110105491331002", TRUE);
  refuse ("11010549123100X", TRUE);
}

static void
test_warnings (void)
{
  g_autofree char *known = make ("51110219800101011");
  g_autofree char *retired = make ("11022419800101011");
  g_autofree char *unknown = make ("99999919800101011");
  g_autofree char *old = make ("51110219141119011");
  const struct { const char *number; guint n_warnings; } cases[] = { { known, 0 }, { retired, 0 }, { unknown, 1 }, { old, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NuanIdNumber id;
      g_auto (GStrv) warnings = NULL;

      g_assert_true (nuan_id_number_parse (cases[i].number, FALSE, TODAY, NULL, &id, NULL));
      warnings = nuan_id_number_warnings (&id, TODAY);
      g_assert_nonnull (warnings);
      g_assert_cmpuint (g_strv_length (warnings), ==, cases[i].n_warnings);
    }
}

static void
assert_origin (const char *region, NuanIdPaper paper, const char *expected)
{
  g_autofree char *body = g_strdup_printf ("%s19800101011", region);
  g_autofree char *number = make (body);
  g_autofree char *origin = NULL;
  g_auto (GStrv) warnings = NULL;
  NuanIdNumber id;

  g_assert_true (nuan_id_number_parse (number, FALSE, TODAY, NULL, &id, NULL));
  g_assert_cmpint (nuan_id_paper (&id), ==, paper);
  origin = nuan_id_paper_origin (&id);
  g_assert_cmpstr (origin, ==, expected);
  warnings = nuan_id_number_warnings (&id, TODAY);
  g_assert_cmpuint (g_strv_length (warnings), ==, expected == NULL ? 1 : 0);
}

/* In the C locale the names of papers are English, those of places as they are. */
static void
the_first_six_signs_tell_the_paper (void)
{
  assert_origin ("511102", NUAN_ID_PAPER_CITIZEN, "四川省乐山市市中区");
  assert_origin ("510202", NUAN_ID_PAPER_CITIZEN, "四川省重庆市渝中区 (1980–1996)");
  assert_origin ("810000", NUAN_ID_PAPER_HONG_KONG_MACAO, "Residence permit for Hong Kong and Macao residents");
  assert_origin ("820000", NUAN_ID_PAPER_HONG_KONG_MACAO, "Residence permit for Hong Kong and Macao residents");
  assert_origin ("830000", NUAN_ID_PAPER_TAIWAN, "Residence permit for Taiwan residents");
  assert_origin ("911840", NUAN_ID_PAPER_FOREIGNER, "Foreign permanent resident identity card · 北京市 · 美国");
  assert_origin ("951826", NUAN_ID_PAPER_FOREIGNER, "Foreign permanent resident identity card · 四川省 · 英国");
  assert_origin ("951156", NUAN_ID_PAPER_FOREIGNER, NULL);   /* a Chinese is no foreigner */
  assert_origin ("951001", NUAN_ID_PAPER_FOREIGNER, NULL);   /* the world is no country */
  assert_origin ("999840", NUAN_ID_PAPER_FOREIGNER, NULL);
  assert_origin ("840000", NUAN_ID_PAPER_CITIZEN, NULL);
  assert_origin ("810001", NUAN_ID_PAPER_CITIZEN, NULL);
}

static void
test_card (void)
{
  g_assert_true (nuan_card_number_is_plausible ("4111111111111111"));      /* the usual example of Luhn's sum */
  g_assert_false (nuan_card_number_is_plausible ("4111111111111112"));
  g_assert_true (nuan_card_number_is_plausible ("6222020000000000000"));
  g_assert_false (nuan_card_number_is_plausible ("6222020000000000001"));
  g_assert_false (nuan_card_number_is_plausible ("411111111111111"));
  g_assert_false (nuan_card_number_is_plausible ("41111111111111111111"));
  g_assert_false (nuan_card_number_is_plausible ("4111 1111 1111 1111"));
  g_assert_false (nuan_card_number_is_plausible (""));
  g_assert_false (nuan_card_number_is_plausible (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-number/the standard's own examples hold", test_standard_example);
  g_test_add_func ("/id-number/full-width digits, blanks and a small x are put right", test_normalize);
  g_test_add_func ("/id-number/an odd sequence is a man, an even one a woman", test_sex);
  g_test_add_func ("/id-number/an impossible number is refused and never repeated", test_refused);
  g_test_add_func ("/id-number/a child born today has one", test_birth_today);
  g_test_add_func ("/id-number/a slip of one digit or a swap is found", test_slips);
  g_test_add_func ("/id-number/15 digits are read only where allowed", test_15);
  g_test_add_func ("/id-number/an unknown region and a great age only warn", test_warnings);
  g_test_add_func ("/id-number/the first six signs tell the paper", the_first_six_signs_tell_the_paper);
  g_test_add_func ("/id-number/a card number passes Luhn", test_card);
  return g_test_run ();
}
