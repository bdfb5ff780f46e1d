#pragma once

#include "model/staff.h"
#include "store/engine/engine.h"
#include "store/journal/detail.h"

G_BEGIN_DECLS

gint64     nuan_staff_store_add      (NuanConnection *connection, const NuanStaff *actor, const char *login, const char *name, guint roles,
                                      const char *password, GError **error);
GPtrArray *nuan_staff_store_list     (NuanConnection *connection, GError **error);   /* NuanStaff */
gboolean   nuan_staff_store_disable  (NuanConnection *connection, const NuanStaff *actor, const char *login, gboolean disabled, GError **error);
gboolean   nuan_staff_store_set_roles (NuanConnection *connection, const NuanStaff *actor, const char *login, guint roles, GError **error);
/* Own password, or admin resets another's. */
gboolean   nuan_staff_store_password (NuanConnection *connection, const NuanStaff *actor, const char *login, const char *password, GError **error);

/* How long a login is slowed down by wrong passwords. */
typedef struct {
  gint64 longest_s;   /* at most, 1 to NUAN_SLOW_DOWN_LONGEST_S */
  gint64 wait_s;      /* until the next try; 0: none. Given back */
} NuanSlowDown;

#define NUAN_SLOW_DOWN_LONGEST_S 60

/* Who it is, when the password is right; NUAN_ERROR_FORBIDDEN otherwise, alike for an unknown login and a wrong password. From the sixth
 * wrong one in a row on each further try is refused for a while that doubles up to SLOW_DOWN's longest (NULL: a minute), the right one too.
 * Takes the time of the hash. Opens its own transactions: call it outside one, never from the main thread. */
NuanStaff *nuan_staff_store_sign_in  (NuanConnection *connection, const char *login, const char *password, NuanSlowDown *slow_down, GError **error);

/* Inside the transaction: ACTOR still exists, is not disabled and carries RIGHT (with today's roles). Every writing function calls it first. */
gboolean   nuan_staff_store_allow    (NuanConnection *connection, const NuanStaff *actor, NuanRight right, GError **error);

/* For the journal; returns DETAIL. */
NuanDetail *nuan_staff_describe_roles (NuanDetail *detail, guint roles);

/* The last administrator can be neither disabled nor stripped of the role. */
G_END_DECLS
