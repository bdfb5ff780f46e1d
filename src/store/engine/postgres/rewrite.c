#include "config.h"

#include <string.h>

#include "store/engine/postgres/postgres-private.h"

/* How many bytes at SQL are not to be looked into: a literal, a quoted name, a comment. 0: none. */
static gsize
closed_part (const char *sql)
{
  const char *end = NULL;

  if (sql[0] == '\'' || sql[0] == '"')
    {
      end = strchr (sql + 1, sql[0]);   /* a doubled quote is two parts, one behind the other */
      return end != NULL ? (gsize) (end - sql) + 1 : strlen (sql);
    }
  if (g_str_has_prefix (sql, "--"))
    return strcspn (sql, "\n");
  if (!g_str_has_prefix (sql, "/*"))
    return 0;

  end = strstr (sql, "*/");
  return end != NULL ? (gsize) (end - sql) + 2 : strlen (sql);
}

static gsize
word_at (const char *sql)
{
  gsize length = 0;

  while (g_ascii_isalnum (sql[length]) || sql[length] == '_')
    length++;
  return length;
}

/* What a word becomes; *TAKEN more bytes behind it go with it. */
typedef char *(*Reword) (const char *word, const char *behind, gsize *taken);

static char *
rewrite (const char *sql, Reword reword)
{
  g_autoptr (GString) text = g_string_new ("");
  guint parameter = 0;

  while (*sql != '\0')
    {
      const gsize closed = closed_part (sql), length = word_at (sql);
      gsize taken = 0;

      if (closed > 0)
        g_string_append_len (text, sql, (gssize) closed);
      else if (length > 0)
        {
          g_autofree char *word = g_strndup (sql, length);
          g_autofree char *instead = reword (word, sql + length, &taken);

          g_string_append (text, instead != NULL ? instead : word);
        }
      else if (*sql != '?')
        g_string_append_c (text, *sql);
      else if (g_ascii_isdigit (sql[1]))   /* ?2 has its number */
        g_string_append_c (text, '$');
      else
        g_string_append_printf (text, "$%u", ++parameter);
      sql += MAX (closed, MAX (length + taken, 1));
    }

  return g_strdup (text->str);
}

/* Behind the words that follow, each after one space. */
static gsize
follows (const char *behind, const char *words)
{
  return g_str_has_prefix (behind, words) ? strlen (words) : 0;
}

static char *
reword_query (const char *word, const char *behind, gsize *taken)
{
  if (g_str_equal (word, "INDEXED") && (*taken = follows (behind, " BY ")) > 0)
    {
      *taken += word_at (behind + *taken);
      return g_strdup ("");
    }
  if (g_str_equal (word, "CROSS") && (*taken = follows (behind, " JOIN")) > 0)   /* SQLite's hint, which has its ON */
    return g_strdup ("JOIN");
  return NULL;
}

char *
nuan_postgres_rewrite (const char *sql)
{
  return rewrite (sql, reword_query);
}

static char *
reword_table (const char *word, const char *behind, gsize *taken)
{
  if (g_str_equal (word, "INTEGER"))
    return g_strdup ("bigint");
  if (g_str_equal (word, "BLOB"))
    return g_strdup ("bytea");
  if (!g_str_equal (word, "STRICT"))
    return NULL;

  *taken = follows (behind, ", WITHOUT ROWID");
  return g_strdup ("");
}

char *
nuan_postgres_rewrite_table (const char *sql)
{
  return rewrite (sql, reword_table);
}
