#include "config.h"

#include "app/shell/assistant-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/shell/opening.h"
#include "app/parts/roles-chooser.h"
#include "app/kit/rows.h"
#include "base/error.h"
#include "base/region.h"
#include "base/seal.h"
#include "store/office/centre.h"
#include "store/office/staff-store.h"
#include "store/office/standard-store.h"

struct _NuanAssistantPage
{
  AdwBin            parent_instance;

  char             *path;

  NuanRow          *centre, *unit, *region, *line, *line_from, *name, *login, *password, *again;
  NuanRolesChooser *roles;
  GtkLabel         *problem;
  GtkWidget        *begin;
};

G_DEFINE_FINAL_TYPE (NuanAssistantPage, nuan_assistant_page, ADW_TYPE_BIN)

/* What was typed, for the thread that makes the file. */
typedef struct {
  char      *path;
  NuanCentre centre;
  char      *line, *login, *name, *password;
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
  g_free (beginning->password);
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

  if (nuan_centre_init (beginning->path, &beginning->centre, beginning->login, beginning->name, beginning->roles, beginning->password, set_line,
                        beginning, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
show_error (NuanAssistantPage *self, const GError *error)
{
  const struct { const char *field; NuanRow *row; } fields[] = {
    { "centre", self->centre }, { "unit", self->unit }, { "region", self->region },
    { "dibao", self->line }, { "value", self->line }, { "from", self->line_from },
    { "name", self->name }, { "login", self->login }, { "password", self->password }, { "again", self->again },
  };
  const char *field = nuan_error_get_field (error);
  NuanRow *at = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (field, fields[i].field) == 0)
      at = fields[i].row;

  gtk_label_set_text (self->problem, at == NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), at == NULL);
  if (at != NULL)
    {
      nuan_row_show_problem (at, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (at));
    }
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NuanAssistantPage *self = NUAN_ASSISTANT_PAGE (source);
  g_autoptr (GError) error = NULL;
  NuanWindow *window;

  gtk_widget_set_sensitive (self->begin, TRUE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      show_error (self, error);
      return;
    }

  window = nuan_window_of (GTK_WIDGET (self));
  nuan_sign_in_page_reset (nuan_window_get_sign_in (window), nuan_row_get_value (self->login));
  nuan_opening_made (window, self->path);
}

/* What the file itself can't tell, or only after it is made. */
static gboolean
check (NuanAssistantPage *self, NuanDay *from, GError **error)
{
  g_autofree char *line = NULL;

  if (g_utf8_strlen (nuan_row_get_value (self->centre), -1) == 0)
    nuan_error_set (error, NUAN_ERROR_INVALID, "centre", _("The centre needs its name"));
  else if (g_utf8_strlen (nuan_row_get_value (self->unit), -1) == 0)
    nuan_error_set (error, NUAN_ERROR_INVALID, "unit", _("The centre needs its union organisation"));
  else if ((line = nuan_standard_check ("dibao", nuan_row_get_value (self->line), error)) == NULL)
    return FALSE;
  else if (!nuan_day_parse (nuan_row_get_value (self->line_from), "from", from, error))
    return FALSE;
  else if (!nuan_login_check (nuan_row_get_value (self->login), error)
           || !nuan_password_check (nuan_row_get_value (self->login), nuan_row_get_value (self->password), error))
    return FALSE;
  else if (g_strcmp0 (nuan_row_get_value (self->password), nuan_row_get_value (self->again)) != 0)
    nuan_error_set (error, NUAN_ERROR_INVALID, "again", _("The two passwords differ"));
  else
    return TRUE;

  return FALSE;
}

static void
begin_cb (NuanAssistantPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Beginning *beginning;
  NuanDay from;

  gtk_widget_hide (GTK_WIDGET (self->problem));
  if (!check (self, &from, &error))
    {
      show_error (self, error);
      return;
    }

  beginning = g_new0 (Beginning, 1);
  beginning->path = g_strdup (self->path);
  beginning->centre.name = g_strdup (nuan_row_get_value (self->centre));
  beginning->centre.unit = g_strdup (nuan_row_get_value (self->unit));
  beginning->centre.region = g_strdup (nuan_row_get_value (self->region));
  beginning->line = g_strdup (nuan_row_get_value (self->line));
  beginning->from = from;
  beginning->login = g_strdup (nuan_row_get_value (self->login));
  beginning->name = g_strdup (nuan_row_get_value (self->name));
  beginning->password = g_strdup (nuan_row_get_value (self->password));
  beginning->roles = nuan_roles_chooser_get_roles (self->roles);

  gtk_widget_set_sensitive (self->begin, FALSE);
  task = g_task_new (self, NULL, made_cb, NULL);
  g_task_set_task_data (task, beginning, beginning_free);
  g_task_run_in_thread (task, make_file);
}

static void
region_changed_cb (NuanAssistantPage *self)
{
  const char *code = nuan_row_get_value (self->region);
  g_autofree char *name = nuan_region_full_name (code);

  nuan_row_set_hint (self->region, name != NULL ? name : strlen (code) >= 6 ? _("This code was never issued") : NULL);
}

static void
hide_password (NuanRow *row)
{
  GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (row));

  gtk_entry_set_visibility (entry, FALSE);
  gtk_entry_set_input_purpose (entry, GTK_INPUT_PURPOSE_PASSWORD);
}

/* Whoever is on it already stays there: GTK grabs the page itself when Shift+Tab leaves its first field. */
static gboolean
nuan_assistant_page_grab_focus (GtkWidget *widget)
{
  if (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return FALSE;

  return gtk_widget_grab_focus (GTK_WIDGET (NUAN_ASSISTANT_PAGE (widget)->centre));
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

  g_type_ensure (NUAN_TYPE_TEXT_ROW);
  g_type_ensure (NUAN_TYPE_MONEY_ROW);
  g_type_ensure (NUAN_TYPE_DAY_ROW);
  g_type_ensure (NUAN_TYPE_ROLES_CHOOSER);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/assistant-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, centre);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, unit);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, region);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, line);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, line_from);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, name);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, login);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, password);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, again);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, roles);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, problem);
  gtk_widget_class_bind_template_child (widget_class, NuanAssistantPage, begin);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, region_changed_cb);
}

static void
nuan_assistant_page_init (NuanAssistantPage *self)
{
  g_autofree char *first_day = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  hide_password (self->password);
  hide_password (self->again);
  nuan_roles_chooser_set_roles (self->roles, NUAN_ROLE_ADMIN, NUAN_ROLE_ADMIN);
  first_day = g_strdup_printf ("%u-01-01", nuan_day_year (nuan_day_today ()));
  nuan_row_put_value (self->line_from, first_day);
}

GtkWidget *
nuan_assistant_page_new (const char *path)
{
  NuanAssistantPage *self = g_object_new (NUAN_TYPE_ASSISTANT_PAGE, NULL);

  self->path = g_strdup (path);
  return GTK_WIDGET (self);
}
