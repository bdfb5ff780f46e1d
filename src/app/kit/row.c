#include "config.h"

#include "app/kit/row-private.h"

#include <glib/gi18n-lib.h>

#include "app/kit/toplevel.h"

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NuanRow, nuan_row, GTK_TYPE_WIDGET)

#define PRIVATE(row) ((NuanRowPrivate *) nuan_row_get_instance_private (row))

NuanRowPrivate *
nuan_row_get_private (NuanRow *row)
{
  return PRIVATE (row);
}

enum { PROP_0, PROP_TITLE, PROP_VALUE, PROP_SECRET, LAST_PROP };
static GParamSpec *properties[LAST_PROP];

enum { CHANGED, REVEAL, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

static void
check (NuanRow *self, gboolean tell)
{
  NuanRowPrivate *priv = PRIVATE (self);
  g_autoptr (GError) problem = NULL;
  const gboolean shown = gtk_widget_get_visible (GTK_WIDGET (priv->problem));
  gboolean valid = TRUE;

  if (NUAN_ROW_GET_CLASS (self)->check != NULL && *priv->value != '\0')
    valid = NUAN_ROW_GET_CLASS (self)->check (self, priv->value, &problem);

  if (tell || shown)
    nuan_row_show_problem (self, valid ? NULL : problem->message);
  priv->valid = valid;
}

/* Whoever is still typing is not told that the number is too short. What the form or the store said stays until the value changes. */
static void
left_cb (NuanRow *self)
{
  NuanRowPrivate *priv = PRIVATE (self);

  if (priv->editable && !(priv->valid && gtk_widget_get_visible (GTK_WIDGET (priv->problem))))
    check (self, TRUE);
}

static void
eye_clicked_cb (NuanRow *self)
{
  NuanRowPrivate *priv = PRIVATE (self);

  gboolean later = FALSE;

  priv->asked = TRUE;
  g_signal_emit (self, signals[REVEAL], 0, self, &later);
  if (!later)
    nuan_row_reveal (self);
}

/* Whoever went on to another field meanwhile stays there. */
static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus == NULL || focus == widget || gtk_widget_is_ancestor (focus, widget);
}

void
nuan_row_reveal (NuanRow *row)
{
  NuanRowPrivate *priv;
  gboolean here;

  g_return_if_fail (NUAN_IS_ROW (row));

  priv = PRIVATE (row);
  if (!priv->asked)
    return;

  here = has_focus (GTK_WIDGET (row));   /* before the eye goes */
  priv->asked = FALSE;
  priv->revealed = TRUE;
  nuan_row_show (row);
  if (here && priv->editable && priv->focus != NULL)
    gtk_widget_grab_focus (priv->focus);
}

static gboolean
nuan_row_grab_focus (GtkWidget *widget)
{
  NuanRowPrivate *priv = PRIVATE (NUAN_ROW (widget));

  if (priv->editor != NULL && gtk_widget_get_visible (priv->editor))
    return gtk_widget_grab_focus (priv->focus);
  if (gtk_widget_get_visible (priv->eye))
    return gtk_widget_grab_focus (priv->eye);

  return gtk_widget_grab_focus (GTK_WIDGET (priv->reading));
}

/* Shift+Tab leaves: GTK would then let the row itself take the focus, which gives it back to its editor. */
static gboolean
nuan_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (GTK_WIDGET (PRIVATE (NUAN_ROW (widget))->line), direction);
}

static void
nuan_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (nuan_row_parent_class)->dispose (object);
}

static void
let_go_value (NuanRowPrivate *priv)
{
  if (priv->locked == NULL)
    g_free (priv->value);
  priv->value = NULL;
  g_clear_pointer (&priv->locked, nuan_secret_bytes_unref);
}

static void
keep_value (NuanRowPrivate *priv, const char *value)
{
  NuanSecretBytes *locked = priv->password ? nuan_secret_bytes_new_text (value) : NULL;
  char *kept = locked != NULL ? (char *) nuan_secret_bytes_data (locked) : g_strdup (value);   /* VALUE may be what is let go of */

  let_go_value (priv);
  priv->locked = locked;
  priv->value = kept;
}

