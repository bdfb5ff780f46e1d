#include "config.h"

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

/* Fonts that libharu 2.3.0 draws right: TrueType outlines, simple glyphs or one level of composites. Everything else on the
 * machine is drawn as outlines only. */
static const char *const families[] = { "WenQuanYi Zen Hei", "AR PL UMing CN", "LXGW WenKai", "DejaVu Sans" };
#define N_FAMILIES G_N_ELEMENTS (families)

/* Indexes into FAMILIES, the best first. The body is WenKai rather than UMing: its strokes survive a poor laser printer, and rare
 * surnames stand in the same face. */
static const guint8 chains[NUAN_N_FONT_ROLES][N_FAMILIES] = {
  [NUAN_FONT_HEAD] = { 0, 1, 2, 3 },
  [NUAN_FONT_BODY] = { 2, 1, 0, 3 },
};

/* An answer in one word, so that a reader needs no lock: known 1 bit, kind 3, font 12, advance 16. */
#define ANSWER_KNOWN 0x80000000u

static GMutex      lock;                                  /* guards all that follows but the reading of ANSWERS */
static FT_Library  library;
static GPtrArray  *files;                                 /* FontFile */
static int         family_file[N_FAMILIES];               /* index into FILES, -1: not installed */
static guint       answers[NUAN_N_FONT_ROLES][0x10000];   /* U+0000 … U+FFFF */
static GHashTable *far_answers[NUAN_N_FONT_ROLES];        /* above: character → answer */

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

/* The best face of FAMILY, or of any family when NULL, that covers CHARACTER (0: any). */
static int
find_file (const char *family, gunichar character)
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

