#include "config.h"

#include "app/kit/decision-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/kit/pointing.h"
#include "app/kit/rows.h"
#include "app/kit/toast.h"
#include "base/text.h"

#define DECISION "nuan-decision"

typedef struct {
  NuanDeskDialog *dialog;   /* owns this */
  NuanDecide      decide;
  NuanRow        *reason;   /* NULL: none is asked for */
  GPtrArray      *ways;     /* Way */
  const char     *done;     /* of the one that was chosen last */
} Decision;

typedef struct {
  Decision       *decision;
  NuanDecisionWay way;
  GtkWidget      *button;
} Way;

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_ptr_array_unref (decision->ways);
  g_free (decision);
}

static Decision *
decision_of (NuanDeskDialog *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), DECISION);
}

gboolean
nuan_decision_has_reason (NuanRow *reason)
{
  if (!nuan_text_is_blank (nuan_row_get_value (reason)))
    return TRUE;

  nuan_row_show_problem (reason, _("Say why in a sentence"));
  nuan_point_at (reason);
  return FALSE;
}

static void
choose (Way *chosen)
{
  Decision *self = chosen->decision;
  const char *reason = self->reason != NULL ? nuan_row_get_value (self->reason) : "";

  if (chosen->way.needs_reason && !nuan_decision_has_reason (self->reason))
    return;

  self->done = chosen->way.done;
  nuan_desk_dialog_show_problem (self->dialog, NULL);
  nuan_desk_dialog_set_busy (self->dialog, TRUE);
  self->decide (nuan_desk_dialog_get_data (self->dialog), chosen->way.way, reason);
}

/* Ahead of the reason, where Enter begins a line. */
static gboolean
confirm_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  Decision *self = data;
  Way *only = self->ways->len == 1 ? g_ptr_array_index (self->ways, 0) : NULL;

  if (only != NULL && gtk_widget_is_sensitive (only->button))
    choose (only);
  return GDK_EVENT_STOP;
}

static void
follow_keys (Decision *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter");

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (trigger, gtk_callback_action_new (confirm_key_cb, self, NULL)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->dialog), keys);
}

NuanDeskDialog *
nuan_decision_dialog_new (GtkWidget *parent, const char *title, NuanDecide decide, gpointer data, GDestroyNotify free_data)
{
  NuanDeskDialog *dialog = nuan_desk_dialog_new (parent, title, data, free_data);
  Decision *self = g_new0 (Decision, 1);

  self->dialog = dialog;
  self->decide = decide;
  self->ways = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data_full (G_OBJECT (dialog), DECISION, self, decision_free);
  follow_keys (self);
  return dialog;
}

NuanRow *
nuan_decision_dialog_add_reason (NuanDeskDialog *dialog, const char *title)
{
  Decision *self = decision_of (dialog);

  g_return_val_if_fail (self != NULL && self->reason == NULL, NULL);

  self->reason = g_object_new (NUAN_TYPE_MEMO_ROW, "title", title, NULL);
  nuan_desk_dialog_append (dialog, GTK_WIDGET (self->reason));
  return self->reason;
}

/* A reason that every way needs is marked; the only way has a key. */
static void
note_ways (Decision *self)
{
  gboolean needed = TRUE;

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = g_ptr_array_index (self->ways, i);

      needed &= way->way.needs_reason;
      gtk_widget_set_tooltip_text (way->button, self->ways->len == 1 ? _("Ctrl+Enter") : NULL);
    }
  if (self->reason != NULL)
    nuan_row_set_required (self->reason, needed);
}

GtkWidget *
nuan_decision_dialog_add_way (NuanDeskDialog *dialog, const NuanDecisionWay *way)
{
  Decision *self = decision_of (dialog);
  Way *added;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->reason != NULL || !way->needs_reason, NULL);

  added = g_new (Way, 1);
  *added = (Way) { .decision = self, .way = *way, .button = nuan_desk_dialog_add_button (dialog, way->label, way->style, NULL) };
  g_signal_connect_swapped (added->button, "clicked", G_CALLBACK (choose), added);
  g_ptr_array_add (self->ways, added);
  note_ways (self);
  return added->button;
}

gboolean
nuan_decision_dialog_end (NuanDeskDialog *dialog, GPtrArray *warnings, const GError *error)
{
  Decision *self = decision_of (dialog);

  g_return_val_if_fail (self != NULL, FALSE);

  if (!nuan_desk_dialog_end_busy (dialog, error, self->reason))
    return FALSE;

  if (self->done != NULL)
    nuan_tell_done (GTK_WIDGET (dialog), self->done, warnings);
  gtk_window_close (GTK_WINDOW (dialog));
  return TRUE;
}
