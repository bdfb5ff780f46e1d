#pragma once

#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Half-typed forms: survive a crash and stay with their person. KIND "household" | "grant" | …, SUBJECT the household id or 0.
 * CONTENT is the form's own text (a GVariant or key file as text). */
gboolean nuan_form_draft_save   (NuanConnection *connection, gint64 staff_id, const char *kind, gint64 subject, const char *content, GError **error);
/* *CONTENT is NULL when there is none; owned. */
gboolean nuan_form_draft_load   (NuanConnection *connection, gint64 staff_id, const char *kind, gint64 subject, char **content, GError **error);
gboolean nuan_form_draft_forget (NuanConnection *connection, gint64 staff_id, const char *kind, gint64 subject, GError **error);

G_END_DECLS
