#pragma once

#include "store/engine/engine.h"

G_BEGIN_DECLS

#define NUAN_FORM_DRAFT_DAYS 30

/* Half-typed forms: survive a crash and stay with their person. KIND "household" | "grant" | …, SUBJECT the household id or 0.
 * CONTENT is the form's own text (a GVariant or key file as text). */
gboolean nuan_form_draft_save   (NuanConnection *connection, gint64 staff_id, const char *kind, gint64 subject, const char *content, GError **error);
/* *CONTENT is NULL when there is none; owned. */
gboolean nuan_form_draft_load   (NuanConnection *connection, gint64 staff_id, const char *kind, gint64 subject, char **content, GError **error);
gboolean nuan_form_draft_forget (NuanConnection *connection, gint64 staff_id, const char *kind, gint64 subject, GError **error);

/* What nobody went on with for NUAN_FORM_DRAFT_DAYS days is forgotten, whoever typed it: in a transaction that writes. */
gboolean nuan_form_draft_expire (NuanConnection *connection, GError **error);
/* The same when a program opens the file, outside any transaction: nothing is written where there is nothing to forget, or where nothing can be written. */
gboolean nuan_form_draft_tidy   (NuanConnection *connection, GError **error);

G_END_DECLS
