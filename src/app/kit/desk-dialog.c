#include "config.h"

#include "app/kit/desk-dialog.h"

#include "app/kit/notices.h"
#include "app/kit/pointing.h"
#include "app/kit/toplevel.h"
#include "app/kit/wish.h"
#include "app/kit/wrap-layout.h"
#include "base/error.h"

#define SMALL_WIDTH 560
#define SMALL_MOST  560   /* of the content of a small one: more is scrolled */

struct _NuanDeskDialog
{
  AdwWindow      parent_instance;

  gpointer       data;
  GDestroyNotify free_data;
  GCancellable  *cancellable;
  guint          busy : 1;   /* something is being written: its answer is waited for */
  guint          small : 1;

  AdwToastOverlay *toasts;
  GtkScrolledWindow *scrolled;
  GtkBox        *content;
  NuanWrapBox   *buttons;
  GtkLabel      *problem;
  GtkSpinner    *spinner;
  GtkWidget     *close;
  GtkWidget     *print;     /* one of the buttons, or NULL */
};

static void nuan_desk_dialog_init_notices (NuanNoticesInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanDeskDialog, nuan_desk_dialog, ADW_TYPE_WINDOW,
                               G_IMPLEMENT_INTERFACE (NUAN_TYPE_NOTICES, nuan_desk_dialog_init_notices))

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static gboolean
print_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  NuanDeskDialog *self = NUAN_DESK_DIALOG (widget);

  if (self->print == NULL || !gtk_widget_is_sensitive (self->print))
    return FALSE;

  g_signal_emit_by_name (self->print, "clicked");
  return TRUE;
}

static gboolean
nuan_desk_dialog_close_request (GtkWindow *window)
{
  NuanDeskDialog *self = NUAN_DESK_DIALOG (window);

  if (self->busy)
    return TRUE;

  g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (nuan_desk_dialog_parent_class)->close_request (window);
}

static void
nuan_desk_dialog_show (GtkWidget *widget)
{
  NuanDeskDialog *self = NUAN_DESK_DIALOG (widget);
  int natural;

  if (self->small)
    {
      const int width = nuan_toplevel_inner_width (GTK_WINDOW (self), SMALL_WIDTH);

      gtk_widget_measure (GTK_WIDGET (self->content), GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
      gtk_scrolled_window_set_min_content_height (self->scrolled, MIN (natural, SMALL_MOST));
    }
  GTK_WIDGET_CLASS (nuan_desk_dialog_parent_class)->show (widget);
}

static void
nuan_desk_dialog_dispose (GObject *object)
{
  NuanDeskDialog *self = NUAN_DESK_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (nuan_desk_dialog_parent_class)->dispose (object);
}

static void
nuan_desk_dialog_finalize (GObject *object)
{
  NuanDeskDialog *self = NUAN_DESK_DIALOG (object);

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (nuan_desk_dialog_parent_class)->finalize (object);
}

static void
nuan_desk_dialog_add_toast (NuanNotices *notices, AdwToast *toast)
{
  nuan_toasts_add (NUAN_DESK_DIALOG (notices)->toasts, toast);
}

static void
nuan_desk_dialog_init_notices (NuanNoticesInterface *interface)
{
  interface->add_toast = nuan_desk_dialog_add_toast;
}

static void
nuan_desk_dialog_class_init (NuanDeskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_desk_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = nuan_desk_dialog_finalize;
  widget_class->show = nuan_desk_dialog_show;
  GTK_WINDOW_CLASS (klass)->close_request = nuan_desk_dialog_close_request;

  g_type_ensure (NUAN_TYPE_WRAP_BOX);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, print_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "win.private", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/desk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanDeskDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, NuanDeskDialog, scrolled);
  gtk_widget_class_bind_template_child (widget_class, NuanDeskDialog, content);
  gtk_widget_class_bind_template_child (widget_class, NuanDeskDialog, buttons);
  gtk_widget_class_bind_template_child (widget_class, NuanDeskDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, NuanDeskDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, NuanDeskDialog, close);
}

