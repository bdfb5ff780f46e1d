#include <string.h>

#include "base/data-file.h"
#include "base/password.h"
#include "check-error.h"

static void
check_right (const char *const *about, const char *password)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nuan_password_check (about, password, &error));
  g_assert_no_error (error);
}

static void
check_wrong (const char *const *about, const char *password)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nuan_password_check (about, password, &error));
  if (password != NULL && *password != '\0' && !g_str_equal (password, "password"))
    g_assert_null (strstr (error->message, password));   /* said to whoever looks at the screen, kept in logs */
  check_error (error, NUAN_ERROR_INVALID, "password");
}

static void
test_length (void)
{
  check_right (NULL, "a-long-password");
  check_right (NULL, "梦里不知身是客啊");
  check_wrong (NULL, "梦里不知身是客");
  check_wrong (NULL, "k7#mQ2x");
  check_wrong (NULL, "");
  check_wrong (NULL, NULL);
  check_wrong (NULL, "k7#mQ2x\xFF\xFF\xFF");
}

static void
test_blank (void)
{
  check_wrong (NULL, "          ");
  check_wrong (NULL, "\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000");
  check_wrong (NULL, "\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B");
}

static void
test_list (void)
{
  static const char *const common[] = { "password", "woaini1314", "a123456789", "qq123456", "1qaz2wsx", "admin888", "gonghui123", "iloveyou", "zhang123456" };

  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    {
      g_autofree char *capitals = g_ascii_strup (common[i], -1);
      g_autofree char *decorated = g_strdup_printf ("@%s!!", common[i]);
      g_autofree char *longer = g_strdup_printf ("%s-7Kx", common[i]);

      check_wrong (NULL, common[i]);
      check_wrong (NULL, capitals);
      check_wrong (NULL, decorated);
      check_right (NULL, longer);
    }
  check_wrong (NULL, "ｗｏａｉｎｉ１３１４");
  check_right (NULL, "# Passwords that are tried first: a new password");   /* a comment is no password */
}

static void
test_shapes (void)
{
  static const char *const simple[] = { "12345678", "87654321", "34567890", "90123456", "abcdefgh", "11111111", "aaaaaaaaaa", "88886666", "ababababab",
                                        "abcabcabc", "woaiwoaiwoai", "19860312", "12031986", "19860312!", "20080808", "一一一一一一一一", "!!!!!!!!!" };
  static const char *const fine[] = { "12345679802", "19861312x", "99999998887", "31421986", "abcabcabd", "!@#?%&*+" };

  for (guint i = 0; i < G_N_ELEMENTS (simple); i++)
    check_wrong (NULL, simple[i]);
  for (guint i = 0; i < G_N_ELEMENTS (fine); i++)
    check_right (NULL, fine[i]);
}

static void
test_about (void)
{
  static const char *const about[] = { "zhangsan1", "张建国", "试点县帮扶中心", "", NULL };
  static const char *const figures[] = { "20012012", NULL };

  check_wrong (about, "ZhangSan1");
  check_wrong (about, "zhangsan2026");
  check_wrong (about, "888zhangsan888");
  check_wrong (about, "zhangjianguo");
  check_wrong (about, "ZhangJianGuo123!");
  check_wrong (about, "jianguo1975");
  check_wrong (about, "shidianxianbangfuzhongxin");
  check_wrong (about, "试点县帮扶中心1");
  check_right (about, "zhangsan-weiqi");
  check_right (about, "jianguo-zhang-7");
  check_right (about, "zjg75kmQ2");
  check_wrong (figures, "20012012");
  check_right (figures, "200120125");
}

/* As its header says, so that each line is found: what is compared is in small letters, and its neighbours are other lines. */
static void
test_file (void)
{
  g_autoptr (GBytes) bytes = nuan_data_file_load_shipped ("common-passwords.txt", NULL);
  g_auto (GStrv) lines = NULL;
  const char *before = NULL;
  guint n = 0;

  g_assert_nonnull (bytes);
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (char **line = lines; line[1] != NULL; line++)
    {
      g_autofree char *small = g_ascii_strdown (*line, -1);

      if (g_str_has_prefix (*line, "#"))
        continue;
      g_assert_cmpstr (*line, ==, small);
      g_assert_cmpuint (strlen (*line), >=, 8);
      g_assert_true (before == NULL || strcmp (before, *line) < 0);
      check_wrong (NULL, *line);
      before = *line;
      n++;
    }
  g_assert_cmpuint (n, >, 2000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/password/eight characters at least", test_length);
  g_test_add_func ("/password/not blank", test_blank);
  g_test_add_func ("/password/none of the list, however it is written", test_list);
  g_test_add_func ("/password/none of a shape that is tried first", test_shapes);
  g_test_add_func ("/password/not what stands about the person", test_about);
  g_test_add_func ("/password/the list is in order", test_file);
  return g_test_run ();
}
