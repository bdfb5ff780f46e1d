#include "config.h"

#include <sqlite3.h>

#include "money.h"
#include "store/journal/check.h"
#include "store/journal/finding.h"
#include "store/journal/finding-sources.h"
#include "store/journal/journal.h"
#include "store/journal/register.h"
#include "store/people/household-store.h"

/* The tamper matrix, made from the schema: each column of each guarded table is changed, each table loses a row and gets one, by somebody with a shell,
 * with the guards in place and with the guards taken away and put back. Each is refused, or `check` names the row. Each attempt is a transaction that
 * is rolled back, so that one file serves them all. */

typedef struct
{
  Fixture  base;
  GString *drop, *create;     /* the guards */
  guint    n_refused, n_seen;
} Desk;

static void
note_guard (const char *kind, const char *name, const char *table, const char *sql, gpointer data)
{
  Desk *desk = data;

  if (!g_str_equal (kind, "trigger"))
    return;
  g_string_append_printf (desk->drop, "DROP TRIGGER %s;", name);
  g_string_append_printf (desk->create, "%s;", sql);
}

/* A row in every guarded table, and one before it and behind it where there can be. */
static void
live (Fixture *fixture)
{
  Wish wish = money_ready (fixture, "living", 900000);
  g_autofree char *first = money_pay (fixture, &wish, "cash"), *second = money_pay (fixture, &wish, "card"), *third = money_pay (fixture, &wish, "cash");
  g_autofree char *fourth = money_pay (fixture, &wish, "cash"), *unsigned_one = money_pay (fixture, &wish, "card");
  const gint64 refused = fixture_add_household (fixture, 2), other = fixture_add_household (fixture, 3);
  g_autoptr (GError) error = NULL;

  money_void (fixture, second);
  money_void (fixture, third);
  money_approved (fixture, &wish);
  fixture_begin (fixture);
  g_assert_true (nuan_household_store_refuse (fixture->connection, fixture->review, refused, "不符合条件", &error));
  g_assert_true (nuan_household_store_return (fixture->connection, fixture->review, other, "缺材料", &error));
  g_assert_cmpint (nuan_receipt_store_count_print (fixture->connection, fixture->cash, first, &error), ==, 0);
  g_assert_cmpint (nuan_receipt_store_count_print (fixture->connection, fixture->cash, first, &error), ==, 1);
  g_assert_cmpint (nuan_receipt_store_count_print (fixture->connection, fixture->cash, fourth, &error), ==, 0);
  g_assert_true (nuan_receipt_store_sign (fixture->connection, fixture->cash, first, &error));
  g_assert_true (nuan_receipt_store_sign (fixture->connection, fixture->cash, fourth, &error));
  g_assert_true (nuan_receipt_store_unsign (fixture->connection, fixture->cash, first, &error));
  g_assert_true (nuan_receipt_store_sign (fixture->connection, fixture->cash, first, &error));
  g_assert_true (nuan_receipt_store_unsign (fixture->connection, fixture->cash, fourth, &error));
  g_assert_no_error (error);
  g_assert_nonnull (unsigned_one);
  fixture_commit (fixture);
}

/* An answer: to a finding that is made, and unmade after it. */
static void
answer (Fixture *fixture)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  nuan_sql_run (fixture->connection, &error, "UPDATE household SET member_count = member_count + 1 WHERE id = 2", "");
  fixture_commit (fixture);
  fixture_begin (fixture);
  lines = nuan_check_run (fixture->connection, NUAN_CHECK_ALL, NULL, NULL, NULL, &error);
  for (guint i = 0; i < lines->len; i++)
    {
      const NuanCheckLine *line = g_ptr_array_index (lines, i);

      for (guint j = 0; j < line->findings->len; j++)
        nuan_check_answer (fixture->connection, fixture->direct, g_ptr_array_index (line->findings, j), "已核实", &error);
    }
  g_assert_no_error (error);
  nuan_sql_run (fixture->connection, &error, "UPDATE household SET member_count = member_count - 1 WHERE id = 2", "");
  g_assert_no_error (error);
  fixture_commit (fixture);
  g_assert_cmpint (fixture_value (fixture, "SELECT count (*) FROM finding_answer"), ==, 1);
}

