#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The program: its options (--db, --demo, --version), its one window, its keys. */
#define NUAN_TYPE_APPLICATION (nuan_application_get_type ())
G_DECLARE_FINAL_TYPE (NuanApplication, nuan_application, NUAN, APPLICATION, AdwApplication)

NuanApplication *nuan_application_new (void);

G_END_DECLS
