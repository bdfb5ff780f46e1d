#include "config.h"

#include <glib/gi18n-lib.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/error.h"
#include "base/private-use.h"
#include "base/text-sign.h"

#define ZWNJ 0x200C
#define ZWJ 0x200D

gboolean
nuan_sign_is_noncharacter (gunichar c)
{
  return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

/* Planes 2 and 3 are of Han alone: a character of a newer Unicode than the one that this program was built with is one of a name. */
static gboolean
is_unassigned (gunichar c)
{
  return u_charType ((UChar32) c) == U_UNASSIGNED && !(c >= 0x20000 && c <= 0x3FFFF) && !nuan_sign_is_noncharacter (c);
}

static gboolean
is_ignorable (gunichar c)
{
  return u_charType ((UChar32) c) == U_FORMAT_CHAR || u_hasBinaryProperty ((UChar32) c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static gboolean
is_separator (gunichar c)
{
  return u_isUWhiteSpace ((UChar32) c) || (U_GET_GC_MASK ((UChar32) c) & U_GC_Z_MASK) != 0;
}

gboolean
nuan_sign_is_invisible (gunichar c)
{
  return is_separator (c) || u_charType ((UChar32) c) == U_CONTROL_CHAR || is_ignorable (c) || is_unassigned (c) || c == 0x2800;   /* a cell of Braille without a dot */
}

static gboolean
is_han (gunichar c)
{
  return (c >= 0x4E00 && c <= 0x9FFF) || u_hasBinaryProperty ((UChar32) c, UCHAR_IDEOGRAPHIC) || (c >= 0x20000 && c <= 0x3FFFD);
}

gboolean
nuan_sign_is_letter (gunichar c)
{
  return u_isalpha ((UChar32) c) || is_han (c);   /* 〇 is a number to Unicode */
}

/* Scripts whose letters join, or are kept from joining, by what stands between them. */
static gboolean
needs_joiners (UScriptCode script)
{
  static const UScriptCode scripts[] = {
    USCRIPT_ARABIC,
    USCRIPT_SYRIAC,
    USCRIPT_MONGOLIAN,
    USCRIPT_NKO,
    USCRIPT_MANDAIC,
    USCRIPT_PHAGS_PA,
    USCRIPT_ADLAM,
    USCRIPT_HANIFI_ROHINGYA,
    USCRIPT_DEVANAGARI,
    USCRIPT_BENGALI,
    USCRIPT_GURMUKHI,
    USCRIPT_GUJARATI,
    USCRIPT_ORIYA,
    USCRIPT_TAMIL,
    USCRIPT_TELUGU,
    USCRIPT_KANNADA,
    USCRIPT_MALAYALAM,
    USCRIPT_SINHALA,
    USCRIPT_KHMER,
    USCRIPT_MYANMAR,
    USCRIPT_TIBETAN,
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (scripts[i] == script)
      return TRUE;

  return FALSE;
}

static UScriptCode
script_of (gunichar c)
{
  UErrorCode status = U_ZERO_ERROR;

  return uscript_getScript ((UChar32) c, &status);
}

/* Of the last letter of KEPT: marks over it are of every script. */
static UScriptCode
script_before (const GString *kept)
{
  const char *at = kept->str + kept->len;

  while (at > kept->str)
    {
      UScriptCode script;

      at = g_utf8_prev_char (at);
      script = script_of (g_utf8_get_char (at));
      if (script != USCRIPT_INHERITED)
        return script;
    }

  return USCRIPT_UNKNOWN;
}

static gboolean
joins (const GString *kept, gunichar c, const char *rest)
{
  const UScriptCode script = script_before (kept);

  if (c >= 0x180B && c <= 0x180F)   /* which form a Mongolian letter takes */
    return script == USCRIPT_MONGOLIAN;

  return (c == ZWNJ || c == ZWJ) && needs_joiners (script) && script_of (g_utf8_get_char (rest)) == script;
}

/* Han needs no blank between words; others do. */
static void
part (GString *kept, const char *rest)
{
  const gunichar before = kept->len > 0 ? g_utf8_get_char (g_utf8_prev_char (kept->str + kept->len)) : ' ';
  const gunichar after = *rest != '\0' ? g_utf8_get_char (rest) : ' ';

  if (!is_separator (before) && !is_separator (after) && !(is_han (before) && is_han (after)))
    g_string_append_c (kept, ' ');
}

static gboolean
refuse (gunichar c, const char *field, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_INVALID, field,
                  nuan_private_use (c) ? _("This text holds U+%04X, which only one computer's font knows: type that character anew")
                                       : _("This text holds U+%04X, which is no character"),
                  c);
  return FALSE;
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

typedef struct
{
  GString *kept;
  gboolean multiline;
  guint n_gone, n_changed;
} Cleaning;

static gboolean
clean_sign (Cleaning *cleaning, gunichar c, const char *rest, const char *field, GError **error)
{
  const gunichar twin = nuan_private_use (c) ? nuan_private_twin (c) : 0;

  if (c == ' ' || (cleaning->multiline && (c == '\n' || (is_separator (c) && !is_line_end (c) && u_charType ((UChar32) c) != U_CONTROL_CHAR))))
    {
      g_string_append_unichar (cleaning->kept, c);
      return TRUE;
    }
  if (nuan_sign_is_noncharacter (c) || (nuan_private_use (c) && twin == 0))
    return refuse (c, field, error);

  cleaning->n_changed += twin != 0;
  if (twin != 0)
    g_string_append_unichar (cleaning->kept, twin);
  else if (!nuan_sign_is_invisible (c) || c == 0x2800 || joins (cleaning->kept, c, rest))
    g_string_append_unichar (cleaning->kept, c);
  else
    {
      cleaning->n_gone++;
      if (cleaning->multiline && is_line_end (c))
        g_string_append_c (cleaning->kept, '\n');
      else if (is_separator (c))
        part (cleaning->kept, rest);
    }
  return TRUE;
}

/* Nearly all texts are plain Han and ASCII. */
static gboolean
is_plain (const char *text, gboolean multiline)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (!((c >= 0x4E00 && c <= 0x9FFF) || (c >= ' ' && c < 0x7F) || (c == '\n' && multiline)))
        return FALSE;
    }

  return TRUE;
}

char *
nuan_signs_clean (const char *text, gboolean multiline, guint *n_gone, guint *n_changed, const char *field, GError **error)
{
  Cleaning cleaning = { .kept = g_string_sized_new (strlen (text)), .multiline = multiline };
  gboolean right = TRUE;

  if (is_plain (text, multiline))
    g_string_append (cleaning.kept, text);
  else
    for (const char *at = text; right && *at != '\0'; at = g_utf8_next_char (at))
      right = clean_sign (&cleaning, g_utf8_get_char (at), g_utf8_next_char (at), field, error);

  if (n_gone != NULL)
    *n_gone = cleaning.n_gone;
  if (n_changed != NULL)
    *n_changed = cleaning.n_changed;
  return g_string_free (cleaning.kept, !right);
}