static void
set_up (Desk *desk, gconstpointer unused)
{
  fixture_set_up_file (&desk->base);
  live (&desk->base);
  answer (&desk->base);
  desk->drop = g_string_new ("");
  desk->create = g_string_new ("");
  nuan_catalogue_visit (desk->base.connection, note_guard, desk, NULL);
  fixture_loosen (&desk->base);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  g_string_free (desk->drop, TRUE);
  g_string_free (desk->create, TRUE);
  fixture_tear_down (&desk->base, NULL);
}

static void
exec (Desk *desk, const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (!nuan_connection_exec (desk->base.connection, sql, &error))
    g_error ("%s: %s", error->message, sql);
}

static gboolean
says (const NuanCheckFinding *finding, char **names)
{
  for (; *names != NULL; names++)
    if (g_strv_contains ((const char *const *) finding->rows, *names) || g_str_equal (finding->about, *names)
        || strstr (finding->text, *names) != NULL)
      return TRUE;

  return FALSE;
}

/* What `check` says of it, where it names one of NAMES; NULL: nothing of it. */
static gboolean
is_named (Desk *desk, char **names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = nuan_check_run (desk->base.connection, NUAN_CHECK_ALL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      const NuanCheckLine *line = g_ptr_array_index (lines, i);

      /* The guards are back; a file without its centre is told by that line, too. */
      g_assert_false (g_str_equal (line->code, "schema") && !line->passed && !g_str_equal (names[0], "centre:1"));
      for (guint j = 0; j < line->findings->len; j++)
        if (says (g_ptr_array_index (line->findings, j), names))
          return TRUE;
    }

  return FALSE;
}

/* Refused, changes nothing, or is named. */
static void
try (Desk *desk, const char *sql, gboolean guarded, char **names)
{
  g_autoptr (GError) error = NULL;
  gint64 before;

  fixture_begin (&desk->base);
  before = sqlite3_total_changes64 (fixture_handle (&desk->base));
  if (!guarded)
    {
      exec (desk, desk->drop->str);
      exec (desk, "PRAGMA ignore_check_constraints = ON");
    }
  if (!nuan_connection_exec (desk->base.connection, sql, &error))
    desk->n_refused++;
  else
    {
      if (!guarded)
        exec (desk, desk->create->str);
      g_assert_cmpint (sqlite3_total_changes64 (fixture_handle (&desk->base)), >, before);
      exec (desk, "PRAGMA ignore_check_constraints = OFF");
      if (!is_named (desk, names))
        g_error ("nobody sees it%s: %s (%s)", guarded ? ", guarded" : "", sql, names[0]);
      desk->n_seen++;
    }
  exec (desk, "PRAGMA ignore_check_constraints = OFF");
  fixture_rollback (&desk->base);
}

/* Where the row in the middle of a table stands: " FROM t WHERE …". */
typedef struct
{
  const NuanShape *shape;
  char            *where;
  char            *names[8];     /* under which it may be named */
} Row;

static char *
text_of (Desk *desk, const char *sql)
{
  g_autoptr (NuanStatement) row = nuan_statement_once (desk->base.connection, sql, "");
  g_autoptr (GError) error = NULL;
  gboolean found = nuan_statement_next (row, &error);

  g_assert_no_error (error);
  if (!found)
    g_error ("no row: %s", sql);
  return nuan_statement_dup (row, 0);
}

static void
name_key (Row *row, guint *n, const char *table, const char *key)
{
  const char *word = nuan_finding_word_of_table (table);
  g_autofree char *about = word != NULL ? g_strdup_printf ("%s %s", word, key) : NULL;

  row->names[(*n)++] = g_strdup_printf ("%s:%s", table, key);
  if (about != NULL)
    row->names[(*n)++] = nuan_finding_words (about);
}

/* By its own key, by that of what it is part of, by the row of the journal that it names. */
static void
find_row (Desk *desk, const NuanShape *shape, Row *row)
{
  const NuanShape *head = shape->head != NULL ? shape->head : shape;
  const char *key = shape->head != NULL ? shape->link : g_str_equal (shape->key, "1") ? "1" : shape->key;
  g_autofree char *middle = g_strdup_printf ("SELECT rowid_ FROM (SELECT %s AS rowid_ FROM %s ORDER BY 1 LIMIT 1 OFFSET"
                                             " (SELECT count (*) / 2 FROM %s))", shape->names[0], shape->table, shape->table);
  g_autofree char *first = text_of (desk, middle), *of_key = NULL, *head_key = NULL, *of_journal = NULL, *journal_id = NULL;
  guint n = 0;

  row->shape = shape;
  row->where = g_strdup_printf ("rowid = (SELECT rowid FROM %s WHERE %s = '%s' LIMIT 1)", shape->table, shape->names[0], first);
  if (shape->kind == NUAN_SHAPE_PART || g_str_equal (shape->key, "1"))   /* some of them have no row number */
    {
      g_free (row->where);
      row->where = g_strdup_printf ("%s = '%s'", shape->names[0], first);
    }
  name_key (row, &n, shape->table, first);
  of_key = g_strdup_printf ("SELECT %s FROM %s WHERE %s", key, shape->table, row->where);
  head_key = text_of (desk, of_key);
  name_key (row, &n, head->table, head_key);
  if (head->kind != NUAN_SHAPE_FACT)
    return;

  of_journal = g_strdup_printf ("SELECT journal_id FROM %s WHERE %s = %s", head->table, head->key, head_key);
  journal_id = text_of (desk, of_journal);
  row->names[n++] = g_strdup_printf ("journal row %s", journal_id);
}

