#include "config.h"

#include "app/office/check-findings.h"

#include <glib/gi18n-lib.h>

#include "app/kit/decision-dialog.h"
#include "app/kit/list-window.h"
#include "app/session/act.h"
#include "store/journal/check.h"

#define N_RANKS    3
#define MOST_SHOWN 50   /* of a line; `nuanctl check --json` tells all */

/* Data of the window. */
typedef struct {
  NuanContext *context;
  GPtrArray   *lines;   /* NuanCheckLine */
  GHashTable  *rows;    /* line or finding → its AdwActionRow, which the window owns */
  GHashTable  *signs;   /* line or finding → what may go from its row: the sign, the button */
} Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_object_unref (shown->context);
  g_ptr_array_unref (shown->lines);
  g_hash_table_unref (shown->rows);
  g_hash_table_unref (shown->signs);
  g_free (shown);
}

static void show_answer (NuanListWindow *window, const NuanCheckFinding *finding);

/* Answering --------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
  NuanDeskDialog         *dialog;
  NuanListWindow         *window;    /* the dialog is in front of it */
  NuanContext            *context;
  GPtrArray              *lines;     /* keeps FINDING */
  const NuanCheckFinding *finding;
  char                   *reason, *by;   /* as written */
} Answering;

static void
answering_free (gpointer data)
{
  Answering *self = data;

  g_object_unref (self->context);
  g_ptr_array_unref (self->lines);
  g_free (self->reason);
  g_free (self->by);
  g_free (self);
}

typedef struct {
  GPtrArray              *lines;     /* keeps FINDING */
  const NuanCheckFinding *finding;
  char                   *reason;
} Answer;

static gpointer
write_answer (NuanConnection *connection, const NuanStaff *actor, gconstpointer arguments, GError **error)
{
  const Answer *answer = arguments;

  return nuan_act_done (nuan_check_answer (connection, actor, answer->finding, answer->reason, error));
}

static const NuanActPart answer_parts[] = {
  NUAN_ACT_PART (Answer, lines, g_ptr_array_ref, g_ptr_array_unref),
  NUAN_ACT_TEXT (Answer, reason),
  NUAN_ACT_PARTS_END,
};
static const NuanAct answer_act = { write_answer, sizeof (Answer), answer_parts, NULL };

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDeskDialog) dialog = data;
  Answering *self = nuan_desk_dialog_get_data (dialog);
  g_autoptr (GError) error = NULL;

  nuan_session_finish (source, result, &error);
  if (!nuan_decision_dialog_end (dialog, NULL, error))
    return;

  nuan_check_note_answer (self->lines, self->finding->number, self->by, self->reason);
  show_answer (self->window, self->finding);
}

static void
decide (gpointer data, int way, const char *reason)
{
  Answering *self = data;
  const NuanStaff *staff = nuan_context_get_staff (self->context);
  const Answer answer = { .lines = self->lines, .finding = self->finding, .reason = (char *) reason };

  g_free (self->reason);
  self->reason = g_strdup (reason);
  g_free (self->by);
  self->by = g_strdup (staff != NULL ? staff->name : NULL);
  nuan_session_write (self->context, &answer_act, &answer, answered_cb, g_object_ref (self->dialog));
}

/* What must hold and does not. */
static const char *
title_of (GPtrArray *lines, const char *code)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((const NuanCheckLine *) g_ptr_array_index (lines, i))->code, code))
      return ((const NuanCheckLine *) g_ptr_array_index (lines, i))->title;

  return "";
}