static void
nuan_desk_dialog_init (NuanDeskDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

NuanDeskDialog *
nuan_desk_dialog_new (GtkWidget *parent, const char *title, gpointer data, GDestroyNotify free_data)
{
  NuanDeskDialog *self = g_object_new (NUAN_TYPE_DESK_DIALOG, "title", title, NULL);

  self->data = data;
  self->free_data = free_data;
  gtk_window_set_transient_for (GTK_WINDOW (self), nuan_toplevel_of (parent));
  nuan_wish_share (GTK_WIDGET (self), parent, "private");
  return self;
}

gpointer
nuan_desk_dialog_get_data (NuanDeskDialog *dialog)
{
  g_return_val_if_fail (NUAN_IS_DESK_DIALOG (dialog), NULL);

  return dialog->data;
}

gboolean
nuan_desk_dialog_is_open (NuanDeskDialog *dialog)
{
  g_return_val_if_fail (NUAN_IS_DESK_DIALOG (dialog), FALSE);

  return !g_cancellable_is_cancelled (dialog->cancellable);
}

GCancellable *
nuan_desk_dialog_get_cancellable (NuanDeskDialog *dialog)
{
  g_return_val_if_fail (NUAN_IS_DESK_DIALOG (dialog), NULL);

  return dialog->cancellable;
}

void
nuan_desk_dialog_append (NuanDeskDialog *dialog, GtkWidget *widget)
{
  g_return_if_fail (NUAN_IS_DESK_DIALOG (dialog));

  gtk_box_append (dialog->content, widget);
}

void
nuan_desk_dialog_clear (NuanDeskDialog *dialog)
{
  GtkWidget *child;

  g_return_if_fail (NUAN_IS_DESK_DIALOG (dialog));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (dialog->content))) != NULL)
    gtk_box_remove (dialog->content, child);
  dialog->print = NULL;
  nuan_wrap_box_clear (dialog->buttons);
  nuan_desk_dialog_show_problem (dialog, NULL);
}

typedef struct {
  NuanDeskDialog *dialog;
  void          (*clicked) (gpointer data);
} Click;

static void
click_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
clicked_cb (GtkButton *button, gpointer data)
{
  Click *click = data;

  click->clicked (click->dialog->data);
}

GtkWidget *
nuan_desk_dialog_add_button (NuanDeskDialog *dialog, const char *label, const char *style, void (*clicked) (gpointer data))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_return_val_if_fail (NUAN_IS_DESK_DIALOG (dialog), NULL);

  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  if (g_strcmp0 (style, "suggested-action") == 0)
    nuan_toplevel_set_main (GTK_WINDOW (dialog), button);
  if (clicked != NULL)
    {
      Click *click = g_new (Click, 1);

      *click = (Click) { .dialog = dialog, .clicked = clicked };
      g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), click, click_free, 0);
    }
  nuan_wrap_box_append (dialog->buttons, button);
  return button;
}

void
nuan_desk_dialog_set_print (NuanDeskDialog *dialog, GtkWidget *button)
{
  g_return_if_fail (NUAN_IS_DESK_DIALOG (dialog));

  dialog->print = button;
}

void
nuan_desk_dialog_set_small (NuanDeskDialog *dialog)
{
  g_return_if_fail (NUAN_IS_DESK_DIALOG (dialog));

  dialog->small = TRUE;
  gtk_window_set_default_size (GTK_WINDOW (dialog), SMALL_WIDTH, -1);
}

void
nuan_desk_dialog_set_close (NuanDeskDialog *dialog, const char *label)
{
  g_return_if_fail (NUAN_IS_DESK_DIALOG (dialog));

  gtk_button_set_label (GTK_BUTTON (dialog->close), label);
}

