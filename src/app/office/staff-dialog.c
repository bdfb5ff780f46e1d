#include "config.h"

#include "app/office/dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/kit/form-dialog.h"
#include "app/kit/list-window.h"
#include "app/kit/plain-keys.h"
#include "app/parts/roles-chooser.h"
#include "app/kit/toast.h"
#include "base/error.h"
#include "store/office/staff-store.h"

/* One change of staff, for the writer thread. */
typedef struct {
  NuanStaff *actor;
  char      *login, *name, *password;   /* what the change doesn't need is NULL */
  guint      roles;
  gboolean   disabled;
  gboolean (*work) (NuanConnection *connection, gpointer change, GError **error);
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  nuan_staff_free (change->actor);
  g_free (change->login);
  g_free (change->name);
  g_free (change->password);
  g_free (change);
}

static Change *
change_new (NuanContext *context, const char *login, gboolean (*work) (NuanConnection *, gpointer, GError **))
{
  Change *change = g_new0 (Change, 1);

  change->actor = nuan_staff_copy (nuan_context_get_staff (context));
  change->login = g_strdup (login);
  change->work = work;
  return change;
}

static gboolean
add (NuanConnection *connection, gpointer data, GError **error)
{
  const Change *change = data;

  return nuan_staff_store_add (connection, change->actor, change->login, change->name, change->roles, change->password, error);
}

static gboolean
disable (NuanConnection *connection, gpointer data, GError **error)
{
  const Change *change = data;

  return nuan_staff_store_disable (connection, change->actor, change->login, change->disabled, error);
}

static gboolean
set_roles (NuanConnection *connection, gpointer data, GError **error)
{
  const Change *change = data;

  return nuan_staff_store_set_roles (connection, change->actor, change->login, change->roles, error);
}

static gboolean
set_password (NuanConnection *connection, gpointer data, GError **error)
{
  const Change *change = data;

  return nuan_staff_store_password (connection, change->actor, change->login, change->password, error);
}

static gpointer
make_change (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  Change *change = input;

  return change->work (connection, change, error) ? make_change : NULL;
}

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

  if (nuan_database_finish (NUAN_DATABASE (source), result, &error) == NULL)
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
  NuanContext *context = nuan_list_window_get_data (window);
  const NuanStaff *staff = data;
  Change *change;

  if (nuan_context_get_staff (context) == NULL)
    return;

  change = change_new (context, staff->login, disable);
  change->disabled = !staff->disabled;
  nuan_database_write (nuan_context_get_database (context), make_change, change, change_free, NULL, NULL, changed_cb,
                       g_object_ref (window));
}

static void
password_clicked_cb (GtkButton *button, gpointer data)
{
  NuanListWindow *window = window_of (GTK_WIDGET (button));

  nuan_show_password (GTK_WIDGET (window), nuan_list_window_get_data (window), ((const NuanStaff *) data)->login);
}

/* A form of this window: its answer closes it, or says at the field what is wrong. */
typedef struct {
  NuanFormDialog *form;
  GtkWidget      *parent;   /* of the form: is told what was done */
} Form;

static void
form_free (Form *form)
{
  g_object_unref (form->form);
  g_object_unref (form->parent);
  g_free (form);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Form, form_free)

static void
form_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Form) form = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = nuan_database_finish (NUAN_DATABASE (source), result, &error) != NULL;

  nuan_form_dialog_set_busy (form->form, FALSE);
  nuan_form_dialog_show_error (form->form, error);
  if (!done)
    return;

  gtk_window_close (GTK_WINDOW (form->form));
  nuan_toast (form->parent, _("Saved"));
  if (NUAN_IS_LIST_WINDOW (form->parent))
    fill (NUAN_LIST_WINDOW (form->parent));
}

static void
send_form (NuanFormDialog *form, NuanContext *context, Change *change)
{
  GtkWidget *parent = g_object_get_data (G_OBJECT (form), "parent");
  Form *sent = g_new0 (Form, 1);

  sent->form = g_object_ref (form);
  sent->parent = g_object_ref (parent);
  nuan_form_dialog_set_busy (form, TRUE);
  nuan_database_write (nuan_context_get_database (context), make_change, change, change_free, NULL, NULL, form_done_cb, sent);
}

static NuanFormDialog *
form_new (GtkWidget *parent, NuanContext *context, const char *title, const char *confirm, GCallback confirmed)
{
  NuanFormDialog *form = nuan_form_dialog_new (parent, title, confirm);

  gtk_window_set_modal (GTK_WINDOW (form), TRUE);
  g_object_set_data_full (G_OBJECT (form), "parent", g_object_ref (parent), g_object_unref);
  g_object_set_data_full (G_OBJECT (form), "context", g_object_ref (context), g_object_unref);
  g_signal_connect (form, "confirmed", confirmed, NULL);
  return form;
}

static GtkWidget *
add_entry (NuanFormDialog *form, const char *name, const char *title, gboolean secret)
{
  GtkWidget *entry = gtk_entry_new ();

  if (secret)
    {
      gtk_entry_set_visibility (GTK_ENTRY (entry), FALSE);
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PASSWORD);
      nuan_plain_keys (entry);
    }
  nuan_form_dialog_add_field (form, name, title, entry);
  g_object_set_data (G_OBJECT (form), name, entry);
  return entry;
}

