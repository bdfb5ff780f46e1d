#include "config.h"

#include "base/name-form.h"
#include "base/text-sign.h"

static gboolean
is_plain_han (gunichar c)
{
  return c >= 0x4E00 && c <= 0x9FFF;
}

/* And the apostrophes of other tongues (and of pinyin, li'an). After NFKC, which makes those of full and half width and of compatibility the same. */
static gboolean
is_dot (gunichar c)
{
  static const gunichar dots[] = { '.', '\'', 0x00B7, 0x119E, 0x1427, 0x16EB, 0x2019, 0x2022, 0x2027, 0x2218, 0x2219, 0x22C5, 0x25CF, 0x25E6, 0x26AB, 0x2981, 0x2E30, 0x2E31, 0x2E33, 0x3002, 0x30FB,
                                   0xA78F, 0xFF65, 0x10101 };

  for (guint i = 0; i < G_N_ELEMENTS (dots); i++)
    if (c == dots[i])
      return TRUE;

  return FALSE;
}

gboolean
nuan_name_is_gap (gunichar c)
{
  if (is_plain_han (c) || g_ascii_isalnum ((char) MIN (c, 0x7F)))
    return FALSE;

  return is_dot (c) || nuan_sign_is_invisible (c);
}

const char *
nuan_name_normal (const char *text, char **owned)
{
  *owned = NULL;
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return "";

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!is_plain_han (g_utf8_get_char (at)) && (*at & 0x80) != 0)
      {
        *owned = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
        return *owned;
      }

  return text;
}

char *
nuan_name_form (const char *text)
{
  g_autofree char *owned = NULL;
  const char *normal = nuan_name_normal (text, &owned);
  GString *form = g_string_sized_new (strlen (normal) + 1);

  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (!nuan_name_is_gap (c))
        g_string_append_unichar (form, g_unichar_tolower (c));
    }

  return g_string_free (form, FALSE);
}

gboolean
nuan_name_alike (const char *a, const char *b)
{
  g_autofree char *one = nuan_name_form (a);
  g_autofree char *other = nuan_name_form (b);

  return g_str_equal (one, other);
}