static void
row_clear (Row *row)
{
  g_free (row->where);
  for (guint i = 0; i < G_N_ELEMENTS (row->names); i++)
    g_free (row->names[i]);
}

static void
try_both (Desk *desk, const char *sql, char **names)
{
  try (desk, sql, TRUE, names);
  try (desk, sql, FALSE, names);
}

/* Another number, another text, a number where there was none. */
static char *
other_value (const char *name, NuanColumnKind kind)
{
  if (kind == NUAN_COLUMN_SECRET_KEY)
    return g_strdup ("zeroblob (32)");
  if (kind == NUAN_COLUMN_TEXT || kind == NUAN_COLUMN_SECRET)
    return g_strdup_printf ("%s || 'x'", name);

  return g_strdup_printf ("coalesce (%s, 0) + 1", name);
}

static void
every_change_of_a_column_is_refused_or_named (Desk *desk, gconstpointer unused)
{
  guint n;
  const NuanShape *shapes = nuan_shapes (&n);

  for (guint i = 0; i < n; i++)
    {
      Row row = { 0 };

      find_row (desk, &shapes[i], &row);
      for (guint column = 0; column < shapes[i].n_columns; column++)
        {
          g_autofree char *value = other_value (shapes[i].names[column], shapes[i].kinds[column]);
          g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = %s WHERE %s", shapes[i].table, shapes[i].names[column], value, row.where);

          try_both (desk, sql, row.names);
        }
      row_clear (&row);
    }
  g_test_message ("%u refused, %u named", desk->n_refused, desk->n_seen);
  g_assert_cmpuint (desk->n_seen, >, 150);
  g_assert_cmpuint (desk->n_refused, >, 100);
}

static void
every_row_taken_away_is_refused_or_named (Desk *desk, gconstpointer unused)
{
  guint n;
  const NuanShape *shapes = nuan_shapes (&n);

  for (guint i = 0; i < n; i++)
    {
      Row row = { 0 };
      g_autofree char *sql = NULL;

      find_row (desk, &shapes[i], &row);
      sql = g_strdup_printf ("DELETE FROM %s WHERE %s", shapes[i].table, row.where);
      try_both (desk, sql, row.names);
      row_clear (&row);
    }
}

/* A row like the one in the middle, under another key. */
static void
every_row_put_in_is_refused_or_named (Desk *desk, gconstpointer unused)
{
  guint n;
  const NuanShape *shapes = nuan_shapes (&n);

  for (guint i = 0; i < n; i++)
    {
      const NuanShape *shape = &shapes[i];
      Row row = { 0 };
      g_autoptr (GString) values = g_string_new ("");
      g_autofree char *columns = g_strjoinv (", ", shape->names), *sql = NULL;

      find_row (desk, shape, &row);
      for (guint column = 0; column < shape->n_columns; column++)
        {
          const gboolean is_key = g_str_equal (shape->names[column], shape->kind == NUAN_SHAPE_PART && strchr (shape->key, ',') != NULL ? "head"
                                                                     : g_str_equal (shape->key, "1") ? "name" : shape->key);
          const gboolean is_number = shape->kinds[column] == NUAN_COLUMN_NUMBER;

          g_string_append (values, column > 0 ? ", " : "");
          if (is_key && is_number)
            g_string_append_printf (values, "(SELECT max (%s) + 1 FROM %s)", shape->names[column], shape->table);
          else
            g_string_append_printf (values, is_key ? "%s || 'y'" : "%s", shape->names[column]);
        }
      sql = g_strdup_printf ("INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s LIMIT 1", shape->table, columns, values->str, shape->table, row.where);
      g_free (row.names[7]);
      row.names[7] = NULL;
      if (shape->kind != NUAN_SHAPE_PART && !g_str_equal (shape->key, "1"))
        {
          g_autofree char *next = g_strdup_printf ("SELECT max (%s) + 1 FROM %s", shape->key, shape->table), *key = text_of (desk, next);
          guint free_place = 0;

          while (row.names[free_place] != NULL)
            free_place++;
          g_assert_cmpuint (free_place, <=, 5);
          name_key (&row, &free_place, shape->table, key);
        }
      try_both (desk, sql, row.names);
      row_clear (&row);
    }
}

