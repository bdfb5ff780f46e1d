#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A password, a key: in pages of their own that are never swapped out (where the limit of locked memory allows it) nor dumped, with a page that can't be read
 * on either side, and wiped when the last one lets go. SIZE bytes and a zero byte behind them, which is not counted. Counted references; any thread. */
typedef struct _NuanSecretBytes NuanSecretBytes;

NuanSecretBytes *nuan_secret_bytes_new      (gsize size);                      /* zeros, to be filled by whoever made it, before others see it */
NuanSecretBytes *nuan_secret_bytes_new_copy (gconstpointer data, gsize size);
NuanSecretBytes *nuan_secret_bytes_new_text (const char *text);                /* NULL: NULL */
NuanSecretBytes *nuan_secret_bytes_ref      (NuanSecretBytes *secret);         /* NULL: NULL */
void             nuan_secret_bytes_unref    (NuanSecretBytes *secret);         /* NULL: nothing */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanSecretBytes, nuan_secret_bytes_unref)

guint8          *nuan_secret_bytes_data     (const NuanSecretBytes *secret);   /* borrowed */
gsize            nuan_secret_bytes_size     (const NuanSecretBytes *secret);
const char      *nuan_secret_bytes_text     (const NuanSecretBytes *secret);   /* the same as text; borrowed; NULL: NULL */

/* What could not be kept there: on the stack, in the environment, in a library's memory. No compiler leaves this out. TEXT may be NULL. */
void             nuan_wipe                  (gpointer data, gsize size);
void             nuan_wipe_text             (char *text);

G_END_DECLS
