#include "config.h"

#include "base/name-form.h"
#include "base/pinyin.h"
#include "base/reading.h"
#include "base/text.h"

#define MAX_NAME_CHARS 64   /* keys of a longer text are made from its first so many characters */
#define MAX_OTHER_KEYS 64   /* beside those of the main readings: three characters of three readings each are written out (27, 9 from within, 27 initials) */
#define MAX_WORDS 4    /* of a name that is Chinese itself */
#define MAX_READINGS 8    /* of a character of a surname */

static gboolean
is_plain_han (gunichar c)
{
  return c >= 0x4E00 && c <= 0x9FFF;
}

static gboolean
is_han (gunichar c)
{
  return is_plain_han (c) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 || (c >= 0x20000 && c <= 0x3FFFF);
}

/* A name taken apart: its folded characters, whether each begins a word (every Han character does), and how it is read, mainly first. */
typedef struct
{
  gunichar chars[MAX_NAME_CHARS];
  gboolean begins[MAX_NAME_CHARS];
  const char *const *readings[MAX_NAME_CHARS];
  guint n_chars;
  guint n_ambiguous[MAX_NAME_CHARS + 1];   /* how many from here on are read in more than one way */
  const char *of_surname[2][MAX_READINGS + 1];
} Name;

static void
add_reading (const char **readings, const char *reading)
{
  const guint n = g_strv_length ((char **) readings);

  if (n < MAX_READINGS && !g_strv_contains ((const char *const *) readings, reading))
    readings[n] = reading;
}

/* As a surname first, then as it is read elsewhere. */
static void
read_surname (Name *name)
{
  guint n_used = 0;
  const NuanSurname *surname = nuan_reading_find_surname (name->chars, name->n_chars, &n_used);

  for (guint i = 0; i < n_used; i++)
    {
      const char **readings = name->of_surname[i];

      memset (readings, 0, sizeof name->of_surname[i]);
      add_reading (readings, surname->as_surname[i]);
      add_reading (readings, surname->otherwise[i]);
      for (const char *const *reading = name->readings[i]; *reading != NULL; reading++)
        add_reading (readings, *reading);
      name->readings[i] = readings;
    }
}

static void
read_name (Name *name, const char *text)
{
  g_autofree char *owned = NULL;
  gboolean after_gap = TRUE;

  name->n_chars = 0;
  for (const char *at = nuan_name_normal (text, &owned); *at != '\0' && name->n_chars < MAX_NAME_CHARS; at = g_utf8_next_char (at))
    {
      const gunichar c = g_unichar_tolower (g_utf8_get_char (at));

      if (nuan_name_is_gap (c))
        {
          after_gap = TRUE;
          continue;
        }
      name->chars[name->n_chars] = c;
      name->begins[name->n_chars] = after_gap || is_han (c);
      name->readings[name->n_chars] = nuan_reading_list (c);
      name->n_chars++;
      after_gap = is_han (c);
    }
  read_surname (name);

  name->n_ambiguous[name->n_chars] = 0;
  for (guint i = name->n_chars; i-- > 0;)
    name->n_ambiguous[i] = name->n_ambiguous[i + 1] + (name->readings[i][1] != NULL);
}

static void
add_key (GPtrArray *keys, const char *key, gsize size)
{
  if (size == 0)
    return;
  for (guint i = 0; i < keys->len; i++)
    {
      const char *other = g_ptr_array_index (keys, i);

      if (strncmp (other, key, size) == 0 && other[size] == '\0')
        return;
    }

  g_ptr_array_add (keys, g_strndup (key, size));
}

static void
add_suffixes (GPtrArray *keys, const Name *name)
{
  char folded[MAX_NAME_CHARS * 6 + 1];
  guint starts[MAX_NAME_CHARS];
  guint size = 0;

  for (guint i = 0; i < name->n_chars; i++)
    {
      starts[i] = size;
      size += g_unichar_to_utf8 (name->chars[i], folded + size);
    }
  for (guint i = 0; i < name->n_chars; i++)
    add_key (keys, folded + starts[i], size - starts[i]);
}

/* A way to read a name, from a start in it: written down sign by sign. */
typedef struct
{
  GPtrArray *keys;
  guint most;   /* keys */
  const Name *name;
  gboolean with_initials;
  GString *full, *initials;
  guint umlauts[MAX_NAME_CHARS], n_umlauts;   /* where in FULL a v stands for ü */
} Spelling;

static void
take (Spelling *self, const GString *key)
{
  if (self->keys->len < self->most)
    add_key (self->keys, key->str, key->len);
}

/* ü is typed as v, as u, and as yu, which passports write: the FIRST one, and whatever others there are. */
static void
add_with_umlauts (Spelling *self, const char *first, const char *others)
{
  g_autoptr (GString) key = g_string_sized_new (self->full->len + self->n_umlauts);
  guint from = 0;

  for (guint i = 0; i < self->n_umlauts; i++)
    {
      g_string_append_len (key, self->full->str + from, self->umlauts[i] - from);
      g_string_append (key, i == 0 ? first : others);
      from = self->umlauts[i] + 1;
    }
  g_string_append (key, self->full->str + from);
  take (self, key);
}

