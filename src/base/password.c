#define _GNU_SOURCE   /* memmem() */
#include "config.h"

#include "base/password.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/data-file.h"
#include "base/day.h"
#include "base/error.h"
#include "base/name-form.h"
#include "base/pinyin.h"
#include "base/secret-bytes.h"
#include "base/text.h"

#define MIN_CHARS      8
#define LONGEST_PIECE  4   /* that is only repeated */
#define DATE_DIGITS    8
#define SHORTEST_KEY   4   /* bytes of a reading that is looked for */
#define FULL_WIDTH     0xFEE0   /* from a full-width sign to the one of ASCII */

/* A stretch of a folded password. */
typedef struct {
  const char *text;
  gsize       size;
} Part;

/* In small letters, and full-width signs as ASCII; owned. */
static NuanSecretBytes *
fold (const char *password)
{
  g_autoptr (NuanSecretBytes) folded = nuan_secret_bytes_new (3 * strlen (password) + 6);   /* a small letter may be longer */
  char *end = (char *) nuan_secret_bytes_data (folded);

  for (const char *at = password; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar sign = g_utf8_get_char (at);

      end += g_unichar_to_utf8 (g_unichar_tolower (sign >= 0xFF01 && sign <= 0xFF5E ? sign - FULL_WIDTH : sign), end);
    }
  return nuan_secret_bytes_new_text (nuan_secret_bytes_text (folded));
}

/* What is left of TEXT without the signs at both ends that are none of a KIND. */
static Part
strip (const char *text, gboolean (*kind) (gunichar))
{
  const char *end = text + strlen (text);

  while (text < end && !kind (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && !kind (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return (Part) { text, (gsize) (end - text) };
}

static gboolean
parts_equal (Part a, Part b)
{
  return a.size == b.size && memcmp (a.text, b.text, a.size) == 0;
}

static gboolean
is_in_list (Part part)
{
  static GBytes *list = NULL;
  g_autoptr (NuanSecretBytes) line = nuan_secret_bytes_new (part.size + 2);
  char *needle = (char *) nuan_secret_bytes_data (line);
  gconstpointer lines;
  gsize size;

  if (g_once_init_enter (&list))
    g_once_init_leave (&list, nuan_data_file_load_shipped ("common-passwords.txt", NULL));

  needle[0] = needle[part.size + 1] = '\n';
  memcpy (needle + 1, part.text, part.size);
  lines = g_bytes_get_data (list, &size);
  return memmem (lines, size, needle, part.size + 2) != NULL;
}

/* "abcabcabc", "11111111", and "10010001": of two signs alone. */
static gboolean
is_repeated (Part part)
{
  gsize others = 0;

  for (gsize i = 1; i < part.size && others < 2; i++)
    if (memchr (part.text, part.text[i], i) == NULL)
      others++;
  if (others < 2)
    return TRUE;

  for (gsize piece = 1; piece <= LONGEST_PIECE; piece++)
    if (memcmp (part.text, part.text + piece, part.size - piece) == 0)
      return TRUE;

  return FALSE;
}

/* "23456789", "hgfedcba", "8901234567". */
static gboolean
is_run (Part part)
{
  for (int step = -1; step <= 1; step += 2)
    {
      gsize i = 1;

      while (i < part.size && (part.text[i] == part.text[i - 1] + step || (part.text[i - 1] == '9' && part.text[i] == '0' && step > 0)
                               || (part.text[i - 1] == '0' && part.text[i] == '9' && step < 0)))
        i++;
      if (i == part.size)
        return TRUE;
    }

  return FALSE;
}

static guint
number_at (const char *digits, guint n)
{
  guint number = 0;

  for (guint i = 0; i < n; i++)
    number = 10 * number + (guint) (digits[i] - '0');
  return number;
}

/* A birthday: 19860312, 12031986. */
static gboolean
is_date (Part part)
{
  const char *d = part.text;
  guint year;

  if (part.size != DATE_DIGITS || strspn (d, "0123456789") < DATE_DIGITS)
    return FALSE;

  year = number_at (d, 4);
  if (year >= 1900 && year < 2100 && nuan_day_new (year, number_at (d + 4, 2), number_at (d + 6, 2)) != NUAN_DAY_NONE)
    return TRUE;

  year = number_at (d + 4, 4);
  return year >= 1900 && year < 2100
         && (nuan_day_new (year, number_at (d, 2), number_at (d + 2, 2)) != NUAN_DAY_NONE
             || nuan_day_new (year, number_at (d + 2, 2), number_at (d, 2)) != NUAN_DAY_NONE);
}

/* Signs of ASCII before and behind do not make it another one. */
static gboolean
is_common (const char *folded)
{
  const Part whole = { folded, strlen (folded) }, inner = strip (folded, g_unichar_isalnum);
  const Part core = inner.size > 0 ? inner : whole;

  return is_repeated (core) || is_run (core) || is_date (core) || is_in_list (core) || is_in_list (whole);
}

/* A word without a letter ("88888888") is compared as it is. */
static gboolean
is_word (const char *folded, const char *word)
{
  const Part part = strip (word, g_unichar_isalpha), core = strip (folded, g_unichar_isalpha);

  return part.size > 0 ? parts_equal (core, part) : strcmp (folded, word) == 0;
}

/* 张建国 is zhangjianguo, in every reading, and jianguo too; initials and single syllables are parts of too many words. */
static gboolean
is_about (const char *folded, const char *word)
{
  g_autofree char *plain = nuan_name_form (word);
  g_auto (GStrv) keys = nuan_search_name_keys (word);

  if (*plain != '\0' && is_word (folded, plain))
    return TRUE;
  for (char **key = keys; *key != NULL; key++)
    if (strlen (*key) >= SHORTEST_KEY && is_word (folded, *key))
      return TRUE;

  return FALSE;
}

static gboolean
check_length (const char *password, GError **error)
{
  if (password == NULL || !g_utf8_validate (password, -1, NULL) || g_utf8_strlen (password, -1) < MIN_CHARS)
    nuan_error_set (error, NUAN_ERROR_INVALID, "password", _("A password has at least %d characters"), MIN_CHARS);
  else if (nuan_text_is_blank (password))
    nuan_error_set (error, NUAN_ERROR_INVALID, "password", _("A password has more than blanks"));
  else
    return TRUE;

  return FALSE;
}

gboolean
nuan_password_check (const char *const *about, const char *password, GError **error)
{
  g_autoptr (NuanSecretBytes) folded = NULL;

  if (!check_length (password, error))
    return FALSE;

  folded = fold (password);
  for (; about != NULL && *about != NULL; about++)
    if (is_about (nuan_secret_bytes_text (folded), *about))
      {
        nuan_error_set (error, NUAN_ERROR_INVALID, "password", _("A password is neither the login nor the name nor the centre, with or without figures around it"));
        return FALSE;
      }
  if (is_common (nuan_secret_bytes_text (folded)))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "password", _("This password is one of those that are tried first: choose another"));
      return FALSE;
    }

  return TRUE;
}