/* What is kept is made anew by `check`: any line may see it. Keys of the search and of the order of lists are a cache. */
static void
every_kept_figure_is_refused_or_seen (Desk *desk, gconstpointer unused)
{
  static const struct { const char *sql, *name; } changes[] = {
    { "UPDATE household SET head_name = '某某' WHERE id = 1", "household:1" },
    { "UPDATE household SET member_count = 9 WHERE id = 1", "household:1" },
    { "UPDATE household SET category = 'accident' WHERE id = 1", "household:1" },
    { "UPDATE household SET category = 'none' WHERE id = 2", "household:2" },
    { "UPDATE household SET last_help = '2025-01-02' WHERE id = 1", "household:1" },
    { "UPDATE household SET help_year = 2024 WHERE id = 1", "household:1" },
    { "UPDATE household SET help_fen = help_fen + 1 WHERE id = 1", "household:1" },
    { "UPDATE fund_balance SET received_fen = received_fen + 1", "fund_balance:1" },
    { "UPDATE fund_balance SET returned_fen = returned_fen + 1", "fund_balance:1" },
    { "UPDATE fund_balance SET reserved_fen = reserved_fen + 1", "fund_balance:1" },
    { "UPDATE fund_balance SET paid_fen = paid_fen + 1", "fund_balance:1" },
    { "UPDATE fund_balance SET movements = movements + 1", "fund_balance:1" },
    { "DELETE FROM fund_balance", "fund:1" },
    { "DELETE FROM to_sign", "receipt 2025-5" },
    { "INSERT INTO to_sign (receipt_id) VALUES (1)", "receipt 2025-1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    try_both (desk, changes[i].sql, (char *[]) { (char *) changes[i].name, NULL });
}

/* The four lists ----------------------------------------------------------------------------------------------------------------------- */

/* What is not guarded: "kept", "loose" or "fixed"; the columns with a blank between, or all. */
static const struct { const char *list, *table, *columns; } unguarded[] = {
  { "fixed", "account", "*" },
  { "loose", "file_id", "*" },
  { "loose", "form_draft", "*" },
  { "kept", "fund_balance", "*" },
  { "kept", "household", "head_name head_key member_count last_help help_year help_fen" },
  { "kept", "journal", "*" },                    /* by its own hashes */
  { "kept", "search_key", "*" },
  { "loose", "staff", "failures failed_at" },
  { "kept", "to_sign", "*" },
  { "kept", "unit", "sort_key" },
  { "kept", "version", "*" },                    /* covered by the journal as facts are */
};

static void
note_column (const char *kind, const char *name, const char *table, const char *type, gpointer columns)
{
  g_hash_table_insert (columns, g_strdup_printf ("%s.%s", table, name), g_strdup (type));
}

static void
take_column (GHashTable *columns, const char *table, const char *name)
{
  g_autofree char *full = g_strdup_printf ("%s.%s", table, name);

  if (!g_hash_table_remove (columns, full))
    g_error ("%s stands in two lists, or is no column", full);
}

static gboolean
is_of (gpointer key, gpointer type, gpointer table)
{
  return g_str_has_prefix (key, table) && ((const char *) key)[strlen (table)] == '.';
}

static void
every_column_stands_in_one_of_four_lists (Desk *desk, gconstpointer unused)
{
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n;
  const NuanShape *shapes = nuan_shapes (&n);
  GHashTableIter iter;
  gpointer left;

  nuan_catalogue_visit_columns (desk->base.connection, note_column, columns, NULL);
  g_hash_table_foreach_remove (columns, is_of, (gpointer) "posting");   /* a view */
  for (guint i = 0; i < n; i++)
    for (guint column = 0; column < shapes[i].n_columns; column++)
      take_column (columns, shapes[i].table, shapes[i].names[column]);
  for (guint i = 0; i < G_N_ELEMENTS (unguarded); i++)
    {
      g_auto (GStrv) names = g_strsplit (unguarded[i].columns, " ", -1);

      g_assert_true (g_str_equal (unguarded[i].list, "kept") || g_str_equal (unguarded[i].list, "loose") || g_str_equal (unguarded[i].list, "fixed"));
      if (g_str_equal (unguarded[i].columns, "*"))
        g_assert_cmpuint (g_hash_table_foreach_remove (columns, is_of, (gpointer) unguarded[i].table), >, 0);
      else
        for (guint column = 0; names[column] != NULL; column++)
          take_column (columns, unguarded[i].table, names[column]);
    }

  g_hash_table_iter_init (&iter, columns);
  if (g_hash_table_iter_next (&iter, &left, NULL))
    g_error ("%s stands in no list: guarded, kept, loose or fixed (store/journal/register.c)", (char *) left);
}

/* The order of a digest is that of the schema, and what may be missing is told from 0. */
static void
columns_are_told_as_the_schema_has_them (Desk *desk, gconstpointer unused)
{
  guint n;
  const NuanShape *shapes = nuan_shapes (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT name, type, \"notnull\" + pk, coalesce (dflt_value, '') FROM pragma_table_info ('%s')", shapes[i].table);
      g_autoptr (NuanStatement) row = nuan_statement_once (desk->base.connection, sql, "");
      guint column = 0;

      while (nuan_statement_next (row, NULL))
        {
          const NuanColumnKind kind = column < shapes[i].n_columns ? shapes[i].kinds[column] : NUAN_COLUMN_TEXT;
          const char *type = kind == NUAN_COLUMN_SECRET_KEY ? "BLOB" : kind == NUAN_COLUMN_NUMBER || kind == NUAN_COLUMN_NULLABLE ? "INTEGER" : "TEXT";

          if (column == shapes[i].n_columns || !g_str_equal (nuan_statement_text (row, 0), shapes[i].names[column]))
            continue;   /* one of another list */
          g_assert_cmpstr (nuan_statement_text (row, 1), ==, type);
          g_assert_cmpint (nuan_statement_int (row, 2) == 0, ==, kind == NUAN_COLUMN_NULLABLE);
          column++;
        }
      g_assert_cmpuint (column, ==, shapes[i].n_columns);
      g_assert_true (i == 0 || shapes[i].head != NULL || strcmp (shapes[i].table, shapes[i - 1].head != NULL ? shapes[i - 1].head->table : shapes[i - 1].table) > 0);
    }
}

/* SQLite looks for what names a row of the journal each time that one is written after them: without an index it reads the whole table. */
static void
what_names_the_journal_is_found_by_an_index (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanStatement) row = nuan_statement_once (desk->base.connection,
    "SELECT t.name, EXISTS (SELECT 1 FROM pragma_index_list (t.name) i, pragma_index_info (i.name) c WHERE c.seqno = 0 AND c.name = f.\"from\" AND i.partial = 0)"
    " OR EXISTS (SELECT 1 FROM pragma_table_info (t.name) k WHERE k.name = f.\"from\" AND k.pk = 1)"
    " FROM sqlite_schema t, pragma_foreign_key_list (t.name) f WHERE t.type = 'table' AND f.\"table\" = 'journal'", "");
  guint n = 0;

  for (; nuan_statement_next (row, NULL); n++)
    if (nuan_statement_int (row, 1) == 0)
      g_error ("no index of %s begins with the row of the journal that it names", nuan_statement_text (row, 0));
  g_assert_cmpuint (n, >=, 12);
}

#define ADD(path, test) g_test_add ("/tamper/" path, Desk, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-column-stands-in-one-of-four-lists", every_column_stands_in_one_of_four_lists);
  ADD ("what-names-the-journal-is-found-by-an-index", what_names_the_journal_is_found_by_an_index);
  ADD ("columns-are-told-as-the-schema-has-them", columns_are_told_as_the_schema_has_them);
  ADD ("every-change-of-a-column-is-refused-or-named", every_change_of_a_column_is_refused_or_named);
  ADD ("every-row-taken-away-is-refused-or-named", every_row_taken_away_is_refused_or_named);
  ADD ("every-kept-figure-is-refused-or-seen", every_kept_figure_is_refused_or_seen);
  ADD ("every-row-put-in-is-refused-or-named", every_row_put_in_is_refused_or_named);
  return g_test_run ();
}
