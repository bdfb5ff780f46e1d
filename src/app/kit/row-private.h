#pragma once

#include "app/kit/row.h"
#include "base/secret-bytes.h"

G_BEGIN_DECLS

/* The row's own parts: row.c holds the value, row-show.c shows it. Nobody else includes this. */
typedef struct {
  char       *title;
  char       *value;          /* of a password: the text of LOCKED */
  NuanSecretBytes *locked;
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
  guint       password : 1;   /* the value lies in locked memory alone, and stands in no label */
  GtkWidget  *editor, *focus;

  GtkLabel   *caption, *reading, *hint, *problem;
  GtkBox     *line;
  GtkWidget  *eye;
} NuanRowPrivate;

NuanRowPrivate *nuan_row_get_private (NuanRow *row);
void            nuan_row_show        (NuanRow *row);   /* editor or text, masked or not, and what stands under it */
void            nuan_row_lock_value  (NuanRow *row);   /* from now on it is a password */

G_END_DECLS
