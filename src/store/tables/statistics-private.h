#pragma once

#include "store/engine/engine.h"
#include "store/tables/statistics.h"

G_BEGIN_DECLS

/* For the files statistics-*.c alone, one a source. Each fills a table that has its definition, period and centre. */
gboolean nuan_statistics_fill_payments   (NuanConnection *connection, NuanTable *table, GError **error);
gboolean nuan_statistics_fill_households (NuanConnection *connection, NuanTable *table, GError **error);
gboolean nuan_statistics_fill_funds      (NuanConnection *connection, NuanTable *table, GError **error);
gboolean nuan_statistics_fill_receipts   (NuanConnection *connection, NuanTable *table, GError **error);
gboolean nuan_statistics_fill_grants     (NuanConnection *connection, NuanTable *table, GError **error);

/* … and the rows behind a cell of it: a table of its own. KEY NULL is the total. */
NuanTable *nuan_statistics_rows_payments   (NuanConnection *connection, const NuanTable *table, const char *key,
                                            const char *column, guint limit, GError **error);
NuanTable *nuan_statistics_rows_households (NuanConnection *connection, const NuanTable *table, const char *key,
                                            const char *column, guint limit, GError **error);
NuanTable *nuan_statistics_rows_funds      (NuanConnection *connection, const NuanTable *table, const char *key,
                                            const char *column, guint limit, GError **error);
NuanTable *nuan_statistics_rows_receipts   (NuanConnection *connection, const NuanTable *table, const char *key,
                                            const char *column, guint limit, GError **error);
NuanTable *nuan_statistics_rows_grants     (NuanConnection *connection, const NuanTable *table, const char *key,
                                            const char *column, guint limit, GError **error);

/* A dimension of a grouped source: what it groups by, and how its value is shown and sorted. */
typedef struct {
  const char *code;
  const char *sql;       /* "p.programme" */
  const char *list;      /* code list of its labels, or NULL */
  const char *table;     /* the table an id names, or NULL: then NAME is shown and ORDER sorts */
  const char *name, *order;
} NuanDimension;

typedef struct {
  const char *code;
  const char *sql;
} NuanMeasure;

typedef struct _NuanGrouping NuanGrouping;
struct _NuanGrouping
{
  const NuanDimension *dimensions;
  guint                n_dimensions;
  const NuanMeasure   *measures;
  guint                n_measures;
  const char          *from;
  void               (*add_where) (NuanQuery *query, const NuanTable *table);   /* " WHERE …" */
  const NuanGrouping  *earlier;   /* what takes back former periods, its measures negative or NULL; NULL: nothing does */
};

/* Rows by the key columns, figures beside, what is taken back of former periods, the total over everything (so that nobody counts twice). */
gboolean nuan_statistics_fill_grouped (NuanConnection *connection, const NuanGrouping *grouping, NuanTable *table,
                                       GError **error);

/* WHERE of the table, its filters, and the row that KEY names. NUAN_ERROR_INVALID for a key that is none. */
gboolean nuan_statistics_add_where    (NuanQuery *query, const NuanGrouping *grouping, const NuanTable *table, const char *key,
                                       GError **error);

const NuanDimension *nuan_statistics_find_dimension (const NuanGrouping *grouping, const char *code);   /* NULL: it is none */
/* FEN more in a cell of the total; an ERROR that stands already stays. */
void     nuan_statistics_add_up       (NuanCell *total, gint64 fen, GError **error);
/* NUAN_ERROR_INVALID at FIELD: CODE is nothing that this table can show. FALSE. */
gboolean nuan_statistics_refuse       (const char *field, const char *code, GError **error);

/* A word of a source that has a row for each thing, and the SQL behind it. */
typedef struct {
  const char *code;
  const char *sql;
} NuanField;

/* The filters of the table: " AND r.fund IN (?, ?)". */
void     nuan_statistics_add_filters  (NuanQuery *query, const NuanField *fields, guint n_fields, const NuanTable *table);

/* A source with a row for each thing: what it selects, how it is said, and which rows the total adds up. */
typedef struct {
  const NuanField *fields;
  guint            n_fields;
  int              key_field;
  const char      *key_name;                                           /* "receipt": the key is "receipt=2025-000457" */
  const char      *order;                                              /* " ORDER BY …" */
  void           (*add_from) (NuanQuery *query, const NuanTable *table);   /* " FROM … WHERE …" */
  char          *(*label)    (const char *code, const char *raw);      /* as printed; owned */
  gboolean       (*counts)   (NuanStatement *row);                     /* in the total; NULL: every row */
  gboolean       (*earlier)  (NuanConnection *connection, NuanTable *table, GError **error);   /* adds that row; NULL: there is none */
} NuanListing;

gboolean nuan_statistics_fill_listing (NuanConnection *connection, const NuanListing *listing, NuanTable *table, GError **error);

/* A table of rows behind a cell; add its columns, then fill it by a statement whose columns are those in order and last of all
 * the household's id and the receipt's year and number (or 0): they become the key "household=12;receipt=2025-000457". */
NuanTable *nuan_statistics_rows_new   (const NuanTable *table, const char *title);
void       nuan_statistics_rows_add   (NuanTable *rows, const char *code, const char *title, NuanCellKind kind);
gboolean   nuan_statistics_rows_read  (NuanTable *rows, NuanStatement *statement /* ended */, GError **error);

/* The columns of a list of payments, and their SQL over payment p and receipt r: what was paid, and what v takes back. With TAKEN_BACK the list
 * may hold both, and tells the day of the void. */
void       nuan_statistics_rows_add_payments (NuanTable *rows, gboolean taken_back);
#define NUAN_PAYMENT_COLUMNS(amount, voided) \
  "SELECT r.year, r.seq, r.on_day, " voided "r.household_number, r.payee, r.unit, r.programme, r.fund, " amount ", r.method, " \
  "       r.cashier, p.household_id, r.year, r.seq "
#define NUAN_PAID_COLUMNS       NUAN_PAYMENT_COLUMNS ("r.amount_fen", "")
#define NUAN_PAID_AMONG_COLUMNS NUAN_PAYMENT_COLUMNS ("r.amount_fen", "'', ")
#define NUAN_TAKEN_BACK_COLUMNS NUAN_PAYMENT_COLUMNS ("- r.amount_fen", "v.on_day, ")

/* Behind a total stands what it takes back, too; behind that row, that alone. */
gboolean   nuan_statistics_shows_taken_back (const NuanTable *table, const char *key);

/* Paid before the period and voided in it (冲减以前期间): the voids v of payments p. Both days decide: a payment voided in its own period is
 * nowhere. */
#define NUAN_TAKEN_BACK_FROM " FROM payment_void v" NUAN_JOIN_AFTER "payment p ON p.id = v.payment_id"
void       nuan_statistics_where_taken_back (NuanQuery *query, const NuanTable *table);

void       nuan_statistics_add_limit  (NuanQuery *query, guint limit);   /* 0: all */
/* What is left of LIMIT after the rows there are; FALSE: nothing. */
gboolean   nuan_statistics_left_of    (const NuanTable *rows, guint *limit);

G_END_DECLS
