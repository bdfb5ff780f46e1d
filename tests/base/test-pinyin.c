#include <string.h>

#include "base/data-file.h"
#include "base/name-form.h"
#include "base/pinyin.h"

static void
assert_fold (const char *text, const char *expected)
{
  g_autofree char *folded = nuan_name_form (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
assert_keys (const char *name, const char *expected)
{
  g_auto (GStrv) keys = nuan_search_name_keys (name);
  g_autofree char *joined = g_strjoinv (" ", keys);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_fold (void)
{
  assert_fold ("张建国", "张建国");
  assert_fold (" 张　建国 ", "张建国");
  assert_fold ("阿不都热合曼·买买提江", "阿不都热合曼买买提江");
  assert_fold ("阿不都热合曼•买买提江", "阿不都热合曼买买提江");
  assert_fold ("阿不都热合曼・买买提江", "阿不都热合曼买买提江");
  assert_fold ("li'an", "lian");
  assert_fold ("O’Neil", "oneil");
  assert_fold ("ＺＪＧ", "zjg");
  assert_fold ("ZhangJG", "zhangjg");
  assert_fold ("511102 1980", "5111021980");
  assert_fold ("", "");
  assert_fold (NULL, "");
  assert_fold ("\xff", "");
}

static void
test_keys (void)
{
  assert_keys ("张建国", "张建国 建国 国 zhangjianguo zjg jianguo");
  assert_keys ("李安", "李安 安 lian la");
  assert_keys ("", "");
  assert_keys ("·", "");
}

static void
test_surnames (void)
{
  assert_keys ("单雄", "单雄 雄 shanxiong sx danxiong dx chanxiong cx");
  assert_keys ("曾国", "曾国 国 zengguo zg cengguo cg");
  assert_keys ("尉迟恭", "尉迟恭 迟恭 恭 yuchigong ycg chigong weichigong wcg");
  assert_keys ("万俟卨", "万俟卨 俟卨 卨 moqixie mqx qixie mosixie msx wanqixie wqx sixie wansixie wsx");
  assert_keys ("单于飞", "单于飞 于飞 飞 shanyufei syf yufei chanyufei cyf danyufei dyf");
  assert_keys ("单于", "单于 于 shanyu sy danyu dy chanyu cy");
  assert_keys ("翟曾", "翟曾 曾 zhaizeng zz zhaiceng zc dizeng dz diceng dc");
  assert_keys ("拓跋珪", "拓跋珪 跋珪 珪 tuobagui tbg bagui tabagui");
  assert_keys ("贠文", "贠文 文 yunwen yw yuanwen");
}

static void
test_u_umlaut (void)
{
  assert_keys ("吕布", "吕布 布 lvbu lubu lyubu lb");
  assert_keys ("略", "略 lve lue lyue l");
  assert_keys ("王绿女", "王绿女 绿女 女 wanglvnv wanglvnu wanglvnyu wanglunv wanglunu wanglunyu wanglyunv wanglyunu wanglyunyu"
                         " wln lvnv lvnu lvnyu lunv lunu lunyu lyunv lyunu lyunyu");
  assert_keys ("Silva", "silva ilva lva va a s");   /* of another tongue: this v is one */
}

static void
test_given_names (void)
{
  assert_keys ("王乐", "王乐 乐 wangle wl wangyue wy");
  assert_keys ("李茜", "李茜 茜 liqian lq lixi lx");
  assert_keys ("晟重", "晟重 重 shengchong sc shengzhong sz chengchong cc chengzhong cz");
  assert_keys ("乐乐", "乐乐 乐 yuele yl yueyue yy lele ll leyue ly");
}

/* Each reading of each character in the list is a key, alone and in a name. */
static void
test_every_reading (void)
{
  g_auto (GStrv) lines = nuan_data_file_load_lines ("han-readings.csv", "character,");
  guint n_readings = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = nuan_csv_split (lines[i]);
      g_auto (GStrv) readings = NULL;
      g_auto (GStrv) alone = NULL, in_name = NULL;
      g_autofree char *name = NULL;

      if (*lines[i] == '\0')
        continue;
      name = g_strconcat ("王", fields[0], NULL);
      readings = g_strsplit (fields[1], " ", -1);
      alone = nuan_search_name_keys (fields[0]);
      in_name = nuan_search_name_keys (name);
      for (guint j = 0; readings[j] != NULL; j++)
        {
          g_autofree char *key = g_strconcat ("wang", readings[j], NULL);

          g_assert_cmpuint (strspn (readings[j], "abcdefghijklmnopqrstuvwxyz"), ==, strlen (readings[j]));
          g_assert_true (g_strv_contains ((const char *const *) alone, readings[j]));
          g_assert_true (g_strv_contains ((const char *const *) in_name, key));
          n_readings++;
        }
    }
  g_assert_cmpuint (n_readings, >, 1600);
}

/* 么 ma me yao, 差 cha chai ci, 和 he hu huo: a name of three such is written out, one of four as far as readings are likely, and a long one no
 * further than it must be. */
static void
test_bound (void)
{
  static const char *const readings[][3] = { { "yao", "ma", "me" }, { "cha", "chai", "ci" }, { "he", "hu", "huo" }, { "xing", "hang", "heng" } };
  g_auto (GStrv) three = nuan_search_name_keys ("么差和"), four = nuan_search_name_keys ("么差和行");
  g_auto (GStrv) rendered = nuan_search_name_keys ("阿不都热合曼·买买提江");
  g_autofree char *longest = g_strnfill (64 * 3, ' ');
  g_auto (GStrv) keys = NULL;

  for (guint n = 0; n < 27; n++)
    {
      g_autofree char *key = g_strconcat (readings[0][n / 9], readings[1][n / 3 % 3], readings[2][n % 3], NULL);

      g_assert_true (g_strv_contains ((const char *const *) three, key));
      if (n < 9)
        {
          g_autofree char *within = g_strconcat (readings[1][n / 3], readings[2][n % 3], NULL);

          g_assert_true (g_strv_contains ((const char *const *) three, within));
        }
    }
  for (guint n = 0; n < 81; n++)
    {
      const guint at[] = { n / 27, n / 9 % 3, n / 3 % 3, n % 3 };
      const guint n_otherwise = (at[0] > 0) + (at[1] > 0) + (at[2] > 0) + (at[3] > 0);
      g_autofree char *key = g_strconcat (readings[0][at[0]], readings[1][at[1]], readings[2][at[2]], readings[3][at[3]], NULL);

      if (n_otherwise <= 1)
        g_assert_true (g_strv_contains ((const char *const *) four, key));
    }
  g_assert_cmpuint (g_strv_length (four), ==, 4 + 4 + 64);   /* suffixes, the main reading's, others */

  g_assert_true (g_strv_contains ((const char *const *) rendered, "ebudurehemanmaimaitijiang"));
  g_assert_true (g_strv_contains ((const char *const *) rendered, "ebdrhmmmtj"));
  g_assert_true (g_strv_contains ((const char *const *) rendered, "rehemanmaimaitijiang"));
  g_assert_false (g_strv_contains ((const char *const *) rendered, "ebuduregemanmaimaitijiang"));
  g_assert_false (g_strv_contains ((const char *const *) rendered, "regemanmaimaitijiang"));

  for (guint i = 0; i < 64; i++)
    memcpy (longest + 3 * i, "和", 3);
  keys = nuan_search_name_keys (longest);
  g_assert_cmpuint (g_strv_length (keys), <=, 64 + 64 + 64);
}

static void
test_other_names (void)
{
  g_auto (GStrv) keys = nuan_search_name_keys ("阿不都热合曼·买买提江");

  g_assert_true (g_strv_contains ((const char *const *) keys, "阿不都热合曼买买提江"));
  g_assert_true (g_strv_contains ((const char *const *) keys, "买买提江"));
  g_assert_true (g_strv_contains ((const char *const *) keys, "abudurehemanmaimaitijiang"));
  g_assert_true (g_strv_contains ((const char *const *) keys, "abdrhmmmtj"));

  assert_keys ("Li", "li i l");
  assert_keys ("王Tom", "王tom tom om m wangtom wt");
}

static void
test_latin_words (void)
{
  g_auto (GStrv) keys = nuan_search_name_keys ("Anna Müller");

  g_assert_true (g_strv_contains ((const char *const *) keys, "annamüller"));
  g_assert_true (g_strv_contains ((const char *const *) keys, "müller"));
  g_assert_true (g_strv_contains ((const char *const *) keys, "am"));
  assert_keys ("O'Neil Li", "oneilli neilli eilli illi lli li i onl");
}

static void
test_find_key (void)
{
  static const struct { const char *name, *folded, *key; } cases[] = {
    { "王乐", "王", "王乐" }, { "王乐", "乐", "乐" }, { "王乐", "wangy", "wangyue" }, { "王乐", "wl", "wl" }, { "王乐", "yue", NULL }, { "", "a", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = nuan_search_find_key (cases[i].name, cases[i].folded);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

static void
test_rare (void)
{
  g_auto (GStrv) keys = nuan_search_name_keys ("陈𠮷");
  g_auto (GStrv) others = nuan_search_name_keys ("王㛃𬱖");
  g_autofree char *sort_key = nuan_sort_key ("𪣝");

  g_assert_true (g_strv_contains ((const char *const *) keys, "𠮷"));
  g_assert_true (g_strv_contains ((const char *const *) keys, "chenji"));
  g_assert_true (g_strv_contains ((const char *const *) others, "wangjiedi"));
  g_assert_cmpstr (sort_key, ==, "zao\t𪣝");   /* which ICU of 2022 does not read */
}

/* Any text at all, a torn one too, gives keys that are UTF-8, not empty and not twice there. */
static void
test_any_text (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      const guint n_chars = g_test_rand_int_range (0, 80);

      for (guint i = 0; i < n_chars; i++)
        {
          const gunichar c = round % 4 == 0 ? g_test_rand_int_range (1, 0x110000) : g_test_rand_int_range (0x4E00, 0x9FFF);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }
      if (round % 50 == 0)
        g_string_append_c (text, '\xe5');

      g_auto (GStrv) keys = nuan_search_name_keys (text->str);
      g_autofree char *sort = nuan_sort_key (text->str);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_true (g_utf8_validate (sort, -1, NULL));
      for (guint i = 0; keys[i] != NULL; i++)
        {
          g_assert_true (g_utf8_validate (keys[i], -1, NULL));
          g_assert_cmpuint (strlen (keys[i]), >, 0);
          g_assert_true (g_hash_table_add (seen, keys[i]));
        }
    }
}

static void
assert_sorted (const char *first, const char *second)
{
  g_autofree char *a = nuan_sort_key (first);
  g_autofree char *b = nuan_sort_key (second);

  g_assert_cmpstr (a, <, b);
}

static void
test_sort (void)
{
  g_autofree char *key = nuan_sort_key ("单建国");

  g_assert_cmpstr (key, ==, "shan jian guo\t单建国");
  assert_sorted ("阿里", "张三");
  assert_sorted ("李安", "连安");       /* li an before lian an */
  assert_sorted ("李", "李安");
  assert_sorted ("安宁", "单雄");       /* shan, not dan */
  assert_sorted ("董卓", "单雄");
  assert_sorted ("王乐", "王立");       /* le, as it is read mainly */
  assert_sorted ("恽代", "贠文");       /* yun, not yuan */
  assert_sorted ("尹文", "贠文");       /* yin before yun */
  assert_sorted ("张三", "章三");       /* zhang both: then by character */
  assert_sorted ("", "阿");
}

static void
test_tail (void)
{
  static const char *const pairs[][2] = {
    { "51110219800101002x", "X20010100891201115" },
    { "0111", "1110" },
    { "138 1234-5678", "87654321831" },
    { "１２Ｘ", "X21" },
    { "张", "" },
    { "", "" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *tail = nuan_search_tail_key (pairs[i][0]);

      g_assert_cmpstr (tail, ==, pairs[i][1]);
    }
}

/* The demo makes three million names: a warm name takes some microseconds. */
static void
test_speed (void)
{
  const guint n_names = 20000;
  gint64 start, best = G_MAXINT64;

  if (!g_test_perf ())
    {
      g_test_skip ("run with -m perf");
      return;
    }

  for (guint round = 0; round < 5; round++)
    {
      start = g_get_monotonic_time ();
      for (guint i = 0; i < n_names; i++)
        {
          g_auto (GStrv) keys = nuan_search_name_keys ("张建国");

          g_assert_nonnull (keys[4]);
        }
      best = MIN (best, g_get_monotonic_time () - start);
    }

  g_test_minimized_result (best * 1000.0 / n_names, "%.0f ns a name", best * 1000.0 / n_names);
  g_assert_cmpint (best, <, n_names * 10);
}

static gpointer
read_some (gpointer unused)
{
  for (gunichar c = 0x4E00; c < 0x5600; c++)
    {
      char name[8] = "";
      g_auto (GStrv) keys = NULL;

      name[g_unichar_to_utf8 (c, name)] = '\0';
      keys = nuan_search_name_keys (name);
      g_assert_nonnull (keys[0]);
    }

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
  g_test_add_func ("/pinyin/many threads may ask first", test_threads);
  g_test_add_func ("/pinyin/text is folded for search", test_fold);
  g_test_add_func ("/pinyin/a name is found by suffix, pinyin and initials", test_keys);
  g_test_add_func ("/pinyin/a surname is found under both readings", test_surnames);
  g_test_add_func ("/pinyin/a given name is found under every reading", test_given_names);
  g_test_add_func ("/pinyin/every living reading of a character is a key", test_every_reading);
  g_test_add_func ("/pinyin/the readings of a name are bounded", test_bound);
  g_test_add_func ("/pinyin/u umlaut is typed as v, as u or as yu", test_u_umlaut);
  g_test_add_func ("/pinyin/names of other tongues work too", test_other_names);
  g_test_add_func ("/pinyin/words of Latin names give initials", test_latin_words);
  g_test_add_func ("/pinyin/the key that was meant is told", test_find_key);
  g_test_add_func ("/pinyin/rare characters stay", test_rare);
  g_test_add_func ("/pinyin/any text gives good keys", test_any_text);
  g_test_add_func ("/pinyin/names sort by syllable", test_sort);
  g_test_add_func ("/pinyin/tails become prefixes", test_tail);
  g_test_add_func ("/pinyin/a warm name is fast", test_speed);
  return g_test_run ();
}
