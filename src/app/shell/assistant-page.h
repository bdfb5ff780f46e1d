#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* First start without a data file: the centre, its 低保 line, the first staff member. Makes the file at PATH, or nothing. */
#define NUAN_TYPE_ASSISTANT_PAGE (nuan_assistant_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanAssistantPage, nuan_assistant_page, NUAN, ASSISTANT_PAGE, AdwBin)

GtkWidget *nuan_assistant_page_new (const char *path);

G_END_DECLS