/* Called with the lock held. */
static void
prepare (void)
{
  if (files != NULL)
    return;

  FcInit ();
  if (FT_Init_FreeType (&library) != 0)
    g_error ("FreeType does not start");

  files = g_ptr_array_new ();
  for (guint i = 0; i < N_FAMILIES; i++)
    family_file[i] = find_file (families[i], 0);
  for (guint i = 0; i < NUAN_N_FONT_ROLES; i++)
    far_answers[i] = g_hash_table_new (NULL, NULL);
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
covers (FT_Face face, gunichar character, FT_UInt *glyph)
{
  *glyph = FT_Get_Char_Index (face, character);

  if (*glyph == 0 || FT_Load_Glyph (face, *glyph, FT_LOAD_NO_SCALE) != 0)
    return FALSE;
  if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
    return FALSE;

  return face->glyph->outline.n_points > 0 || g_unichar_isspace (character);
}

/* The same arithmetic as libharu's, so that both agree where the next character stands. */
static guint
advance_of (FT_Face face)
{
  return CLAMP (face->glyph->metrics.horiAdvance * 1000 / face->units_per_EM, 0, 0xffff);
}

/* Scripts whose letters stand side by side, each in one shape. */
static gboolean
is_plain_script (gunichar character)
{
  switch (g_unichar_get_script (character))
    {
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_UNKNOWN:
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_YI:
    case G_UNICODE_SCRIPT_ARMENIAN:
    case G_UNICODE_SCRIPT_GEORGIAN:
      return TRUE;
    case G_UNICODE_SCRIPT_HANGUL:
      return character < 0x1100 || character > 0x11ff;   /* single letters are put together by shaping */
    default:
      return FALSE;
    }
}

static guint
answer (NuanGlyphKind kind, guint font, guint advance)
{
  return ANSWER_KNOWN | (guint) kind << 28 | font << 16 | advance;
}

/* A blank that no font has still takes its room. */
static guint
blank_advance (gunichar character)
{
  if (!g_unichar_isspace (character) || g_unichar_iscntrl (character))
    return 0;
  return character == 0x3000 ? 1000 : 500;
}

static guint
find_answer (NuanFontRole role, gunichar character)
{
  const gboolean space = g_unichar_isspace (character);
  const gboolean shaped = g_unichar_ismark (character) || !is_plain_script (character) || character == 0x200d;
  FT_UInt glyph;
  int file;

  if (g_unichar_iscntrl (character) || (g_unichar_type (character) == G_UNICODE_FORMAT && !shaped))
    return answer (NUAN_GLYPH_BLANK, 0, 0);

  for (guint i = 0; i < N_FAMILIES && !shaped; i++)
    {
      const int number = family_file[chains[role][i]];
      FT_Face face;

      if (number < 0)
        continue;

      face = ((FontFile *) g_ptr_array_index (files, number))->face;
      if (!covers (face, character, &glyph))
        continue;
      if (character <= 0xffff && is_flat (face, glyph) && covers (face, character, &glyph))
        return answer (NUAN_GLYPH_FONT, number, advance_of (face));
      if (covers (face, character, &glyph))
        return answer (NUAN_GLYPH_OUTLINE, number, advance_of (face));
    }

  if (space)
    return answer (NUAN_GLYPH_BLANK, 0, blank_advance (character));

  /* Marks that only choose a variant, and the joiner, are drawn by nobody and lost by nobody. */
  if (shaped && (character == 0x200d || (character >= 0xfe00 && character <= 0xfe0f) || (character >= 0xe0100 && character <= 0xe01ef)))
    return answer (NUAN_GLYPH_SHAPED, 0, 0);

  file = find_file (NULL, character);
  if (file < 0 || file > 0xfff || !covers (((FontFile *) g_ptr_array_index (files, file))->face, character, &glyph))
    return answer (NUAN_GLYPH_NONE, 0, 1000);

  return answer (shaped ? NUAN_GLYPH_SHAPED : NUAN_GLYPH_OUTLINE, file,
                 advance_of (((FontFile *) g_ptr_array_index (files, file))->face));
}

NuanGlyph
nuan_fonts_glyph (NuanFontRole role, gunichar character)
{
  guint found = character < 0x10000 ? (guint) g_atomic_int_get ((const gint *) &answers[role][character]) : 0;

  if (found == 0)
    {
      g_mutex_lock (&lock);
      prepare ();
      if (character >= 0x10000)
        found = GPOINTER_TO_UINT (g_hash_table_lookup (far_answers[role], GUINT_TO_POINTER (character)));
      if (found == 0)
        {
          found = find_answer (role, character);
          if (character < 0x10000)
            g_atomic_int_set ((gint *) &answers[role][character], (gint) found);
          else
            g_hash_table_insert (far_answers[role], GUINT_TO_POINTER (character), GUINT_TO_POINTER (found));
        }
      g_mutex_unlock (&lock);
    }

  return (NuanGlyph) { .kind = found >> 28 & 7, .font = found >> 16 & 0xfff, .advance = found & 0xffff };
}

/* A file once opened stays: what is read of it after the lock never changes. */
static FontFile *
get_file (guint font)
{
  FontFile *file;

  g_mutex_lock (&lock);
  prepare ();
  file = font < files->len ? g_ptr_array_index (files, font) : NULL;
  g_mutex_unlock (&lock);

  return file;
}

const char *
nuan_fonts_file (guint font, guint *index)
{
  const FontFile *file = get_file (font);

  g_return_val_if_fail (file != NULL, NULL);

  if (index != NULL)
    *index = file->index;
  return file->file;
}

const char *
nuan_fonts_family (guint font)
{
  const FontFile *file = get_file (font);

  g_return_val_if_fail (file != NULL, NULL);
  return file->family;
}

const char *
nuan_fonts_role_family (NuanFontRole role)
{
  const char *family = "Sans";

  g_mutex_lock (&lock);
  prepare ();
  for (guint i = 0; i < N_FAMILIES; i++)
    if (family_file[chains[role][i]] >= 0)
      {
        family = families[chains[role][i]];
        break;
      }
  g_mutex_unlock (&lock);

  return family;
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

  add_step (pen, 'c', pen->x + (cx - pen->x) * 2 / 3, pen->y + (cy - pen->y) * 2 / 3, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y);
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
nuan_fonts_outline (guint font, gunichar character)
{
  static const FT_Outline_Funcs into = { .move_to = move_to, .line_to = line_to, .conic_to = conic_to, .cubic_to = cubic_to };
  FontFile *file = get_file (font);
  Pen pen = { .steps = g_array_new (FALSE, FALSE, sizeof (NuanOutlineStep)) };
  FT_UInt glyph;

  g_return_val_if_fail (file != NULL, pen.steps);

  g_mutex_lock (&lock);   /* a face holds one glyph at a time */
  pen.scale = 1.0 / file->face->units_per_EM;
  if (covers (file->face, character, &glyph))
    FT_Outline_Decompose (&file->face->glyph->outline, &into, &pen);
  g_mutex_unlock (&lock);

  if (pen.steps->len > 0)
    add_step (&pen, 'z', 0, 0, 0, 0, 0, 0);
  return pen.steps;
}
