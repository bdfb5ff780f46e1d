#pragma once

#include "store/journal/finding.h"

G_BEGIN_DECLS

/* The lines of `check` that are more than one question. Each adds findings and counts what it looked at (COUNT may be NULL where another does);
 * FALSE is a storage error or cancelling. */
typedef gboolean (*NuanCheckProbe) (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);

gboolean nuan_check_integrity     (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_foreign_keys  (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_schema        (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_file          (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_journal       (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_digests       (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_versions      (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_caps          (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_seals         (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_chain         (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_grant_rows    (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_grant_people  (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_receive_words (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_payment_words (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_search        (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);
gboolean nuan_check_names         (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error);

/* Every table with every column of the program's own schema. */
gboolean nuan_check_has_columns   (NuanConnection *connection);

#define NUAN_CHECK_MOST_PROBLEMS 5   /* told of a line; the rest is counted */

G_END_DECLS
