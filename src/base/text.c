#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/text-sign.h"
#include "base/text.h"

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
nuan_text_is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char_validated (text, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2 || !nuan_sign_is_invisible (c))
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

static char *
unify (const char *text, const char *field, GError **error)
{
  if (text == NULL)
    return g_strdup ("");
  if (g_utf8_validate (text, -1, NULL))
    return nuan_text_unify_line_ends (text);

  nuan_error_set (error, NUAN_ERROR_INVALID, field, _("This text is not UTF-8"));
  return NULL;
}

char *
nuan_text_clean (const char *text, gboolean required, gboolean multiline, guint max_chars, const char *field, GError **error)
{
  g_autofree char *unified = unify (text, field, error);
  g_autofree char *trimmed = unified != NULL ? trim (unified) : NULL;
  g_autofree char *seen = trimmed != NULL ? nuan_signs_clean (trimmed, multiline, NULL, NULL, field, error) : NULL;
  g_autofree char *normal = NULL;
  g_autofree char *clean = NULL;

  if (seen == NULL)
    return NULL;

  normal = g_utf8_normalize (seen, -1, G_NORMALIZE_NFC);
  clean = nuan_text_is_blank (normal) ? g_strdup ("") : trim (normal);
  if (required && *clean == '\0')
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("This must not be empty"));
      return NULL;
    }
  if (g_utf8_strlen (clean, -1) > max_chars)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field,
                      ngettext ("This text has more than %u character", "This text has more than %u characters", max_chars),
                      max_chars);
      return NULL;
    }

  return g_steal_pointer (&clean);
}

static gboolean
has_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (nuan_sign_is_letter (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

char *
nuan_text_clean_name (const char *text, gboolean required, guint max_chars, const char *field, GError **error)
{
  g_autofree char *clean = nuan_text_clean (text, required, FALSE, max_chars, field, error);

  if (clean != NULL && *clean != '\0' && !has_letter (clean))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("A name is made of letters or characters, not of digits and signs alone"));
      return NULL;
    }

  return g_steal_pointer (&clean);
}

const char *
nuan_text_notice (const char *text, gboolean multiline)
{
  g_autofree char *unified = text != NULL && g_utf8_validate (text, -1, NULL) ? nuan_text_unify_line_ends (text) : g_strdup ("");
  g_autofree char *trimmed = trim (unified);
  g_autofree char *clean = NULL;
  guint n_gone, n_changed;

  clean = nuan_signs_clean (trimmed, multiline, &n_gone, &n_changed, NULL, NULL);
  if (clean == NULL)
    return NULL;   /* refused, and told so */
  if (n_changed > 0)
    return _("A character of an old font is written as the one that it is by now: compare it with the paper");

  return n_gone > 0 ? _("Signs that nobody can see are taken out") : NULL;
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