void
nuan_row_lock_value (NuanRow *row)
{
  PRIVATE (row)->password = TRUE;
  keep_value (PRIVATE (row), PRIVATE (row)->value);
}

static void
nuan_row_finalize (GObject *object)
{
  NuanRowPrivate *priv = PRIVATE (NUAN_ROW (object));

  g_free (priv->title);
  g_free (priv->written);
  let_go_value (priv);
  g_free (priv->fixed_hint);

  G_OBJECT_CLASS (nuan_row_parent_class)->finalize (object);
}

static void
nuan_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  NuanRowPrivate *priv = PRIVATE (NUAN_ROW (object));

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_VALUE:
      g_value_set_string (value, priv->password ? "" : priv->value);   /* a copy of it would lie anywhere */
      break;
    case PROP_SECRET:
      g_value_set_uint (value, priv->secret);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
nuan_row_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  NuanRow *self = NUAN_ROW (object);

  switch (property_id)
    {
    case PROP_TITLE:
      nuan_row_set_title (self, g_value_get_string (value));
      break;
    case PROP_SECRET:
      nuan_row_set_secret (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
nuan_row_class_init (NuanRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = nuan_row_dispose;
  object_class->finalize = nuan_row_finalize;
  object_class->get_property = nuan_row_get_property;
  object_class->set_property = nuan_row_set_property;
  widget_class->focus = nuan_row_focus;
  widget_class->grab_focus = nuan_row_grab_focus;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SECRET] = g_param_spec_uint ("secret", NULL, NULL, NUAN_SECRET_NONE, NUAN_SECRET_PLAIN, NUAN_SECRET_NONE,
                                               flags);
  g_object_class_install_properties (object_class, LAST_PROP, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REVEAL] = g_signal_new ("reveal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                                  G_TYPE_BOOLEAN, 1, NUAN_TYPE_ROW);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/row.ui");
  gtk_widget_class_bind_template_child_private (widget_class, NuanRow, caption);
  gtk_widget_class_bind_template_child_private (widget_class, NuanRow, line);
  gtk_widget_class_bind_template_child_private (widget_class, NuanRow, reading);
  gtk_widget_class_bind_template_child_private (widget_class, NuanRow, eye);
  gtk_widget_class_bind_template_child_private (widget_class, NuanRow, hint);
  gtk_widget_class_bind_template_child_private (widget_class, NuanRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, eye_clicked_cb);
}

static void
nuan_row_init (NuanRow *self)
{
  NuanRowPrivate *priv = PRIVATE (self);

  priv->title = g_strdup ("");
  priv->written = g_strdup ("");
  priv->value = g_strdup ("");
  priv->editable = TRUE;
  priv->valid = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_value (NuanRow *self, const char *value, gboolean stored)
{
  NuanRowPrivate *priv = PRIVATE (self);

  priv->stored = stored;
  priv->revealed = priv->asked = FALSE;
  g_clear_pointer (&priv->fixed_hint, g_free);
  if (g_strcmp0 (value != NULL ? value : "", priv->value) != 0)
    {
      keep_value (priv, value != NULL ? value : "");
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
    }
  if (NUAN_ROW_GET_CLASS (self)->show_value != NULL)
    NUAN_ROW_GET_CLASS (self)->show_value (self, priv->value);
  nuan_row_show_problem (self, NULL);
  check (self, !stored);
  nuan_row_show (self);
}

const char *
nuan_row_get_value (NuanRow *row)
{
  g_return_val_if_fail (NUAN_IS_ROW (row), "");

  return PRIVATE (row)->value;
}

void
nuan_row_set_value (NuanRow *row, const char *value)
{
  g_return_if_fail (NUAN_IS_ROW (row));

  set_value (row, value, TRUE);
}

void
nuan_row_put_value (NuanRow *row, const char *value)
{
  g_return_if_fail (NUAN_IS_ROW (row));

  set_value (row, value, FALSE);
}

void
nuan_row_take (NuanRow *row, const char *value)
{
  NuanRowPrivate *priv;

  g_return_if_fail (NUAN_IS_ROW (row));

  priv = PRIVATE (row);
  if (strcmp (value, priv->value) == 0)
    return;

  keep_value (priv, value);
  priv->stored = FALSE;
  g_clear_pointer (&priv->fixed_hint, g_free);
  nuan_row_show_problem (row, NULL);
  check (row, !(gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN));
  nuan_row_show (row);
  g_object_notify_by_pspec (G_OBJECT (row), properties[PROP_VALUE]);
  g_signal_emit (row, signals[CHANGED], 0);
}

const char *
nuan_row_get_title (NuanRow *row)
{
  g_return_val_if_fail (NUAN_IS_ROW (row), "");

  return PRIVATE (row)->title;
}

/* The caption: the name, a mark where the field must be filled in (what is only read is filled in), a mnemonic where there is one. */
static void
show_caption (NuanRow *self, const char *title)
{
  NuanRowPrivate *priv = PRIVATE (self);
  g_autofree char *text = priv->required && priv->editable ? g_strconcat (title, " *", NULL) : g_strdup (title);

  if (strchr (title, '_') != NULL)
    gtk_label_set_text_with_mnemonic (priv->caption, text);
  else
    gtk_label_set_text (priv->caption, text);
}

/* “_Name” is heard as “Name”. */
static char *
without_mnemonic (const char *title)
{
  g_auto (GStrv) parts = g_strsplit (title, "_", 2);

  return g_strjoinv ("", parts);
}

void
nuan_row_set_required (NuanRow *row, gboolean required)
{
  NuanRowPrivate *priv;

  g_return_if_fail (NUAN_IS_ROW (row));

  priv = PRIVATE (row);
  priv->required = required;
  show_caption (row, priv->written);
  if (priv->focus != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_REQUIRED, required, -1);
}

void
nuan_row_set_title (NuanRow *row, const char *title)
{
  NuanRowPrivate *priv;
  g_autofree char *show_it = NULL;

  g_return_if_fail (NUAN_IS_ROW (row));

  priv = PRIVATE (row);
  g_free (priv->title);
  g_free (priv->written);
  priv->written = g_strdup (title != NULL ? title : "");
  priv->title = without_mnemonic (priv->written);
  show_caption (row, priv->written);
  nuan_row_show (row);

  show_it = g_strdup_printf (_("Show %s"), priv->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->eye), GTK_ACCESSIBLE_PROPERTY_LABEL, show_it, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, priv->title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->reading), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, priv->title, -1);
  if (priv->focus != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_LABEL, priv->title, -1);
  g_object_notify_by_pspec (G_OBJECT (row), properties[PROP_TITLE]);
}

