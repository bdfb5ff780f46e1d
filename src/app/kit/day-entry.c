#include "config.h"

#include "app/kit/day-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/kit/plain-keys.h"

#define MOST_CHARS 16   /* "2025 年 11 月 20 日" */

struct _NuanDayEntry
{
  GtkEntry   parent_instance;

  NuanDay    day;       /* the last day that the text was; NONE before */
  GtkWidget *popover;
  GtkWidget *calendar;
  gboolean   filling;   /* the calendar is set, not clicked */
  gboolean   wrong;     /* what was left there is no day */
};

G_DEFINE_FINAL_TYPE (NuanDayEntry, nuan_day_entry, GTK_TYPE_ENTRY)

enum { DAY_CHANGED, NO_DAY, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

static void
mark (NuanDayEntry *self, gboolean wrong)
{
  self->wrong = wrong;
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID, wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* While it is being typed only the whole day counts: 2025-1-2 may become 2025-1-25. */
static void
changed_cb (NuanDayEntry *self)
{
  NuanDay day;

  if (!nuan_day_parse (gtk_editable_get_text (GTK_EDITABLE (self)), NULL, &day, NULL) || (day == self->day && !self->wrong))
    return;
  self->day = day;
  mark (self, FALSE);
  g_signal_emit (self, signals[DAY_CHANGED], 0);
}

/* A day written otherwise is put as it stands here, and what is no day is marked, when the clerk has left it, not while it is being typed. */
static void
typed_cb (NuanDayEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autofree char *tidy = nuan_day_tidy (text);
  NuanDay day;

  if (strcmp (tidy, text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), tidy);
  if (nuan_day_parse (tidy, NULL, &day, NULL))
    return;
  mark (self, TRUE);
  g_signal_emit (self, signals[NO_DAY], 0);
}

static void
day_selected_cb (NuanDayEntry *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));

  if (self->filling)
    return;
  nuan_day_entry_set_day (self, nuan_day_new ((guint) g_date_time_get_year (date), (guint) g_date_time_get_month (date),
                                              (guint) g_date_time_get_day_of_month (date)));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
open_calendar (NuanDayEntry *self)
{
  const NuanDay day = self->day != NUAN_DAY_NONE ? self->day : nuan_day_today ();
  guint year, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;

  if (self->popover == NULL)
    {
      self->calendar = gtk_calendar_new ();
      g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
      self->popover = gtk_popover_new ();
      gtk_popover_set_child (GTK_POPOVER (self->popover), self->calendar);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }
  nuan_day_split (day, &year, &month, &day_of_month);
  date = g_date_time_new_local ((int) year, (int) month, (int) day_of_month, 12, 0, 0);
  self->filling = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), date);
  self->filling = FALSE;
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
icon_press_cb (NuanDayEntry *self)
{
  open_calendar (self);
}

static gboolean
open_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  open_calendar (NUAN_DAY_ENTRY (widget));
  return GDK_EVENT_STOP;
}

static gboolean
step_key_cb (NuanDayEntry *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  const gboolean up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;
  const gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;

  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 || (!up && !down) || self->day == NUAN_DAY_NONE)
    return GDK_EVENT_PROPAGATE;
  nuan_day_entry_set_day (self, up ? self->day + 1 : self->day - 1);
  return GDK_EVENT_STOP;
}

static void
nuan_day_entry_dispose (GObject *object)
{
  NuanDayEntry *self = NUAN_DAY_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (nuan_day_entry_parent_class)->dispose (object);
}

static void
nuan_day_entry_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NuanDayEntry *self = NUAN_DAY_ENTRY (widget);

  GTK_WIDGET_CLASS (nuan_day_entry_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
nuan_day_entry_class_init (NuanDayEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_day_entry_dispose;
  widget_class->size_allocate = nuan_day_entry_size_allocate;

  signals[DAY_CHANGED] = g_signal_new ("day-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NO_DAY] = g_signal_new ("no-day", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, open_key_cb, NULL);
}

static void
nuan_day_entry_init (NuanDayEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self), GTK_ENTRY_ICON_SECONDARY, "x-office-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self), GTK_ENTRY_ICON_SECONDARY, _("Calendar (Alt+↓)"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self), "2025-01-31");
  gtk_entry_set_max_length (GTK_ENTRY (self), MOST_CHARS);
  gtk_editable_set_width_chars (GTK_EDITABLE (self), 11);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self), 11);
  nuan_plain_keys (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "icon-press", G_CALLBACK (icon_press_cb), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (step_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (typed_cb), self);
  g_signal_connect (self, "activate", G_CALLBACK (typed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
nuan_day_entry_set_day (NuanDayEntry *entry, NuanDay day)
{
  g_autofree char *text = nuan_day_format (day);

  g_return_if_fail (NUAN_IS_DAY_ENTRY (entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

NuanDay
nuan_day_entry_get_day (NuanDayEntry *entry, const char *field, GError **error)
{
  NuanDay day = NUAN_DAY_NONE;

  g_return_val_if_fail (NUAN_IS_DAY_ENTRY (entry), NUAN_DAY_NONE);

  return nuan_day_read (gtk_editable_get_text (GTK_EDITABLE (entry)), field, &day, error) ? day : NUAN_DAY_NONE;
}
