#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 凭证: one balanced transaction in the ledger. Its kinds are receive, return, payment, void and reversal; a row that only moves money between
 * the holdings of a fund is shown as "draw". Accounts: bank, cash, goods · income:SOURCE · aid:PROGRAMME · returned · allocated. */

/* For people: "Received", by the account that it is debited to where that tells more; KIND itself when unknown. Borrowed. */
const char *nuan_entry_kind_label (const char *kind, const char *debit);
char       *nuan_account_label    (const char *account);   /* "中央财政 (income)"; owned */

/* Only money received or returned is taken back, and once: a payment is voided with its receipt. NUAN_ERROR_RULE or CONFLICT at "entry". */
gboolean    nuan_entry_may_be_reversed (const char *kind, gboolean reversed, GError **error);

G_END_DECLS
