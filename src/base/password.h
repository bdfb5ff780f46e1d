#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The rule for a new password: eight characters at least, not blank, none that is tried first (a shape — a piece repeated, a run, a date — or one of
 * common-passwords.txt) and none of the words ABOUT the person (login, name, centre; NULL-terminated, may be NULL), written or in pinyin, with figures or
 * signs around it. What was set before the rule stays good. NUAN_ERROR_INVALID at "password"; the password is in no message. Any thread. */
gboolean nuan_password_check (const char *const *about, const char *password, GError **error);

G_END_DECLS
