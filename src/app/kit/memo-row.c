#include "config.h"

#include "app/kit/rows.h"
#include "base/text.h"

struct _NuanMemoRow
{
  NuanRow        parent_instance;

  GtkTextBuffer *buffer;
  guint          showing : 1;
};

G_DEFINE_FINAL_TYPE (NuanMemoRow, nuan_memo_row, NUAN_TYPE_ROW)

static void
typed_cb (NuanMemoRow *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (self->showing)
    return;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  nuan_row_take (NUAN_ROW (self), text);
}

static void
nuan_memo_row_show_value (NuanRow *row, const char *value)
{
  NuanMemoRow *self = NUAN_MEMO_ROW (row);

  self->showing = TRUE;
  gtk_text_buffer_set_text (self->buffer, value, -1);
  self->showing = FALSE;
}

static char *
nuan_memo_row_hint (NuanRow *row, const char *value)
{
  return g_strdup (nuan_text_notice (value, TRUE));
}

static void
nuan_memo_row_class_init (NuanMemoRowClass *klass)
{
  NUAN_ROW_CLASS (klass)->hint = nuan_memo_row_hint;
  NUAN_ROW_CLASS (klass)->show_value = nuan_memo_row_show_value;
}

static void
nuan_memo_row_init (NuanMemoRow *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);   /* Tab leaves the field */
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_widget_set_focusable (scrolled, FALSE);   /* the view is what is gone to */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (scrolled, "memo");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 56);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 160);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);

  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  nuan_row_set_editor (NUAN_ROW (self), scrolled, view);
}
