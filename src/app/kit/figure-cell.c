#include "config.h"

#include "app/kit/figure-cell.h"

#include "app/kit/text-tip.h"

#include <glib/gi18n-lib.h>

struct _NuanFigureCell
{
  GtkWidget  parent_instance;

  GtkWidget *text;
  gboolean   opens;
};

G_DEFINE_FINAL_TYPE (NuanFigureCell, nuan_figure_cell, GTK_TYPE_WIDGET)

enum { ACTIVATED, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

/* Otherwise the row would take the click for itself. */
static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, GtkWidget *cell)
{
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (cell);
}

static void
released_cb (GtkGestureClick *click, int n_press, double x, double y, GtkWidget *cell)
{
  if (gtk_widget_contains (cell, x, y))
    g_signal_emit (cell, signals[ACTIVATED], 0);
}

static gboolean
activate_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (!NUAN_FIGURE_CELL (widget)->opens)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (widget, signals[ACTIVATED], 0);
  return GDK_EVENT_STOP;
}

/* The row's other figures: GTK 4.8 would have the arrows do nothing there. */
static gboolean
move_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gboolean forward;
  GtkWidget *cell = gtk_widget_get_parent (widget);

  g_variant_get (arguments, "(b)", &forward);
  do
    cell = forward ? gtk_widget_get_next_sibling (cell) : gtk_widget_get_prev_sibling (cell);
  while (cell != NULL && !gtk_widget_child_focus (cell, GTK_DIR_TAB_FORWARD));
  return GDK_EVENT_STOP;
}

/* The figure of ROW in the column of FIGURE, which is in another one; NULL: it has none there. */
static GtkWidget *
figure_in_row (GtkWidget *row, GtkWidget *figure)
{
  GtkWidget *place = gtk_widget_get_parent (figure), *other = gtk_widget_get_first_child (row);

  for (; other != NULL && gtk_widget_get_prev_sibling (place) != NULL; other = gtk_widget_get_next_sibling (other))
    place = gtk_widget_get_prev_sibling (place);
  return other != NULL ? gtk_widget_get_first_child (other) : NULL;
}

/* GTK 4.18 goes nowhere from a widget within a row. What this does not reach, the list may. */
static gboolean
step_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (widget)), *figure;
  gboolean down;

  g_variant_get (arguments, "(b)", &down);
  row = down ? gtk_widget_get_next_sibling (row) : gtk_widget_get_prev_sibling (row);
  figure = row != NULL ? figure_in_row (row, widget) : NULL;
  return figure != NULL && NUAN_IS_FIGURE_CELL (figure) && NUAN_FIGURE_CELL (figure)->opens && gtk_widget_grab_focus (figure);
}

/* The figure in the column of CELL of that row of the same table where the focus is; NULL: it is elsewhere, or in the row of CELL. */
static GtkWidget *
figure_in_column_of_focus (GtkWidget *cell)
{
  GtkWidget *own = gtk_widget_get_parent (gtk_widget_get_parent (cell)), *row;
  GtkWidget *focus = GTK_WIDGET (gtk_root_get_focus (gtk_widget_get_root (cell)));

  if (focus == NULL || !NUAN_IS_FIGURE_CELL (focus))
    return NULL;
  row = gtk_widget_get_parent (gtk_widget_get_parent (focus));
  if (row == own || gtk_widget_get_parent (row) != gtk_widget_get_parent (own))
    return NULL;

  return figure_in_row (own, focus);
}

/* A list that goes to another row asks each of its cells to take the focus, the first one first. What is no figure gives it to the one below or
 * above the figure that had it. */
static gboolean
nuan_figure_cell_grab_focus (GtkWidget *widget)
{
  GtkWidget *figure = NUAN_FIGURE_CELL (widget)->opens ? NULL : figure_in_column_of_focus (widget);

  return figure != NULL && figure != widget ? gtk_widget_grab_focus (figure)
                                            : GTK_WIDGET_CLASS (nuan_figure_cell_parent_class)->grab_focus (widget);
}

static void
nuan_figure_cell_dispose (GObject *object)
{
  NuanFigureCell *self = NUAN_FIGURE_CELL (object);

  g_clear_pointer (&self->text, gtk_widget_unparent);

  G_OBJECT_CLASS (nuan_figure_cell_parent_class)->dispose (object);
}

static void
nuan_figure_cell_class_init (NuanFigureCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_figure_cell_dispose;
  widget_class->grab_focus = nuan_figure_cell_grab_focus;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "figurecell");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_cb, "(b)", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_cb, "(b)", TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, step_cb, "(b)", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, step_cb, "(b)", TRUE);
}

static void
nuan_figure_cell_init (NuanFigureCell *self)
{
  self->text = gtk_inscription_new (NULL);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  nuan_text_tip_add (GTK_WIDGET (self), GTK_INSCRIPTION (self->text));
}

GtkWidget *
nuan_figure_cell_new (gboolean figure, gboolean opens, int width)
{
  NuanFigureCell *cell = opens ? g_object_new (NUAN_TYPE_FIGURE_CELL, NULL)
                               : g_object_new (NUAN_TYPE_FIGURE_CELL, "accessible-role", GTK_ACCESSIBLE_ROLE_GENERIC, NULL);

  cell->opens = opens;
  gtk_widget_set_size_request (cell->text, width, -1);
  if (figure)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (cell->text), 1);
      gtk_widget_add_css_class (GTK_WIDGET (cell), "numeric");
    }
  if (opens)
    {
      GtkGesture *click = gtk_gesture_click_new ();

      gtk_widget_set_focusable (GTK_WIDGET (cell), TRUE);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (cell), "pointer");
      gtk_widget_add_css_class (GTK_WIDGET (cell), "opens");
      g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), cell);
      g_signal_connect (click, "released", G_CALLBACK (released_cb), cell);
      gtk_widget_add_controller (GTK_WIDGET (cell), GTK_EVENT_CONTROLLER (click));
    }
  return GTK_WIDGET (cell);
}

void
nuan_figure_cell_show (NuanFigureCell *cell, const char *text, const char *title, gboolean total)
{
  g_return_if_fail (NUAN_IS_FIGURE_CELL (cell));

  gtk_inscription_set_text (GTK_INSCRIPTION (cell->text), text);
  if (total)
    gtk_widget_add_css_class (GTK_WIDGET (cell), "total");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cell), "total");
  if (g_str_has_prefix (text, "−"))
    gtk_widget_add_css_class (GTK_WIDGET (cell), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cell), "error");
  if (cell->opens)
    {
      g_autofree char *label = g_strdup_printf (_("%s %s: show the rows behind"), title, text);

      gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}