static const char *
typed (NuanFormDialog *form, const char *name)
{
  return gtk_editable_get_text (GTK_EDITABLE (g_object_get_data (G_OBJECT (form), name)));
}

static gboolean
same_twice (NuanFormDialog *form)
{
  g_autoptr (GError) error = NULL;

  if (g_str_equal (typed (form, "password"), typed (form, "again")))
    return TRUE;

  nuan_error_set (&error, NUAN_ERROR_INVALID, "again", _("The two passwords differ"));
  nuan_form_dialog_show_error (form, error);
  return FALSE;
}

static void
add_confirmed_cb (NuanFormDialog *form)
{
  NuanContext *context = g_object_get_data (G_OBJECT (form), "context");
  Change *change;

  if (nuan_context_get_staff (context) == NULL || !same_twice (form))
    return;

  change = change_new (context, typed (form, "login"), add);
  change->name = g_strdup (typed (form, "name"));
  change->password = g_strdup (typed (form, "password"));
  change->roles = nuan_roles_chooser_get_roles (g_object_get_data (G_OBJECT (form), "role"));
  send_form (form, context, change);
}

static void
add_clicked_cb (GtkButton *button, gpointer data)
{
  NuanListWindow *window = data;
  NuanFormDialog *form = form_new (GTK_WIDGET (window), nuan_list_window_get_data (window), _("New Staff Member"), _("_Add"),
                                   G_CALLBACK (add_confirmed_cb));
  GtkWidget *roles = g_object_new (NUAN_TYPE_ROLES_CHOOSER, NULL);

  add_entry (form, "name", C_("staff", "_Name"), FALSE);
  nuan_plain_keys (add_entry (form, "login", _("_Login, small letters and digits"), FALSE));
  nuan_form_dialog_add_field (form, "role", _("_Roles"), roles);
  g_object_set_data (G_OBJECT (form), "role", roles);
  add_entry (form, "password", _("_Password, eight characters at least"), TRUE);
  add_entry (form, "again", _("Password _once more"), TRUE);
  gtk_window_present (GTK_WINDOW (form));
}

static void
roles_confirmed_cb (NuanFormDialog *form)
{
  NuanContext *context = g_object_get_data (G_OBJECT (form), "context");
  Change *change;

  if (nuan_context_get_staff (context) == NULL)
    return;

  change = change_new (context, g_object_get_data (G_OBJECT (form), "login"), set_roles);
  change->roles = nuan_roles_chooser_get_roles (g_object_get_data (G_OBJECT (form), "role"));
  send_form (form, context, change);
}

static void
roles_clicked_cb (GtkButton *button, gpointer data)
{
  NuanListWindow *window = window_of (GTK_WIDGET (button));
  const NuanStaff *staff = data;
  g_autofree char *title = g_strdup_printf (_("Roles of %s"), staff->name);
  NuanFormDialog *form = form_new (GTK_WIDGET (window), nuan_list_window_get_data (window), title, _("_Save"),
                                   G_CALLBACK (roles_confirmed_cb));
  GtkWidget *roles = g_object_new (NUAN_TYPE_ROLES_CHOOSER, NULL);

  nuan_roles_chooser_set_roles (NUAN_ROLES_CHOOSER (roles), staff->roles, 0);
  nuan_form_dialog_add_field (form, "role", _("_Roles"), roles);
  g_object_set_data (G_OBJECT (form), "role", roles);
  g_object_set_data_full (G_OBJECT (form), "login", g_strdup (staff->login), g_free);
  gtk_window_present (GTK_WINDOW (form));
}

static void
add_staff_row (NuanListWindow *window, NuanStaff *staff)
{
  g_autofree char *words = nuan_role_words (staff->roles);
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

  if (list == NULL)
    {
      nuan_show_error (GTK_WIDGET (window), _("The staff could not be read"), error);
      return;
    }

  nuan_list_window_clear (window);
  for (guint i = 0; i < list->len; i++)
    add_staff_row (window, nuan_staff_copy (g_ptr_array_index (list, i)));
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

static void
password_confirmed_cb (NuanFormDialog *form)
{
  NuanContext *context = g_object_get_data (G_OBJECT (form), "context");
  Change *change;

  if (nuan_context_get_staff (context) == NULL || !same_twice (form))
    return;

  change = change_new (context, g_object_get_data (G_OBJECT (form), "login"), set_password);
  change->password = g_strdup (typed (form, "password"));
  send_form (form, context, change);
}

void
nuan_show_password (GtkWidget *parent, NuanContext *context, const char *login)
{
  g_autofree char *title = g_strdup_printf (_("New Password of %s"), login);
  NuanFormDialog *form = form_new (parent, context, title, _("_Change"), G_CALLBACK (password_confirmed_cb));

  g_object_set_data_full (G_OBJECT (form), "login", g_strdup (login), g_free);
  add_entry (form, "password", _("_Password, eight characters at least"), TRUE);
  add_entry (form, "again", _("Password _once more"), TRUE);
  gtk_window_present (GTK_WINDOW (form));
}
