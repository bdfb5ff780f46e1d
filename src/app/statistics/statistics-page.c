#include "config.h"

#include "app/statistics/statistics-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/kit/page.h"
#include "app/session/wishes.h"
#include "app/kit/period.h"
#include "app/kit/state.h"
#include "app/parts/table-files.h"
#include "app/kit/toast.h"
#include "app/kit/wrap-layout.h"

#define BESIDE_FROM  112                    /* text sizes of width: the list, nine columns and the chart */

static void nuan_statistics_page_init_page (NuanPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanStatisticsPage, nuan_statistics_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (NUAN_TYPE_PAGE, nuan_statistics_page_init_page))

enum { PROP_0, PROP_CONTEXT };

static void
cancel_clicked_cb (NuanStatisticsPage *self)
{
  nuan_table_reading_cancel (self->reading);
}

static void
refresh_clicked_cb (NuanStatisticsPage *self)
{
  nuan_statistics_page_read (self);
}

static void
table_selected_cb (NuanStatisticsPage *self)
{
  /* GTK 4.18 takes the selection away when the page goes. */
  if (self->list == NULL)
    return;

  nuan_state_set_text ("statistics", "table", nuan_catalogue_list_get_chosen (self->list));
  nuan_statistics_page_read (self);
}

static void
table_activated_cb (NuanStatisticsPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->right);
}

static void
back_clicked_cb (NuanStatisticsPage *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
period_selected_cb (NuanStatisticsPage *self)
{
  const NuanPeriod period = gtk_drop_down_get_selected (self->period);
  NuanDay from = NUAN_DAY_NONE, to = NUAN_DAY_NONE;

  nuan_period_range (period, nuan_day_today (), &from, &to);
  if (from == NUAN_DAY_NONE)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->from));
      return;
    }
  self->setting_days = TRUE;
  nuan_day_entry_set_day (self->from, from);
  nuan_day_entry_set_day (self->to, to);
  self->setting_days = FALSE;
  nuan_statistics_page_read (self);
}

static void
day_changed_cb (NuanStatisticsPage *self)
{
  if (self->setting_days)
    return;
  g_signal_handlers_block_by_func (self->period, period_selected_cb, self);
  gtk_drop_down_set_selected (self->period, NUAN_PERIOD_FREE);
  g_signal_handlers_unblock_by_func (self->period, period_selected_cb, self);
  nuan_statistics_page_read (self);
}

static void
figure_opened_cb (NuanStatisticsPage *self, int row, const char *column)
{
  nuan_rows_pane_open (self->rows, nuan_table_view_get_table (self->table), row, column);
}

/* In a list of single things a row opens its receipt; in a table its first figure. */
static void
row_activated_cb (NuanStatisticsPage *self, int row)
{
  const NuanTable *table = nuan_table_view_get_table (self->table)->table;

  for (guint i = 0; i < table->definition->columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (table->definition->columns, i);
      const NuanCell *cells = g_ptr_array_index (table->rows, row);

      if (g_str_equal (column->code, "number") && cells[i].text != NULL && *cells[i].text != '\0' && !nuan_table_is_earlier (table, row))
        {
          nuan_wish_receipt (GTK_WIDGET (self), 0, cells[i].text);
          return;
        }
      if (column->kind != NUAN_CELL_TEXT && column->kind != NUAN_CELL_DAY)
        {
          figure_opened_cb (self, row, column->code);
          return;
        }
    }
}

static int
text_pixels (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  return MAX (1, (int) (pango_font_description_get_size_is_absolute (font) ? size : size * pango_cairo_context_get_resolution (context) / 72.0));
}

static gboolean
turn_cb (gpointer data)
{
  NuanStatisticsPage *self = data;

  self->turn = 0;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->paned), self->wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
nuan_statistics_page_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (adw_bin_get_child (ADW_BIN (widget)));
}

static void
nuan_statistics_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                              int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

/* The chart stands beside the table where there is room, below it on a small screen and with large text. */
static void
nuan_statistics_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NuanStatisticsPage *self = NUAN_STATISTICS_PAGE (widget);
  const gboolean wide = width / text_pixels (widget) >= BESIDE_FROM;

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if (wide == self->wide || self->turn != 0)
    return;
  self->wide = wide;
  self->turn = g_idle_add (turn_cb, self);   /* not while sizes are being given */
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nuan_table_print_dialog (widget, nuan_table_view_get_table (NUAN_STATISTICS_PAGE (widget)->table));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const NuanTableFormat format = g_str_equal (name, "page.save") ? NUAN_TABLE_PDF
                                 : g_str_equal (name, "page.save-xlsx") ? NUAN_TABLE_XLSX : NUAN_TABLE_CSV;

  nuan_table_save (widget, nuan_table_view_get_table (NUAN_STATISTICS_PAGE (widget)->table), format);
}

static void
catalogue_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanStatisticsPage) self = data;
  g_autoptr (GError) error = NULL;
  NuanTableCatalogue *catalogue = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  g_autofree char *remembered = nuan_state_get_text ("statistics", "table");

  if (catalogue == NULL)
    {
      if (self->context != NULL)
        nuan_show_error (GTK_WIDGET (self), _("The tables could not be listed"), error);
      return;
    }
  if (self->context != NULL)
    nuan_catalogue_list_fill (self->list, catalogue, remembered);
  nuan_table_catalogue_free (catalogue);
}

