#include "config.h"

#include "print/to-unicode.h"

/* No more in one block of such a map. */
#define BLOCK 100

static void
write_head (HPDF_Dict stream, const char *code_space)
{
  HPDF_Stream_WriteStr (stream->stream, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                                        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                                        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n");
  HPDF_Stream_WriteStr (stream->stream, code_space);
  HPDF_Stream_WriteStr (stream->stream, "\nendcodespacerange\n");
}

static void
write_foot (HPDF_Dict stream)
{
  HPDF_Stream_WriteStr (stream->stream, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
  stream->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
}

/* The lines of one kind, in blocks. */
static void
write_lines (HPDF_Dict stream, const char *verb, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i += BLOCK)
    {
      const guint end = MIN (i + BLOCK, lines->len);
      g_autoptr (GString) block = g_string_new (NULL);

      g_string_append_printf (block, "%u begin%s\n", end - i, verb);
      for (guint k = i; k < end; k++)
        g_string_append_printf (block, "%s\n", (const char *) g_ptr_array_index (lines, k));
      g_string_append_printf (block, "end%s\n", verb);
      HPDF_Stream_WriteStr (stream->stream, block->str);
    }
}

/* A range may not leave its row of 256; the halves of surrogates stand for nothing alone. */
static void
write_identity (HPDF_Dict stream)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint row = 0; row < 0x100; row++)
    if (row < 0xd8 || row > 0xdf)
      {
        const guint first = row == 0 ? ' ' : row << 8;

        g_ptr_array_add (lines, g_strdup_printf ("<%04X> <%04X> <%04X>", first, row << 8 | 0xff, first));
      }

  write_head (stream, "<0000> <FFFF>");
  write_lines (stream, "bfrange", lines);
  write_foot (stream);
}

void
nuan_to_unicode_mend (HPDF_Font font)
{
  static const char *const keys[] = { "Type", "CMapName", "CIDSystemInfo", "WMode" };
  HPDF_Dict stream = HPDF_Dict_GetItem (font, "ToUnicode", HPDF_OCLASS_DICT);

  if (stream == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    HPDF_Dict_RemoveElement (stream, keys[i]);
  HPDF_MemStream_FreeData (stream->stream);
  write_identity (stream);
}

/* Above U+FFFF as the two halves of UTF-16. */
static char *
describe_code (guint code, gunichar character)
{
  const guint above = character - 0x10000;

  if (character < 0x10000)
    return g_strdup_printf ("<%02X> <%04X>", code, character);
  return g_strdup_printf ("<%02X> <%04X%04X>", code, 0xd800 + (above >> 10), 0xdc00 + (above & 0x3ff));
}

void
nuan_to_unicode_write (HPDF_Dict stream, const GArray *characters)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < characters->len; i++)
    g_ptr_array_add (lines, describe_code (i + 1, g_array_index (characters, gunichar, i)));

  write_head (stream, "<00> <FF>");
  write_lines (stream, "bfchar", lines);
  write_foot (stream);
}
