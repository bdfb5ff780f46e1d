#include "config.h"

#include "app/office/dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/kit/form-dialog.h"
#include "app/kit/list-window.h"
#include "app/kit/toast.h"
#include "app/kit/toplevel.h"
#include "app/session/act.h"
#include "base/secret-bytes.h"
#include "model/staff-fields.h"
#include "store/office/staff-store.h"

/* One change of staff. */
typedef struct _Change Change;
struct _Change {
  char      *login, *name;   /* what the change doesn't need is NULL */
  NuanSecretBytes *password;
  guint      roles;
  gboolean   disabled;
  gboolean (*work) (NuanConnection *connection, const NuanStaff *actor, const Change *change, GError **error);
};

static gboolean
add (NuanConnection *connection, const NuanStaff *actor, const Change *change, GError **error)
{
  return nuan_staff_store_add (connection, actor, change->login, change->name, change->roles,
                               nuan_secret_bytes_text (change->password), error) != 0;
}

static gboolean
disable (NuanConnection *connection, const NuanStaff *actor, const Change *change, GError **error)
{
  return nuan_staff_store_disable (connection, actor, change->login, change->disabled, error);
}

static gboolean
set_roles (NuanConnection *connection, const NuanStaff *actor, const Change *change, GError **error)
{
  return nuan_staff_store_set_roles (connection, actor, change->login, change->roles, error);
}

static gboolean
set_password (NuanConnection *connection, const NuanStaff *actor, const Change *change, GError **error)
{
  return nuan_staff_store_password (connection, actor, change->login, nuan_secret_bytes_text (change->password), error);
}

static gpointer
make_change (NuanConnection *connection, const NuanStaff *actor, gconstpointer arguments, GError **error)
{
  const Change *change = arguments;

  return nuan_act_done (change->work (connection, actor, change, error));
}

static const NuanActPart change_parts[] = {
  NUAN_ACT_TEXT (Change, login),
  NUAN_ACT_TEXT (Change, name),
  NUAN_ACT_PART (Change, password, nuan_secret_bytes_ref, nuan_secret_bytes_unref),
  NUAN_ACT_PARTS_END,
};
static const NuanAct change_act = { make_change, sizeof (Change), change_parts, NULL };

static gpointer
read_staff (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  return nuan_staff_store_list (connection, error);
}

static void fill (NuanListWindow *window);

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanListWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (nuan_session_finish (source, result, &error) == NULL)
    nuan_show_error (GTK_WIDGET (window), _("The staff was not changed"), error);
  fill (window);
}

static NuanListWindow *
window_of (GtkWidget *widget)
{
  return NUAN_LIST_WINDOW (gtk_widget_get_root (widget));
}

static void
disable_clicked_cb (GtkButton *button, gpointer data)
{
  NuanListWindow *window = window_of (GTK_WIDGET (button));
  const NuanStaff *staff = data;
  const Change change = { .work = disable, .login = staff->login, .disabled = !staff->disabled };

  nuan_session_write (nuan_list_window_get_data (window), &change_act, &change, changed_cb, g_object_ref (window));
}

static void
password_clicked_cb (GtkButton *button, gpointer data)
{
  NuanListWindow *window = window_of (GTK_WIDGET (button));

  nuan_show_password (GTK_WIDGET (window), nuan_list_window_get_data (window), ((const NuanStaff *) data)->login);
}

/* A form of this window: its answer closes it, or says at the field what is wrong. */
typedef struct {
  NuanContext *context;
  GtkWidget   *parent;   /* is told what was done */
  char        *login;    /* whom it is about; NULL: somebody new */
  NuanForm    *form;
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_object_unref (form->context);
  g_object_unref (form->parent);
  g_free (form->login);
  g_free (form);
}

static Form *
form_of (NuanFormDialog *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "form");
}

static Form *
show_form (GtkWidget *parent, NuanContext *context, const char *login, const NuanField *fields, const char *title, const char *confirm,
           GCallback confirmed)
{
  NuanFormDialog *dialog = nuan_form_dialog_new (parent, title, confirm);
  Form *self = g_new0 (Form, 1);

  self->context = g_object_ref (context);
  self->parent = g_object_ref (parent);
  self->login = g_strdup (login);
  self->form = nuan_form_dialog_add_form (dialog, fields);
  g_object_set_data_full (G_OBJECT (dialog), "form", self, form_free);
  g_signal_connect (dialog, "confirmed", confirmed, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
  return self;
}

static void
form_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanFormDialog) dialog = user_data;
  GtkWidget *parent = form_of (dialog)->parent;
  g_autoptr (GError) error = NULL;

  nuan_session_finish (source, result, &error);
  if (!nuan_form_dialog_end_busy (dialog, error))
    return;

  gtk_window_close (GTK_WINDOW (dialog));
  nuan_toast (parent, _("Saved"));
  if (NUAN_IS_LIST_WINDOW (parent))
    fill (NUAN_LIST_WINDOW (parent));
}

static void
send_form (NuanFormDialog *dialog, const Change *change)
{
  nuan_form_dialog_set_busy (dialog, TRUE);
  nuan_session_write (form_of (dialog)->context, &change_act, change, form_done_cb, g_object_ref (dialog));
}

/* Its ticks, all of which the code list has. */
static guint
ticked_roles (NuanForm *form)
{
  guint roles = 0;

  nuan_roles_parse (nuan_form_get (form, "role"), &roles, NULL);
  return roles;
}

