#pragma once

#include "store/journal/check-private.h"

G_BEGIN_DECLS

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
