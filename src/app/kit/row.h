#pragma once

#include <gtk/gtk.h>

#include "app/kit/secret.h"

G_BEGIN_DECLS

/* One field of a form: its name above, the editor (or, while the form is only read, the text), and under it what follows from
 * the value or what is wrong with it. The value is text as typed, so that nothing typed is ever lost.
 *
 * Properties: title, value (read), secret. Signals: "changed" — the person changed the value; "reveal" (row) — a
 * masked value is wanted: a handler that gives TRUE shows it with nuan_row_reveal() when it may be seen; otherwise it is shown at once. Enter goes
 * to the next field. */
#define NUAN_TYPE_ROW (nuan_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (NuanRow, nuan_row, NUAN, ROW, GtkWidget)

struct _NuanRowClass
{
  GtkWidgetClass parent_class;

  gboolean     names_itself;   /* the editor says the name: no caption above it */

  /* into the editor; not a change by the person */
  void       (*show_value) (NuanRow *row, const char *value);
  char      *(*describe)   (NuanRow *row, const char *value);                     /* for reading; NULL: as it is; owned */
  gboolean   (*check)      (NuanRow *row, const char *value, GError **error);     /* early advice; the model decides at saving */
  char      *(*hint)       (NuanRow *row, const char *value);                     /* what follows from it; NULL: nothing; owned */
};

const char *nuan_row_get_value    (NuanRow *row);                      /* never NULL; borrowed */
void        nuan_row_set_value    (NuanRow *row, const char *value);   /* from the file: masked again, no problem, no "changed" */
gboolean    nuan_row_is_masked    (NuanRow *row);                      /* what is shown is less than the value */
void        nuan_row_put_value    (NuanRow *row, const char *value);   /* typed before (a draft): shown as it is, not masked */
void        nuan_row_set_title    (NuanRow *row, const char *title);   /* may have a mnemonic */
const char *nuan_row_get_title    (NuanRow *row);
void        nuan_row_set_required (NuanRow *row, gboolean required);   /* marked; whether it is filled in is the form's to say */
/* while read, the name stands above in the table already */
void        nuan_row_set_bare     (NuanRow *row, gboolean bare);
void        nuan_row_set_editable (NuanRow *row, gboolean editable);
void        nuan_row_set_private  (NuanRow *row, gboolean hide);
void        nuan_row_set_secret   (NuanRow *row, NuanSecret secret);
void        nuan_row_reveal       (NuanRow *row);                      /* unless the value is another one by now, or is to be hidden */
void        nuan_row_set_hint     (NuanRow *row, const char *hint);    /* stands until the value changes; NULL: the row's own */

/* One place decides what "wrong" looks like, sounds like and is called. NULL: nothing is wrong. */
void        nuan_row_show_problem (NuanRow *row, const char *problem);
void        nuan_row_take_back    (NuanRow *row, const char *problem);   /* if that is what is shown: it is wrong no more */

/* For the kinds of row. EDITOR is shown while the form is edited; FOCUS (EDITOR or a part of it) takes the keyboard and the
 * name. */
void        nuan_row_set_editor   (NuanRow *row, GtkWidget *editor, GtkWidget *focus);
void        nuan_row_take         (NuanRow *row, const char *value);   /* the person changed it to VALUE */
void        nuan_row_go_on        (NuanRow *row);                      /* Enter: the next field; after the last one what the window is for */

G_END_DECLS
