#include "config.h"

#include "base/phone.h"

#include <string.h>

#include "base/text-sign.h"
#include "base/text.h"

#define MOST_EXTENSION 6   /* digits */

static gboolean
is_dash (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* Digits, + and dashes alone; NULL: there is something else. Owned. */
static char *
plain_signs (const char *phone)
{
  g_autofree char *compatible = nuan_text_compatible (phone);
  g_autoptr (GString) signs = g_string_new (NULL);

  if (compatible == NULL)
    return NULL;

  for (const char *at = compatible; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (is_dash (c))
        g_string_append_c (signs, '-');
      else if ((c >= '0' && c <= '9') || c == '+')
        g_string_append_c (signs, (char) c);
      else if (!nuan_sign_is_invisible (c))
        return NULL;
    }

  return g_string_free (g_steal_pointer (&signs), FALSE);
}

static char *
digits_of (const char *text, gsize length)
{
  GString *digits = g_string_sized_new (length);

  for (gsize i = 0; i < length && text[i] != '\0'; i++)
    if (g_ascii_isdigit (text[i]))
      g_string_append_c (digits, text[i]);

  return g_string_free (digits, FALSE);
}

static gboolean
is_mobile (const char *digits)
{
  return strlen (digits) == 11 && digits[0] == '1' && digits[1] >= '3';
}

/* With nothing missing: a mobile one, one with its area code, one within an area. */
static gboolean
is_whole (const char *digits)
{
  const gsize n = strlen (digits);

  return is_mobile (digits) || (digits[0] == '0' ? n == 11 || n == 12 : digits[0] >= '2' && (n == 7 || n == 8));
}

/* What stands behind the code of China: there the area codes have no 0. Owned. */
static char *
national (const char *digits)
{
  const gboolean as_it_is = is_mobile (digits) || digits[0] == '0' || (strlen (digits) == 10 && (g_str_has_prefix (digits, "400") || g_str_has_prefix (digits, "800")));

  return g_strconcat (as_it_is ? "" : "0", digits, NULL);
}

/* 0833-2123456, 010-12345678: area codes of three digits begin with 01 and 02. Owned. */
static char *
with_area (const char *digits)
{
  const gsize area = digits[1] == '1' || digits[1] == '2' ? 3 : 4;

  if (digits[0] != '0' || digits[1] == '0' || strlen (digits) < area + 7)
    return g_strdup (digits);

  return g_strdup_printf ("%.*s-%s", (int) area, digits, digits + area);
}

/* Without the code of China, which is as long as that; "": it has none. */
static const char *
behind_country (const char *signs)
{
  g_autofree char *digits = digits_of (signs, strlen (signs));

  if (g_str_has_prefix (signs, "+86"))
    return signs + strlen ("+86");
  if (g_str_has_prefix (signs, "0086"))
    return signs + strlen ("0086");

  return g_str_has_prefix (signs, "86") && strlen (digits) >= 12 ? signs + strlen ("86") : "";
}

/* "0833-2123456-801": the last group, where what stands before it is a whole number. */
static const char *
find_extension (const char *signs, gboolean abroad)
{
  const char *dash = strrchr (signs, '-');
  g_autofree char *before = dash != NULL ? digits_of (signs, (gsize) (dash - signs)) : NULL;
  g_autofree char *full = before != NULL && abroad ? national (before) : g_strdup (before);
  const gsize n = dash != NULL ? strlen (dash + 1) : 0;

  return full != NULL && is_whole (full) && n > 0 && n <= MOST_EXTENSION ? dash + 1 : NULL;
}

char *
nuan_phone_form (const char *phone)
{
  g_autofree char *signs = plain_signs (phone);
  g_autofree char *digits = NULL, *whole = NULL, *area = NULL;
  const char *rest, *extension;
  gboolean from_abroad;

  if (signs == NULL || strchr (*signs == '+' ? signs + 1 : signs, '+') != NULL)
    return g_strdup (phone != NULL ? phone : "");

  rest = behind_country (signs);
  from_abroad = *rest != '\0';
  if (!from_abroad)
    rest = signs;
  extension = find_extension (rest, from_abroad);
  digits = digits_of (rest, extension != NULL ? (gsize) (extension - rest) : strlen (rest));
  if (*digits == '\0')
    return g_strdup (signs);
  if (*rest == '+')
    return g_strconcat ("+", digits, NULL);

  whole = from_abroad ? national (digits) : g_strdup (digits);
  area = with_area (whole);
  return extension != NULL ? g_strconcat (area, "-", extension, NULL) : g_steal_pointer (&area);
}

gboolean
nuan_phone_alike (const char *a, const char *b)
{
  g_autofree char *one = nuan_phone_form (a);
  g_autofree char *other = nuan_phone_form (b);

  return g_str_equal (one, other);
}
