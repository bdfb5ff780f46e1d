#pragma once

#include "store/engine/engine.h"

G_BEGIN_DECLS

/* The centre whose data file this is, made once by the assistant or `nuanctl init`. */
typedef struct {
  char *name;      /* 试点县职工服务(帮扶)中心 */
  char *unit;      /* its own union, the root of the tree */
  char *region;    /* six digits */
} NuanCentre;

void        nuan_centre_free  (NuanCentre *centre);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanCentre, nuan_centre_free)

NuanCentre *nuan_centre_read  (NuanConnection *connection, GError **error);

/* Makes a new data file with its centre and its first staff member (role admin and what ROLES adds), or nothing at all. MORE (NULL: nothing)
 * belongs to the same transaction. */
gboolean    nuan_centre_init  (const char *path, const NuanCentre *centre, const char *login, const char *name, guint roles,
                               const char *password, NuanTransaction more, gpointer data, GError **error);

/* The same in an empty database that is open already. */
gboolean    nuan_centre_found (NuanConnection *connection, const NuanCentre *centre, const char *login, const char *name, guint roles,
                               const char *password, GError **error);

/* The same in a file that is there and has no byte yet. */
gboolean    nuan_centre_fill  (const char *path, const NuanCentre *centre, const char *login, const char *name, guint roles,
                               const char *password, GError **error);

gint64      nuan_unit_find_or_add (NuanConnection *connection, const char *name, GError **error);   /* id, 0 on error; in a transaction */
/* The unit that NAME (cleaned) is, however it is written (base/name-form.h), and its name in the register (owned). None: *ID 0, *KNOWN NULL. */
gboolean    nuan_unit_find    (NuanConnection *connection, const char *name, gint64 *id, char **known, GError **error);
/* Names (char *, owned) that PREFIX begins, by pinyin and initials too; the one that it is, however written, stands first. */
GPtrArray  *nuan_unit_list    (NuanConnection *connection, const char *prefix, guint limit, GError **error);

G_END_DECLS
