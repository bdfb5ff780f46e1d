#pragma once

#include "app/shell/window.h"

G_BEGIN_DECLS

/* The page that stands in WINDOW when its data file can't be worked with: why, and the ways out, which are to open it again and to restore a
 * backup. Whoever can write to the file may do either, signed in or not. What WINDOW had open is let go. */
void nuan_failure_show (NuanWindow *window, const char *title, const GError *error, const char *path);

/* The same when PATH could not be opened; a file that is damaged is said to be so. */
void nuan_failure_show_opening (NuanWindow *window, const GError *error, const char *path);

/* The open file is damaged (ERROR). While nobody is signed in the page takes the place of the sign-in, which would fail; who is signed in gets one
 * banner, however often it is told. */
void nuan_failure_tell_damage (NuanWindow *window, const GError *error);

/* What NuanNotices has take_error() for: damage, and whatever fails once the data file is let go, of which the page tells already. */
gboolean nuan_failure_take_error (NuanWindow *window, const char *what_failed, const GError *error);

G_END_DECLS