void
nuan_row_set_editable (NuanRow *row, gboolean editable)
{
  g_return_if_fail (NUAN_IS_ROW (row));

  if (PRIVATE (row)->editable == editable)
    return;

  PRIVATE (row)->editable = editable;
  if (!editable)
    nuan_row_show_problem (row, NULL);
  show_caption (row, PRIVATE (row)->written);
  nuan_row_show (row);
}

void
nuan_row_set_editor (NuanRow *row, GtkWidget *editor, GtkWidget *focus)
{
  NuanRowPrivate *priv;

  g_return_if_fail (NUAN_IS_ROW (row));

  priv = PRIVATE (row);
  g_assert (priv->editor == NULL);
  priv->editor = editor;
  priv->focus = focus;
  gtk_widget_set_hexpand (editor, TRUE);
  gtk_box_prepend (priv->line, editor);
  gtk_label_set_mnemonic_widget (priv->caption, focus);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_RELATION_LABELLED_BY);   /* it says its name itself, once */
  gtk_accessible_update_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL, priv->title, -1);
  nuan_row_show (row);
}

void
nuan_row_go_on (NuanRow *row)
{
  GtkWindow *window;
  GtkWidget *next, *button;

  g_return_if_fail (NUAN_IS_ROW (row));

  window = nuan_toplevel_of (GTK_WIDGET (row));
  if (window == NULL)
    return;

  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  next = gtk_root_get_focus (GTK_ROOT (window));
  button = nuan_toplevel_get_main (window);
  if (button != NULL && (next == NULL || gtk_widget_get_ancestor (next, NUAN_TYPE_ROW) == NULL))
    gtk_widget_grab_focus (button);
}
