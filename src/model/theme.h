#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a line of the journal is about: whoever shows something reads it again when its themes were written to. */
typedef enum {
  NUAN_THEME_PEOPLE = 1 << 0,   /* files and members */
  NUAN_THEME_MONEY  = 1 << 1,   /* funds, grants, payments, receipts */
  NUAN_THEME_GOODS  = 1 << 2,
  NUAN_THEME_RULES  = 1 << 3,   /* standards */
  NUAN_THEME_OFFICE = 1 << 4,   /* staff, sign-in, who looked at what, copies */
  NUAN_THEME_ALL    = (1 << 5) - 1,
} NuanTheme;

/* Of an action, "grant.approve"; an action that is not known here is about everything. */
guint nuan_theme_of_action (const char *action);

G_END_DECLS
