#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A page of the main window: the widget of one tab. It takes its context as the construct property "context" and is built once, ahead of time
 * where there is time. What a page leaves out is not for it. */
#define NUAN_TYPE_PAGE (nuan_page_get_type ())
G_DECLARE_INTERFACE (NuanPage, nuan_page, NUAN, PAGE, GtkWidget)

struct _NuanPageInterface {
  GTypeInterface parent;

  void     (*show)      (NuanPage *page, GVariant *what);      /* what was wished for: of a type that the room's wishes carry */
  void     (*search)    (NuanPage *page, const char *text);    /* the search box, on each key */
  gboolean (*may_leave) (NuanPage *page);                      /* FALSE keeps the window open; what is half typed is put away here */
  void     (*focus)     (NuanPage *page);                      /* the keyboard goes to what the page is for */
  gboolean (*fold)      (NuanPage *page);                      /* Escape: the pane in front goes; FALSE: there is none */
  void     (*forget)    (NuanPage *page);                      /* another person works here: what was chosen, filtered or opened goes */
};

void     nuan_page_show       (NuanPage *page, GVariant *what);   /* takes it when it floats */
void     nuan_page_search     (NuanPage *page, const char *text);
gboolean nuan_page_may_leave  (NuanPage *page);
void     nuan_page_focus      (NuanPage *page);
gboolean nuan_page_fold       (NuanPage *page);
void     nuan_page_forget     (NuanPage *page);

/* Whether pages of TYPE take what is typed in the search box. */
gboolean nuan_page_type_searches (GType type);

G_END_DECLS
