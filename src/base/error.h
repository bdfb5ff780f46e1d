#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the clerk can act on. Anything else is a bug or a broken disk.
 * A cancelled job is G_IO_ERROR_CANCELLED, as everywhere in GLib. */
typedef enum {
  NUAN_ERROR_INVALID,    /* the input is malformed or unknown; field says where */
  NUAN_ERROR_NOT_FOUND,  /* no such row (any more) */
  NUAN_ERROR_CONFLICT,   /* the state does not allow it: already decided, changed by somebody else, a duplicate */
  NUAN_ERROR_RULE,       /* a rule of the field forbids it: cap, fund, period, four eyes, no file in force */
  NUAN_ERROR_FORBIDDEN,  /* the role or the password does not allow it */
  NUAN_ERROR_FOREIGN,    /* the file is of a newer program or of another one: this one does not work with it */
  NUAN_ERROR_STORAGE,    /* SQLite or the disk refused, the message carries its text; or one row holds what can't be */
  NUAN_ERROR_DAMAGED,    /* what the file holds can't be read any more, or lacks what belongs to it: stop working with it, restore a backup */
} NuanError;

#define NUAN_ERROR (nuan_error_quark ())
GQuark nuan_error_quark (void);

/* FIELD is the machine name of what is wrong ("amount", "members[1].id_number") or NULL; it is kept beside the message,
 * so that a form can point at the entry and the command line can print it. The message is translated, one sentence,
 * says what would be right, and carries no ID number, card or disease. */
void        nuan_error_set       (GError **error, NuanError code, const char *field,
                                  const char *format, ...) G_GNUC_PRINTF (4, 5);

/* The disk, the server or what the file holds: STORAGE or DAMAGED. FALSE where ERROR is NULL. */
gboolean    nuan_error_is_of_storage (const GError *error);

/* The field of an error made by nuan_error_set(), or NULL. Borrowed from ERROR. */
const char *nuan_error_get_field (const GError *error);

/* Puts PREFIX before the field of *ERROR ("members[1]." + "id_number"); does nothing where ERROR or *ERROR is NULL. */
void        nuan_error_prefix_field (GError **error, const char *prefix);

G_END_DECLS
