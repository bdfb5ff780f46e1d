#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The detail of a journal row as people say it: "programme=medical amount=3000.00" → "medical help, 3,000.00 元". What has no words is shown
 * as it is. HIDE (F8): amounts are masked. Owned, "" without detail. */
char *nuan_journal_detail_words (const char *action, const char *detail, gboolean hide);

G_END_DECLS
