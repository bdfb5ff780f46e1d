#pragma once

#include "app/kit/rows.h"

G_BEGIN_DECLS

/* The parts of a list to choose from: choice-row.c holds the choices, choice-typing.c finds one by what is typed. Nobody else includes this. */
struct _NuanChoiceRow
{
  NuanRow        parent_instance;

  GPtrArray     *codes;      /* char *; beside labels */
  GPtrArray     *refusals;   /* char * or NULL: why it can't be chosen */
  GPtrArray     *remarks;    /* char * or NULL: what is to be known of it */
  GtkStringList *labels;
  GtkDropDown   *dropdown;
  int            width;      /* in characters; 0: that of what is chosen */
  guint          showing : 1;
  guint          has_blank : 1;   /* the first line is nobody's choice */

  GtkPopover    *popover;    /* of the drop-down */
  GtkListView   *list;
  GtkEditable   *search;     /* where the list is long */
  GString       *typed;      /* ahead */
  gint64         typed_at;
};

/* Where ITEM stands among all choices; GTK_INVALID_LIST_POSITION: nowhere. */
guint nuan_choice_row_place_of     (NuanChoiceRow *row, gpointer item);

void  nuan_choice_row_begin_typing (NuanChoiceRow *row);   /* once its drop-down stands */
void  nuan_choice_row_end_typing   (NuanChoiceRow *row);

G_END_DECLS
