#pragma once

#include "app/kit/paged-list.h"
#include "store/people/case-list.h"

G_BEGIN_DECLS

/* A row of the case list as it is shown: every property is text that a cell shows as it is. */
#define NUAN_TYPE_CASE_ITEM (nuan_case_item_get_type ())
G_DECLARE_FINAL_TYPE (NuanCaseItem, nuan_case_item, NUAN, CASE_ITEM, GObject)

/* ROW NULL: still being read. HIDE: amounts and matched numbers are veiled. */
void        nuan_case_item_set      (NuanCaseItem *item, const NuanCaseRow *row, gboolean hide);
gint64      nuan_case_item_get_id   (NuanCaseItem *item);     /* 0 while loading */

/* For nuan_paged_list_new(): its query is a NuanCaseQuery, its user data a NuanContext. */
const NuanPagedSource *nuan_case_source (void);

/* "●", "◐", "◆" or "○" for a category code: the colour never stands alone. */
const char *nuan_category_sign      (const char *category);

G_END_DECLS
