#include "config.h"

#include "app/statistics/statistics-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/kit/toast.h"
#include "base/error.h"

void
nuan_statistics_page_update_actions (NuanStatisticsPage *self)
{
  static const char *const names[] = { "page.print", "page.save", "page.save-xlsx", "page.save-csv" };
  const gboolean shown = nuan_table_view_get_table (self->table) != NULL
                         && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "table") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], shown);
}

static const NuanColumn *
charted (const NuanTableDefinition *definition)
{
  for (guint i = 0; i < definition->columns->len; i++)
    if (g_strcmp0 (((const NuanColumn *) g_ptr_array_index (definition->columns, i))->code, definition->chart_value) == 0)
      return g_ptr_array_index (definition->columns, i);

  return NULL;
}

/* F8 hides amounts; the lengths of bars tell them as well. */
void
nuan_statistics_page_show_chart (NuanStatisticsPage *self)
{
  NuanSharedTable *shared = nuan_table_view_get_table (self->table);
  const NuanColumn *column = shared != NULL ? charted (shared->table->definition) : NULL;
  const gboolean hide = nuan_context_get_private (self->context) && column != NULL
                        && (column->kind == NUAN_CELL_MONEY || column->kind == NUAN_CELL_WAN);

  gtk_widget_set_visible (self->chart_side, nuan_table_chart_set_table (self->chart, hide ? NULL : shared));
}

static void
show_table (NuanStatisticsPage *self, NuanSharedTable *shared)
{
  const NuanTable *table = shared->table;
  g_autofree char *from = nuan_day_format_long (table->from);
  g_autofree char *to = nuan_day_format_long (table->to);
  g_autofree char *reporter = g_strdup_printf ("%s　%s—%s", table->centre, from, to);

  gtk_label_set_text (self->title, table->definition->title);
  gtk_label_set_text (self->reporter, reporter);
  gtk_label_set_text (self->measure, table->definition->measure);
  gtk_label_set_text (self->note, table->definition->note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *table->definition->note != '\0');
  nuan_table_view_set_table (self->table, shared);
  nuan_statistics_page_show_chart (self);
  nuan_rows_pane_close (self->rows);
  gtk_stack_set_visible_child_name (self->stack, table->rows->len > 0 ? "table" : "empty");
  nuan_statistics_page_update_actions (self);
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanStatisticsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanSharedTable) shared = nuan_table_fill_finish (NUAN_DATABASE (source), result, &error);

  if (self->context == NULL || !nuan_table_reading_end (self->reading, result))
    return;
  if (shared != NULL)
    {
      show_table (self, shared);
      return;
    }
  if (nuan_table_view_get_table (self->table) == NULL)
    gtk_stack_set_visible_child_name (self->stack, "start");
  nuan_show_error (GTK_WIDGET (self), _("The table could not be filled"), error);
}

/* The period as it stands in the two entries. */
static gboolean
read_period (NuanStatisticsPage *self, NuanDay *from, NuanDay *to, GError **error)
{
  *from = nuan_day_entry_get_day (self->from, "from", error);
  if (*from == NUAN_DAY_NONE)
    return FALSE;
  *to = nuan_day_entry_get_day (self->to, "to", error);
  if (*to == NUAN_DAY_NONE)
    return FALSE;
  if (*from > *to)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "to", _("The period must not end before it begins"));
      return FALSE;
    }
  return TRUE;
}

void
nuan_statistics_page_clear (NuanStatisticsPage *page)
{
  nuan_table_reading_drop (page->reading);
  nuan_rows_pane_close (page->rows);
  nuan_table_view_set_table (page->table, NULL);
  gtk_widget_set_visible (page->changed_box, FALSE);
  gtk_stack_set_visible_child_name (page->stack, "start");
  nuan_statistics_page_update_actions (page);
}

/* A table of another period than the one that stands above it is not left there. */
static gboolean
take_period (NuanStatisticsPage *self, NuanDay *from, NuanDay *to)
{
  g_autoptr (GError) error = NULL;
  const gboolean right = read_period (self, from, to, &error);

  if (right)
    gtk_widget_remove_css_class (GTK_WIDGET (self->to), "error");
  else if (g_strcmp0 (nuan_error_get_field (error), "to") == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->to), "error");
  gtk_label_set_text (self->problem, right ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !right);
  if (!right)
    nuan_statistics_page_clear (self);
  return right;
}

void
nuan_statistics_page_read (NuanStatisticsPage *self)
{
  const char *id = nuan_catalogue_list_get_chosen (self->list);
  NuanDay from, to;

  if (self->context == NULL || nuan_context_get_staff (self->context) == NULL || id == NULL || !take_period (self, &from, &to))
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->stale = TRUE;
      return;
    }

  gtk_widget_set_visible (self->changed_box, FALSE);
  self->stale = FALSE;
  nuan_table_reading_begin (self->reading, nuan_context_get_database (self->context), id, from, to, filled_cb, g_object_ref (self));
}
