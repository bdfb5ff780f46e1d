#pragma once

#include "money.h"
#include "store/tables/statistics.h"

/* A table of a definition's text, and what stands in it. */

#define HELP "[table]\ntitle=t\nsource=payments\nrows=programme;fund\n" \
             "columns=households;household-times;persons;person-times;amount;amount-wan\ntotal=true\n"
#define FUNDS "[table]\ntitle=t\nsource=funds\nrows=fund\n" \
              "columns=source;use-by;opening;received;returned;paid;closing;reserved;free\ntotal=true\n"
#define RECEIPTS "[table]\ntitle=t\nsource=receipts\n" \
                 "columns=number;date;household;payee;unit;programme;fund;amount;method;cashier;state;signed\ntotal=true\n"

static inline NuanTable *
filled (Fixture *fixture, const char *text, NuanDay from, NuanDay to)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  NuanTableDefinition *definition = nuan_table_definition_parse ("test", bytes, &error);
  NuanTable *table;

  g_assert_no_error (error);
  table = nuan_statistics_fill (fixture->connection, definition, from, to, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (nuan_connection_in_transaction (fixture->connection));
  return table;
}

static inline NuanTable *
filled_rows (Fixture *fixture, const NuanTable *table, const char *key, const char *column)
{
  g_autoptr (GError) error = NULL;
  NuanTable *rows = nuan_statistics_rows (fixture->connection, table, key, column, 0, &error);

  g_assert_no_error (error);
  return rows;
}

static inline guint
find_column (const NuanTable *table, const char *code)
{
  for (guint i = 0; i < table->definition->columns->len; i++)
    if (g_str_equal (((NuanColumn *) table->definition->columns->pdata[i])->code, code))
      return i;

  g_assert_not_reached ();
}

static inline gint64
figure (const NuanTable *table, guint row, const char *column)
{
  return ((NuanCell *) table->rows->pdata[row])[find_column (table, column)].number;
}

static inline gint64
total (const NuanTable *table, const char *column)
{
  return table->total[find_column (table, column)].number;
}

static inline const char *
text (const NuanTable *table, guint row, const char *column)
{
  return ((NuanCell *) table->rows->pdata[row])[find_column (table, column)].text;
}

static inline gint64
sum (const NuanTable *table, const char *column)
{
  gint64 fen = 0;

  for (guint i = 0; i < table->rows->len; i++)
    fen += figure (table, i, column);
  return fen;
}
