#include "config.h"

#include "app/office/dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/kit/day-entry.h"
#include "app/kit/form-dialog.h"
#include "app/kit/list-window.h"
#include "app/kit/moment.h"
#include "app/kit/plain-keys.h"
#include "app/kit/toast.h"
#include "store/office/standard-store.h"

typedef struct {
  NuanStaff *actor;
  char      *name, *value;
  NuanDay    from;
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  nuan_staff_free (setting->actor);
  g_free (setting->name);
  g_free (setting->value);
  g_free (setting);
}

static gpointer
set_standard (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  Setting *setting = input;

  if (!nuan_standard_store_set (connection, setting->actor, setting->name, setting->value, setting->from, error))
    return NULL;

  return set_standard;
}

static gpointer
read_standards (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  GPtrArray *rows = nuan_standard_store_list (connection, error);

  if (rows != NULL)
    nuan_standard_add_presets (rows);
  return rows;
}

static void fill (NuanListWindow *window);

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanFormDialog) form = user_data;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (form));
  gboolean done = nuan_database_finish (NUAN_DATABASE (source), result, &error) != NULL;

  nuan_form_dialog_set_busy (form, FALSE);
  nuan_form_dialog_show_error (form, error);
  if (!done)
    return;

  gtk_window_close (GTK_WINDOW (form));
  if (NUAN_IS_LIST_WINDOW (parent))
    {
      nuan_toast (GTK_WIDGET (parent), _("Saved"));
      fill (NUAN_LIST_WINDOW (parent));
    }
}

static void
confirmed_cb (NuanFormDialog *form)
{
  NuanListWindow *window = NUAN_LIST_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (form)));
  NuanContext *context = nuan_list_window_get_data (window);
  GtkDropDown *name = g_object_get_data (G_OBJECT (form), "name");
  GtkEditable *value = g_object_get_data (G_OBJECT (form), "value");
  NuanDayEntry *from = g_object_get_data (G_OBJECT (form), "from");
  g_autoptr (GError) error = NULL;
  Setting *setting;
  NuanDay day;

  if (nuan_context_get_staff (context) == NULL)
    return;

  day = nuan_day_entry_get_day (from, "from", &error);
  if (day == NUAN_DAY_NONE)
    {
      nuan_form_dialog_show_error (form, error);
      return;
    }

  setting = g_new0 (Setting, 1);
  setting->actor = nuan_staff_copy (nuan_context_get_staff (context));
  setting->name = g_strdup (nuan_standard_names ()[gtk_drop_down_get_selected (name)]);
  setting->value = g_strdup (gtk_editable_get_text (value));
  setting->from = day;
  nuan_form_dialog_set_busy (form, TRUE);
  nuan_database_write (nuan_context_get_database (context), set_standard, setting, setting_free, NULL, NULL, set_cb,
                       g_object_ref (form));
}

static void
name_chosen_cb (GtkDropDown *name, GParamSpec *pspec, GtkEntry *value)
{
  g_autofree char *hint = nuan_standard_hint (nuan_standard_names ()[gtk_drop_down_get_selected (name)]);

  gtk_entry_set_placeholder_text (value, hint);
}

static void
set_clicked_cb (GtkButton *button, gpointer data)
{
  NuanFormDialog *form = nuan_form_dialog_new (data, _("New Standard"), _("_Set"));
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *name, *value = gtk_entry_new (), *from = nuan_day_entry_new (nuan_day_today ());

  for (const char *const *standard = nuan_standard_names (); *standard != NULL; standard++)
    gtk_string_list_append (titles, nuan_standard_title (*standard));
  name = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (titles)), NULL);

  gtk_window_set_modal (GTK_WINDOW (form), TRUE);
  nuan_form_dialog_add_field (form, "name", _("_Standard"), name);
  nuan_plain_keys (value);
  nuan_form_dialog_add_field (form, "value", _("_Value"), value);
  nuan_form_dialog_add_field (form, "from", _("In force _from"), from);
  g_object_set_data (G_OBJECT (form), "name", name);
  g_object_set_data (G_OBJECT (form), "value", value);
  g_object_set_data (G_OBJECT (form), "from", from);
  g_signal_connect (form, "confirmed", G_CALLBACK (confirmed_cb), NULL);
  g_signal_connect_object (name, "notify::selected", G_CALLBACK (name_chosen_cb), value, 0);
  name_chosen_cb (GTK_DROP_DOWN (name), NULL, GTK_ENTRY (value));
  gtk_window_present (GTK_WINDOW (form));
}

static void
standards_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanListWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  gboolean has_line = FALSE;

  if (rows == NULL)
    {
      nuan_show_error (GTK_WIDGET (window), _("The standards could not be read"), error);
      return;
    }

  nuan_list_window_clear (window);
  for (guint i = 0; i < rows->len; i++)
    {
      const NuanStandardRow *standard = g_ptr_array_index (rows, i);
      g_autofree char *from = nuan_day_format (standard->from);
      g_autofree char *at = nuan_moment_format (standard->at);
      g_autofree char *value = nuan_standard_show (standard->name, standard->value);
      g_autofree char *title = g_strdup_printf (_("%s: %s"), nuan_standard_title (standard->name), value);
      /* Translators: a date, the name of a person, a date with time. */
      g_autofree char *subtitle = standard->id != 0 ? g_strdup_printf (_("from %s · set by %s, %s"), from, standard->set_by, at)
                                                    : g_strdup (_("as preset; no local figure was set"));

      nuan_list_window_add_row (window, title, subtitle);
      has_line = has_line || g_str_equal (standard->name, "dibao");
    }
  nuan_list_window_set_note (window, !has_line ? _("No local figure yet: set the minimum living line first.") : NULL);
}

static void
fill (NuanListWindow *window)
{
  nuan_database_read (nuan_context_get_database (nuan_list_window_get_data (window)), NUAN_READ_QUICK, read_standards, NULL,
                      NULL,
                      (GDestroyNotify) g_ptr_array_unref, NULL, standards_read_cb, g_object_ref (window));
}

void
nuan_show_standards (GtkWidget *parent, NuanContext *context)
{
  NuanListWindow *window = nuan_list_window_new (parent, _("Standards"),
                                                 _("Local figures and rules, each with its first day. A new row never "
                                                   "changes what was decided before."), g_object_ref (context), g_object_unref);
  GtkWidget *button = nuan_list_window_add_button (window, _("_Set…"), G_CALLBACK (set_clicked_cb), window);

  gtk_widget_set_visible (button, nuan_context_may (context, NUAN_RIGHT_SET_STANDARD));
  fill (window);
  gtk_window_present (GTK_WINDOW (window));
}