static void
answer_clicked_cb (GtkButton *button, const NuanCheckFinding *finding)
{
  const NuanDecisionWay way = { .label = _("_Answer"), .style = "suggested-action", .needs_reason = TRUE };
  NuanListWindow *window = NUAN_LIST_WINDOW (gtk_widget_get_root (GTK_WIDGET (button)));
  const Shown *shown = nuan_list_window_get_data (window);
  Answering *self = g_new0 (Answering, 1);
  GtkWidget *card = nuan_card_new (NULL);
  NuanRow *reason;

  self->window = window;
  self->context = g_object_ref (shown->context);
  self->lines = g_ptr_array_ref (shown->lines);
  self->finding = finding;
  self->dialog = nuan_decision_dialog_new (GTK_WIDGET (window), _("Answer a Finding"), decide, self, answering_free);
  nuan_desk_dialog_set_small (self->dialog);
  nuan_card_add_text (card, title_of (shown->lines, finding->line), "heading");
  nuan_card_add_text (card, finding->text, "body");
  if (*finding->names != '\0')
    nuan_card_add_text (card, finding->names, NULL);
  nuan_desk_dialog_append (self->dialog, card);
  reason = nuan_decision_dialog_add_reason (self->dialog, _("_Reason"));
  nuan_decision_dialog_add_way (self->dialog, &way);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (GTK_WIDGET (reason));
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
show_finding (const Shown *shown, const NuanCheckFinding *finding)
{
  g_autofree char *state = say_state (finding);
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s · %s", finding->names, *finding->names != '\0' ? "\n" : "", finding->number, state);

  nuan_list_window_set_subtitle (g_hash_table_lookup (shown->rows, finding), subtitle);
}

static void
add_finding (NuanListWindow *window, const Shown *shown, const NuanCheckFinding *finding)
{
  AdwActionRow *row = nuan_list_window_add_row (window, finding->text, "");
  g_autofree char *name = g_strdup_printf (_("Answer the finding %s"), finding->number);

  g_hash_table_insert (shown->rows, (gpointer) finding, row);
  show_finding (shown, finding);
  gtk_widget_set_margin_start (GTK_WIDGET (row), 36);
  if (finding->reason == NULL && nuan_context_may (shown->context, NUAN_RIGHT_ANSWER_FINDING))
    g_hash_table_insert (shown->signs, (gpointer) finding,
                         nuan_list_window_add_to_row (row, _("Answer…"), name, G_CALLBACK (answer_clicked_cb), (gpointer) finding));
}

static void
show_line (const Shown *shown, const NuanCheckLine *line)
{
  const gboolean fine = line->passed || line->known;
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, line->count);
  g_autofree char *subtitle = g_strdup_printf (line->passed ? _("%s looked at: in order")
                                               : line->known ? _("%s looked at: known and answered") : _("%s looked at: WRONG"), count);
  g_autofree char *all = line->passed && *line->detail != '\0' ? g_strdup_printf ("%s\n%s", subtitle, line->detail) : g_strdup (subtitle);
  GtkWidget *sign = g_hash_table_lookup (shown->signs, line);

  nuan_list_window_set_subtitle (g_hash_table_lookup (shown->rows, line), all);
  gtk_image_set_from_icon_name (GTK_IMAGE (sign), fine ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (sign, fine ? "error" : "success");
  gtk_widget_add_css_class (sign, fine ? "success" : "error");
}

static void
add_line (NuanListWindow *window, const Shown *shown, const NuanCheckLine *line)
{
  AdwActionRow *row = nuan_list_window_add_row (window, line->title, "");
  GtkWidget *sign = gtk_image_new ();
  const gint64 n_hidden = line->findings->len - MIN (line->findings->len, MOST_SHOWN) + line->n_more;

  adw_action_row_add_prefix (row, sign);
  g_hash_table_insert (shown->rows, (gpointer) line, row);
  g_hash_table_insert (shown->signs, (gpointer) line, sign);
  show_line (shown, line);
  for (guint i = 0; i < MIN (line->findings->len, MOST_SHOWN); i++)
    add_finding (window, shown, g_ptr_array_index (line->findings, i));
  if (n_hidden > 0)
    {
      g_autofree char *more = g_strdup_printf (_("and %lld more"), (long long) n_hidden);

      nuan_list_window_add_row (window, more, "");
    }
}

/* What is wrong stands first, then what is answered, then what is in order. */
static guint
rank (const NuanCheckLine *line)
{
  return line->passed ? 2 : line->known ? 1 : 0;
}

static char *
sum_up (guint n_failed, guint n_known, guint n_passed)
{
  g_autofree char *fine = g_strdup_printf (ngettext ("%u line in order", "%u lines in order", n_passed), n_passed);
  g_autofree char *known = n_known > 0 ? g_strdup_printf (ngettext ("%u line known and answered", "%u lines known and answered", n_known), n_known) : NULL;
  g_autofree char *failed = n_failed > 0 ? g_strdup_printf (ngettext ("%u line with findings", "%u lines with findings", n_failed), n_failed) : NULL;
  const char *verdict = n_failed > 0  ? _("Something is wrong: stop paying, keep a copy of the data file and ask for help.")
                        : n_known > 0 ? _("Nothing else is wrong: what was found is known and answered.")
                                      : _("Everything is in order.");
  g_autoptr (GString) text = g_string_new (failed);

  if (known != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? _(", ") : "", known);
  g_string_append_printf (text, "%s%s\n%s", text->len > 0 ? _(", ") : "", fine, verdict);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_summary (NuanListWindow *window, const Shown *shown)
{
  guint n[N_RANKS] = { 0 };
  g_autofree char *summary = NULL;

  for (guint i = 0; i < shown->lines->len; i++)
    n[rank (g_ptr_array_index (shown->lines, i))]++;
  summary = sum_up (n[0], n[1], n[2]);
  nuan_list_window_set_description (window, summary);
}

static void
fill (NuanListWindow *window, const Shown *shown)
{
  for (guint place = 0; place < N_RANKS; place++)
    for (guint i = 0; i < shown->lines->len; i++)
      if (rank (g_ptr_array_index (shown->lines, i)) == place)
        add_line (window, shown, g_ptr_array_index (shown->lines, i));
  show_summary (window, shown);
}

/* Where it stands: whoever goes through the list finds the next one below. */
static void
show_answer (NuanListWindow *window, const NuanCheckFinding *finding)
{
  const Shown *shown = nuan_list_window_get_data (window);
  AdwActionRow *row = g_hash_table_lookup (shown->rows, finding);
  GtkWidget *button = g_hash_table_lookup (shown->signs, finding);

  show_finding (shown, finding);
  if (button != NULL)
    adw_action_row_remove (row, button);
  g_hash_table_remove (shown->signs, finding);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  for (guint i = 0; i < shown->lines->len; i++)
    if (g_hash_table_contains (shown->rows, g_ptr_array_index (shown->lines, i)))
      show_line (shown, g_ptr_array_index (shown->lines, i));
  show_summary (window, shown);
}

void
nuan_show_check_lines (GtkWidget *parent, NuanContext *context, GPtrArray *lines)
{
  Shown *shown = g_new (Shown, 1);
  NuanListWindow *window;

  *shown = (Shown) { g_object_ref (context), g_ptr_array_ref (lines), g_hash_table_new (NULL, NULL), g_hash_table_new (NULL, NULL) };
  window = nuan_list_window_new (parent, _("Data Check"), "", shown, shown_free);
  fill (window, shown);
  gtk_window_present (GTK_WINDOW (window));
}
