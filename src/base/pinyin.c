#include "config.h"

#include <gio/gio.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/data-file.h"
#include "base/pinyin.h"

#define MAX_NAME_CHARS 64   /* keys of a longer text are made from its first so many characters */
#define N_BMP          0x10000

/* How a surname is read, and how the same characters are read elsewhere: a syllable for each character. */
typedef struct {
  char **as_surname;
  char **otherwise;
} Surname;

/* The lines of a data file of readings; a file that cannot be read is told and has none. Owned. */
static char **
load_lines (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = nuan_data_file_load (name, &error);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    {
      g_warning ("%s: %s", name, error->message);
      return g_new0 (char *, 1);
    }

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return g_strsplit (text, "\n", -1);
}

static GHashTable *
load_surnames (void)
{
  GHashTable *surnames = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) lines = load_lines ("surname-readings.csv");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = nuan_csv_split (lines[i]);
      g_auto (GStrv) as_surname = NULL;
      g_auto (GStrv) otherwise = NULL;
      Surname *surname;
      guint length;

      if (g_strv_length (fields) < 3 || *lines[i] == '#' || g_str_equal (fields[0], "surname"))
        continue;

      as_surname = g_strsplit (fields[1], " ", -1);
      otherwise = g_strsplit (fields[2], " ", -1);
      length = g_utf8_strlen (fields[0], -1);
      if (g_strv_length (as_surname) != length || g_strv_length (otherwise) != length)
        {
          g_warning ("surname-readings.csv: a line without a syllable for each character is skipped");
          continue;
        }
      surname = g_new (Surname, 1);
      surname->as_surname = g_steal_pointer (&as_surname);
      surname->otherwise = g_steal_pointer (&otherwise);
      g_hash_table_replace (surnames, g_strdup (fields[0]), surname);
    }

  return surnames;
}

/* The surname of one or two characters at the front of CHARS; two-character ones win where a given name is left. */
static const Surname *
find_surname (const gunichar *chars, guint n_chars, guint *n_used)
{
  static GHashTable *surnames = NULL;
  char key[13];

  if (g_once_init_enter (&surnames))
    g_once_init_leave (&surnames, load_surnames ());

  for (guint length = n_chars > 2 ? 2 : MIN (n_chars, 1); length > 0; length--)
    {
      const Surname *surname;
      guint size = 0;

      for (guint i = 0; i < length; i++)
        size += g_unichar_to_utf8 (chars[i], key + size);
      key[size] = '\0';
      surname = g_hash_table_lookup (surnames, key);
      if (surname != NULL)
        {
          *n_used = length;
          return surname;
        }
    }

  return NULL;
}

/* ICU's reading without tone marks, lower case, ü as v: "lv", "jie"; the character itself where ICU knows none. */
static char *
transliterate (gunichar c)
{
  static UTransliterator *transliterator = NULL;   /* guarded by the caller's mutex */
  UErrorCode status = U_ZERO_ERROR;
  UChar buffer[64];
  int32_t length = 0, limit;
  char utf8[192];
  g_autofree char *decomposed = NULL;
  GString *reading;

  if (transliterator == NULL)
    {
      UChar id[16];

      u_uastrcpy (id, "Any-Latin");
      transliterator = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    }

  U16_APPEND_UNSAFE (buffer, length, c);
  limit = length;
  if (U_SUCCESS (status))
    utrans_transUChars (transliterator, buffer, &length, G_N_ELEMENTS (buffer), 0, &limit, &status);
  u_strToUTF8 (utf8, sizeof utf8, NULL, buffer, length, &status);
  if (U_FAILURE (status))
    utf8[g_unichar_to_utf8 (c, utf8)] = '\0';

  decomposed = g_utf8_normalize (utf8, -1, G_NORMALIZE_NFD);
  reading = g_string_new (NULL);
  for (const char *at = decomposed; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar sign = g_utf8_get_char (at);

      if (sign == 0x0308 && reading->len > 0 && reading->str[reading->len - 1] == 'u')
        reading->str[reading->len - 1] = 'v';
      else if (!g_unichar_ismark (sign) && !g_unichar_isspace (sign))
        g_string_append_unichar (reading, g_unichar_tolower (sign));
    }
  if (reading->len == 0)   /* a mark alone */
    g_string_append_unichar (reading, c);

  return g_string_free (reading, FALSE);
}

