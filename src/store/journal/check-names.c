#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/name-form.h"
#include "base/text.h"
#include "store/engine/engine.h"
#include "store/journal/check-private.h"

#define MOST_CHARS G_MAXUINT   /* how long a name may be is not asked here */

/* Nearly all names are Han alone, and there are millions of them. */
static gboolean
is_plain (const char *name)
{
  if (*name == '\0')
    return FALSE;
  for (; *name != '\0'; name = g_utf8_next_char (name))
    {
      const gunichar c = g_utf8_get_char_validated (name, -1);

      if (c < 0x4E00 || c > 0x9FFF)
        return FALSE;
    }

  return TRUE;
}

static void
check_name (NuanFindings *findings, const char *word, gint64 id, const char *name)
{
  g_autofree char *clean = NULL, *about = NULL, *words = NULL;
  g_autoptr (GError) refused = NULL;

  if (is_plain (name) || (clean = nuan_text_clean_name (name, TRUE, MOST_CHARS, NULL, &refused)) != NULL)
    return;

  about = g_strdup_printf ("%s %" G_GINT64_FORMAT, word, id);
  words = nuan_finding_words (about);
  nuan_findings_add (findings, about, name, g_strdup_printf ("%s: %s", words, refused->message));
}

/* FORMS (form → id) gets the names of the table one after the other. */
static void
check_alike (NuanFindings *findings, GHashTable *forms, const char *word, gint64 id, const char *name)
{
  g_autofree char *form = nuan_name_form (name);
  const gint64 first = GPOINTER_TO_SIZE (g_hash_table_lookup (forms, form));
  g_autofree char *about = NULL, *other = NULL, *words = NULL, *other_words = NULL;

  if (first == 0)
    {
      g_hash_table_insert (forms, g_steal_pointer (&form), GSIZE_TO_POINTER ((gsize) id));
      return;
    }

  about = g_strdup_printf ("%s %" G_GINT64_FORMAT, word, id);
  other = g_strdup_printf ("%s %" G_GINT64_FORMAT, word, first);
  words = nuan_finding_words (about);
  other_words = nuan_finding_words (other);
  nuan_findings_add (findings, about, other, g_strdup_printf (_("%s and %s have one name, written in two ways: %s"), other_words, words, name));
}

static gboolean
check_names (NuanConnection *connection, NuanFindings *findings, const char *word, const char *sql, gboolean once, gint64 *count, GError **error)
{
  g_autoptr (GHashTable) forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NuanStatement) row = nuan_statement (connection, sql, "");

  while (nuan_statement_next (row, error))
    {
      (*count)++;
      check_name (findings, word, nuan_statement_int (row, 0), nuan_statement_text (row, 1));
      if (once)
        check_alike (findings, forms, word, nuan_statement_int (row, 0), nuan_statement_text (row, 1));
    }

  return !nuan_statement_failed (row);
}

/* What an older program took is no fault of the file: it stays, and is told. */
gboolean
nuan_check_names (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  return check_names (connection, findings, "unit", "SELECT id, name FROM unit ORDER BY id", TRUE, count, error) &&
         check_names (connection, findings, "fund", "SELECT id, name FROM fund ORDER BY id", TRUE, count, error) &&
         check_names (connection, findings, "staff", "SELECT id, name FROM staff ORDER BY id", FALSE, count, error) &&
         check_names (connection, findings, "member", "SELECT id, name FROM member WHERE removed = 0", FALSE, count, error);
}
