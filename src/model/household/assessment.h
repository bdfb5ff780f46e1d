#pragma once

#include "model/household/household.h"
#include "model/standard.h"

G_BEGIN_DECLS

typedef enum { NUAN_CATEGORY_NONE, NUAN_CATEGORY_DEEP, NUAN_CATEGORY_RELATIVE, NUAN_CATEGORY_ACCIDENT, NUAN_N_CATEGORIES } NuanCategory;

const char *nuan_category_code  (NuanCategory category);   /* "none" "deep" "relative" "accident" */
gboolean    nuan_category_parse (const char *code, NuanCategory *category);

/* 认定: the computed category of a household with its arithmetic.
 * net = incomes − rigid expenses; deep: net < L·12·N, relative: net < k·L·12·N, compared exactly in fen (domain.md §2.2).
 * A person may choose accident with a reason; it then stands, and `computed` tells what the figures alone say. */
typedef struct {
  NuanCategory  category;
  NuanCategory  computed;
  gint64        income_fen, expense_fen, net_fen;   /* net may be negative */
  gint          persons;                            /* N: the members that count */
  NuanStandards standards;
  char         *per_capita;    /* 元 a month: "1000.00"; four decimals (six if those hide it too) where rounding would hide the comparison */
  char         *line;          /* "1062.00" */
  char         *arithmetic;    /* "(72,000.00 − 36,000.00) ÷ 12 ÷ 3 = 1,000.00 < 1,062.00" */
} NuanAssessment;

/* NUAN_ERROR_RULE at "dibao" when no line is in force, NUAN_ERROR_INVALID on overflow or when nobody counts. Owned. */
NuanAssessment *nuan_assessment_compute (const NuanHousehold *household, const NuanStandards *standards, GError **error);
void            nuan_assessment_free    (NuanAssessment *assessment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanAssessment, nuan_assessment_free)

G_END_DECLS
