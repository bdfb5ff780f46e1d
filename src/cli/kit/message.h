#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line on stderr, whatever is in the message: "nuanctl: FIELD: message", "nuanctl: warning: message". */
/* The last words of a program that may be stuck anywhere: never waits. */
void nuan_message_last    (const GError *error);
void nuan_message_error   (const GError *error);
void nuan_message_warning (const char *message);

G_END_DECLS
