#pragma once

#include "app/kit/row.h"

G_BEGIN_DECLS

/* The row's own parts: row.c holds the value, row-show.c shows it. Nobody else includes this. */
typedef struct {
  char       *title, *value;
  char       *written;        /* the title with its mnemonic */
  char       *fixed_hint;
  NuanSecret  secret;
  guint       editable : 1;
  guint       hide : 1;       /* F8 */
  guint       stored : 1;     /* the value comes from the file, nobody typed it */
  guint       revealed : 1;
  guint       valid : 1;
  guint       asked : 1;      /* for the value to be revealed */
  guint       bare : 1;
  guint       required : 1;
  GtkWidget  *editor, *focus;

  GtkLabel   *caption, *reading, *hint, *problem;
  GtkBox     *line;
  GtkWidget  *eye;
} NuanRowPrivate;

NuanRowPrivate *nuan_row_get_private (NuanRow *row);
void            nuan_row_show        (NuanRow *row);   /* editor or text, masked or not, and what stands under it */

G_END_DECLS
