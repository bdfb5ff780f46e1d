#include "config.h"

#include "app/kit/rows.h"

#include <glib/gi18n-lib.h>

#include "app/kit/plain-keys.h"
#include "base/day.h"
#include "base/error.h"

struct _NuanDayRow
{
  NuanTextRow  parent_instance;

  GtkCalendar *calendar;
  GtkPopover  *popover;
};

G_DEFINE_FINAL_TYPE (NuanDayRow, nuan_day_row, NUAN_TYPE_TEXT_ROW)

static gboolean
nuan_day_row_check (NuanRow *row, const char *value, GError **error)
{
  NuanDay day;

  return nuan_day_read (value, "date", &day, error);
}

static void
set_text (NuanDayRow *self, const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (nuan_text_row_get_entry (NUAN_TEXT_ROW (self)));

  if (strcmp (gtk_editable_get_text (entry), text) != 0)
    gtk_editable_set_text (entry, text);
}

static void
left_cb (NuanDayRow *self)
{
  g_autofree char *text = nuan_day_tidy (nuan_row_get_value (NUAN_ROW (self)));

  set_text (self, text);
}

static void
picked_cb (NuanDayRow *self)
{
  g_autoptr (GDateTime) picked = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (picked, "%Y-%m-%d");

  set_text (self, text);
  gtk_popover_popdown (self->popover);
}

/* Few days are picked: a form has many of these. */
static void
build_calendar (NuanDayRow *self)
{
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->calendar));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (nuan_text_row_get_entry (NUAN_TEXT_ROW (self))));
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (picked_cb), self);
}

static void
icon_pressed_cb (NuanDayRow *self)
{
  NuanDay day;

  if (self->popover == NULL)
    build_calendar (self);
  if (nuan_day_read (nuan_row_get_value (NUAN_ROW (self)), "date", &day, NULL))
    {
      g_autoptr (GDateTime) at = NULL;
      guint year, month, day_of_month;

      nuan_day_split (day, &year, &month, &day_of_month);
      at = g_date_time_new_local ((int) year, (int) month, (int) day_of_month, 12, 0, 0);
      g_signal_handlers_block_by_func (self->calendar, picked_cb, self);
      gtk_calendar_select_day (self->calendar, at);
      g_signal_handlers_unblock_by_func (self->calendar, picked_cb, self);
    }
  gtk_popover_popup (self->popover);
}

static void
nuan_day_row_dispose (GObject *object)
{
  NuanDayRow *self = NUAN_DAY_ROW (object);

  if (self->popover != NULL)
    {
      GtkWidget *popover = GTK_WIDGET (g_steal_pointer (&self->popover));

      self->calendar = NULL;
      gtk_widget_unparent (popover);
    }

  G_OBJECT_CLASS (nuan_day_row_parent_class)->dispose (object);
}

static void
nuan_day_row_class_init (NuanDayRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nuan_day_row_dispose;
  NUAN_ROW_CLASS (klass)->check = nuan_day_row_check;
}

static void
nuan_day_row_init (NuanDayRow *self)
{
  GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, "x-office-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, _("Pick a day"));
  g_signal_connect_swapped (entry, "icon-press", G_CALLBACK (icon_pressed_cb), self);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 11);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 11);
  nuan_plain_keys (GTK_WIDGET (entry));
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