static void
add_spelling (Spelling *self)
{
  static const char *const umlauts[] = { "v", "u", "yu" };

  take (self, self->full);
  for (guint i = 0; i < G_N_ELEMENTS (umlauts) && self->n_umlauts > 0; i++)
    for (guint j = 0; j < (self->n_umlauts > 1 ? G_N_ELEMENTS (umlauts) : 1); j++)
      add_with_umlauts (self, umlauts[i], umlauts[j]);
  if (self->with_initials)
    take (self, self->initials);
}

static void
write_down (Spelling *self, const char *reading, gboolean begins)
{
  if ((reading[0] == 'l' || reading[0] == 'n') && reading[1] == 'v')
    self->umlauts[self->n_umlauts++] = self->full->len + 1;
  if (begins)
    g_string_append_unichar (self->initials, g_utf8_get_char (reading));
  g_string_append (self->full, reading);
}

/* Each way to read the characters from AT on in which exactly N_OTHERWISE of them are read otherwise than mainly. */
static void
spell (Spelling *self, guint at, guint n_otherwise)
{
  const Name *name = self->name;
  const gsize n_full = self->full->len, n_initials = self->initials->len;
  const guint n_umlauts = self->n_umlauts;

  if (self->keys->len >= self->most || n_otherwise > name->n_ambiguous[at])
    return;
  if (at == name->n_chars)
    {
      add_spelling (self);
      return;
    }

  for (guint i = 0; name->readings[at][i] != NULL && (i == 0 || n_otherwise > 0); i++)
    {
      write_down (self, name->readings[at][i], name->begins[at]);
      spell (self, at + 1, i == 0 ? n_otherwise : n_otherwise - 1);
      g_string_truncate (self->full, n_full);
      g_string_truncate (self->initials, n_initials);
      self->n_umlauts = n_umlauts;
    }
}
/* Full pinyin, that of two syllables and more from within (jianguo), and initials. A single syllable stands in too many names to be a key.
 * The fewer characters are read otherwise than mainly, the earlier it is written: where there are too many, the unlikely ones are left out.
 * A longer name renders another tongue, by characters in their usual reading: one of them otherwise, read from the front, is enough. */
static void
add_readings (GPtrArray *keys, const Name *name)
{
  g_autoptr (GString) full = g_string_sized_new (64), initials = g_string_sized_new (16);
  Spelling spelling = { .keys = keys, .most = G_MAXUINT, .name = name, .full = full, .initials = initials };
  guint starts[MAX_NAME_CHARS], n_starts = 0, most_otherwise = name->n_ambiguous[0];
  gboolean is_long;

  for (guint i = 0; i < name->n_chars; i++)
    if (name->begins[i])
      starts[n_starts++] = i;
  is_long = n_starts > MAX_WORDS;
  if (is_long)
    most_otherwise = MIN (most_otherwise, 1);

  for (guint n_otherwise = 0; n_otherwise <= most_otherwise; n_otherwise++)
    {
      for (guint i = 0; i == 0 || (i + 1 < n_starts && (n_otherwise == 0 || !is_long)); i++)
        {
          spelling.with_initials = i == 0;
          spell (&spelling, i == 0 ? 0 : starts[i], n_otherwise);
        }
      if (n_otherwise == 0)
        spelling.most = keys->len + MAX_OTHER_KEYS;
    }
}

char **
nuan_search_name_keys (const char *text)
{
  GPtrArray *keys = g_ptr_array_sized_new (12);
  Name name;

  read_name (&name, text);
  add_suffixes (keys, &name);
  add_readings (keys, &name);
  g_ptr_array_add (keys, NULL);

  return (char **) g_ptr_array_free (keys, FALSE);
}

char *
nuan_search_find_key (const char *name, const char *folded)
{
  g_auto (GStrv) keys = nuan_search_name_keys (name);

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_has_prefix (keys[i], folded))
      return g_strdup (keys[i]);

  return NULL;
}

/* "zhang jian guo", a tab, "张建国": syllable by syllable as dictionaries sort, and 李 before 李安. */
char *
nuan_sort_key (const char *text)
{
  GString *key = g_string_sized_new (64);
  Name name;

  read_name (&name, text);
  for (guint i = 0; i < name.n_chars; i++)
    {
      if (i > 0 && name.begins[i])
        g_string_append_c (key, ' ');
      g_string_append (key, name.readings[i][0]);
    }

  g_string_append_c (key, '\t');
  for (guint i = 0; i < name.n_chars; i++)
    g_string_append_unichar (key, name.chars[i]);

  return g_string_free (key, FALSE);
}

char *
nuan_search_tail_key (const char *text)
{
  g_autofree char *normal = nuan_text_compatible (text);
  GString *tail = g_string_new (NULL);

  for (const char *at = normal; at != NULL && *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (tail, *at);
    else if (*at == 'x' || *at == 'X')
      g_string_append_c (tail, 'X');

  return g_strreverse (g_string_free (tail, FALSE));
}
