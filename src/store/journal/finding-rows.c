#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/seal.h"
#include "store/engine/engine.h"
#include "store/journal/finding.h"
#include "store/journal/finding-sources.h"

/* Columns that name who acted; journal_id names a row that does. */
static const char *const acting[] = { "drafted_by", "decided_by", "confirmed_by", "paid_by", "voided_by",
                                      "changed_by", "printed_by", "ticked_by", "answered_by" };

/* Rows whose acts the journal tells by its subject. */
static const struct
{
  const char *table, *subject;
} subjects[] = { { "grants", "grant" }, { "household", "household" } };

typedef struct
{
  NuanConnection *connection;
  const char *line;
  GHashTable *columns;   /* table → GPtrArray of names */
  GString *canonical;
  GPtrArray *rows;      /* may be NULL, as ACTORS */
  GArray *actors;
  GError *problem;   /* the first */
} Reading;

/* What a finding is about, as the sources name it. */
typedef struct
{
  const char *word;          /* NULL: nothing that has rows */
  char *text;          /* the key as it stands */
  gint64 first, last;   /* the same as a number */
} Subject;

static void
note_column (const char *kind, const char *name, const char *table, const char *type, gpointer data)
{
  GHashTable *columns = data;
  GPtrArray *names = g_hash_table_lookup (columns, table);

  if (names == NULL)
    {
      names = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (columns, g_strdup (table), names);
    }
  g_ptr_array_add (names, g_strdup (name));
}

static void
append_line (GString *canonical, const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (*at == '\\' || *at == '\n')
      g_string_append_printf (canonical, "\\%c", *at == '\n' ? 'n' : '\\');
    else
      g_string_append_c (canonical, *at);
  g_string_append_c (canonical, '\n');
}

static void
add_actor (Reading *reading, gint64 staff_id)
{
  if (reading->actors == NULL || staff_id <= 0)
    return;
  for (guint i = 0; i < reading->actors->len; i++)
    if (g_array_index (reading->actors, gint64, i) == staff_id)
      return;

  g_array_append_val (reading->actors, staff_id);
}

/* Where the next error goes. */
static GError **
problem_of (Reading *reading)
{
  return reading->problem == NULL ? &reading->problem : NULL;
}

static gboolean
add_actor_row (NuanStatement *row, gpointer reading, GError **error)
{
  add_actor (reading, nuan_statement_int (row, 0));
  return TRUE;
}

static void
add_actors_of (Reading *reading, const char *table, const char *column, gint64 value, gint64 id)
{
  if (reading->actors == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (acting); i++)
    if (g_str_equal (column, acting[i]))
      add_actor (reading, value);
  if (g_str_equal (column, "staff_id") && g_str_equal (table, "journal"))
    add_actor (reading, value);
  if (g_str_equal (column, "journal_id"))
    nuan_statement_each (nuan_statement (reading->connection, "SELECT staff_id FROM journal WHERE id = ?", "i", value), add_actor_row, reading,
                         problem_of (reading));
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (g_str_equal (column, "id") && g_str_equal (table, subjects[i].table))
      {
        g_autofree char *subject = g_strdup_printf ("%s:%" G_GINT64_FORMAT, subjects[i].subject, id);

        nuan_statement_each (nuan_statement (reading->connection,
                                             "SELECT DISTINCT staff_id FROM journal WHERE subject = ? AND action <> 'household.reveal'", "t", subject),
                             add_actor_row, reading, problem_of (reading));
      }
}

static void
read_row (Reading *reading, const char *table, GPtrArray *names, NuanStatement *row, gboolean aside)
{
  g_autofree char *name = g_strdup_printf ("%s:%s", table, nuan_statement_text (row, 0));

  append_line (reading->canonical, name);
  for (guint i = 0; i < names->len; i++)
    {
      append_line (reading->canonical, nuan_statement_is_null (row, (int) i) ? "-" : "+");
      append_line (reading->canonical, nuan_statement_text (row, (int) i));
      if (!aside)
        add_actors_of (reading, table, g_ptr_array_index (names, i), nuan_statement_int (row, (int) i), nuan_statement_int (row, 0));
    }
  if (reading->rows != NULL)
    g_ptr_array_add (reading->rows, g_steal_pointer (&name));
}

static NuanStatement *
ask (Reading *reading, const char *sql, const Subject *subject)
{
  if (g_strcmp0 (subject->word, "household") == 0)
    return nuan_statement_once (reading->connection, sql, "t", subject->text);
  if (g_strcmp0 (subject->word, "journal row") == 0)
    return nuan_statement_once (reading->connection, sql, "ii", subject->first, subject->last);

  return nuan_statement_once (reading->connection, sql, "i", subject->first);
}

/* What can't be read is another content than what can. */
static gboolean
next_row (Reading *reading, NuanStatement *row)
{
  if (nuan_statement_next (row, problem_of (reading)))
    return TRUE;

  if (nuan_statement_failed (row))
    append_line (reading->canonical, "?");
  return FALSE;
}

static void
read_rows (Reading *reading, const char *table, const char *where, const Subject *subject, gboolean aside)
{
  GPtrArray *names = g_hash_table_lookup (reading->columns, table);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (NuanStatement) row = NULL;

  if (names == NULL)
    return;

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (names, i));
  g_string_append_printf (sql, " FROM %s WHERE %s ORDER BY 1%s", table, where, names->len > 1 ? ", 2" : "");
  row = ask (reading, sql->str, subject);
  while (next_row (reading, row))
    read_row (reading, table, names, row, aside);
}

static void
read_figures (Reading *reading, const char *sql, const Subject *subject)
{
  g_autoptr (NuanStatement) row = ask (reading, sql, subject);

  while (next_row (reading, row))
    append_line (reading->canonical, nuan_statement_text (row, 0));
}

