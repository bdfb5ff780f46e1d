#pragma once

#include "store/people/case-list.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* Shared by the files of the case list alone. */

/* The order of the work, written exactly as in the indexes household_by_state and household_by_category: only then they serve. */
#define NUAN_STATE_RANK \
  "(CASE h.state WHEN 'pending' THEN 0 WHEN 'changed' THEN 1 WHEN 'returned' THEN 2" \
  " WHEN 'in-force' THEN 3 WHEN 'refused' THEN 4 ELSE 5 END)"
#define NUAN_CATEGORY_RANK \
  "(CASE h.category WHEN 'deep' THEN 0 WHEN 'relative' THEN 1 WHEN 'accident' THEN 2 ELSE 3 END)"

/* " AND …" for each filter of QUERY; the household is h. */
void           nuan_case_query_filter (NuanQuery *sql, const NuanCaseQuery *query);
gboolean       nuan_case_query_has_filter (const NuanCaseQuery *query);

/* The ids of a window without a search, and how many there are. */
gboolean       nuan_case_order_window (NuanConnection *connection, const NuanCaseQuery *query, gint64 offset, guint limit,
                                       gint64 n_total, GArray *ids, GError **error);
gboolean       nuan_case_order_count  (NuanConnection *connection, const NuanCaseQuery *query, gint64 *n, GError **error);

/* The first LIMIT ids that pass the filters, in no order. */
gboolean       nuan_case_order_passing (NuanConnection *connection, const NuanCaseQuery *query, gint64 limit, GArray *ids,
                                        GError **error);

/* Where a search found a household. */
typedef enum { NUAN_HIT_NUMBER, NUAN_HIT_RECEIPT, NUAN_HIT_ID_NUMBER, NUAN_HIT_TAIL, NUAN_HIT_NAME } NuanHitKind;

typedef struct {
  gint64      household_id, member_id;
  NuanHitKind kind;
  char       *key;   /* what matched, as it stands in the index */
} NuanHit;
void           nuan_hit_free         (NuanHit *hit);

/* Households of the search, each once, in the order of the key that matched first. HITS NULL: only counted. */
gboolean       nuan_case_search      (NuanConnection *connection, const NuanCaseQuery *query, gint64 offset, guint limit,
                                      GPtrArray *hits, gint64 *n, GError **error);

G_END_DECLS
