#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One window a data file: an advisory lock on FILE.lock, with who holds it. nuanctl works beside it. */
typedef struct _NuanHolder NuanHolder;

/* NUAN_ERROR_CONFLICT naming the user, machine and since when, if another window holds PATH; NUAN_ERROR_FOREIGN where somebody else's file has the
 * name of the lock. */
NuanHolder *nuan_holder_take    (const char *path, GError **error);
void        nuan_holder_release (NuanHolder *holder);
/* Instead of release, where nothing came of it: a lock that was not there before goes. */
void        nuan_holder_undo    (NuanHolder *holder);
gboolean    nuan_holder_is_held (const char *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanHolder, nuan_holder_release)

G_END_DECLS