/* What names read otherwise than ICU's first reading. */
static GHashTable *
load_readings (void)
{
  GHashTable *readings = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) lines = load_lines ("name-readings.csv");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = nuan_csv_split (lines[i]);

      if (g_strv_length (fields) >= 2 && *lines[i] != '#' && g_utf8_strlen (fields[0], -1) == 1 && *fields[1] != '\0')
        g_hash_table_replace (readings, GUINT_TO_POINTER (g_utf8_get_char (fields[0])), g_strdup (fields[1]));
    }

  return readings;
}

/* Readings are kept for ever: a few thousand characters make all names. */
static const char *
get_reading (gunichar c)
{
  static const char *bmp[N_BMP];
  static GHashTable *others = NULL;   /* above the BMP, and what the data file says */
  static GMutex mutex;
  const char *reading = c < N_BMP ? g_atomic_pointer_get (&bmp[c]) : NULL;

  if (reading != NULL)
    return reading;

  g_mutex_lock (&mutex);
  if (others == NULL)
    others = load_readings ();
  reading = g_hash_table_lookup (others, GUINT_TO_POINTER (c));
  if (reading == NULL && c < N_BMP)
    reading = bmp[c];   /* another thread was first */
  if (reading == NULL)
    {
      reading = transliterate (c);
      if (c >= N_BMP)
        g_hash_table_insert (others, GUINT_TO_POINTER (c), (gpointer) reading);
    }
  if (c < N_BMP)
    g_atomic_pointer_set (&bmp[c], reading);
  g_mutex_unlock (&mutex);

  return reading;
}

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
  static const gunichar gaps[] = { 0x00B7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65, 0x200B, 0x200C, 0x200D, 0xFEFF };

  if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
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
add_reading_key (GPtrArray *keys, GString *key)
{
  gboolean has_v = FALSE;

  add_key (keys, key->str, key->len);
  for (gsize i = 0; i < key->len; i++)
    if (key->str[i] == 'v' && i > 0 && (key->str[i - 1] == 'l' || key->str[i - 1] == 'n'))
      {
        key->str[i] = 'u';
        has_v = TRUE;
      }
  if (has_v)
    add_key (keys, key->str, key->len);
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

/* Full pinyin and initials, where the first N_SURNAME characters are read as SYLLABLES. */
static void
add_readings (GPtrArray *keys, const Name *name, char **syllables, guint n_surname, GString *full, GString *initials)
{
  g_string_truncate (full, 0);
  g_string_truncate (initials, 0);

  for (guint i = 0; i < name->n_chars; i++)
    {
      const char *reading = i < n_surname ? syllables[i] : get_reading (name->chars[i]);

      g_string_append (full, reading);
      if (name->begins[i])
        g_string_append_unichar (initials, g_utf8_get_char (reading));
    }

  add_reading_key (keys, full);
  add_key (keys, initials->str, initials->len);
}

char **
nuan_search_name_keys (const char *text)
{
  GPtrArray *keys = g_ptr_array_sized_new (12);
  g_autoptr (GString) full = g_string_sized_new (64);
  g_autoptr (GString) initials = g_string_sized_new (16);
  guint n_surname = 0;
  const Surname *surname;
  Name name;

  read_name (&name, text);
  add_suffixes (keys, &name);
  surname = find_surname (name.chars, name.n_chars, &n_surname);
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
  const Surname *surname;
  Name name;

  read_name (&name, text);
  surname = find_surname (name.chars, name.n_chars, &n_surname);
  for (guint i = 0; i < name.n_chars; i++)
    {
      if (i > 0 && name.begins[i])
        g_string_append_c (key, ' ');
      g_string_append (key, i < n_surname ? surname->as_surname[i] : get_reading (name.chars[i]));
    }

  g_string_append_c (key, '\t');
  for (guint i = 0; i < name.n_chars; i++)
    g_string_append_unichar (key, name.chars[i]);

  return g_string_free (key, FALSE);
}

char *
nuan_search_tail_key (const char *text)
{
  g_autofree char *normal = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;
  GString *tail = g_string_new (NULL);

  for (const char *at = normal; at != NULL && *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (tail, *at);
    else if (*at == 'x' || *at == 'X')
      g_string_append_c (tail, 'X');

  return g_strreverse (g_string_free (tail, FALSE));
}
