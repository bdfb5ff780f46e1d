#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The new file at DESCRIPTOR will stand in the place of PATH or beside it: it gets the owner and the group of that file as far as the system lets
 * this user give them, so that root's work keeps nobody out. It is private; a group that may work with PATH, while everybody else may not, may work
 * with the new file too. Nothing stands at PATH: nothing is done. */
void nuan_owner_follow (int descriptor, const char *path);

G_END_DECLS
