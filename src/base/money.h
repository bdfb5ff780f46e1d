#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Money is gint64 fen (1/100 元) everywhere. Never a double. Overflow is an error. */

#define NUAN_FEN_MAX G_MAXINT64

/* Reads 元 with up to two decimals: "9000", "9,000.5", full-width digits too. Negative, a third decimal, an exponent,
 * a stray letter or an overflow is NUAN_ERROR_INVALID at FIELD. *FEN is left alone on error. */
gboolean nuan_money_parse        (const char *text, const char *field, gint64 *fen, GError **error);

/* NUAN_ERROR_INVALID at FIELD for nothing, or less. */
gboolean nuan_money_need         (gint64 fen, const char *field, GError **error);

char    *nuan_money_format       (gint64 fen);   /* "9,000.00", negative with U+2212; owned */
char    *nuan_money_format_plain (gint64 fen);   /* "9000.00", ASCII minus; for JSON, CSV, hledger; owned */
char    *nuan_money_format_wan   (gint64 fen);   /* 万元, two decimals, half away from zero; "0.90"; owned */

/* 人民币玖仟元整: 票据和结算凭证填写规定, domain.md §8.1. FEN >= 0. ZHENG_AFTER_JIAO: 会计基础工作规范 wants 整 after 角 too.
 * Owned; NULL and NUAN_ERROR_INVALID for a negative amount. */
char    *nuan_money_words        (gint64 fen, gboolean zheng_after_jiao, GError **error);

/* Checked arithmetic; FALSE and NUAN_ERROR_INVALID at FIELD when it does not fit. */
gboolean nuan_money_add          (gint64 a, gint64 b, const char *field, gint64 *sum, GError **error);
gboolean nuan_money_subtract     (gint64 a, gint64 b, const char *field, gint64 *difference, GError **error);
gboolean nuan_money_multiply     (gint64 a, gint64 factor, const char *field, gint64 *product, GError **error);

/* As far as numbers go: for figures that are only shown or compared, whatever a file says. */
gint64   nuan_money_add_clamped      (gint64 a, gint64 b);
gint64   nuan_money_subtract_clamped (gint64 a, gint64 b);

/* FEN ÷ DIVISOR in 元 with DECIMALS (2..6) places, rounded half away from zero: "1000.00". DIVISOR > 0. Owned. */
char    *nuan_money_format_quotient (gint64 fen, gint64 divisor, guint decimals);

G_END_DECLS
