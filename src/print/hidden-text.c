#include "config.h"

#include "print/hidden-text.h"

#include "print/to-unicode.h"

#define MAX_CODES 255   /* of a font, from 1 on */
#define EM        1000  /* a glyph is as wide as the type is high, and the text is stretched to what it must be */
#define LAP       0.01  /* points that it reaches over its neighbours: among single letters poppler takes the width of a hair for a blank */

typedef struct {
  HPDF_Dict  dict, to_unicode;
  GArray    *characters;   /* gunichar, of the codes from 1 on */
} HiddenFont;

struct _NuanHiddenText
{
  HPDF_Doc    doc;
  HPDF_Dict   glyph;
  GHashTable *codes;   /* character → number, from 0, over all fonts */
  GPtrArray  *fonts;   /* HiddenFont */
};

static void
font_free (gpointer data)
{
  HiddenFont *font = data;

  g_array_unref (font->characters);
  g_free (font);
}

NuanHiddenText *
nuan_hidden_text_new (HPDF_Doc doc)
{
  NuanHiddenText *hidden = g_new0 (NuanHiddenText, 1);

  hidden->doc = doc;
  hidden->codes = g_hash_table_new (NULL, NULL);
  hidden->fonts = g_ptr_array_new_with_free_func (font_free);
  return hidden;
}

void
nuan_hidden_text_free (NuanHiddenText *hidden)
{
  g_ptr_array_unref (hidden->fonts);
  g_hash_table_unref (hidden->codes);
  g_free (hidden);
}

/* libharu calls this while it writes the dictionary; only now is it known how many codes there are. Code 0 is never shown: poppler takes
 * the width of an m for 0.6 of the size of the type, and without one would think the text twice as high as it is. */
static HPDF_STATUS
write_font (HPDF_Dict dict, HPDF_Stream stream)
{
  const HiddenFont *font = dict->attr;
  g_autoptr (GString) text = g_string_new ("/FontMatrix [0.001 0 0 0.001 0 0]\n/FontBBox [0 -200 1000 800]\n");

  g_string_append_printf (text, "/FirstChar 0\n/LastChar %u\n/Widths [600 ", font->characters->len);
  for (guint i = 0; i < font->characters->len; i++)
    g_string_append_printf (text, "%d ", EM);
  g_string_append (text, "]\n/Encoding << /Type /Encoding /Differences [0 /m");
  for (guint i = 0; i < font->characters->len; i++)
    g_string_append (text, " /none");
  g_string_append (text, "] >>\n/Resources << >>\n");

  return HPDF_Stream_WriteStr (stream, text->str);
}

static HPDF_Dict
get_glyph (NuanHiddenText *hidden)
{
  if (hidden->glyph == NULL)
    {
      hidden->glyph = HPDF_DictStream_New (hidden->doc->mmgr, hidden->doc->xref);
      HPDF_Stream_WriteStr (hidden->glyph->stream, G_STRINGIFY (EM) " 0 d0\n");
    }

  return hidden->glyph;
}

/* libharu fails here for want of memory alone, which ends the program everywhere else too. */
static HiddenFont *
add_font (NuanHiddenText *hidden)
{
  HiddenFont *font = g_new0 (HiddenFont, 1);
  HPDF_Dict glyphs = HPDF_Dict_New (hidden->doc->mmgr);

  font->characters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  font->to_unicode = HPDF_DictStream_New (hidden->doc->mmgr, hidden->doc->xref);
  font->dict = HPDF_Dict_New (hidden->doc->mmgr);
  font->dict->attr = font;
  font->dict->write_fn = write_font;
  HPDF_Xref_Add (hidden->doc->xref, font->dict);
  HPDF_Dict_AddName (font->dict, "Type", "Font");
  HPDF_Dict_AddName (font->dict, "Subtype", "Type3");
  HPDF_Dict_Add (font->dict, "ToUnicode", font->to_unicode);
  HPDF_Dict_Add (font->dict, "CharProcs", glyphs);
  HPDF_Dict_Add (glyphs, "none", get_glyph (hidden));

  g_ptr_array_add (hidden->fonts, font);
  return font;
}

/* The font and the code in it that say CHARACTER. */
static HiddenFont *
find_code (NuanHiddenText *hidden, gunichar character, guint *code)
{
  HiddenFont *font;
  gpointer found;
  guint number;

  if (g_hash_table_lookup_extended (hidden->codes, GUINT_TO_POINTER (character), NULL, &found))
    {
      number = GPOINTER_TO_UINT (found);
      *code = number % MAX_CODES + 1;
      return g_ptr_array_index (hidden->fonts, number / MAX_CODES);
    }

  number = g_hash_table_size (hidden->codes);
  font = number % MAX_CODES == 0 ? add_font (hidden) : g_ptr_array_index (hidden->fonts, number / MAX_CODES);
  g_array_append_val (font->characters, character);
  g_hash_table_insert (hidden->codes, GUINT_TO_POINTER (character), GUINT_TO_POINTER (number));
  *code = number % MAX_CODES + 1;
  return font;
}

static void
write_number (HPDF_Stream stream, double number, const char *operator)
{
  HPDF_Stream_WriteReal (stream, number);
  HPDF_Stream_WriteStr (stream, operator);
}

static void
write_character (NuanHiddenText *hidden, HPDF_Page page, double x, double y, double size, double width, gunichar character)
{
  const HPDF_Stream stream = ((HPDF_PageAttr) page->attr)->stream;
  guint code;
  const HiddenFont *font = find_code (hidden, character, &code);
  char shown[16];

  HPDF_Stream_WriteStr (stream, "BT\n/");
  HPDF_Stream_WriteStr (stream, HPDF_Page_GetLocalFontName (page, font->dict));
  HPDF_Stream_WriteStr (stream, " ");
  write_number (stream, size, " Tf\n");
  write_number (stream, x - LAP, " ");
  write_number (stream, y, " Td\n");
  write_number (stream, (width + 2 * LAP) / size * 100, " Tz\n");
  g_snprintf (shown, sizeof shown, "<%02X> Tj\n", code);
  HPDF_Stream_WriteStr (stream, shown);
  HPDF_Stream_WriteStr (stream, "100 Tz\nET\n");
}

/* The characters share the width, as readers do it where a letter stands for several. */
void
nuan_hidden_text_write (NuanHiddenText *hidden, HPDF_Page page, double x, double y, double size, double width, const char *text)
{
  const double each = width / MAX (g_utf8_strlen (text, -1), 1);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), x += each)
    write_character (hidden, page, x, y, size, each, g_utf8_get_char (p));
}

void
nuan_hidden_text_finish (NuanHiddenText *hidden)
{
  for (guint i = 0; i < hidden->fonts->len; i++)
    {
      const HiddenFont *font = g_ptr_array_index (hidden->fonts, i);

      nuan_to_unicode_write (font->to_unicode, font->characters);
    }
}