static void
refresh_list (NuanStatisticsPage *self)
{
  nuan_database_read (nuan_context_get_database (self->context), NUAN_READ_QUICK, nuan_table_catalogue_read, NULL, NULL,
                      nuan_table_catalogue_free, NULL, catalogue_read_cb, g_object_ref (self));
}

/* A table that is quickly made follows the data by itself; a slow one says that it is no longer the newest. */
static void
data_changed_cb (gpointer page)
{
  NuanStatisticsPage *self = NUAN_STATISTICS_PAGE (page);

  if (self->context == NULL || nuan_table_view_get_table (self->table) == NULL)
    return;
  if (nuan_table_reading_was_quick (self->reading) && !nuan_rows_pane_is_open (self->rows))
    nuan_statistics_page_read (self);
  else
    gtk_widget_set_visible (self->changed_box, TRUE);
}

static void
staff_changed_cb (NuanStatisticsPage *self)
{
  if (nuan_context_get_staff (self->context) != NULL && nuan_table_view_get_table (self->table) == NULL)
    nuan_statistics_page_read (self);
}

static void
private_changed_cb (NuanStatisticsPage *self)
{
  nuan_table_view_set_private (self->table, nuan_context_get_private (self->context));
  nuan_statistics_page_show_chart (self);
}

static void
set_context (NuanStatisticsPage *page, NuanContext *context)
{
  page->context = g_object_ref (context);
  nuan_rows_pane_set_context (page->rows, context);
  nuan_context_follow (context, NUAN_THEME_PEOPLE | NUAN_THEME_MONEY | NUAN_THEME_GOODS, page, data_changed_cb);
  g_signal_connect_object (context, "staff-changed", G_CALLBACK (staff_changed_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::private", G_CALLBACK (private_changed_cb), page, G_CONNECT_SWAPPED);
  private_changed_cb (page);
  refresh_list (page);
}

static gboolean
nuan_statistics_page_fold (NuanPage *page)
{
  NuanStatisticsPage *self = NUAN_STATISTICS_PAGE (page);

  if (!nuan_rows_pane_is_open (self->rows))
    return FALSE;

  nuan_rows_pane_close (self->rows);
  return TRUE;
}

/* The first table of this year, as for whoever opens the page; it is filled when it is looked at. */
static void
nuan_statistics_page_forget (NuanPage *page)
{
  NuanStatisticsPage *self = NUAN_STATISTICS_PAGE (page);

  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
  gtk_drop_down_set_selected (self->period, NUAN_PERIOD_THIS_YEAR);
  nuan_catalogue_list_choose_first (self->list);
  nuan_statistics_page_clear (self);
  self->stale = TRUE;
}

static void
nuan_statistics_page_init_page (NuanPageInterface *interface)
{
  interface->fold = nuan_statistics_page_fold;
  interface->forget = nuan_statistics_page_forget;
}

static void
nuan_statistics_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_CONTEXT)
    set_context (NUAN_STATISTICS_PAGE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
nuan_statistics_page_map (GtkWidget *widget)
{
  NuanStatisticsPage *self = NUAN_STATISTICS_PAGE (widget);

  GTK_WIDGET_CLASS (nuan_statistics_page_parent_class)->map (widget);
  if (self->stale)
    nuan_statistics_page_read (self);
}

static void
nuan_statistics_page_dispose (GObject *object)
{
  NuanStatisticsPage *self = NUAN_STATISTICS_PAGE (object);

  g_clear_pointer (&self->reading, nuan_table_reading_free);
  g_clear_handle_id (&self->turn, g_source_remove);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (nuan_statistics_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, right);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, list);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, period);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, from);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, to);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, problem);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, title);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, reporter);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, measure);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, note);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, table);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, chart);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, chart_side);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, changed_box);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, paned);
  gtk_widget_class_bind_template_child (widget_class, NuanStatisticsPage, rows);
  gtk_widget_class_bind_template_callback (widget_class, table_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, figure_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked_cb);
}

static void
nuan_statistics_page_class_init (NuanStatisticsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nuan_statistics_page_dispose;
  object_class->set_property = nuan_statistics_page_set_property;
  g_object_class_override_property (object_class, PROP_CONTEXT, "context");
  widget_class->map = nuan_statistics_page_map;
  widget_class->get_request_mode = nuan_statistics_page_get_request_mode;
  widget_class->measure = nuan_statistics_page_measure;
  widget_class->size_allocate = nuan_statistics_page_size_allocate;

  g_type_ensure (NUAN_TYPE_DAY_ENTRY);
  g_type_ensure (NUAN_TYPE_TABLE_VIEW);
  g_type_ensure (NUAN_TYPE_TABLE_CHART);
  g_type_ensure (NUAN_TYPE_ROWS_PANE);
  g_type_ensure (NUAN_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/statistics-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.save-xlsx", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.save-csv", NULL, save_action);
}

static void
nuan_statistics_page_init (NuanStatisticsPage *self)
{
  g_autoptr (GtkStringList) periods = gtk_string_list_new (NULL);

  self->stale = TRUE;
  self->wide = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->reading = nuan_table_reading_new (self->progress_box, self->progress);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);   /* a layout manager would hide the size from us */
  nuan_table_view_set_opens (self->table, TRUE);

  for (NuanPeriod period = 0; period < NUAN_N_PERIODS; period++)
    gtk_string_list_append (periods, nuan_period_title (period));
  gtk_drop_down_set_model (self->period, G_LIST_MODEL (periods));
  period_selected_cb (self);
  nuan_statistics_page_update_actions (self);
}
