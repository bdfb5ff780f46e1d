#include "config.h"

#include "app/shell/assistant-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/kit/form.h"
#include "app/kit/toplevel.h"
#include "app/shell/opening.h"
#include "base/region.h"
#include "base/secret-bytes.h"
#include "model/centre-fields.h"
#include "model/staff-fields.h"
#include "store/office/centre.h"
#include "store/office/staff-store.h"
#include "store/office/standard-store.h"

enum { CENTRE, LINE, FOUNDER, N_FORMS };

struct _NuanAssistantPage
{
  AdwBin     parent_instance;

  char      *path;

  NuanForm  *forms[N_FORMS];
  GtkBox    *centre, *line, *founder;
  GtkLabel  *problem;
  GtkWidget *begin;
};

G_DEFINE_FINAL_TYPE (NuanAssistantPage, nuan_assistant_page, ADW_TYPE_BIN)

/* What was typed, for the thread that makes the file. */
typedef struct {
  char      *path;
  NuanCentre centre;
  char      *line, *login, *name;
  NuanSecretBytes *password;
  NuanDay    from;
  guint      roles;
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *beginning = data;

  g_free (beginning->path);
  g_free (beginning->centre.name);
  g_free (beginning->centre.unit);
  g_free (beginning->centre.region);
  g_free (beginning->line);
  g_free (beginning->login);
  g_free (beginning->name);
  nuan_secret_bytes_unref (beginning->password);
  g_free (beginning);
}

static gboolean
set_line (NuanConnection *connection, gpointer data, GError **error)
{
  const Beginning *beginning = data;
  g_autoptr (GPtrArray) staff = nuan_staff_store_list (connection, error);

  return staff != NULL && staff->len > 0
         && nuan_standard_store_set (connection, g_ptr_array_index (staff, 0), "dibao", beginning->line, beginning->from, error);
}

