#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A code and its label, from the data file code-lists.csv (list,code,label,version,active_from,active_to,maps_to). Labels are the
 * field's own Chinese words. Lists: "programme", "source", "cause", "relation", "income", "expense", "sex", "health",
 * "category", "household-state", "grant-state", "method", "role", "account". Loaded once; safe from every thread. */
typedef struct {
  const char *code;
  const char *label;
} NuanCode;

const NuanCode *nuan_code_list  (const char *list, guint *n_codes);       /* in file order; borrowed, for ever */
const char     *nuan_code_label (const char *list, const char *code);     /* the code itself when unknown; borrowed */
char           *nuan_code_labels (const char *list, const char *const *codes, const char *between);   /* of all of them, joined; owned */
gboolean        nuan_code_known (const char *list, const char *code);

/* NUAN_ERROR_INVALID at FIELD, naming the codes that would be right, when CODE is unknown. */
gboolean        nuan_code_check (const char *list, const char *code, const char *field, GError **error);

G_END_DECLS
