#include "config.h"

#include "exchange/xlsx-text.h"

#include <string.h>

#include "base/text-sign.h"

#define REPLACEMENT "\uFFFD"
#define DIGITS 4   /* of _xHHHH_ (ECMA-376, 22.9.2.19) */

/* XML 1.0 has no other controls than these, and would read a return as an end of line. */
static gboolean
is_control (gunichar c)
{
  return c < 0x20 && c != '\t' && c != '\n';
}

/* AT, an underline, would begin an escape: of what stands there, or of a control that is about to be one. */
static gboolean
begins_escape (const char *at)
{
  if (at[1] != 'x')
    return FALSE;
  for (guint i = 0; i < DIGITS; i++)
    if (!g_ascii_isxdigit (at[2 + i]))
      return FALSE;
  return at[2 + DIGITS] == '_' || (at[2 + DIGITS] != '\0' && is_control ((guchar) at[2 + DIGITS]));
}

static char *
write_text (const char *text, gboolean escapes)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *written = g_string_sized_new (strlen (valid));

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (nuan_sign_is_noncharacter (c) || (is_control (c) && !escapes))
        g_string_append (written, REPLACEMENT);
      else if (escapes && (is_control (c) || (c == '_' && begins_escape (at))))
        g_string_append_printf (written, "_x%04X_", c);
      else
        g_string_append_unichar (written, c);
    }

  return g_string_free (written, FALSE);
}

char *
nuan_xlsx_cell_text (const char *text)
{
  return write_text (text, TRUE);
}

char *
nuan_xlsx_property_text (const char *text)
{
  return write_text (text, FALSE);
}
