#include "config.h"

#include "print/fonts.h"

#include "print/font-file.h"

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
static gboolean    ready;
static int         family_file[N_FAMILIES];               /* font number, -1: not installed */
static guint       answers[NUAN_N_FONT_ROLES][0x10000];   /* U+0000 … U+FFFF */
static GHashTable *far_answers[NUAN_N_FONT_ROLES];        /* above: character → answer */

/* Called with the lock held. */
static void
prepare (void)
{
  if (ready)
    return;

  ready = TRUE;
  nuan_font_file_prepare ();
  for (guint i = 0; i < N_FAMILIES; i++)
    family_file[i] = nuan_font_file_find (families[i], 0);
  for (guint i = 0; i < NUAN_N_FONT_ROLES; i++)
    far_answers[i] = g_hash_table_new (NULL, NULL);
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

/* The joiner and the variation selectors. */
static gboolean
is_invisible (gunichar character)
{
  return character == 0x200d || (character >= 0xfe00 && character <= 0xfe0f) || (character >= 0xe0100 && character <= 0xe01ef);
}

static guint
find_answer (NuanFontRole role, gunichar character)
{
  const gboolean space = g_unichar_isspace (character);
  const gboolean shaped = g_unichar_ismark (character) || !is_plain_script (character) || character == 0x200d;
  guint advance;
  int file;

  if (g_unichar_iscntrl (character) || (g_unichar_type (character) == G_UNICODE_FORMAT && !shaped))
    return answer (NUAN_GLYPH_BLANK, 0, 0);

  for (guint i = 0; i < N_FAMILIES && !shaped; i++)
    {
      file = family_file[chains[role][i]];
      if (file < 0 || !nuan_font_file_covers (file, character, &advance))
        continue;
      if (character <= 0xffff && nuan_font_file_is_flat (file, character))
        return answer (NUAN_GLYPH_FONT, file, advance);
      return answer (NUAN_GLYPH_OUTLINE, file, advance);
    }

  if (space)
    return answer (NUAN_GLYPH_BLANK, 0, blank_advance (character));

  /* Marks that only choose a variant, and the joiner, are drawn by nobody and lost by nobody. */
  if (shaped && is_invisible (character))
    return answer (NUAN_GLYPH_SHAPED, 0, 0);

  file = nuan_font_file_find (NULL, character);
  if (file < 0 || file > 0xfff || !nuan_font_file_covers (file, character, &advance))
    return answer (NUAN_GLYPH_NONE, 0, 1000);

  return answer (shaped ? NUAN_GLYPH_SHAPED : NUAN_GLYPH_OUTLINE, file, advance);
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

const char *
nuan_fonts_file (guint font, guint *index)
{
  const char *name;

  g_mutex_lock (&lock);
  prepare ();
  name = nuan_font_file_get_name (font, index);
  g_mutex_unlock (&lock);

  return name;
}

const char *
nuan_fonts_family (guint font)
{
  const char *family;

  g_mutex_lock (&lock);
  prepare ();
  family = nuan_font_file_get_family (font);
  g_mutex_unlock (&lock);

  return family;
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

GArray *
nuan_fonts_outline (guint font, gunichar character)
{
  GArray *steps;

  g_mutex_lock (&lock);
  prepare ();
  steps = nuan_font_file_outline (font, character);
  g_mutex_unlock (&lock);

  return steps;
}
