#include "config.h"

#include "app/shell/sign-in-page.h"

#include <glib/gi18n-lib.h>

#include "app/kit/accessible.h"
#include "app/kit/notices.h"
#include "app/kit/plain-keys.h"
#include "app/kit/state.h"
#include "base/error.h"
#include "base/secret-bytes.h"
#include "desk/sign-in-work.h"
#include "store/demo/demo.h"

#define COUNT_DOWN_MS 250

struct _NuanSignInPage
{
  AdwBin        parent_instance;

  NuanContext  *context;     /* NULL while the data file is being opened */
  gboolean      waiting;     /* Enter came before the data file */
  gboolean      checking;
  gint64        wait_until;  /* monotonic time at which the login is no longer slowed down */
  guint         wait_source;

  GtkLabel     *centre, *problem, *demo_title, *button_label;
  GtkEditable  *login, *password;
  GtkWidget    *button, *demo;
  GtkStack     *button_stack;
  GtkSpinner   *spinner;
  GtkFlowBox   *demo_staff;
};

G_DEFINE_FINAL_TYPE (NuanSignInPage, nuan_sign_in_page, ADW_TYPE_BIN)

typedef struct {
  char            *path, *login;
  NuanSecretBytes *password;
  gint64           wait_s;   /* until the next one; 0: none */
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  nuan_secret_bytes_unref (attempt->password);
  g_free (attempt->login);
  g_free (attempt->path);
  g_free (attempt);
}

/* A connection of its own: the hash takes its time and must hold up neither the writer nor a reader. */
static void
check_password (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Attempt *attempt = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (attempt->path, NUAN_OPEN_WRITE, &error);
  NuanStaff *staff = NULL;

  if (connection != NULL)
    staff = nuan_sign_in_work (connection, attempt->login, nuan_secret_bytes_text (attempt->password), &attempt->wait_s, &error);

  if (staff != NULL)
    g_task_return_pointer (task, staff, (GDestroyNotify) nuan_staff_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
set_checking (NuanSignInPage *self, gboolean checking)
{
  self->checking = checking;
  gtk_stack_set_visible_child (self->button_stack, checking ? GTK_WIDGET (self->spinner) : GTK_WIDGET (self->button_label));
  gtk_spinner_set_spinning (self->spinner, checking);
}

static void
show_problem (NuanSignInPage *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);

  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->password), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->password), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->password), GTK_ACCESSIBLE_STATE_INVALID,
                               text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* What is said goes down with the time; whoever tries meanwhile is answered by the data file. */
static gboolean
count_down (gpointer data)
{
  NuanSignInPage *self = data;
  const gint64 left = self->wait_until - g_get_monotonic_time ();
  const gint64 seconds = (left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  if (left <= 0)
    {
      self->wait_source = 0;
      show_problem (self, NULL);
      return G_SOURCE_REMOVE;
    }

  text = nuan_sign_in_say_wait (seconds);
  show_problem (self, text);
  return G_SOURCE_CONTINUE;
}

static void
stop_waiting (NuanSignInPage *self)
{
  g_clear_handle_id (&self->wait_source, g_source_remove);
}

static void
start_waiting (NuanSignInPage *self, gint64 seconds)
{
  stop_waiting (self);
  if (seconds == 0)
    return;

  self->wait_until = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  self->wait_source = g_timeout_add (COUNT_DOWN_MS, count_down, self);
}

/* Another person does not wait. */
static void
login_changed_cb (NuanSignInPage *self)
{
  if (self->wait_source == 0)
    return;

  stop_waiting (self);
  show_problem (self, NULL);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NuanSignInPage *self = NUAN_SIGN_IN_PAGE (source);
  const Attempt *attempt = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanStaff) staff = g_task_propagate_pointer (G_TASK (result), &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)   /* the window was closed meanwhile: nobody is there to be signed in */
    return;

  set_checking (self, FALSE);
  gtk_editable_set_text (self->password, "");
  show_problem (self, staff == NULL ? error->message : NULL);
  start_waiting (self, attempt->wait_s);
  if (nuan_notices_take_error (GTK_WIDGET (self), NULL, error))
    return;
  if (staff == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }

  nuan_state_set_text ("window", "login", staff->login);
  nuan_context_set_staff (self->context, staff);
}

static void
sign_in_cb (NuanSignInPage *self)
{
  g_autoptr (GTask) task = NULL;
  Attempt *attempt;

  if (self->checking)
    return;

  if (*gtk_editable_get_text (self->login) == '\0')
    {
      show_problem (self, _("Enter your login first"));
      gtk_widget_grab_focus (GTK_WIDGET (self->login));
      return;
    }
  if (*gtk_editable_get_text (self->password) == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }

  if (self->context == NULL)
    {
      self->waiting = TRUE;
      return;
    }

  set_checking (self, TRUE);
  attempt = g_new0 (Attempt, 1);
  attempt->path = g_strdup (nuan_database_get_path (nuan_context_get_database (self->context)));
  attempt->login = g_strstrip (g_strdup (gtk_editable_get_text (self->login)));
  attempt->password = nuan_secret_bytes_new_text (gtk_editable_get_text (self->password));
  task = g_task_new (self, NULL, checked_cb, NULL);
  g_task_set_task_data (task, attempt, attempt_free);
  g_task_run_in_thread (task, check_password);
}

