#pragma once

#include <adwaita.h>

#include "app/session/context.h"
#include "store/people/case-list.h"

G_BEGIN_DECLS

/* State, category, cause and unit above the case list.
 * Signals: "changed"; "save" — the clerk wants to keep this filter under a name. */
#define NUAN_TYPE_CASE_FILTERS (nuan_case_filters_get_type ())
G_DECLARE_FINAL_TYPE (NuanCaseFilters, nuan_case_filters, NUAN, CASE_FILTERS, AdwBin)

void     nuan_case_filters_set_context (NuanCaseFilters *filters, NuanContext *context);
void     nuan_case_filters_apply       (NuanCaseFilters *filters, NuanCaseQuery *query);         /* puts them into QUERY */
void     nuan_case_filters_set         (NuanCaseFilters *filters, const NuanCaseQuery *query);   /* "changed" once */
void     nuan_case_filters_clear       (NuanCaseFilters *filters);   /* "changed" once, if anything was set */
gboolean nuan_case_filters_any         (NuanCaseFilters *filters);

/* A filter as text for the remembered state, and back; owned. */
char          *nuan_case_filter_to_text   (const NuanCaseQuery *query);
NuanCaseQuery *nuan_case_filter_from_text (const char *text);

G_END_DECLS
