#include "config.h"

#include "app/parts/unit-row.h"

#include <glib/gi18n-lib.h>

#include "base/name-form.h"
#include "store/office/centre.h"

#define LOOK_DELAY_MS 120
#define SHOWN         8

struct _NuanUnitRow
{
  NuanTextRow   parent_instance;

  NuanContext  *context;
  GCancellable *looking;
  guint         look_source;

  GtkPopover   *popover;
  GtkListBox   *list;
};

G_DEFINE_FINAL_TYPE (NuanUnitRow, nuan_unit_row, NUAN_TYPE_TEXT_ROW)

static void
hide (NuanUnitRow *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_cancellable_cancel (self->looking);
  if (self->popover != NULL)
    gtk_popover_popdown (self->popover);
}

static gboolean
has_focus (NuanUnitRow *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
show_units (NuanUnitRow *self, GPtrArray *names)
{
  const char *typed = nuan_row_get_value (NUAN_ROW (self));
  GtkWidget *child;
  g_autofree char *hint = NULL;
  gboolean known = FALSE;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      GtkWidget *label = gtk_label_new (name);

      known |= strcmp (name, typed) == 0;
      if (hint == NULL && nuan_name_alike (name, typed))
        hint = g_strdup_printf (_("It is taken as %s"), name);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_margin_top (label, 5);
      gtk_widget_set_margin_bottom (label, 5);
      gtk_widget_set_margin_start (label, 6);
      gtk_widget_set_margin_end (label, 6);
      gtk_list_box_append (self->list, label);
      n++;
    }

  nuan_row_set_hint (NUAN_ROW (self), known ? NULL : hint != NULL ? hint : _("A new unit: it is made when the file is saved"));
  if (n == 0 || (known && n == 1) || !has_focus (self))
    gtk_popover_popdown (self->popover);
  else
    gtk_popover_popup (self->popover);
}

static gpointer
list_work (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  return nuan_unit_list (connection, input, SHOWN, error);
}

static void
units_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanUnitRow) self = data;
  g_autoptr (GPtrArray) names = nuan_database_finish (NUAN_DATABASE (source), result, NULL);

  /* A later search was begun, or the field was left: this one was cancelled. */
  if (names != NULL && self->popover != NULL && *nuan_row_get_value (NUAN_ROW (self)) != '\0')
    show_units (self, names);
}

static gboolean
look_due (gpointer data)
{
  NuanUnitRow *self = data;

  self->look_source = 0;
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  nuan_database_read (nuan_context_get_database (self->context), NUAN_READ_QUICK, list_work,
                      g_strdup (nuan_row_get_value (NUAN_ROW (self))), g_free,
                      (GDestroyNotify) g_ptr_array_unref, self->looking, units_read_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
changed_cb (NuanUnitRow *self)
{
  hide (self);
  if (self->context != NULL && *nuan_row_get_value (NUAN_ROW (self)) != '\0')
    self->look_source = g_timeout_add (LOOK_DELAY_MS, look_due, self);
}

static void
chosen_cb (NuanUnitRow *self, GtkListBoxRow *chosen)
{
  GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (self));
  g_autofree char *name = g_strdup (gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (chosen))));

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  hide (self);
  nuan_row_set_hint (NUAN_ROW (self), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  nuan_row_go_on (NUAN_ROW (self));
}

static gboolean
key_cb (NuanUnitRow *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Escape)
    {
      hide (self);
      gtk_widget_grab_focus (GTK_WIDGET (nuan_text_row_get_entry (NUAN_TEXT_ROW (self))));
      return GDK_EVENT_STOP;
    }
  if ((keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down) && gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL)
    return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_PROPAGATE;
}

static void
nuan_unit_row_dispose (GObject *object)
{
  NuanUnitRow *self = NUAN_UNIT_ROW (object);

  g_clear_handle_id (&self->look_source, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->context);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popover)));

  G_OBJECT_CLASS (nuan_unit_row_parent_class)->dispose (object);
}

static void
nuan_unit_row_class_init (NuanUnitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nuan_unit_row_dispose;
}

static void
nuan_unit_row_init (NuanUnitRow *self)
{
  GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (self));
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Units that begin alike"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (chosen_cb), self);

  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_autohide (self->popover, FALSE);
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_popover_set_position (self->popover, GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self->popover), GTK_ALIGN_START);
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->list));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (entry));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (hide), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

void
nuan_unit_row_set_context (NuanUnitRow *row, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_UNIT_ROW (row));

  g_set_object (&row->context, context);
}
