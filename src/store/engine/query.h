#pragma once

#include "store/engine/statement.h"

G_BEGIN_DECLS

/* SQL put together at run time from words of this program; what people typed goes in as a parameter, never as text. */
typedef struct {
  GString   *sql;
  GPtrArray *values;   /* char *, in the order of the question marks */
  GArray    *types;    /* char: i or t */
} NuanQuery;

NuanQuery     *nuan_query_new      (const char *sql);
void           nuan_query_free     (NuanQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanQuery, nuan_query_free)

void           nuan_query_append   (NuanQuery *query, const char *sql);
/* Each puts a question mark and its value. */
void           nuan_query_add_text (NuanQuery *query, const char *value);
void           nuan_query_add_int  (NuanQuery *query, gint64 value);
void           nuan_query_add_day  (NuanQuery *query, NuanDay value);
/* " IN (?, ?, ?)" */
void           nuan_query_add_list (NuanQuery *query, char **values);

/* The value of a question mark that stands in the text already. */
void           nuan_query_bind_text (NuanQuery *query, const char *value);

/* Made for once, bound; never NULL, as nuan_statement(). */
NuanStatement *nuan_query_prepare  (NuanQuery *query, NuanConnection *connection);

G_END_DECLS
