#include "config.h"

#include "app/office/dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/kit/form-dialog.h"
#include "app/kit/list-window.h"
#include "app/kit/moment.h"
#include "app/kit/rows.h"
#include "app/kit/toast.h"
#include "app/kit/toplevel.h"
#include "app/session/act.h"
#include "model/standard-fields.h"
#include "store/office/standard-store.h"

typedef struct {
  char   *name, *value;
  NuanDay from;
} Setting;

static gpointer
set_standard (NuanConnection *connection, const NuanStaff *actor, gconstpointer arguments, GError **error)
{
  const Setting *setting = arguments;

  return nuan_act_done (nuan_standard_store_set (connection, actor, setting->name, setting->value, setting->from, error));
}

static const NuanActPart setting_parts[] = { NUAN_ACT_TEXT (Setting, name), NUAN_ACT_TEXT (Setting, value), NUAN_ACT_PARTS_END };
static const NuanAct set_act = { set_standard, sizeof (Setting), setting_parts, NULL };

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
  g_autoptr (NuanFormDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  nuan_session_finish (source, result, &error);
  if (!nuan_form_dialog_end_busy (dialog, error))
    return;

  gtk_window_close (GTK_WINDOW (dialog));
  nuan_toast (GTK_WIDGET (parent), _("Saved"));
  fill (NUAN_LIST_WINDOW (parent));
}

static void
confirmed_cb (NuanFormDialog *dialog)
{
  NuanListWindow *window = NUAN_LIST_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  NuanForm *form = nuan_form_dialog_get_form (dialog);
  const Setting setting = {
    .name = (char *) nuan_form_get (form, "name"),
    .value = (char *) nuan_form_get (form, nuan_form_is_asked (form, "choice") ? "choice" : "value"),
    .from = nuan_form_get_day (form, "from"),
  };

  nuan_form_dialog_set_busy (dialog, TRUE);
  nuan_session_write (nuan_list_window_get_data (window), &set_act, &setting, set_cb, g_object_ref (dialog));
}

/* What may be entered depends on the standard. */
static void
check_value (NuanForm *form, GPtrArray *errors, gpointer data)
{
  GError *error = NULL;
  g_autofree char *value = NULL;

  if (!nuan_form_is_asked (form, "value"))
    return;

  value = nuan_standard_check (nuan_form_get (form, "name"), nuan_form_get (form, "value"), &error);
  nuan_fields_add_error (errors, error);
}

/* A figure with what it may be, or two ways in words. What was wrong with the standard before says nothing of this one. */
static void
ask_value (NuanForm *form)
{
  const char *name = nuan_form_get (form, "name");
  NuanChoiceRow *choice = NUAN_CHOICE_ROW (nuan_form_get_row (form, "choice"));
  const char *words[2], *said[2];
  const gboolean chooses = nuan_standard_get_choice (name, words, said);
  g_autofree char *hint = chooses ? NULL : nuan_standard_hint (name);

  nuan_form_show_error (form, NULL);
  nuan_form_set_asked (form, "value", !chooses);
  nuan_form_set_asked (form, "choice", chooses);
  nuan_row_set_hint (nuan_form_get_row (form, "value"), hint);
  nuan_choice_row_clear (choice);
  for (guint i = 0; chooses && i < G_N_ELEMENTS (words); i++)
    nuan_choice_row_add (choice, words[i], said[i], NULL);
  nuan_form_set (form, "choice", "");
}

static void
set_clicked_cb (GtkButton *button, gpointer data)
{
  NuanFormDialog *dialog = nuan_form_dialog_new (data, _("New Standard"), _("_Set"));
  NuanForm *form = nuan_form_dialog_add_form (dialog, nuan_standard_fields);
  NuanRow *names = nuan_form_get_row (form, "name");

  for (const char *const *name = nuan_standard_names (); *name != NULL; name++)
    nuan_choice_row_add (NUAN_CHOICE_ROW (names), *name, nuan_standard_title (*name), NULL);
  nuan_form_set (form, "name", nuan_standard_names ()[0]);
  nuan_form_set_day (form, "from", nuan_day_today ());
  nuan_form_set_more (form, check_value, NULL);
  ask_value (form);
  g_signal_connect_swapped (names, "changed", G_CALLBACK (ask_value), form);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (confirmed_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (form));
}

static void
standards_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanListWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  gboolean has_line = FALSE;

  if (!nuan_toplevel_is_open (GTK_WINDOW (window)))
    return;
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
