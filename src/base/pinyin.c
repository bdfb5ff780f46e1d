#include "config.h"

#include "base/pinyin.h"
#include "base/reading.h"
#include "base/text.h"

#define MAX_NAME_CHARS 64   /* keys of a longer text are made from its first so many characters */

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

/* Blanks, the dots inside names of other tongues, and signs without width. */
static gboolean
is_gap (gunichar c)
{
  static const gunichar gaps[] = { 0x00B7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65 };

  if (is_plain_han (c))
    return FALSE;
  if (nuan_text_is_invisible (c) || g_unichar_iscntrl (c))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    if (c == gaps[i])
      return TRUE;

  return FALSE;
}

/* NFKC, but nearly all names are plain Han, which it leaves alone: then TEXT itself comes back and *OWNED is NULL. */
static const char *
normalize (const char *text, char **owned)
{
  const char *at;

  *owned = NULL;
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return "";

  for (at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!is_plain_han (g_utf8_get_char (at)) && (*at & 0x80) != 0)
      {
        *owned = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
        return *owned;
      }

  return text;
}

char *
nuan_search_fold (const char *text)
{
  g_autofree char *owned = NULL;
  const char *normal = normalize (text, &owned);
  GString *folded = g_string_sized_new (strlen (normal) + 1);

  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (!is_gap (c))
        g_string_append_unichar (folded, g_unichar_tolower (c));
    }

  return g_string_free (folded, FALSE);
}

/* A name taken apart: its folded characters, and whether each begins a word (every Han character does). */
typedef struct {
  gunichar chars[MAX_NAME_CHARS];
  gboolean begins[MAX_NAME_CHARS];
  guint    n_chars;
} Name;

static void
read_name (Name *name, const char *text)
{
  g_autofree char *owned = NULL;
  gboolean after_gap = TRUE;

  name->n_chars = 0;
  for (const char *at = normalize (text, &owned); *at != '\0' && name->n_chars < MAX_NAME_CHARS; at = g_utf8_next_char (at))
    {
      const gunichar c = g_unichar_tolower (g_utf8_get_char (at));

      if (is_gap (c))
        {
          after_gap = TRUE;
          continue;
        }
      name->chars[name->n_chars] = c;
      name->begins[name->n_chars] = after_gap || is_han (c);
      name->n_chars++;
      after_gap = is_han (c);
    }
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

/* ü is typed as v or as u: both are keys. */
static void
add_reading_key (GPtrArray *keys, const char *key)
{
  g_autofree char *with_u = NULL;

  add_key (keys, key, strlen (key));
  for (gsize i = 1; i < strlen (key); i++)
    if (key[i] == 'v' && (key[i - 1] == 'l' || key[i - 1] == 'n'))
      {
        if (with_u == NULL)
          with_u = g_strdup (key);
        with_u[i] = 'u';
      }
  if (with_u != NULL)
    add_key (keys, with_u, strlen (with_u));
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

/* Full pinyin, that of two syllables and more from within (jianguo), and initials, where the first N_SURNAME characters are read as
 * SYLLABLES. A single syllable stands in too many names to be a key. */
static void
add_readings (GPtrArray *keys, const Name *name, char **syllables, guint n_surname, GString *full, GString *initials)
{
  gsize starts[MAX_NAME_CHARS];
  guint n_words = 0;

  g_string_truncate (full, 0);
  g_string_truncate (initials, 0);

  for (guint i = 0; i < name->n_chars; i++)
    {
      const char *reading = i < n_surname ? syllables[i] : nuan_reading_get (name->chars[i]);

      if (name->begins[i])
        {
          starts[n_words++] = full->len;
          g_string_append_unichar (initials, g_utf8_get_char (reading));
        }
      g_string_append (full, reading);
    }

  add_reading_key (keys, full->str);
  add_key (keys, initials->str, initials->len);
  for (guint i = 1; i + 1 < n_words; i++)
    add_reading_key (keys, full->str + starts[i]);
}

char **
nuan_search_name_keys (const char *text)
{
  GPtrArray *keys = g_ptr_array_sized_new (12);
  g_autoptr (GString) full = g_string_sized_new (64);
  g_autoptr (GString) initials = g_string_sized_new (16);
  guint n_surname = 0;
  const NuanSurname *surname;
  Name name;

  read_name (&name, text);
  add_suffixes (keys, &name);
  surname = nuan_reading_find_surname (name.chars, name.n_chars, &n_surname);
  if (surname != NULL)
    {
      add_readings (keys, &name, surname->as_surname, n_surname, full, initials);
      add_readings (keys, &name, surname->otherwise, n_surname, full, initials);
    }
  else
    add_readings (keys, &name, NULL, 0, full, initials);
  g_ptr_array_add (keys, NULL);

  return (char **) g_ptr_array_free (keys, FALSE);
}

/* "zhang jian guo", a tab, "张建国": syllable by syllable as dictionaries sort, and 李 before 李安. */
char *
nuan_sort_key (const char *text)
{
  GString *key = g_string_sized_new (64);
  guint n_surname = 0;
  const NuanSurname *surname;
  Name name;

  read_name (&name, text);
  surname = nuan_reading_find_surname (name.chars, name.n_chars, &n_surname);
  for (guint i = 0; i < name.n_chars; i++)
    {
      if (i > 0 && name.begins[i])
        g_string_append_c (key, ' ');
      g_string_append (key, i < n_surname ? surname->as_surname[i] : nuan_reading_get (name.chars[i]));
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
