#include "config.h"

#include "print/wrap.h"

#include "print/text-run.h"

#include <pango/pango.h>

/* Room for the rounding of widths, so that a text measured to fit does fit. */
#define SLACK 1e-6

/* Where Unicode would let a line begin, the Chinese eye still minds: a name is not continued with its dot. */
static gboolean
may_begin_line (gunichar character)
{
  return character != 0x00b7 && character != 0x2022 && character != 0x30fb && character != '%' && character != ')';
}

/* The longest piece of [START, END) within WIDTH that ends where a line may break; at least one character. */
static const char *
end_of_line (NuanFontRole role, const char *start, const char *end, const PangoLogAttr *attrs, double width)
{
  const char *best = NULL, *p = start;
  double used = 0;

  for (guint i = 0; p < end; i++)
    {
      const gunichar character = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (i > 0 && attrs[i].is_line_break && may_begin_line (character))
        best = p;

      used += nuan_fonts_glyph (role, character).advance / 1000.0;
      if (used > width + SLACK && !g_unichar_isspace (character))
        {
          if (best != NULL)
            return best;
          /* A word wider than the line: broken before the first character that is too much, never inside a cluster. */
          while (i > 1 && !attrs[i].is_char_break && !attrs[i].is_cursor_position)
            {
              p = g_utf8_prev_char (p);
              i--;
            }
          return p > start ? p : next;
        }
      p = next;
    }

  return end;
}

static void
wrap_paragraph (NuanFontRole role, const char *text, gsize length, double width, GPtrArray *lines)
{
  g_autofree char *paragraph = g_strndup (text, length);
  const char *start = paragraph, *end = paragraph + length;
  g_autofree PangoLogAttr *attrs = NULL;
  const PangoLogAttr *attr;
  glong n_chars;

  if (nuan_text_width (role, paragraph, NULL) <= width + SLACK)
    {
      g_ptr_array_add (lines, g_steal_pointer (&paragraph));
      return;
    }

  n_chars = g_utf8_strlen (paragraph, length);
  attrs = g_new0 (PangoLogAttr, n_chars + 1);
  pango_get_log_attrs (paragraph, length, -1, pango_language_from_string ("zh-cn"), attrs, n_chars + 1);
  attr = attrs;

  while (start < end)
    {
      const char *stop = end_of_line (role, start, end, attr, width);
      const char *last = stop;

      while (last > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (last))))
        last = g_utf8_prev_char (last);
      g_ptr_array_add (lines, g_strndup (start, last - start));

      attr += g_utf8_pointer_to_offset (start, stop);
      start = stop;
    }
}

char **
nuan_text_wrap (NuanFontRole role, const char *text, double width)
{
  GPtrArray *lines = g_ptr_array_new ();
  const char *end;

  for (; (end = strchr (text, '\n')) != NULL; text = end + 1)
    wrap_paragraph (role, text, end - text, width, lines);
  wrap_paragraph (role, text, strlen (text), width, lines);

  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}
