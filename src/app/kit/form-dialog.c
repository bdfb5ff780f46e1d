#include "config.h"

#include "app/kit/form-dialog.h"

#include "app/kit/notices.h"
#include "app/kit/toplevel.h"

#define MOST_HEIGHT 560   /* of the form: more is scrolled */

struct _NuanFormDialog
{
  AdwWindow  parent_instance;

  NuanForm *form;       /* or NULL */
  guint     busy : 1;   /* something is being written: its answer is waited for */

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkButton *confirm;
  GtkScrolledWindow *scrolled;
  GtkBox    *content;
  GtkLabel  *general;
};

static void nuan_form_dialog_init_notices (NuanNoticesInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanFormDialog, nuan_form_dialog, ADW_TYPE_WINDOW,
                               G_IMPLEMENT_INTERFACE (NUAN_TYPE_NOTICES, nuan_form_dialog_init_notices))

enum { CONFIRMED, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

/* As high as what stands in it at this width, what is wrong with it too. A scrolled window by itself knows no width to ask for. */
static void
make_room (NuanFormDialog *self)
{
  int width, height, natural;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  width = nuan_toplevel_inner_width (GTK_WINDOW (self), width);
  gtk_widget_measure (GTK_WIDGET (self->content), GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (self->scrolled, MIN (natural, MOST_HEIGHT));
}

static void
nuan_form_dialog_show (GtkWidget *widget)
{
  make_room (NUAN_FORM_DIALOG (widget));
  GTK_WIDGET_CLASS (nuan_form_dialog_parent_class)->show (widget);
}

static void
show_problem (NuanFormDialog *self, const GError *error)
{
  gtk_label_set_text (self->general, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->general), error != NULL);
}

static void
confirm (NuanFormDialog *self)
{
  g_autoptr (GError) other = NULL;

  show_problem (self, NULL);
  if (self->form == NULL || nuan_form_check (self->form, &other))
    {
      g_signal_emit (self, signals[CONFIRMED], 0);
      return;
    }

  show_problem (self, other);
  make_room (self);
}

static void
confirm_clicked_cb (NuanFormDialog *self)
{
  confirm (self);
}

static gboolean
confirm_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  NuanFormDialog *self = NUAN_FORM_DIALOG (widget);

  if (gtk_widget_is_sensitive (GTK_WIDGET (self->confirm)))
    confirm (self);
  return GDK_EVENT_STOP;
}

static gboolean
nuan_form_dialog_close_request (GtkWindow *window)
{
  if (NUAN_FORM_DIALOG (window)->busy)
    return TRUE;

  return GTK_WINDOW_CLASS (nuan_form_dialog_parent_class)->close_request (window);
}

static void
nuan_form_dialog_add_toast (NuanNotices *notices, AdwToast *toast)
{
  nuan_toasts_add (NUAN_FORM_DIALOG (notices)->toasts, toast);
}

static void
nuan_form_dialog_init_notices (NuanNoticesInterface *interface)
{
  interface->add_toast = nuan_form_dialog_add_toast;
}

static void
nuan_form_dialog_class_init (NuanFormDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->show = nuan_form_dialog_show;
  GTK_WINDOW_CLASS (klass)->close_request = nuan_form_dialog_close_request;

  signals[CONFIRMED] = g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/form-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanFormDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, NuanFormDialog, title);
  gtk_widget_class_bind_template_child (widget_class, NuanFormDialog, confirm);
  gtk_widget_class_bind_template_child (widget_class, NuanFormDialog, scrolled);
  gtk_widget_class_bind_template_child (widget_class, NuanFormDialog, content);
  gtk_widget_class_bind_template_child (widget_class, NuanFormDialog, general);
  gtk_widget_class_bind_template_callback (widget_class, confirm_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, confirm_key_cb, NULL);
}

static void
nuan_form_dialog_init (NuanFormDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
edited_cb (NuanFormDialog *self)
{
  show_problem (self, NULL);
}

NuanFormDialog *
nuan_form_dialog_new (GtkWidget *parent, const char *title, const char *confirm)
{
  NuanFormDialog *dialog = g_object_new (NUAN_TYPE_FORM_DIALOG, "title", title, NULL);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), nuan_toplevel_of (parent));
  adw_window_title_set_title (dialog->title, title);
  gtk_button_set_label (dialog->confirm, confirm);
  nuan_toplevel_set_main (GTK_WINDOW (dialog), GTK_WIDGET (dialog->confirm));
  return dialog;
}

NuanForm *
nuan_form_dialog_add_form (NuanFormDialog *dialog, const NuanField *fields)
{
  g_return_val_if_fail (NUAN_IS_FORM_DIALOG (dialog), NULL);
  g_return_val_if_fail (dialog->form == NULL, NULL);

  dialog->form = nuan_form_new (fields);
  gtk_box_append (dialog->content, GTK_WIDGET (dialog->form));
  g_signal_connect_swapped (dialog->form, "changed", G_CALLBACK (edited_cb), dialog);
  gtk_widget_grab_focus (GTK_WIDGET (dialog->form));   /* else the Cancel button of the header would have the keyboard */
  return dialog->form;
}

NuanForm *
nuan_form_dialog_get_form (NuanFormDialog *dialog)
{
  g_return_val_if_fail (NUAN_IS_FORM_DIALOG (dialog), NULL);

  return dialog->form;
}

void
nuan_form_dialog_add (NuanFormDialog *dialog, GtkWidget *widget)
{
  g_return_if_fail (NUAN_IS_FORM_DIALOG (dialog));

  gtk_box_append (dialog->content, widget);
}

static void
show_error (NuanFormDialog *dialog, const GError *error)
{
  const gboolean placed = dialog->form != NULL && nuan_form_show_error (dialog->form, error);

  show_problem (dialog, placed ? NULL : error);
  if (error != NULL)
    make_room (dialog);
}

void
nuan_form_dialog_set_busy (NuanFormDialog *dialog, gboolean busy)
{
  g_return_if_fail (NUAN_IS_FORM_DIALOG (dialog));

  dialog->busy = busy;
  if (busy)
    nuan_toasts_dismiss (dialog->toasts);
  gtk_widget_set_sensitive (GTK_WIDGET (dialog->confirm), !busy);
}

gboolean
nuan_form_dialog_end_busy (NuanFormDialog *dialog, const GError *error)
{
  g_return_val_if_fail (NUAN_IS_FORM_DIALOG (dialog), FALSE);

  nuan_form_dialog_set_busy (dialog, FALSE);
  show_error (dialog, error);
  return error == NULL;
}
