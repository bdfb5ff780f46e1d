#include "config.h"

#include "app/kit/wrap-layout.h"

struct _NuanWrapLayout
{
  GtkLayoutManager parent_instance;

  int              spacing, line_spacing;
};

G_DEFINE_FINAL_TYPE (NuanWrapLayout, nuan_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
natural_width (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

/* The children from FIRST that stand in one line of WIDTH; returns the child after them. REST is left over, shared by
 * N_EXPAND of them. */
static GtkWidget *
take_line (NuanWrapLayout *self, GtkWidget *first, int width, int *rest, int *n_expand)
{
  GtkWidget *child;
  int taken = 0;

  *n_expand = 0;
  for (child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int natural;

      if (!gtk_widget_should_layout (child))
        continue;

      natural = natural_width (child, width);
      if (taken > 0 && taken + self->spacing + natural > width)
        break;

      taken += natural + (taken > 0 ? self->spacing : 0);
      *n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
    }

  *rest = MAX (0, width - taken);
  return child;
}

/* The width that CHILD gets in its line; takes its share of the rest. */
static int
final_width (GtkWidget *child, int width, int *rest, int *n_expand)
{
  int share;

  if (*n_expand == 0 || !gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    return natural_width (child, width);

  share = *rest / *n_expand;
  *rest -= share;
  (*n_expand)--;
  return natural_width (child, width) + share;
}

static int
line_height (GtkWidget *first, GtkWidget *next, int width, int rest, int n_expand)
{
  int height = 0;

  for (GtkWidget *child = first; child != next; child = gtk_widget_get_next_sibling (child))
    {
      int natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, final_width (child, width, &rest, &n_expand), NULL, &natural, NULL,
                          NULL);
      height = MAX (height, natural);
    }

  return height;
}

static GtkSizeRequestMode
nuan_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (NuanWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static void
nuan_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                          int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  NuanWrapLayout *self = NUAN_WRAP_LAYOUT (manager);
  int least, wished, height = 0;

  measure_width (self, widget, &least, &wished);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = wished;
      return;
    }

  for_size = MAX (for_size < 0 ? wished : for_size, least);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      int rest, n_expand, line;
      GtkWidget *next = take_line (self, child, for_size, &rest, &n_expand);

      line = line_height (child, next, for_size, rest, n_expand);
      height += line + (height > 0 && line > 0 ? self->line_spacing : 0);
      child = next;
    }
  *minimum = *natural = height;
}

static void
nuan_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  NuanWrapLayout *self = NUAN_WRAP_LAYOUT (manager);
  const gboolean from_right = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *first = gtk_widget_get_first_child (widget); first != NULL;)
    {
      int rest, n_expand, line, x = 0;
      GtkWidget *next = take_line (self, first, width, &rest, &n_expand);

      line = line_height (first, next, width, rest, n_expand);
      for (GtkWidget *child = first; child != next; child = gtk_widget_get_next_sibling (child))
        {
          int own;

          if (!gtk_widget_should_layout (child))
            continue;

          own = final_width (child, width, &rest, &n_expand);
          gtk_widget_size_allocate (child, &(GtkAllocation) { from_right ? width - x - own : x, y, own, line }, -1);
          x += own + self->spacing;
        }

      y += line + (line > 0 ? self->line_spacing : 0);
      first = next;
    }
}

static void
nuan_wrap_layout_class_init (NuanWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = nuan_wrap_layout_get_request_mode;
  layout_class->measure = nuan_wrap_layout_measure;
  layout_class->allocate = nuan_wrap_layout_allocate;
}

static void
nuan_wrap_layout_init (NuanWrapLayout *self)
{
  self->spacing = 12;
  self->line_spacing = 6;
}

static GtkLayoutManager *
wrap_layout_new (int spacing, int line_spacing)
{
  NuanWrapLayout *self = g_object_new (NUAN_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  self->line_spacing = line_spacing;
  return GTK_LAYOUT_MANAGER (self);
}

/* The container. */

struct _NuanWrapBox
{
  GtkWidget parent_instance;
};

static void nuan_wrap_box_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanWrapBox, nuan_wrap_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, nuan_wrap_box_buildable_init))

static GtkBuildableIface *parent_buildable;

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child) && type == NULL)
    nuan_wrap_box_append (NUAN_WRAP_BOX (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
nuan_wrap_box_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
nuan_wrap_box_dispose (GObject *object)
{
  nuan_wrap_box_clear (NUAN_WRAP_BOX (object));

  G_OBJECT_CLASS (nuan_wrap_box_parent_class)->dispose (object);
}

/* Tab goes by the order of the children: by their places on the screen, as GTK has it, a high one comes after a low one beside it. */
static gboolean
nuan_wrap_box_focus (GtkWidget *widget, GtkDirectionType direction)
{
  const gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (nuan_wrap_box_parent_class)->focus (widget, direction);

  if (child == NULL)
    child = forward ? gtk_widget_get_first_child (widget) : gtk_widget_get_last_child (widget);
  for (; child != NULL; child = forward ? gtk_widget_get_next_sibling (child) : gtk_widget_get_prev_sibling (child))
    if (gtk_widget_child_focus (child, direction))
      return TRUE;

  return FALSE;
}

static void
nuan_wrap_box_class_init (NuanWrapBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nuan_wrap_box_dispose;
  GTK_WIDGET_CLASS (klass)->focus = nuan_wrap_box_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), NUAN_TYPE_WRAP_LAYOUT);
}

static void
nuan_wrap_box_init (NuanWrapBox *self)
{
}

GtkWidget *
nuan_wrap_box_new (int spacing, int line_spacing)
{
  GtkWidget *self = g_object_new (NUAN_TYPE_WRAP_BOX, NULL);

  gtk_widget_set_layout_manager (self, wrap_layout_new (spacing, line_spacing));
  return self;
}

void
nuan_wrap_box_append (NuanWrapBox *box, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (box));
}

void
nuan_wrap_box_clear (NuanWrapBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_widget_unparent (child);
}
