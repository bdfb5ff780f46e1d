#include "config.h"

#include "app/ledger/day-pane.h"

#include <glib/gi18n-lib.h>

#include "app/kit/day-entry.h"
#include "desk/ledger-tables.h"
#include "app/kit/table-view.h"
#include "app/kit/toast.h"

struct _NuanDayPane
{
  AdwBin        parent_instance;

  NuanContext  *context;
  GCancellable *reading;

  NuanDayEntry *day;
  GtkLabel     *problem;   /* why there is no day */
  GtkStack     *stack;
  AdwBin       *table_bin;
  NuanTableView *table;
};

G_DEFINE_FINAL_TYPE (NuanDayPane, nuan_day_pane, ADW_TYPE_BIN)

static gpointer
read_day (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  NuanTable *table = nuan_day_table_read (connection, *(NuanDay *) input, error);

  return table != NULL ? nuan_shared_table_new (table) : NULL;
}

static void
day_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanDayPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanSharedTable) table = nuan_database_finish (NUAN_DATABASE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;
  if (table == NULL)
    {
      nuan_show_error (GTK_WIDGET (self), _("The payments of the day could not be read"), error);
      return;
    }
  nuan_table_view_set_table (self->table, table);
  gtk_stack_set_visible_child_name (self->stack, table->table->rows->len > 0 ? "table" : "empty");
}

/* Payments of another day than the one that stands above them are not left there. */
static NuanDay
take_day (NuanDayPane *self)
{
  g_autoptr (GError) error = NULL;
  const NuanDay day = nuan_day_entry_get_day (self->day, "day", &error);

  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (error != NULL)
    {
      g_cancellable_cancel (self->reading);
      nuan_table_view_set_table (self->table, NULL);
      gtk_stack_set_visible_child_name (self->stack, "none");
    }
  return day;
}

static void
refresh (NuanDayPane *pane)
{
  const NuanDay day = take_day (pane);

  if (pane->context == NULL || nuan_context_get_staff (pane->context) == NULL || day == NUAN_DAY_NONE
      || !gtk_widget_get_mapped (GTK_WIDGET (pane)))
    return;
  g_cancellable_cancel (pane->reading);
  g_clear_object (&pane->reading);
  pane->reading = g_cancellable_new ();
  nuan_database_read (nuan_context_get_database (pane->context), NUAN_READ_QUICK, read_day, g_memdup2 (&day, sizeof day), g_free,
                      (GDestroyNotify) nuan_shared_table_unref, pane->reading, day_read_cb, g_object_ref (pane));
}

static void
step (NuanDayPane *self, int days)
{
  const NuanDay day = nuan_day_entry_get_day (self->day, NULL, NULL);

  if (day != NUAN_DAY_NONE)
    nuan_day_entry_set_day (self->day, day + (guint) days);
}

static void
previous_clicked_cb (NuanDayPane *self)
{
  step (self, -1);
}

static void
next_clicked_cb (NuanDayPane *self)
{
  step (self, 1);
}

static void
today_clicked_cb (NuanDayPane *self)
{
  nuan_day_entry_set_day (self->day, nuan_day_today ());
}

static void
day_changed_cb (NuanDayPane *self)
{
  refresh (self);
}

static void
nuan_day_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nuan_day_pane_parent_class)->map (widget);
  refresh (NUAN_DAY_PANE (widget));
}

static void
data_changed_cb (gpointer pane)
{
  refresh (NUAN_DAY_PANE (pane));
}

static void
private_changed_cb (NuanDayPane *self)
{
  nuan_table_view_set_private (self->table, nuan_context_get_private (self->context));
}

void
nuan_day_pane_set_context (NuanDayPane *pane, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_DAY_PANE (pane));

  g_set_object (&pane->context, context);
  nuan_context_follow (context, NUAN_THEME_MONEY, pane, data_changed_cb);
  g_signal_connect_object (context, "notify::private", G_CALLBACK (private_changed_cb), pane, G_CONNECT_SWAPPED);
  private_changed_cb (pane);
}

NuanSharedTable *
nuan_day_pane_get_table (NuanDayPane *pane)
{
  g_return_val_if_fail (NUAN_IS_DAY_PANE (pane), NULL);

  return nuan_table_view_get_table (pane->table);
}

void
nuan_day_pane_forget (NuanDayPane *pane)
{
  g_return_if_fail (NUAN_IS_DAY_PANE (pane));

  nuan_day_entry_set_day (pane->day, nuan_day_today ());
}

static void
nuan_day_pane_dispose (GObject *object)
{
  NuanDayPane *self = NUAN_DAY_PANE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (nuan_day_pane_parent_class)->dispose (object);
}

static void
nuan_day_pane_class_init (NuanDayPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_day_pane_dispose;
  widget_class->map = nuan_day_pane_map;

  g_type_ensure (NUAN_TYPE_DAY_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/day-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanDayPane, day);
  gtk_widget_class_bind_template_child (widget_class, NuanDayPane, problem);
  gtk_widget_class_bind_template_child (widget_class, NuanDayPane, stack);
  gtk_widget_class_bind_template_child (widget_class, NuanDayPane, table_bin);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
}

static void
nuan_day_pane_init (NuanDayPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->table = NUAN_TABLE_VIEW (nuan_table_view_new (FALSE));
  adw_bin_set_child (self->table_bin, GTK_WIDGET (self->table));
  nuan_day_entry_set_day (self->day, nuan_day_today ());
}
