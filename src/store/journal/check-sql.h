#pragma once

#include "store/journal/check-private.h"

G_BEGIN_DECLS

/* Of the movements of one fund: what its row of fund_balance must say. */
#define NUAN_CHECK_SUMS \
  "max (fund_seq) AS movements," \
  " sum (CASE WHEN credit LIKE 'income:%' THEN amount_fen WHEN debit LIKE 'income:%' THEN -amount_fen ELSE 0 END) AS received_fen," \
  " sum (CASE WHEN debit IN ('returned', 'allocated') THEN amount_fen WHEN credit IN ('returned', 'allocated') THEN -amount_fen" \
  "      ELSE 0 END) AS returned_fen," \
  " sum (CASE WHEN debit LIKE 'aid:%' THEN amount_fen WHEN credit LIKE 'aid:%' THEN -amount_fen ELSE 0 END) AS paid_fen"

/* The lines of `check` that are one question to the database: how many rows it looks at, and a row of text for each that is wrong. */
typedef struct {
  NuanCheckClass check_class;
  const char *code;
  const char *title;      /* marked for translation */
  const char *count;      /* SQL: one number */
  const char *problems;   /* SQL: one text a problem; NULL: MORE asks */
  NuanCheckProbe more;    /* what SQL alone can't ask, after it; NULL: nothing */
} NuanCheckQuestion;

const NuanCheckQuestion *nuan_check_questions (guint *n_questions);

G_END_DECLS
