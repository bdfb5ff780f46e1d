#include "config.h"

#include "app/cases/case-filters.h"

#include <glib/gi18n-lib.h>

#include "app/kit/accessible.h"
#include "app/kit/toast.h"
#include "base/code-list.h"
#include "store/office/centre.h"

#define UNITS_SHOWN 50

struct _NuanCaseFilters
{
  AdwBin          parent_instance;

  NuanContext    *context;
  char           *chosen_unit;     /* "" any */
  gboolean        setting;         /* several at once: "changed" comes at the end */
  GCancellable   *reading;

  GtkDropDown    *state, *category, *cause;
  GtkMenuButton  *unit;
  GtkLabel       *unit_label;
  GtkPopover     *unit_popover;
  GtkSearchEntry *unit_search;
  GtkListBox     *unit_list;
  GtkWidget      *ends, *clear, *save;
};

G_DEFINE_FINAL_TYPE (NuanCaseFilters, nuan_case_filters, ADW_TYPE_BIN)

enum {
  CHANGED,
  SAVE,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

static void
changed (NuanCaseFilters *self)
{
  gboolean any = nuan_case_filters_any (self);

  gtk_widget_set_visible (self->ends, any);   /* Tab would not get past a place in which nothing is */
  gtk_widget_set_visible (self->clear, any);
  gtk_widget_set_visible (self->save, any);
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
fill_choices (GtkDropDown *drop_down, const char *list, const char *any, const char *name)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const NuanCode *codes;
  guint n;

  codes = nuan_code_list (list, &n);
  gtk_string_list_append (labels, any);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (labels, codes[i].label);

  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (labels));
  g_object_set_data (G_OBJECT (drop_down), "list", (gpointer) list);
  nuan_accessible_name (GTK_WIDGET (drop_down), name);
}

static const char *
chosen_code (GtkDropDown *drop_down)
{
  guint n, selected = gtk_drop_down_get_selected (drop_down);
  const NuanCode *codes = nuan_code_list (g_object_get_data (G_OBJECT (drop_down), "list"), &n);

  return selected > 0 && selected <= n ? codes[selected - 1].code : "";
}

static void
choose_code (GtkDropDown *drop_down, const char *code)
{
  guint n, selected = 0;
  const NuanCode *codes = nuan_code_list (g_object_get_data (G_OBJECT (drop_down), "list"), &n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (codes[i].code, code) == 0)
      selected = i + 1;
  gtk_drop_down_set_selected (drop_down, selected);
}

static void
choose_unit (NuanCaseFilters *self, const char *unit)
{
  g_autofree char *chosen = g_strdup (unit != NULL ? unit : "");
  const char *label = *chosen != '\0' ? chosen : _("Any unit");

  gtk_label_set_text (self->unit_label, label);
  nuan_accessible_name (GTK_WIDGET (self->unit), label);
  if (g_strcmp0 (chosen, self->chosen_unit) == 0)
    return;

  g_free (self->chosen_unit);
  self->chosen_unit = g_steal_pointer (&chosen);
  changed (self);
}

static gpointer
read_units (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  return nuan_unit_list (connection, input, UNITS_SHOWN, error);
}

static void
append_unit (NuanCaseFilters *self, const char *label, const char *unit)
{
  GtkWidget *row = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (row), 0);
  gtk_label_set_ellipsize (GTK_LABEL (row), PANGO_ELLIPSIZE_END);
  g_object_set_data_full (G_OBJECT (row), "unit", g_strdup (unit), g_free);
  gtk_list_box_append (self->unit_list, row);
}

static void
units_read_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanCaseFilters) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) units = nuan_database_finish (NUAN_DATABASE (database), result, &error);
  GtkWidget *row;

  if (units == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        nuan_show_error (GTK_WIDGET (self), _("The units could not be read"), error);
      return;
    }

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->unit_list))) != NULL)
    gtk_list_box_remove (self->unit_list, row);
  append_unit (self, _("Any unit"), "");
  for (guint i = 0; i < units->len; i++)
    append_unit (self, g_ptr_array_index (units, i), g_ptr_array_index (units, i));
}

static void
unit_searched_cb (NuanCaseFilters *self)
{
  if (self->context == NULL)
    return;   /* the entry tells once more while the page is taken apart */

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  nuan_database_read (nuan_context_get_database (self->context), NUAN_READ_QUICK, read_units,
                      g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->unit_search))), g_free,
                      (GDestroyNotify) g_ptr_array_unref, self->reading, units_read_cb, g_object_ref (self));
}

