#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* domain.md §8.9: 511102********0111, card and phone by their ends. All owned; "" for NULL or "". */
char *nuan_mask_id_number (const char *id_number);
char *nuan_mask_card      (const char *card);    /* "…8901" */
char *nuan_mask_phone     (const char *phone);   /* "138****5678" */
char *nuan_mask_name      (const char *name);    /* "张*国", for postings */

G_END_DECLS
