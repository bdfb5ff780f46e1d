#include "config.h"

#include <glib/gi18n-lib.h>
#include <unicode/uchar.h>

#include "base/error.h"
#include "base/text.h"

gboolean
nuan_text_is_noncharacter (gunichar c)
{
  return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

/* What steers a terminal or a text run without being seen, controls and the marks that turn the writing direction; and what no file may carry. */
static gboolean
is_forbidden (gunichar c)
{
  if (g_unichar_iscntrl (c) || nuan_text_is_noncharacter (c))
    return TRUE;

  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static gboolean
check_characters (const char *text, gboolean multiline, const char *field, GError **error)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (c == '\n' && multiline)
        continue;
      if (!is_forbidden (c))
        continue;

      nuan_error_set (error, NUAN_ERROR_INVALID, field,
                      c == '\n' ? _("This text stands on one line") : _("This text holds a control character"));
      return FALSE;
    }

  return TRUE;
}

/* Trims every blank that Unicode knows, the full-width one too. */
static char *
trim (const char *text)
{
  const char *end;

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  end = text + strlen (text);
  while (end > text)
    {
      const char *before = g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (before)))
        break;
      end = before;
    }

  return g_strndup (text, end - text);
}

gboolean
nuan_text_is_invisible (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT || u_hasBinaryProperty ((UChar32) c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)
         || c == 0x2800;   /* a cell of Braille without a dot */
}

gboolean
nuan_text_is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char_validated (text, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2 || !nuan_text_is_invisible (c))
        return FALSE;
    }

  return TRUE;
}

char *
nuan_text_unify_line_ends (const char *text)
{
  GString *unified = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\r' && at[1] == '\n')
        continue;
      g_string_append_c (unified, *at == '\r' ? '\n' : *at);
    }

  return g_string_free (unified, FALSE);
}

char *
nuan_text_clean (const char *text, gboolean required, gboolean multiline, guint max_chars, const char *field, GError **error)
{
  g_autofree char *unified = NULL;
  g_autofree char *normal = NULL;
  g_autofree char *clean = NULL;

  if (text == NULL)
    text = "";
  if (!g_utf8_validate (text, -1, NULL))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("This text is not UTF-8"));
      return NULL;
    }

  unified = nuan_text_unify_line_ends (text);
  normal = g_utf8_normalize (unified, -1, G_NORMALIZE_NFC);
  clean = nuan_text_is_blank (normal) ? g_strdup ("") : trim (normal);

  if (required && *clean == '\0')
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("This must not be empty"));
      return NULL;
    }
  if (!check_characters (clean, multiline, field, error))
    return NULL;
  if (g_utf8_strlen (clean, -1) > max_chars)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field,
                      ngettext ("This text has more than %u character", "This text has more than %u characters", max_chars),
                      max_chars);
      return NULL;
    }

  return g_steal_pointer (&clean);
}

char *
nuan_text_clean_number (const char *text, const char *signs, guint max_chars, const char *field, const char *message,
                        GError **error)
{
  g_autofree char *clean = nuan_text_clean (text, FALSE, FALSE, max_chars * 2, field, error);
  g_autofree char *normal = NULL;
  g_autoptr (GString) kept = g_string_new (NULL);

  if (clean == NULL)
    return NULL;

  normal = g_utf8_normalize (clean, -1, G_NORMALIZE_ALL_COMPOSE);
  for (const char *at = normal; *at != '\0'; at++)
    if (*at != ' ')
      g_string_append_c (kept, *at);

  if (kept->len > max_chars || strspn (kept->str, signs) != kept->len)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, "%s", message);
      return NULL;
    }

  return g_strdup (kept->str);
}

char *
nuan_text_compatible (const char *text)
{
  return text != NULL && g_utf8_validate (text, -1, NULL) ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;
}