static void
read_people (Reading *reading, const char *sql, const Subject *subject)
{
  g_autoptr (NuanStatement) row = ask (reading, sql, subject);

  while (next_row (reading, row))
    add_actor (reading, nuan_statement_int (row, 0));
}

/* "receipt 2025-7" is named as on paper, and read by its row. */
static char *
receipt_row (Reading *reading, const char *about)
{
  g_auto (GStrv) parts = g_str_has_prefix (about, "receipt ") ? g_strsplit (about + strlen ("receipt "), "-", 2) : NULL;
  gint64 id = 0;

  if (parts != NULL && g_strv_length (parts) == 2)
    nuan_sql_find (reading->connection, &id, problem_of (reading), "SELECT id FROM receipt WHERE year = ? AND seq = ?", "ii",
                   g_ascii_strtoll (parts[0], NULL, 10), g_ascii_strtoll (parts[1], NULL, 10));
  return id != 0 ? g_strdup_printf ("receipt row %" G_GINT64_FORMAT, id) : g_strdup (about);
}

/* WORD KEY */
static gboolean
split_word (const char *named, Subject *subject)
{
  for (guint i = 0; i < nuan_finding_n_sources; i++)
    {
      const char *word = nuan_finding_sources[i].word;
      const gsize length = strlen (word);

      if (strncmp (named, word, length) != 0 || named[length] != ' ' || strchr (named + length + 1, ' ') != NULL)
        continue;
      subject->word = word;
      subject->text = g_strdup (named + length + 1);
      subject->first = subject->last = g_ascii_strtoll (subject->text, NULL, 10);
      return TRUE;
    }

  return FALSE;
}

/* "journal rows 7 to 9" */
static gboolean
split_span (const char *named, Subject *subject)
{
  char *end;

  if (!g_str_has_prefix (named, "journal rows "))
    return FALSE;

  subject->first = g_ascii_strtoll (named + strlen ("journal rows "), &end, 10);
  subject->last = g_str_has_prefix (end, " to ") ? g_ascii_strtoll (end + strlen (" to "), NULL, 10) : subject->first;
  subject->word = "journal row";
  subject->text = g_strdup (named);
  return TRUE;
}

static void
read_subject (Reading *reading, const Subject *subject)
{
  for (guint i = 0; i < nuan_finding_n_sources; i++)
    {
      const NuanFindingSource *source = &nuan_finding_sources[i];

      if (g_str_equal (source->word, subject->word) && (source->line == NULL || g_str_equal (source->line, reading->line)))
        read_rows (reading, source->table, source->where, subject, source->aside);
    }
  for (guint i = 0; i < nuan_finding_n_figures; i++)
    if (g_str_equal (nuan_finding_figures[i].word, subject->word) && g_str_equal (nuan_finding_figures[i].line, reading->line))
      read_figures (reading, nuan_finding_figures[i].sql, subject);
  for (guint i = 0; reading->actors != NULL && i < nuan_finding_n_people; i++)
    if (g_str_equal (nuan_finding_people[i].word, subject->word))
      read_people (reading, nuan_finding_people[i].sql, subject);
}

/* "table:key" names a row of any table: where it has a word, all that belongs to it is read, else the rows with that key in their first column. */
static void
read_of_table (Reading *reading, const char *table, const char *key)
{
  GPtrArray *names = g_hash_table_lookup (reading->columns, table);
  const char *word = nuan_finding_word_of_table (table);
  const Subject subject = { word, (char *) key, g_ascii_strtoll (key, NULL, 10), g_ascii_strtoll (key, NULL, 10) };
  g_autofree char *where = names != NULL ? g_strconcat (g_ptr_array_index (names, 0), " = ?1", NULL) : NULL;

  if (word != NULL)
    read_subject (reading, &subject);
  else if (where != NULL)
    read_rows (reading, table, where, &subject, FALSE);
}

static void
read_about (Reading *reading, const char *about)
{
  g_autofree char *read = receipt_row (reading, about);
  const char *named = g_str_has_prefix (read, "void of ") ? read + strlen ("void of ") : read;
  const char *colon = strchr (named, ':');
  Subject subject = { 0 };

  if (colon != NULL)
    {
      g_autofree char *table = g_strndup (named, (gsize) (colon - named));

      read_of_table (reading, table, colon + 1);
    }
  else if (split_span (named, &subject) || split_word (named, &subject))
    read_subject (reading, &subject);
  g_free (subject.text);
}

static void
read_finding (Reading *reading, const char *about)
{
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  reading->columns = columns;
  if (*about != '\0' && nuan_catalogue_visit_columns (reading->connection, note_column, columns, &reading->problem))
    read_about (reading, about);
}

char *
nuan_finding_digest (NuanConnection *connection, const char *line, const char *about, const char *what, GPtrArray *rows)
{
  g_autoptr (GString) canonical = g_string_new (NULL);
  Reading reading = { .connection = connection, .line = line, .canonical = canonical, .rows = rows };

  append_line (canonical, line);
  append_line (canonical, about);
  append_line (canonical, what);
  read_finding (&reading, about);
  g_clear_error (&reading.problem);
  return nuan_sha256_hex (canonical->str, canonical->len);
}

gboolean
nuan_finding_people_of (NuanConnection *connection, const char *line, const char *about, GArray *actors, GError **error)
{
  g_autoptr (GString) canonical = g_string_new (NULL);
  Reading reading = { .connection = connection, .line = line, .canonical = canonical, .actors = actors };

  read_finding (&reading, about);
  if (reading.problem == NULL)
    return TRUE;

  g_propagate_error (error, reading.problem);
  return FALSE;
}
