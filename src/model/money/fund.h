#pragma once

#include "model/standard.h"

G_BEGIN_DECLS

/* 专款: money with a source, purposes, a period and a date by which it must be used up. */
typedef struct {
  gint64   id;
  char    *name;
  char    *source;        /* code list "source" */
  char   **programmes;    /* code list "programme"; never empty */
  NuanDay  from, to;      /* period, inclusive */
  NuanDay  use_by;        /* inclusive */
  gint64   received_fen, returned_fen, reserved_fen, paid_fen;   /* received is net of reversals */
  gint64   bank_fen, cash_fen, goods_fen;                        /* what is held; their sum is received − returned − paid */
} NuanFund;

/* No money of ours is older: a date before it is mistyped. */
#define NUAN_FUND_FIRST_DAY nuan_day_new (1990, 1, 1)

NuanFund *nuan_fund_new  (void);
NuanFund *nuan_fund_copy (const NuanFund *fund);
void      nuan_fund_free (NuanFund *fund);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanFund, nuan_fund_free)

gint64    nuan_fund_get_free (const NuanFund *fund);   /* received − returned − reserved − paid */
gint64    nuan_fund_get_held (const NuanFund *fund, const char *account);   /* bank, cash or goods */

/* DAY is after the date by which it must be used: it pays no more. */
gboolean  nuan_fund_is_past  (const NuanFund *fund, NuanDay day);

/* Cleans and checks a new fund. */
gboolean  nuan_fund_check (NuanFund *fund, GError **error);

/* That the days given are of our time and stand in an order: adds to ERRORS (GError *) what is wrong, each at its field. */
void      nuan_fund_check_days (const NuanFund *fund, GPtrArray *errors);

/* May FUND pay AMOUNT for PROGRAMME on DAY? NUAN_ERROR_RULE at "programme", "date" or "amount" with the reason.
 * OWN_RESERVED_FEN is what this grant has already reserved on the fund (0 for a draft). AMOUNT 0 asks for the rest only. */
gboolean  nuan_fund_may_pay (const NuanFund *fund, const char *programme, gint64 amount_fen, gint64 own_reserved_fen,
                             NuanDay day, GError **error);

/* Money comes and goes on a day from NUAN_FUND_FIRST_DAY to TODAY: NUAN_ERROR_INVALID or RULE at "date". */
gboolean  nuan_fund_check_day (NuanDay day, NuanDay today, GError **error);

/* May AMOUNT leave a fund that has FREE, HELD of it in ACCOUNT (code list "account")? NUAN_ERROR_RULE at "amount" with what there is. */
gboolean  nuan_fund_may_give (gint64 free_fen, gint64 held_fen, const char *account, gint64 amount_fen, GError **error);

/* Money may come before a fund's period, or late; more often the date is mistyped. What to say of money received on DAY, owned; NULL: nothing. */
char     *nuan_fund_warn_received (const NuanFund *fund, NuanDay day);

typedef enum { NUAN_FUND_FINE, NUAN_FUND_LOW, NUAN_FUND_NEAR, NUAN_FUND_PAST } NuanFundAlert;   /* the worst that holds */
NuanFundAlert nuan_fund_alert (const NuanFund *fund, const NuanStandards *standards, NuanDay today);

G_END_DECLS
