#pragma once

#include "model/standard.h"

G_BEGIN_DECLS

/* What the caps of domain.md §4.3 allow. Used amounts count paid (not voided) and approved grants of the calendar year. */
typedef struct {
  const char *programme;
  gint64      amount_fen;
  gint64      self_paid_fen;         /* medical only; -1: not given */
  gint        persons;               /* members that count, for living-per = member */
  gint64      used_household_fen;    /* same programme, this household, this year; without this grant */
  gint64      used_member_fen;       /* same programme, this member, this year; without this grant */
} NuanCapInput;

typedef enum { NUAN_CAP_BLOCK, NUAN_CAP_WARN } NuanCapAction;

typedef struct {
  const char    *code;        /* "living-year", "medical-self-paid", "study-year", "warmth-each", "warmth-year" */
  NuanCapAction  action;
  gint64         limit_fen, used_fen;
  gint64         remaining_fen;    /* max (0, limit − used) */
  gboolean       exceeded;         /* used + amount > limit */
  char          *explanation;      /* "12 × 1,062.00 a household and year"; translated, owned */
} NuanCap;

void       nuan_cap_free (NuanCap *cap);

/* The caps that apply, in the order of importance; NuanCap, owned. Programmes without a cap give an empty array.
 * medical without self_paid gives a cap of 0. */
GPtrArray *nuan_caps_compute (const NuanCapInput *input, const NuanStandards *standards, GError **error);

/* No cap that blocks is exceeded; the same without a word, for those who ask a million times. */
gboolean   nuan_caps_hold    (const NuanCapInput *input, const NuanStandards *standards);

/* FALSE and NUAN_ERROR_RULE at "amount" ("self_paid" when that is missing) for the first exceeded cap that blocks. Sentences of the exceeded
 * caps that only warn are added to WARNINGS (char *, may be NULL). */
gboolean   nuan_caps_check   (GPtrArray *caps, GPtrArray *warnings, GError **error);

G_END_DECLS
