#include "config.h"

#include "app/kit/rows.h"

#include "base/code-list.h"

struct _NuanCodesRow
{
  NuanRow     parent_instance;

  GtkFlowBox *box;
  GPtrArray  *ticks;    /* GtkCheckButton; the box owns them */
  GPtrArray  *codes;    /* const char *; beside ticks */
  const char *list;
  guint       showing : 1;
};

G_DEFINE_FINAL_TYPE (NuanCodesRow, nuan_codes_row, NUAN_TYPE_ROW)

static void
toggled_cb (NuanCodesRow *self)
{
  g_autoptr (GString) value = g_string_new (NULL);

  if (self->showing)
    return;

  for (guint i = 0; i < self->ticks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->ticks, i)))
      g_string_append_printf (value, "%s%s", value->len > 0 ? "," : "", (const char *) g_ptr_array_index (self->codes, i));
  nuan_row_take (NUAN_ROW (self), value->str);
}

static void
nuan_codes_row_show_value (NuanRow *row, const char *value)
{
  NuanCodesRow *self = NUAN_CODES_ROW (row);
  g_auto (GStrv) codes = g_strsplit (value, ",", -1);

  self->showing = TRUE;
  for (guint i = 0; i < self->ticks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->ticks, i),
                                 g_strv_contains ((const char *const *) codes, g_ptr_array_index (self->codes, i)));
  self->showing = FALSE;
}

static char *
nuan_codes_row_describe (NuanRow *row, const char *value)
{
  g_auto (GStrv) codes = g_strsplit (value, ",", -1);
  g_autofree char *text = nuan_code_labels (NUAN_CODES_ROW (row)->list, (const char *const *) codes, "、");

  return *text != '\0' ? g_steal_pointer (&text) : g_strdup ("—");
}

/* The first tick stands for all of them. */
static gboolean
nuan_codes_row_grab_focus (GtkWidget *widget)
{
  NuanCodesRow *self = NUAN_CODES_ROW (widget);

  return self->ticks->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->ticks, 0));
}

static void
nuan_codes_row_finalize (GObject *object)
{
  NuanCodesRow *self = NUAN_CODES_ROW (object);

  g_ptr_array_unref (self->ticks);
  g_ptr_array_unref (self->codes);

  G_OBJECT_CLASS (nuan_codes_row_parent_class)->finalize (object);
}

static void
nuan_codes_row_class_init (NuanCodesRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nuan_codes_row_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = nuan_codes_row_grab_focus;
  NUAN_ROW_CLASS (klass)->show_value = nuan_codes_row_show_value;
  NUAN_ROW_CLASS (klass)->describe = nuan_codes_row_describe;
}

static void
nuan_codes_row_init (NuanCodesRow *self)
{
  self->ticks = g_ptr_array_new ();
  self->codes = g_ptr_array_new ();
  self->box = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->box, 6);
  gtk_flow_box_set_column_spacing (self->box, 12);
  nuan_row_set_editor (NUAN_ROW (self), GTK_WIDGET (self->box), GTK_WIDGET (self->box));
}

void
nuan_codes_row_set_list (NuanCodesRow *row, const char *list)
{
  const NuanCode *codes;
  guint n;

  g_return_if_fail (NUAN_IS_CODES_ROW (row));
  g_return_if_fail (row->ticks->len == 0);

  row->list = g_intern_string (list);
  codes = nuan_code_list (list, &n);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *tick = gtk_check_button_new_with_label (codes[i].label);
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_widget_set_focusable (child, FALSE);   /* the tick is what is gone to */
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), tick);
      gtk_flow_box_append (row->box, child);
      g_ptr_array_add (row->ticks, tick);
      g_ptr_array_add (row->codes, (gpointer) codes[i].code);
      g_signal_connect_swapped (tick, "toggled", G_CALLBACK (toggled_cb), row);
    }
  nuan_codes_row_show_value (NUAN_ROW (row), nuan_row_get_value (NUAN_ROW (row)));
}
