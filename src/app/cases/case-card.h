#pragma once

#include <adwaita.h>

#include "app/session/context.h"

G_BEGIN_DECLS

/* The sixty-second card: what a clerk says first about the selected household. Actions: open, grant, receipt. */
#define NUAN_TYPE_CASE_CARD (nuan_case_card_get_type ())
G_DECLARE_FINAL_TYPE (NuanCaseCard, nuan_case_card, NUAN, CASE_CARD, AdwBin)

void   nuan_case_card_set_context (NuanCaseCard *card, NuanContext *context);
void   nuan_case_card_show        (NuanCaseCard *card, gint64 household_id);   /* 0: nobody */
void   nuan_case_card_reload      (NuanCaseCard *card);

G_END_DECLS
