#include "config.h"

#include "app/kit/plain-labels.h"

void
nuan_plain_labels (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
}
