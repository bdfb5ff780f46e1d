#include "config.h"

#include "app/office/check-findings.h"

#include <glib/gi18n-lib.h>

#include "app/kit/form-dialog.h"
#include "app/kit/list-window.h"
#include "app/kit/toast.h"
#include "store/journal/check.h"

#define MOST_SHOWN 50   /* of a line; `nuanctl check --json` tells all */

/* Data of the window. */
typedef struct {
  NuanContext *context;
  GPtrArray   *lines;   /* NuanCheckLine */
} Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_object_unref (shown->context);
  g_ptr_array_unref (shown->lines);
  g_free (shown);
}

static void fill (NuanListWindow *window);

/* Answering --------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
  NuanStaff              *actor;
  GPtrArray              *lines;     /* keeps FINDING */
  const NuanCheckFinding *finding;
  char                   *reason;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  nuan_staff_free (answer->actor);
  g_ptr_array_unref (answer->lines);
  g_free (answer->reason);
  g_free (answer);
}

static gpointer
write_answer (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  const Answer *answer = input;

  return nuan_check_answer (connection, answer->actor, answer->finding, answer->reason, error) ? write_answer : NULL;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanFormDialog) form = user_data;
  g_autoptr (GError) error = NULL;
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (form));
  const gboolean done = nuan_database_finish (NUAN_DATABASE (source), result, &error) != NULL;
  Shown *shown;

  nuan_form_dialog_set_busy (form, FALSE);
  nuan_form_dialog_show_error (form, error);
  if (!done)
    return;

  gtk_window_close (GTK_WINDOW (form));
  if (!NUAN_IS_LIST_WINDOW (window))
    return;

  shown = nuan_list_window_get_data (NUAN_LIST_WINDOW (window));
  nuan_check_note_answer (shown->lines, g_object_get_data (G_OBJECT (form), "number"), g_object_get_data (G_OBJECT (form), "by"),
                          gtk_editable_get_text (g_object_get_data (G_OBJECT (form), "reason")));
  nuan_toast (GTK_WIDGET (window), _("Answered"));
  fill (NUAN_LIST_WINDOW (window));
}

static void
confirmed_cb (NuanFormDialog *form, const NuanCheckFinding *finding)
{
  Shown *shown = nuan_list_window_get_data (NUAN_LIST_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (form))));
  const NuanStaff *staff = nuan_context_get_staff (shown->context);
  Answer *answer;

  if (staff == NULL)
    return;   /* locked meanwhile */

  answer = g_new (Answer, 1);
  *answer = (Answer) { nuan_staff_copy (staff), g_ptr_array_ref (shown->lines), finding,
                       g_strdup (gtk_editable_get_text (g_object_get_data (G_OBJECT (form), "reason"))) };
  g_object_set_data_full (G_OBJECT (form), "by", g_strdup (staff->name), g_free);
  nuan_form_dialog_set_busy (form, TRUE);
  nuan_database_write (nuan_context_get_database (shown->context), write_answer, answer, answer_free, NULL, NULL, answered_cb,
                       g_object_ref (form));
}

static void
answer_clicked_cb (GtkButton *button, const NuanCheckFinding *finding)
{
  NuanFormDialog *form = nuan_form_dialog_new (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (button))), _("Answer a Finding"), _("_Answer"));
  GtkWidget *about = gtk_label_new (finding->text), *reason = gtk_entry_new ();

  gtk_label_set_wrap (GTK_LABEL (about), TRUE);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_window_set_modal (GTK_WINDOW (form), TRUE);
  nuan_form_dialog_add (form, about);
  nuan_form_dialog_add_field (form, "reason", _("_Reason"), reason);
  g_object_set_data (G_OBJECT (form), "reason", reason);
  g_object_set_data_full (G_OBJECT (form), "number", g_strdup (finding->number), g_free);
  g_signal_connect (form, "confirmed", G_CALLBACK (confirmed_cb), (gpointer) finding);
  gtk_window_present (GTK_WINDOW (form));
}

/* The list ---------------------------------------------------------------------------------------------------------------------------- */

static char *
say_state (const NuanCheckFinding *finding)
{
  if (finding->reason == NULL)
    return g_strdup (_("not answered"));
  if (!finding->closes)
    return g_strdup_printf (_("explained by %s, and stays: %s"), finding->answered_by, finding->reason);

  return g_strdup_printf (_("answered by %s: %s"), finding->answered_by, finding->reason);
}

static void
add_finding (NuanListWindow *window, const Shown *shown, const NuanCheckFinding *finding)
{
  g_autofree char *state = say_state (finding);
  g_autofree char *rows = g_strjoinv (" ", finding->rows);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s%s%s", finding->number, state, *rows != '\0' ? "\n" : "", rows);
  AdwActionRow *row = nuan_list_window_add_row (window, finding->text, subtitle);
  g_autofree char *name = g_strdup_printf (_("Answer the finding %s"), finding->number);

  gtk_widget_set_margin_start (GTK_WIDGET (row), 36);
  if (finding->reason == NULL && nuan_context_may (shown->context, NUAN_RIGHT_ANSWER_FINDING))
    nuan_list_window_add_to_row (row, _("Answer…"), name, G_CALLBACK (answer_clicked_cb), (gpointer) finding);
}

static void
add_line (NuanListWindow *window, const Shown *shown, const NuanCheckLine *line)
{
  const gboolean fine = line->passed || line->known;
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, line->count);
  g_autofree char *subtitle = g_strdup_printf (line->passed ? _("%s looked at: in order")
                                               : line->known ? _("%s looked at: known and answered") : _("%s looked at: WRONG"), count);
  g_autofree char *all = line->passed && *line->detail != '\0' ? g_strdup_printf ("%s\n%s", subtitle, line->detail) : g_strdup (subtitle);
  AdwActionRow *row = nuan_list_window_add_row (window, line->title, all);
  GtkWidget *icon = gtk_image_new_from_icon_name (fine ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  const gint64 n_hidden = line->findings->len - MIN (line->findings->len, MOST_SHOWN) + line->n_more;

  gtk_widget_add_css_class (icon, fine ? "success" : "error");
  adw_action_row_add_prefix (row, icon);
  for (guint i = 0; i < MIN (line->findings->len, MOST_SHOWN); i++)
    add_finding (window, shown, g_ptr_array_index (line->findings, i));
  if (n_hidden > 0)
    {
      g_autofree char *more = g_strdup_printf (_("and %lld more"), (long long) n_hidden);

      nuan_list_window_add_row (window, more, "");
    }
}

static void
fill (NuanListWindow *window)
{
  const Shown *shown = nuan_list_window_get_data (window);
  guint n_failed = 0;

  nuan_list_window_clear (window);
  for (guint i = 0; i < shown->lines->len; i++)
    {
      const NuanCheckLine *line = g_ptr_array_index (shown->lines, i);

      add_line (window, shown, line);
      n_failed += !line->passed && !line->known;
    }

  nuan_list_window_set_note (window, n_failed == 0 ? _("Everything is in order.")
                                                   : _("Something is wrong: stop paying, keep a copy of the data file and "
                                                       "ask for help."));
}

void
nuan_show_check_lines (GtkWidget *parent, NuanContext *context, GPtrArray *lines)
{
  Shown *shown = g_new (Shown, 1);
  NuanListWindow *window;

  *shown = (Shown) { g_object_ref (context), g_ptr_array_ref (lines) };
  window = nuan_list_window_new (parent, _("Data Check"), "", shown, shown_free);
  fill (window);
  gtk_window_present (GTK_WINDOW (window));
}
