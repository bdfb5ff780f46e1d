#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* What stands on a receipt, frozen with the payment: a reprint draws these values and no others. */
typedef struct {
  gint64   id;
  char    *number;             /* "2025-000457" */
  gint     layout;             /* layout version of the paper, see data/papers.ini */
  char    *centre;             /* 试点县职工服务(帮扶)中心 */
  NuanDay  date;
  char    *household_number;
  char    *payee;              /* the member helped */
  char    *payee_id_masked;
  char    *unit;
  char    *programme;          /* code */
  char    *fund;               /* name */
  gint64   amount_fen;
  char    *amount_words;       /* 大写, as printed */
  char    *method;             /* "cash" "card" "goods" */
  char    *card_tail;          /* last four, "" otherwise */
  char    *proxy_name, *proxy_id_masked, *proxy_relation, *proxy_reason;   /* "" without a proxy; relation is the GB/T 4761 code */
  char    *handler, *reviewer, *cashier;   /* names: drafted, approved, paid */
  char    *code;               /* seal over all of the above, ten signs */
  gint64   household_id;       /* whose it is, where a list tells; 0 otherwise */
  /* not frozen: who paid, what became of it */
  gint64   paid_by;            /* staff id */
  gboolean voided;
  NuanDay  voided_on;
  gboolean is_signed;
  gboolean was_signed;         /* ever ticked, be it undone since */
  NuanDay  signed_on;          /* ticked as signed */
  char    *signed_by;          /* name of whoever ticked it, "" nobody */
  gint     prints;             /* counted prints so far */
} NuanReceipt;

void   nuan_receipt_free (NuanReceipt *receipt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanReceipt, nuan_receipt_free)

/* A tick is undone on its own day: NUAN_ERROR_CONFLICT at "receipt", NUAN_ERROR_RULE at "date". */
gboolean nuan_receipt_check_unsign (const NuanReceipt *receipt, NuanDay today, GError **error);

/* The canonical text that the seal is computed over: every frozen field but the code, one a line as name=value, backslash and
 * line break escaped. Owned. */
char  *nuan_receipt_canonical (const NuanReceipt *receipt);

/* Which paper of it: 0 the first print, n > 0 the nth reprint (补打 n), NUAN_COPY_AUDIT audit's copy, uncounted. */
#define NUAN_COPY_AUDIT (-1)

/* One paper to draw: COPY as above. RECEIPT's code must be that of this copy. Nothing is taken. */
typedef struct {
  const NuanReceipt *receipt;
  gint               copy;
} NuanReceiptPrint;

/* The text in the QR code and under it: "NC1-2025-000457-0-XXXXXXXXXX" (copy number, "A" for audit's; code covers the copy too). */
char    *nuan_receipt_scan_text (const char *number, gint copy, const char *code);
/* In characters: nothing longer is looked at, neither scanned nor typed. */
#define NUAN_RECEIPT_SCAN_MAX 64
gboolean nuan_receipt_scan_fits  (const char *text, GError **error);
gboolean nuan_receipt_scan_parse (const char *text, char **number, gint *copy, char **code, GError **error);

G_END_DECLS
