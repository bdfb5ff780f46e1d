#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Characters that GBK and GB 18030-2000 kept in Unicode's private use area, because Unicode did not have them yet; fonts and input methods of
 * those years still write them. GB 18030-2005 and -2022 gave them their own code points. */
gboolean nuan_private_use    (gunichar c);
gunichar nuan_private_twin   (gunichar c);   /* U+E863 is U+4DAE; 0: nobody knows what it is */

G_END_DECLS