static void
check_passwords (NuanForm *form, GPtrArray *errors, gpointer data)
{
  const Form *self = data;
  const char *login = self->login != NULL ? self->login : nuan_form_get (form, "login");

  nuan_password_fields_check (login, nuan_form_get (form, "password"), nuan_form_get (form, "again"), errors);
}

static void
add_confirmed_cb (NuanFormDialog *dialog)
{
  NuanForm *form = form_of (dialog)->form;
  g_autoptr (NuanSecretBytes) password = nuan_secret_bytes_new_text (nuan_form_get (form, "password"));
  const Change change = {
    .work = add,
    .login = (char *) nuan_form_get (form, "login"),
    .name = (char *) nuan_form_get (form, "name"),
    .password = password,
    .roles = ticked_roles (form),
  };

  send_form (dialog, &change);
}

static void
add_clicked_cb (GtkButton *button, gpointer data)
{
  NuanListWindow *window = data;
  Form *self = show_form (GTK_WIDGET (window), nuan_list_window_get_data (window), NULL, nuan_staff_fields, _("New Staff Member"), _("_Add"),
                          G_CALLBACK (add_confirmed_cb));

  nuan_form_set_more (self->form, check_passwords, self);
}

static void
roles_confirmed_cb (NuanFormDialog *dialog)
{
  const Form *self = form_of (dialog);
  const Change change = { .work = set_roles, .login = self->login, .roles = ticked_roles (self->form) };

  send_form (dialog, &change);
}

static void
roles_clicked_cb (GtkButton *button, gpointer data)
{
  NuanListWindow *window = window_of (GTK_WIDGET (button));
  const NuanStaff *staff = data;
  g_autofree char *title = g_strdup_printf (_("Roles of %s"), staff->name);
  g_autofree char *roles = nuan_roles_format (staff->roles);
  Form *self = show_form (GTK_WIDGET (window), nuan_list_window_get_data (window), staff->login, nuan_roles_fields, title, _("_Save"),
                          G_CALLBACK (roles_confirmed_cb));

  nuan_form_set (self->form, "role", roles);
}

static void
password_confirmed_cb (NuanFormDialog *dialog)
{
  const Form *self = form_of (dialog);
  g_autoptr (NuanSecretBytes) password = nuan_secret_bytes_new_text (nuan_form_get (self->form, "password"));
  const Change change = { .work = set_password, .login = self->login, .password = password };

  send_form (dialog, &change);
}

void
nuan_show_password (GtkWidget *parent, NuanContext *context, const char *login)
{
  g_autofree char *title = g_strdup_printf (_("New Password of %s"), login);
  Form *self = show_form (parent, context, login, nuan_password_fields, title, _("C_hange"), G_CALLBACK (password_confirmed_cb));

  nuan_form_set_more (self->form, check_passwords, self);
}

/* The list. */

static void
add_staff_row (NuanListWindow *window, NuanStaff *staff)
{
  g_autofree char *words = nuan_roles_words (staff->roles);
  g_autofree char *subtitle = g_strdup_printf (staff->disabled ? _("%s · %s · disabled") : "%s · %s", staff->login, words);
  g_autofree char *roles = g_strdup_printf (_("Change the roles of %s"), staff->name);
  g_autofree char *reset = g_strdup_printf (_("Reset the password of %s"), staff->name);
  g_autofree char *able = g_strdup_printf (staff->disabled ? _("Enable %s") : _("Disable %s"), staff->name);
  AdwActionRow *row = nuan_list_window_add_row (window, staff->name, subtitle);

  g_object_set_data_full (G_OBJECT (row), "staff", staff, (GDestroyNotify) nuan_staff_free);
  nuan_list_window_add_to_row (row, _("Roles…"), roles, G_CALLBACK (roles_clicked_cb), staff);
  nuan_list_window_add_to_row (row, _("Password…"), reset, G_CALLBACK (password_clicked_cb), staff);
  nuan_list_window_add_to_row (row, staff->disabled ? _("Enable") : _("Disable"), able, G_CALLBACK (disable_clicked_cb), staff);
}

static void
staff_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanListWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = nuan_database_finish (NUAN_DATABASE (source), result, &error);

  if (!nuan_toplevel_is_open (GTK_WINDOW (window)))
    return;
  if (list == NULL)
    {
      nuan_show_error (GTK_WIDGET (window), _("The staff could not be read"), error);
      return;
    }

  nuan_list_window_clear (window);
  while (list->len > 0)
    add_staff_row (window, g_ptr_array_steal_index (list, 0));
}

static void
fill (NuanListWindow *window)
{
  nuan_database_read (nuan_context_get_database (nuan_list_window_get_data (window)), NUAN_READ_QUICK, read_staff, NULL, NULL,
                      (GDestroyNotify) g_ptr_array_unref, NULL, staff_read_cb, g_object_ref (window));
}

void
nuan_show_staff (GtkWidget *parent, NuanContext *context)
{
  NuanListWindow *window = nuan_list_window_new (parent, _("Staff"),
                                                 _("Whoever drafts a grant never approves it, and whoever approves it never "
                                                   "pays it, whatever roles a person holds."), g_object_ref (context),
                                                 g_object_unref);

  nuan_list_window_add_button (window, _("_Add…"), G_CALLBACK (add_clicked_cb), window);
  fill (window);
  gtk_window_present (GTK_WINDOW (window));
}
