#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Figures, days, logins and passwords are typed key by key: in the entries of WIDGET no input method stands between the key and the
 * text. IBus and fcitx would answer later than the next key comes, and digits would change places. */
void nuan_plain_keys (GtkWidget *widget);

G_END_DECLS
