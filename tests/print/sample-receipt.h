#pragma once

#include "model/money/receipt.h"

/* Paid in cash to the person helped. */
static inline NuanReceipt *
sample_receipt (void)
{
  NuanReceipt *receipt = g_new0 (NuanReceipt, 1);

  receipt->number = g_strdup ("2025-000457");
  receipt->layout = 1;
  receipt->centre = g_strdup ("试点县职工服务(帮扶)中心");
  receipt->date = nuan_day_new (2025, 11, 20);
  receipt->household_number = g_strdup ("H2025-000318");
  receipt->payee = g_strdup ("张建国");
  receipt->payee_id_masked = g_strdup ("511102********0111");
  receipt->unit = g_strdup ("试点县机械厂工会");
  receipt->programme = g_strdup ("living");
  receipt->fund = g_strdup ("一号资金");
  receipt->amount_fen = 900000;
  receipt->amount_words = g_strdup ("人民币玖仟元整");
  receipt->method = g_strdup ("cash");
  receipt->card_tail = g_strdup ("");
  receipt->proxy_name = g_strdup ("");
  receipt->proxy_id_masked = g_strdup ("");
  receipt->proxy_relation = g_strdup ("");
  receipt->proxy_reason = g_strdup ("");
  receipt->handler = g_strdup ("甲");
  receipt->reviewer = g_strdup ("乙");
  receipt->cashier = g_strdup ("丙");
  receipt->code = g_strdup ("0123456789");
  return receipt;
}