static void
make_file (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Beginning *beginning = task_data;
  g_autoptr (GError) error = NULL;

  if (nuan_centre_init (beginning->path, &beginning->centre, beginning->login, beginning->name, beginning->roles,
                        nuan_secret_bytes_text (beginning->password), set_line, beginning, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* At none of the fields, or at none that was told already. */
static void
show_problem (NuanAssistantPage *self, const GError *error)
{
  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NuanAssistantPage *self = NUAN_ASSISTANT_PAGE (source);
  g_autoptr (GError) error = NULL;
  gboolean placed = FALSE;
  NuanWindow *window = nuan_window_of (GTK_WIDGET (self));

  if (window == NULL)   /* closed meanwhile: the file is there, and is opened next time */
    return;

  gtk_widget_set_sensitive (self->begin, TRUE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      for (guint i = 0; i < N_FORMS && !placed; i++)
        placed = nuan_form_show_error (self->forms[i], error);
      show_problem (self, placed ? NULL : error);
      return;
    }

  nuan_sign_in_page_reset (nuan_window_get_sign_in (window), nuan_form_get (self->forms[FOUNDER], "login"));
  nuan_opening_made (window, self->path);
}

static void
check_centre (NuanForm *form, GPtrArray *errors, gpointer data)
{
  nuan_centre_fields_check (nuan_form_get (form, "region"), errors);
}

static void
check_line (NuanForm *form, GPtrArray *errors, gpointer data)
{
  nuan_line_fields_check (nuan_form_get (form, "value"), errors);
}

static void
check_founder (NuanForm *form, GPtrArray *errors, gpointer data)
{
  nuan_password_fields_check (nuan_form_get (form, "login"), nuan_form_get (form, "password"), nuan_form_get (form, "again"), errors);
}

/* 0: none. */
static guint
chosen_roles (NuanAssistantPage *self)
{
  guint roles = 0;

  nuan_roles_parse (nuan_form_get (self->forms[FOUNDER], "role"), &roles, NULL);
  return roles;
}

/* The first one is the administrator, whatever else: the tick comes back at once. */
static void
founder_changed_cb (NuanAssistantPage *self)
{
  const guint roles = chosen_roles (self);
  g_autofree char *with_admin = nuan_roles_format (roles | NUAN_ROLE_ADMIN);

  if ((roles & NUAN_ROLE_ADMIN) == 0)
    nuan_form_set (self->forms[FOUNDER], "role", with_admin);
}

static void
begin_cb (NuanAssistantPage *self)
{
  g_autoptr (GTask) task = NULL;
  Beginning *beginning;

  show_problem (self, NULL);
  if (!nuan_forms_check (self->forms, N_FORMS))
    return;

  beginning = g_new0 (Beginning, 1);
  beginning->path = g_strdup (self->path);
  beginning->centre.name = g_strdup (nuan_form_get (self->forms[CENTRE], "centre"));
  beginning->centre.unit = g_strdup (nuan_form_get (self->forms[CENTRE], "unit"));
  beginning->centre.region = g_strdup (nuan_form_get (self->forms[CENTRE], "region"));
  beginning->line = g_strdup (nuan_form_get (self->forms[LINE], "value"));
  beginning->from = nuan_form_get_day (self->forms[LINE], "from");
  beginning->login = g_strdup (nuan_form_get (self->forms[FOUNDER], "login"));
  beginning->name = g_strdup (nuan_form_get (self->forms[FOUNDER], "name"));
  beginning->password = nuan_secret_bytes_new_text (nuan_form_get (self->forms[FOUNDER], "password"));
  beginning->roles = chosen_roles (self);

  gtk_widget_set_sensitive (self->begin, FALSE);
  task = g_task_new (self, NULL, made_cb, NULL);
  g_task_set_task_data (task, beginning, beginning_free);
  g_task_run_in_thread (task, make_file);
}

static void
region_changed_cb (NuanAssistantPage *self)
{
  const char *code = nuan_form_get (self->forms[CENTRE], "region");
  g_autofree char *name = nuan_region_full_name (code);

  nuan_row_set_hint (nuan_form_get_row (self->forms[CENTRE], "region"),
                     name != NULL ? name : strlen (code) >= 6 ? _("This code was never issued") : NULL);
}

/* Whoever is on it already stays there: GTK grabs the page itself when Shift+Tab leaves its first field. */
static gboolean
nuan_assistant_page_grab_focus (GtkWidget *widget)
{
  if (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return FALSE;

  return gtk_widget_grab_focus (GTK_WIDGET (NUAN_ASSISTANT_PAGE (widget)->forms[CENTRE]));
}

/* The whole of Enter's way ends at the button. */
static void
nuan_assistant_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nuan_assistant_page_parent_class)->root (widget);
  if (nuan_toplevel_of (widget) != NULL)
    nuan_toplevel_set_main (nuan_toplevel_of (widget), NUAN_ASSISTANT_PAGE (widget)->begin);
}

static void
nuan_assistant_page_finalize (GObject *object)
{
  g_free (NUAN_ASSISTANT_PAGE (object)->path);

  G_OBJECT_CLASS (nuan_assistant_page_parent_class)->finalize (object);
}

static void
nuan_assistant_page_class_init (NuanAssistantPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nuan_assistant_page_finalize;
  widget_class->grab_focus = nuan_assistant_page_grab_focus;
  widget_class->root = nuan_assistant_page_root;

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/assistant-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, centre);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, line);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, founder);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, problem);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, begin);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
}

static void
add_form (NuanAssistantPage *self, guint which, GtkBox *section, const NuanField *fields, NuanFormMore more)
{
  self->forms[which] = nuan_form_new (fields);
  nuan_form_set_more (self->forms[which], more, NULL);
  gtk_box_append (section, GTK_WIDGET (self->forms[which]));
}

static void
nuan_assistant_page_init (NuanAssistantPage *self)
{
  g_autofree char *first_day = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  add_form (self, CENTRE, self->centre, nuan_centre_fields, check_centre);
  add_form (self, LINE, self->line, nuan_line_fields, check_line);
  add_form (self, FOUNDER, self->founder, nuan_founder_fields, check_founder);
  g_signal_connect_object (self->forms[CENTRE], "changed", G_CALLBACK (region_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->forms[FOUNDER], "changed", G_CALLBACK (founder_changed_cb), self, G_CONNECT_SWAPPED);
  nuan_form_set (self->forms[FOUNDER], "role", "admin");
  first_day = g_strdup_printf ("%u-01-01", nuan_day_year (nuan_day_today ()));
  nuan_form_set (self->forms[LINE], "from", first_day);
}

GtkWidget *
nuan_assistant_page_new (const char *path)
{
  NuanAssistantPage *self = g_object_new (NUAN_TYPE_ASSISTANT_PAGE, NULL);

  self->path = g_strdup (path);
  return GTK_WIDGET (self);
}