static void
unit_chosen_cb (NuanCaseFilters *self, GtkListBoxRow *row)
{
  g_autofree char *unit = g_strdup (g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "unit"));

  gtk_popover_popdown (self->unit_popover);
  choose_unit (self, unit);
}

static void
unit_search_activated_cb (NuanCaseFilters *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->unit_list,
                                                      *gtk_editable_get_text (GTK_EDITABLE (self->unit_search)) != '\0' ? 1 : 0);

  if (row != NULL)
    unit_chosen_cb (self, row);
}

static void
save_cb (NuanCaseFilters *self)
{
  g_signal_emit (self, signals[SAVE], 0);
}

static void
nuan_case_filters_dispose (GObject *object)
{
  NuanCaseFilters *self = NUAN_CASE_FILTERS (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->context);
  g_clear_pointer (&self->chosen_unit, g_free);

  G_OBJECT_CLASS (nuan_case_filters_parent_class)->dispose (object);
}

static void
nuan_case_filters_class_init (NuanCaseFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_case_filters_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/case-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanCaseFilters, state);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseFilters, category);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseFilters, cause);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseFilters, unit);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseFilters, unit_label);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseFilters, unit_popover);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseFilters, unit_search);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseFilters, unit_list);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseFilters, ends);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseFilters, clear);
  gtk_widget_class_bind_template_child (widget_class, NuanCaseFilters, save);
  gtk_widget_class_bind_template_callback (widget_class, changed);
  gtk_widget_class_bind_template_callback (widget_class, unit_searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, nuan_case_filters_clear);
}

static void
nuan_case_filters_init (NuanCaseFilters *self)
{
  self->chosen_unit = g_strdup ("");
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self->state, "household-state", _("Any state"), _("Filter by state"));
  fill_choices (self->category, "category", _("Any category"), _("Filter by category"));
  fill_choices (self->cause, "cause", _("Any cause"), _("Filter by cause"));
  choose_unit (self, "");
  self->setting = FALSE;
}

void
nuan_case_filters_set_context (NuanCaseFilters *filters, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_CASE_FILTERS (filters));

  g_set_object (&filters->context, context);
}

static void
take_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

void
nuan_case_filters_apply (NuanCaseFilters *filters, NuanCaseQuery *query)
{
  g_return_if_fail (NUAN_IS_CASE_FILTERS (filters));

  take_text (&query->state, chosen_code (filters->state));
  take_text (&query->category, chosen_code (filters->category));
  take_text (&query->cause, chosen_code (filters->cause));
  take_text (&query->unit, filters->chosen_unit);
}

void
nuan_case_filters_set (NuanCaseFilters *filters, const NuanCaseQuery *query)
{
  g_return_if_fail (NUAN_IS_CASE_FILTERS (filters));

  filters->setting = TRUE;
  choose_code (filters->state, query->state);
  choose_code (filters->category, query->category);
  choose_code (filters->cause, query->cause);
  choose_unit (filters, query->unit);
  filters->setting = FALSE;
  changed (filters);
}

void
nuan_case_filters_clear (NuanCaseFilters *filters)
{
  g_autoptr (NuanCaseQuery) none = nuan_case_query_new ();

  g_return_if_fail (NUAN_IS_CASE_FILTERS (filters));

  gtk_editable_set_text (GTK_EDITABLE (filters->unit_search), "");
  if (nuan_case_filters_any (filters))
    nuan_case_filters_set (filters, none);
}

gboolean
nuan_case_filters_any (NuanCaseFilters *filters)
{
  g_return_val_if_fail (NUAN_IS_CASE_FILTERS (filters), FALSE);

  return gtk_drop_down_get_selected (filters->state) > 0 || gtk_drop_down_get_selected (filters->category) > 0
         || gtk_drop_down_get_selected (filters->cause) > 0 || *filters->chosen_unit != '\0';
}

char *
nuan_case_filter_to_text (const NuanCaseQuery *query)
{
  return g_strdup_printf ("%s\t%s\t%s\t%s", query->state, query->category, query->cause, query->unit);
}

NuanCaseQuery *
nuan_case_filter_from_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\t", 4);
  NuanCaseQuery *query = nuan_case_query_new ();

  if (g_strv_length (parts) == 4)
    {
      take_text (&query->state, parts[0]);
      take_text (&query->category, parts[1]);
      take_text (&query->cause, parts[2]);
      take_text (&query->unit, parts[3]);
    }

  return query;
}
