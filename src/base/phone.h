#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A phone number as it is stored, searched and compared, however it was typed: "+86 138-0000-0007", "86 13800000007" and "138 0000 0007" are
 * 13800000007; "08332123456", "+86-833-2123456" and "0833-2123456" are 0833-2123456; an extension stays behind a last dash. One abroad keeps its + and its
 * digits. What is no number of digits, + and dashes comes back as it is. Owned; "" for NULL. */
char    *nuan_phone_form  (const char *phone);
gboolean nuan_phone_alike (const char *a, const char *b);

G_END_DECLS