void
nuan_desk_dialog_show_problem (NuanDeskDialog *dialog, const char *problem)
{
  g_return_if_fail (NUAN_IS_DESK_DIALOG (dialog));

  gtk_label_set_text (dialog->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (dialog->problem), problem != NULL);
}

void
nuan_desk_dialog_set_loading (NuanDeskDialog *dialog, gboolean loading)
{
  g_return_if_fail (NUAN_IS_DESK_DIALOG (dialog));

  gtk_spinner_set_spinning (dialog->spinner, loading);
}

void
nuan_desk_dialog_set_busy (NuanDeskDialog *dialog, gboolean busy)
{
  g_return_if_fail (NUAN_IS_DESK_DIALOG (dialog));

  dialog->busy = busy;
  if (busy)
    nuan_toasts_dismiss (dialog->toasts);   /* what it said of the form is no answer */
  gtk_spinner_set_spinning (dialog->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (dialog->buttons), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (dialog->content), !busy);
}

gboolean
nuan_desk_dialog_end_loading (NuanDeskDialog *dialog, const GError *error)
{
  if (!nuan_desk_dialog_is_open (dialog))
    return FALSE;

  nuan_desk_dialog_set_loading (dialog, FALSE);
  if (error != NULL)
    nuan_desk_dialog_show_problem (dialog, error->message);
  return error == NULL;
}

gboolean
nuan_desk_dialog_end_busy (NuanDeskDialog *dialog, const GError *error, NuanRow *reason)
{
  if (!nuan_desk_dialog_is_open (dialog))
    return FALSE;

  nuan_desk_dialog_set_busy (dialog, FALSE);
  if (error == NULL)
    return TRUE;

  if (reason != NULL && g_strcmp0 (nuan_error_get_field (error), "reason") == 0)
    {
      nuan_row_show_problem (reason, error->message);
      nuan_point_at (reason);
    }
  else
    {
      nuan_desk_dialog_show_problem (dialog, error->message);
    }
  return FALSE;
}

static void
edited_cb (NuanDeskDialog *self, NuanForm *form)
{
  g_signal_handlers_disconnect_by_func (form, edited_cb, self);
  nuan_desk_dialog_show_problem (self, NULL);
}

/* What is wrong with FORM at none of its fields stands until something is edited. */
static void
show_of_form (NuanDeskDialog *self, NuanForm *form, const char *problem)
{
  g_signal_handlers_disconnect_by_func (form, edited_cb, self);
  nuan_desk_dialog_show_problem (self, problem);
  if (problem != NULL)
    g_signal_connect_object (form, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
}

gboolean
nuan_desk_dialog_end_form (NuanDeskDialog *dialog, const GError *error, NuanForm *form)
{
  if (!nuan_desk_dialog_is_open (dialog))
    return FALSE;

  nuan_desk_dialog_set_busy (dialog, FALSE);
  if (error != NULL && !nuan_form_show_error (form, error))
    show_of_form (dialog, form, error->message);
  return error == NULL;
}

gboolean
nuan_desk_dialog_check_form (NuanDeskDialog *dialog, NuanForm *form)
{
  g_autoptr (GError) other = NULL;
  const gboolean right = nuan_form_check (form, &other);

  show_of_form (dialog, form, other != NULL ? other->message : NULL);
  return right;
}

GtkWidget *
nuan_card_new (const char *heading)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "section");
  if (heading != NULL)
    nuan_card_add_text (card, heading, "heading");
  return card;
}

void
nuan_card_add (GtkWidget *card, const char *name, const char *value)
{
  GtkWidget *line, *caption, *label;

  if (value == NULL || *value == '\0')
    return;

  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  caption = gtk_label_new (name);
  label = gtk_label_new (value);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_width_chars (GTK_LABEL (caption), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (caption), 12);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_widget_set_valign (caption, GTK_ALIGN_START);
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, caption, NULL, -1);
  gtk_box_append (GTK_BOX (line), caption);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (card), line);
}

GtkWidget *
nuan_card_add_text (GtkWidget *card, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (card), label);
  return label;
}