static void
login_activated_cb (NuanSignInPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
show_centre (NuanSignInPage *self)
{
  const char *centre = nuan_context_get_centre (self->context);

  if (*centre != '\0')
    gtk_label_set_text (self->centre, centre);
}

/* Whoever is on it already stays there: GTK grabs the page itself when Shift+Tab leaves its first field. */
static gboolean
nuan_sign_in_page_grab_focus (GtkWidget *widget)
{
  if (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return FALSE;

  nuan_sign_in_page_begin (NUAN_SIGN_IN_PAGE (widget));
  return TRUE;
}

static void
nuan_sign_in_page_dispose (GObject *object)
{
  stop_waiting (NUAN_SIGN_IN_PAGE (object));
  g_clear_object (&NUAN_SIGN_IN_PAGE (object)->context);

  G_OBJECT_CLASS (nuan_sign_in_page_parent_class)->dispose (object);
}

static void
nuan_sign_in_page_class_init (NuanSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_sign_in_page_dispose;
  widget_class->grab_focus = nuan_sign_in_page_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanSignInPage, centre);
  gtk_widget_class_bind_template_child (widget_class, NuanSignInPage, problem);
  gtk_widget_class_bind_template_child (widget_class, NuanSignInPage, login);
  gtk_widget_class_bind_template_child (widget_class, NuanSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, NuanSignInPage, button);
  gtk_widget_class_bind_template_child (widget_class, NuanSignInPage, button_stack);
  gtk_widget_class_bind_template_child (widget_class, NuanSignInPage, button_label);
  gtk_widget_class_bind_template_child (widget_class, NuanSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, NuanSignInPage, demo);
  gtk_widget_class_bind_template_child (widget_class, NuanSignInPage, demo_title);
  gtk_widget_class_bind_template_child (widget_class, NuanSignInPage, demo_staff);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, login_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, login_changed_cb);
}

static void
nuan_sign_in_page_init (NuanSignInPage *self)
{
  g_autofree char *login = nuan_state_get_text ("window", "login");

  gtk_widget_init_template (GTK_WIDGET (self));
  nuan_accessible_name_inside (GTK_WIDGET (self), GTK_TYPE_LIST_BOX, _("Sign in"));
  nuan_accessible_name_inside (GTK_WIDGET (self->login), GTK_TYPE_IMAGE, _("Edit"));
  nuan_accessible_name_inside (GTK_WIDGET (self->password), GTK_TYPE_IMAGE, _("Edit"));
  nuan_plain_keys (GTK_WIDGET (self->login));
  nuan_plain_keys (GTK_WIDGET (self->password));
  gtk_editable_set_text (self->login, login);
}

/* The focus comes back to where it was when somebody signed in: to the eye, say, which then takes the keys of a password. */
void
nuan_sign_in_page_begin (NuanSignInPage *page)
{
  GtkEditable *text = gtk_editable_get_delegate (page->password);

  if (GTK_IS_TEXT (text))
    gtk_text_set_visibility (GTK_TEXT (text), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (*gtk_editable_get_text (page->login) != '\0' ? page->password : page->login));
}

void
nuan_sign_in_page_set_context (NuanSignInPage *page, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_SIGN_IN_PAGE (page));

  g_set_object (&page->context, context);
  g_signal_connect_object (context, "notify::centre", G_CALLBACK (show_centre), page, G_CONNECT_SWAPPED);
  show_centre (page);

  if (page->waiting)
    {
      page->waiting = FALSE;
      sign_in_cb (page);
    }
}

static void
demo_clicked_cb (GtkButton *button, gpointer data)
{
  NuanSignInPage *self = NUAN_SIGN_IN_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (button), NUAN_TYPE_SIGN_IN_PAGE));
  const NuanDemoStaff *staff = data;

  gtk_editable_set_text (self->login, staff->login);
  gtk_editable_set_text (self->password, staff->password);
  gtk_widget_grab_focus (self->button);
}

void
nuan_sign_in_page_show_demo (NuanSignInPage *page)
{
  const NuanDemoStaff *staff = nuan_demo_staff ();
  g_autofree char *title = NULL;

  g_return_if_fail (NUAN_IS_SIGN_IN_PAGE (page));

  if (gtk_widget_get_visible (page->demo))
    return;

  /* Translators: %s is the password of everybody in the invented centre. */
  title = g_strdup_printf (_("An invented centre. Password of everybody: %s"), staff->password);
  gtk_label_set_text (page->demo_title, title);

  for (; staff->login != NULL; staff++)
    {
      g_autofree char *words = nuan_roles_words (staff->roles);
      g_autofree char *text = g_strdup_printf ("%s · %s\n%s", staff->name, words, staff->login);
      GtkWidget *button = gtk_button_new_with_label (text);

      gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
      g_signal_connect (button, "clicked", G_CALLBACK (demo_clicked_cb), (gpointer) staff);
      gtk_flow_box_append (page->demo_staff, button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  gtk_widget_show (page->demo);
}

void
nuan_sign_in_page_reset (NuanSignInPage *page, const char *login)
{
  g_return_if_fail (NUAN_IS_SIGN_IN_PAGE (page));

  gtk_editable_set_text (page->login, login != NULL ? login : "");
  gtk_editable_set_text (page->password, "");
  stop_waiting (page);
  show_problem (page, NULL);
}
