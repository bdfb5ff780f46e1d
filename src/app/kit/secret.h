#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What eyes behind the clerk must not see. ID numbers and cards are masked until revealed; the others only while F8 hides. */
#define NUAN_VEIL      "•••"      /* in place of a figure in a row */
#define NUAN_WIDE_VEIL "••••••"   /* where it stands alone */

typedef enum { NUAN_SECRET_NONE, NUAN_SECRET_ID_NUMBER, NUAN_SECRET_CARD, NUAN_SECRET_PHONE, NUAN_SECRET_AMOUNT,
               NUAN_SECRET_PLAIN } NuanSecret;

/* ID numbers, cards: each look is logged */
gboolean nuan_secret_is_revealed_by_eye (NuanSecret secret);
char    *nuan_secret_mask               (NuanSecret secret, const char *value, gboolean hide); /* HIDE: F8; owned */

G_END_DECLS
