#include "config.h"

#include "print/font-file.h"

#include "print/fonts.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

typedef struct {
  char    *file, *family;
  guint    index;
  FT_Face  face;
} FontFile;

static FT_Library  library;
static GPtrArray  *files;   /* FontFile; a file once opened stays */

void
nuan_font_file_prepare (void)
{
  if (files != NULL)
    return;

  FcInit ();
  if (FT_Init_FreeType (&library) != 0)
    g_error ("FreeType does not start");
  files = g_ptr_array_new ();
}

static FontFile *
get_file (guint number)
{
  g_assert (number < files->len);

  return g_ptr_array_index (files, number);
}

const char *
nuan_font_file_get_name (guint number, guint *index)
{
  if (index != NULL)
    *index = get_file (number)->index;
  return get_file (number)->file;
}

const char *
nuan_font_file_get_family (guint number)
{
  return get_file (number)->family;
}

static int
open_file (const char *file, guint index, const char *family)
{
  FontFile *font;
  FT_Face face;

  for (guint i = 0; i < files->len; i++)
    {
      font = g_ptr_array_index (files, i);
      if (font->index == index && strcmp (font->file, file) == 0)
        return i;
    }

  if (FT_New_Face (library, file, index, &face) != 0)
    return -1;

  font = g_new0 (FontFile, 1);
  font->file = g_strdup (file);
  font->family = g_strdup (family);
  font->index = index;
  font->face = face;
  g_ptr_array_add (files, font);

  return files->len - 1;
}

/* How far a face is from an upright text weight; the smallest is taken, and of equals the first by file name. */
static int
distance_from_regular (FcPattern *pattern)
{
  int weight = FC_WEIGHT_REGULAR, slant = FC_SLANT_ROMAN, width = FC_WIDTH_NORMAL;

  FcPatternGetInteger (pattern, FC_WEIGHT, 0, &weight);
  FcPatternGetInteger (pattern, FC_SLANT, 0, &slant);
  FcPatternGetInteger (pattern, FC_WIDTH, 0, &width);

  return ABS (weight - FC_WEIGHT_REGULAR) + ABS (slant) + 2 * ABS (width - FC_WIDTH_NORMAL);
}

