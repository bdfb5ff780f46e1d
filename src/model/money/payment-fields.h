#pragma once

#include "model/field.h"

G_BEGIN_DECLS

/* The payment of a grant. "card" is asked for with the method card; the fields of the proxy where "proxy" is ticked. */
extern const NuanField nuan_payment_fields[];

gboolean nuan_payment_asks_card  (const char *method);
gboolean nuan_payment_asks_proxy (const char *field);   /* the field tells of who comes instead */

/* A transfer goes to a card: the one given, or else the one on file. NULL is an empty one. */
gboolean nuan_payment_need_card  (const char *card, GError **error);

G_END_DECLS
