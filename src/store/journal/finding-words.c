#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/money/receipt-number.h"
#include "store/journal/finding.h"
#include "store/journal/finding-sources.h"

/* What findings name, the longer word before the one that it begins with. */
static const char *const words[] = {
  NC_("finding", "receipt row"), NC_("finding", "receipt"),     NC_("finding", "void of payment"), NC_("finding", "payment"),
  NC_("finding", "fund"),        NC_("finding", "entry"),       NC_("finding", "movement"),        NC_("finding", "grant"),
  NC_("finding", "household row"), NC_("finding", "household"),   NC_("finding", "member"),      NC_("finding", "assessment"),      NC_("finding", "year"),
  NC_("finding", "standard"),    NC_("finding", "journal row"), NC_("finding", "journal rows"),    NC_("finding", "answer"),
  NC_("finding", "table"),       NC_("finding", "index"),       NC_("finding", "trigger"),         NC_("finding", "view"),
  NC_("finding", "account"),     NC_("finding", "reason"),      NC_("finding", "staff"),           NC_("finding", "unit"),
  NC_("finding", "centre"),      NC_("finding", "counter"),     NC_("finding", "print"),           NC_("finding", "version"),
  NC_("finding", "tick"),
};

/* "2026-94" as it is printed: 2026-000094. Owned; NULL: no such number. */
static char *
receipt_number (const char *given)
{
  gint64 year, seq;

  return nuan_receipt_number_parse (given, &year, &seq, NULL) ? nuan_receipt_number_format (year, seq) : NULL;
}

char *
nuan_finding_words (const char *about)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const gsize length = strlen (words[i]);

      if (strncmp (about, words[i], length) == 0 && about[length] == ' ')
        {
          g_autofree char *number = receipt_number (about + length + 1);

          return g_strdup_printf ("%s %s", g_dpgettext2 (GETTEXT_PACKAGE, "finding", words[i]), number != NULL ? number : about + length + 1);
        }
    }

  return g_strdup (about);
}

#define MOST_NAMES 8   /* of one finding */

/* By what people know the row with the key ?1: a text, or the year and the number of a receipt. */
static const struct { const char *table, *word, *sql; } known[] = {
  { "household", "household", "SELECT number FROM household WHERE id = ?" },
  { "member", "member", "SELECT name FROM member WHERE id = ?" },
  { "staff", "staff", "SELECT name FROM staff WHERE id = ?" },
  { "unit", "unit", "SELECT name FROM unit WHERE id = ?" },
  { "fund", "fund", "SELECT name FROM fund WHERE id = ?" },
  { "payment", "receipt", "SELECT year, seq FROM receipt WHERE payment_id = ?" },
  { "payment_void", "receipt", "SELECT year, seq FROM receipt WHERE payment_id = ?" },
  { "receipt", "receipt", "SELECT year, seq FROM receipt WHERE id = ?" },
  { "receipt_signature", "receipt", "SELECT year, seq FROM receipt WHERE id = ?" },
  { "receipt_tick", "receipt", "SELECT r.year, r.seq FROM receipt_tick t JOIN receipt r ON r.id = t.receipt_id WHERE t.id = ?" },
};

/* Owned; NULL: the row is not there, or can't be read. */
static char *
read_name (NuanConnection *connection, const char *word, const char *sql, gint64 key)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, sql, "i", key);
  g_autofree char *name = NULL;

  if (!nuan_statement_next (row, NULL))
    return NULL;

  name = g_str_equal (word, "receipt") ? nuan_receipt_number_format (nuan_statement_int (row, 0), nuan_statement_int (row, 1))
                                       : nuan_statement_dup (row, 0);
  return g_strdup_printf ("%s %s", g_dpgettext2 (GETTEXT_PACKAGE, "finding", word), name);
}

/* Owned; NULL: nobody knows it. */
static char *
name_of (NuanConnection *connection, const char *row)
{
  const char *colon = strchr (row, ':');
  g_autofree char *table = colon != NULL ? g_strndup (row, (gsize) (colon - row)) : NULL;
  const char *word;
  g_autofree char *about = NULL;

  if (table == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].table, table))
      return read_name (connection, known[i].word, known[i].sql, g_ascii_strtoll (colon + 1, NULL, 10));

  word = nuan_finding_word_of_table (table);
  about = word != NULL ? g_strdup_printf ("%s %s", word, colon + 1) : NULL;
  return about != NULL ? nuan_finding_words (about) : NULL;
}

char *
nuan_finding_names (NuanConnection *connection, const char *const *rows, const char *text)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (; *rows != NULL; rows++)
    {
      g_autofree char *name = name_of (connection, *rows);

      if (name == NULL || strstr (text, name) != NULL || strstr (names->str, name) != NULL)
        continue;
      if (n++ == MOST_NAMES)
        {
          g_string_append (names, "…");
          break;
        }
      g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", name);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}
