#include "config.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/data-file.h"
#include "base/reading.h"

#define N_BMP 0x10000
#define SURNAMES "surname-readings.csv"
#define NAMES "name-readings.csv"
#define LIVING "han-readings.csv"

static GHashTable *
load_surnames (void)
{
  GHashTable *surnames = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) lines = nuan_data_file_load_lines (SURNAMES, "surname,");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = nuan_csv_split (lines[i]);
      g_auto (GStrv) as_surname = NULL;
      g_auto (GStrv) otherwise = NULL;
      NuanSurname *surname;
      guint length;

      if (*lines[i] == '\0')
        continue;

      length = g_utf8_strlen (fields[0], -1);
      if (g_strv_length (fields) >= 3)
        {
          as_surname = g_strsplit (fields[1], " ", -1);
          otherwise = g_strsplit (fields[2], " ", -1);
        }
      if (as_surname == NULL || g_strv_length (as_surname) != length || g_strv_length (otherwise) != length)
        {
          nuan_data_file_skip_line (SURNAMES, i + 1, "surname,as_surname,otherwise");   /* a syllable for each character */
          continue;
        }
      surname = g_new (NuanSurname, 1);
      surname->as_surname = g_steal_pointer (&as_surname);
      surname->otherwise = g_steal_pointer (&otherwise);
      g_hash_table_replace (surnames, g_strdup (fields[0]), surname);
    }

  return surnames;
}

const NuanSurname *
nuan_reading_find_surname (const gunichar *chars, guint n_chars, guint *n_used)
{
  static GHashTable *surnames = NULL;
  char key[13];

  if (g_once_init_enter (&surnames))
    g_once_init_leave (&surnames, load_surnames ());

  for (guint length = n_chars > 2 ? 2 : MIN (n_chars, 1); length > 0; length--)
    {
      const NuanSurname *surname;
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

/* A list of characters and how each is read: character → its text in the list. */
static GHashTable *
load_readings (const char *file, const char *right)
{
  GHashTable *readings = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_auto (GStrv) lines = nuan_data_file_load_lines (file, "character,");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = nuan_csv_split (lines[i]);

      if (*lines[i] == '\0')
        continue;
      if (g_strv_length (fields) >= 2 && g_utf8_strlen (fields[0], -1) == 1 && *fields[1] != '\0')
        g_hash_table_replace (readings, GUINT_TO_POINTER (g_utf8_get_char (fields[0])), g_strdup (fields[1]));
      else
        nuan_data_file_skip_line (file, i + 1, right);
    }

  return readings;
}

/* Guarded by the caller's mutex. As names read it, else as ICU does; then as dictionaries do, who know some that ICU does not. Owned, for ever. */
static const char *const *
make_list (gunichar c)
{
  static GHashTable *names = NULL, *living = NULL;
  GPtrArray *list = g_ptr_array_new ();
  g_auto (GStrv) others = NULL;
  g_autofree char *first = NULL;
  const char *known;

  if (names == NULL)
    {
      names = load_readings (NAMES, "character,reading");
      living = load_readings (LIVING, "character,readings");
    }
  first = g_strdup (g_hash_table_lookup (names, GUINT_TO_POINTER (c)));
  if (first == NULL)
    first = transliterate (c);
  known = g_hash_table_lookup (living, GUINT_TO_POINTER (c));
  if (known == NULL || g_utf8_get_char (first) != c)
    g_ptr_array_add (list, g_strdup (first));

  others = g_strsplit (known != NULL ? known : "", " ", -1);
  for (guint i = 0; others[i] != NULL; i++)
    if (*others[i] != '\0' && !g_ptr_array_find_with_equal_func (list, others[i], g_str_equal, NULL))
      g_ptr_array_add (list, g_strdup (others[i]));
  if (list->len == 0)   /* a list of blanks */
    g_ptr_array_add (list, g_steal_pointer (&first));
  g_ptr_array_add (list, NULL);

  return (const char *const *) g_ptr_array_free (list, FALSE);
}

/* Readings are kept for ever: a few thousand characters make all names. A warm one is one atomic read. */
const char *const *
nuan_reading_list (gunichar c)
{
  static const char *const *bmp[N_BMP];
  static GHashTable *others = NULL;   /* above the BMP */
  static GMutex mutex;
  const char *const *list = c < N_BMP ? g_atomic_pointer_get (&bmp[c]) : NULL;

  if (list != NULL)
    return list;

  g_mutex_lock (&mutex);
  if (others == NULL)
    others = g_hash_table_new (NULL, NULL);
  list = c < N_BMP ? bmp[c] : g_hash_table_lookup (others, GUINT_TO_POINTER (c));   /* another thread may have been first */
  if (list == NULL)
    {
      list = make_list (c);
      if (c < N_BMP)
        g_atomic_pointer_set (&bmp[c], list);
      else
        g_hash_table_insert (others, GUINT_TO_POINTER (c), (gpointer) list);
    }
  g_mutex_unlock (&mutex);

  return list;
}