static gboolean
has_family (FcPattern *pattern, const char *family)
{
  FcChar8 *name;

  for (int i = 0; FcPatternGetString (pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
    if (g_ascii_strcasecmp ((const char *) name, family) == 0)
      return TRUE;

  return FALSE;
}

/* The best face of FAMILY, or of any family when NULL, that nuan_font_file_covers CHARACTER (0: any). */
int
nuan_font_file_find (const char *family, gunichar character)
{
  FcPattern *wanted = FcPatternCreate ();
  FcObjectSet *objects = FcObjectSetBuild (FC_FILE, FC_INDEX, FC_FAMILY, FC_WEIGHT, FC_SLANT, FC_WIDTH, FC_FONTFORMAT,
                                           NULL);
  FcCharSet *characters = FcCharSetCreate ();
  FcFontSet *found;
  FcPattern *best = NULL;
  FcChar8 *best_file = NULL;
  int best_distance = G_MAXINT, file = -1;

  FcPatternAddBool (wanted, FC_OUTLINE, FcTrue);
  FcPatternAddBool (wanted, FC_COLOR, FcFalse);
  if (character != 0)
    {
      FcCharSetAddChar (characters, character);
      FcPatternAddCharSet (wanted, FC_CHARSET, characters);
    }

  found = FcFontList (NULL, wanted, objects);
  for (int i = 0; found != NULL && i < found->nfont; i++)
    {
      FcPattern *pattern = found->fonts[i];
      FcChar8 *format = NULL, *name = NULL;
      const int distance = distance_from_regular (pattern);

      if (FcPatternGetString (pattern, FC_FILE, 0, &name) != FcResultMatch)
        continue;
      if (family != NULL && !has_family (pattern, family))
        continue;
      /* A family named by us is for libharu, which wants TrueType. */
      if (family != NULL && (FcPatternGetString (pattern, FC_FONTFORMAT, 0, &format) != FcResultMatch
                             || strcmp ((const char *) format, "TrueType") != 0))
        continue;
      if (distance > best_distance
          || (distance == best_distance && strcmp ((const char *) name, (const char *) best_file) > 0))
        continue;

      best = pattern;
      best_file = name;
      best_distance = distance;
    }

  if (best != NULL)
    {
      FcChar8 *name = NULL;
      int index = 0;

      FcPatternGetInteger (best, FC_INDEX, 0, &index);
      FcPatternGetString (best, FC_FAMILY, 0, &name);
      file = open_file ((const char *) best_file, index & 0xffff,
                        family != NULL ? family : name != NULL ? (const char *) name : "Sans");
    }

  if (found != NULL)
    FcFontSetDestroy (found);
  FcCharSetDestroy (characters);
  FcObjectSetDestroy (objects);
  FcPatternDestroy (wanted);

  return file;
}

/* libharu 2.3.0 follows a composite glyph one level down and no further: deeper ones come out blank. */
static gboolean
is_flat (FT_Face face, FT_UInt glyph)
{
  FT_UInt parts[32];
  FT_UInt n_parts;

  if (FT_Load_Glyph (face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_RECURSE) != 0)
    return FALSE;
  if (face->glyph->format != FT_GLYPH_FORMAT_COMPOSITE)
    return TRUE;

  n_parts = face->glyph->num_subglyphs;
  if (n_parts > G_N_ELEMENTS (parts))
    return FALSE;

  for (guint i = 0; i < n_parts; i++)
    {
      FT_Matrix matrix;
      FT_UInt flags;
      FT_Int index, x, y;

      if (FT_Get_SubGlyph_Info (face->glyph, i, &index, &flags, &x, &y, &matrix) != 0)
        return FALSE;
      parts[i] = index;
    }

  for (guint i = 0; i < n_parts; i++)
    if (FT_Load_Glyph (face, parts[i], FT_LOAD_NO_SCALE | FT_LOAD_NO_RECURSE) != 0
        || face->glyph->format == FT_GLYPH_FORMAT_COMPOSITE)
      return FALSE;

  return TRUE;
}

/* Fonts exist whose character map points at an empty glyph; that is not covering. Leaves the glyph loaded. */
static gboolean
load_glyph (FT_Face face, gunichar character, FT_UInt *glyph)
{
  *glyph = FT_Get_Char_Index (face, character);

  if (*glyph == 0 || FT_Load_Glyph (face, *glyph, FT_LOAD_NO_SCALE) != 0)
    return FALSE;
  if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
    return FALSE;

  return face->glyph->outline.n_points > 0 || g_unichar_isspace (character);
}

gboolean
nuan_font_file_covers (guint number, gunichar character, guint *advance)
{
  const FT_Face face = get_file (number)->face;
  FT_UInt glyph;

  if (!load_glyph (face, character, &glyph))
    return FALSE;

  /* The same arithmetic as libharu's, so that both agree where the next character stands. */
  *advance = CLAMP (face->glyph->metrics.horiAdvance * 1000 / face->units_per_EM, 0, 0xffff);
  return TRUE;
}

gboolean
nuan_font_file_is_flat (guint number, gunichar character)
{
  const FT_Face face = get_file (number)->face;

  return is_flat (face, FT_Get_Char_Index (face, character));
}

typedef struct {
  GArray *steps;
  double  scale, x, y;   /* where the pen is */
} Pen;

static void
add_step (Pen *pen, char op, double x0, double y0, double x1, double y1, double x2, double y2)
{
  const NuanOutlineStep step = { op, { x0, x1, x2 }, { y0, y1, y2 } };

  g_array_append_val (pen->steps, step);
  pen->x = op == 'c' ? x2 : x0;
  pen->y = op == 'c' ? y2 : y0;
}

static int
move_to (const FT_Vector *to, void *data)
{
  Pen *pen = data;

  if (pen->steps->len > 0)
    add_step (pen, 'z', 0, 0, 0, 0, 0, 0);
  add_step (pen, 'm', to->x * pen->scale, to->y * pen->scale, 0, 0, 0, 0);
  return 0;
}

static int
line_to (const FT_Vector *to, void *data)
{
  Pen *pen = data;

  add_step (pen, 'l', to->x * pen->scale, to->y * pen->scale, 0, 0, 0, 0);
  return 0;
}

static int
conic_to (const FT_Vector *control, const FT_Vector *to, void *data)
{
  Pen *pen = data;
  const double cx = control->x * pen->scale, cy = control->y * pen->scale, x = to->x * pen->scale, y = to->y * pen->scale;

  add_step (pen, 'c', pen->x + (cx - pen->x) * 2 / 3, pen->y + (cy - pen->y) * 2 / 3, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3,
            x, y);
  return 0;
}

static int
cubic_to (const FT_Vector *control1, const FT_Vector *control2, const FT_Vector *to, void *data)
{
  Pen *pen = data;
  const double k = pen->scale;

  add_step (pen, 'c', control1->x * k, control1->y * k, control2->x * k, control2->y * k, to->x * k, to->y * k);
  return 0;
}

GArray *
nuan_font_file_outline (guint number, gunichar character)
{
  static const FT_Outline_Funcs into = { .move_to = move_to, .line_to = line_to, .conic_to = conic_to, .cubic_to = cubic_to };
  const FT_Face face = get_file (number)->face;
  Pen pen = { .steps = g_array_new (FALSE, FALSE, sizeof (NuanOutlineStep)), .scale = 1.0 / face->units_per_EM };
  FT_UInt glyph;

  if (load_glyph (face, character, &glyph))
    FT_Outline_Decompose (&face->glyph->outline, &into, &pen);
  if (pen.steps->len > 0)
    add_step (&pen, 'z', 0, 0, 0, 0, 0, 0);

  return pen.steps;
}
