#include "config.h"

#include "app/kit/choice-row-private.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"

#define SEARCH_FROM 12   /* more choices than this are searched by typing */
#define BLANK "—"        /* nothing chosen yet */

G_DEFINE_FINAL_TYPE (NuanChoiceRow, nuan_choice_row, NUAN_TYPE_ROW)

static guint
find (NuanChoiceRow *self, const char *code)
{
  for (guint i = 0; i < self->codes->len; i++)
    if (strcmp (g_ptr_array_index (self->codes, i), code) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static gboolean
is_blank (NuanChoiceRow *self, guint at)
{
  return self->has_blank && at == 0;
}

static gboolean
is_long (NuanChoiceRow *self)
{
  return self->codes->len - self->has_blank > SEARCH_FROM;
}

/* The button inside takes the focus: it says what is chosen here, and what of. */
static void
name_button (NuanChoiceRow *self)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->dropdown));
  const char *title = nuan_row_get_title (NUAN_ROW (self));
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->dropdown);
  g_autofree char *name = NULL;

  if (chosen == NULL || is_blank (self, gtk_drop_down_get_selected (self->dropdown)))
    name = g_strdup (title);
  else
    name = g_strdup_printf (_("%s: %s"), title, gtk_string_object_get_string (chosen));
  if (GTK_IS_BUTTON (button))
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
chosen_cb (NuanChoiceRow *self)
{
  const guint at = gtk_drop_down_get_selected (self->dropdown);

  name_button (self);
  if (self->showing || at >= self->codes->len)
    return;

  nuan_row_take (NUAN_ROW (self), g_ptr_array_index (self->codes, at));
}

/* A code that the list has no more is still shown, and kept until another is chosen. */
static void
nuan_choice_row_show_value (NuanRow *row, const char *value)
{
  NuanChoiceRow *self = NUAN_CHOICE_ROW (row);

  self->showing = TRUE;
  if (*value != '\0' && find (self, value) == GTK_INVALID_LIST_POSITION && self->codes->len > 0)
    nuan_choice_row_add (self, value, value, NULL);
  gtk_drop_down_set_selected (self->dropdown, find (self, value));
  self->showing = FALSE;
}

static char *
nuan_choice_row_describe (NuanRow *row, const char *value)
{
  NuanChoiceRow *self = NUAN_CHOICE_ROW (row);
  const guint at = find (self, value);

  if (*value == '\0' || at == GTK_INVALID_LIST_POSITION)
    return g_strdup (*value == '\0' ? "—" : value);

  return g_strdup (gtk_string_list_get_string (self->labels, at));
}

static gboolean
nuan_choice_row_check (NuanRow *row, const char *value, GError **error)
{
  NuanChoiceRow *self = NUAN_CHOICE_ROW (row);
  const guint at = find (self, value);
  const char *refusal = at != GTK_INVALID_LIST_POSITION ? g_ptr_array_index (self->refusals, at) : NULL;

  if (refusal == NULL)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, refusal);
  return FALSE;
}

/* What is to be known of the chosen one stands under it. */
static char *
nuan_choice_row_hint (NuanRow *row, const char *value)
{
  NuanChoiceRow *self = NUAN_CHOICE_ROW (row);
  const guint at = find (self, value);

  return at != GTK_INVALID_LIST_POSITION ? g_strdup (g_ptr_array_index (self->remarks, at)) : NULL;
}

static void
setup_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item, NuanChoiceRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *reason = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (reason), 0);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (reason), 40);
  gtk_widget_add_css_class (reason, "caption");
  gtk_widget_add_css_class (reason, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), reason);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (line), box);
  gtk_box_append (GTK_BOX (line), tick);
  gtk_list_item_set_child (item, line);
}

/* The chosen one is ticked: the selection of an open list goes with the arrow keys. */
static void
tick_item (NuanChoiceRow *self, GtkListItem *item)
{
  GtkWidget *line = gtk_list_item_get_child (item);

  if (line != NULL)
    gtk_widget_set_opacity (gtk_widget_get_last_child (line),
                            gtk_list_item_get_item (item) == gtk_drop_down_get_selected_item (self->dropdown) ? 1.0 : 0.0);
}

static void
chosen_changed_cb (GtkListItem *item, GParamSpec *pspec, GtkDropDown *dropdown)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (dropdown), NUAN_TYPE_CHOICE_ROW);

  if (row != NULL)
    tick_item (NUAN_CHOICE_ROW (row), item);
}

/* The popup's own positions are those of its search. */
guint
nuan_choice_row_place_of (NuanChoiceRow *self, gpointer item)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->labels));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) other = g_list_model_get_item (G_LIST_MODEL (self->labels), i);

      if (other == item)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* The remark, and the reason why it can't be chosen. Owned. */
static char *
tell_of (NuanChoiceRow *self, guint at)
{
  const char *remark = at < self->remarks->len ? g_ptr_array_index (self->remarks, at) : NULL;
  const char *refusal = at < self->refusals->len ? g_ptr_array_index (self->refusals, at) : NULL;

  return g_strdup_printf ("%s%s%s", remark != NULL ? remark : "", remark != NULL && refusal != NULL ? "\n" : "", refusal != NULL ? refusal : "");
}

/* What may not be chosen is there, grey, with its reason. */
static void
bind_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item, NuanChoiceRow *self)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_first_child (gtk_list_item_get_child (item)));
  GtkWidget *reason = gtk_widget_get_next_sibling (label);
  const guint at = nuan_choice_row_place_of (self, gtk_list_item_get_item (item));
  const char *refusal = at < self->refusals->len ? g_ptr_array_index (self->refusals, at) : NULL;
  g_autofree char *told = tell_of (self, at);

  gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (gtk_list_item_get_item (item)));
  gtk_widget_set_sensitive (label, refusal == NULL);
  gtk_label_set_text (GTK_LABEL (reason), told);
  gtk_widget_set_visible (reason, *told != '\0');
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (item)), "place", GUINT_TO_POINTER (at));
  gtk_list_item_set_activatable (item, refusal == NULL);
  gtk_list_item_set_selectable (item, refusal == NULL);
  tick_item (self, item);
  g_signal_connect_object (self->dropdown, "notify::selected", G_CALLBACK (chosen_changed_cb), item, G_CONNECT_SWAPPED);
}

static void
unbind_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item, NuanChoiceRow *self)
{
  g_signal_handlers_disconnect_by_func (self->dropdown, chosen_changed_cb, item);
}

static void
setup_shown_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_shown_cb (GtkSignalListItemFactory *factory, GtkListItem *item, NuanChoiceRow *self)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  GtkStringObject *chosen = gtk_list_item_get_item (item);

  gtk_label_set_text (label, is_blank (self, nuan_choice_row_place_of (self, chosen)) ? "" : gtk_string_object_get_string (chosen));
  gtk_label_set_width_chars (label, self->width > 0 ? self->width : -1);
}

static void
nuan_choice_row_finalize (GObject *object)
{
  NuanChoiceRow *self = NUAN_CHOICE_ROW (object);

  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->refusals);
  g_ptr_array_unref (self->remarks);
  g_object_unref (self->labels);
  nuan_choice_row_end_typing (self);

  G_OBJECT_CLASS (nuan_choice_row_parent_class)->finalize (object);
}

static void
nuan_choice_row_class_init (NuanChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nuan_choice_row_finalize;
  NUAN_ROW_CLASS (klass)->show_value = nuan_choice_row_show_value;
  NUAN_ROW_CLASS (klass)->describe = nuan_choice_row_describe;
  NUAN_ROW_CLASS (klass)->check = nuan_choice_row_check;
  NUAN_ROW_CLASS (klass)->hint = nuan_choice_row_hint;
}

static void
nuan_choice_row_init (NuanChoiceRow *self)
{
  GtkListItemFactory *list = gtk_signal_list_item_factory_new ();
  GtkListItemFactory *shown = gtk_signal_list_item_factory_new ();

  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->refusals = g_ptr_array_new_with_free_func (g_free);
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_string_list_new (NULL);
  self->dropdown = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->labels)), NULL));
  nuan_choice_row_begin_typing (self);   /* first: an expression puts factories of its own in the place of those that stand, after GTK 4.8 */
  g_signal_connect (list, "setup", G_CALLBACK (setup_item_cb), self);
  g_signal_connect (list, "bind", G_CALLBACK (bind_item_cb), self);
  g_signal_connect (list, "unbind", G_CALLBACK (unbind_item_cb), self);
  g_signal_connect (shown, "setup", G_CALLBACK (setup_shown_cb), NULL);
  g_signal_connect (shown, "bind", G_CALLBACK (bind_shown_cb), self);
  gtk_drop_down_set_factory (self->dropdown, shown);
  gtk_drop_down_set_list_factory (self->dropdown, list);
  g_object_unref (list);
  g_object_unref (shown);
  g_signal_connect_swapped (self->dropdown, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self, "notify::title", G_CALLBACK (name_button), NULL);
  nuan_row_set_editor (NUAN_ROW (self), GTK_WIDGET (self->dropdown), GTK_WIDGET (self->dropdown));
}

/* NULL while the list is not dropped down. */
static GtkWidget *
open_popup (NuanChoiceRow *self)
{
  GtkWidget *popup = gtk_widget_get_last_child (GTK_WIDGET (self->dropdown));

  return GTK_IS_POPOVER (popup) && gtk_widget_get_mapped (popup) ? popup : NULL;
}

static gboolean
give_keyboard (gpointer data)
{
  GtkWidget *popup = open_popup (data);
  GtkWidget *focus = popup != NULL ? gtk_root_get_focus (gtk_widget_get_root (popup)) : NULL;

  if (popup != NULL && (focus == NULL || focus == popup || !gtk_widget_is_ancestor (focus, popup)))
    gtk_widget_child_focus (popup, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

/* The row that had the keyboard goes with what the open list held; once the list is filled again, a row has it again. */
static void
keep_keyboard (NuanChoiceRow *self)
{
  if (open_popup (self) != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, give_keyboard, g_object_ref (self), g_object_unref);
}

void
nuan_choice_row_set_width (NuanChoiceRow *row, int chars)
{
  g_return_if_fail (NUAN_IS_CHOICE_ROW (row));

  row->width = chars;
}

void
nuan_choice_row_clear (NuanChoiceRow *row)
{
  g_return_if_fail (NUAN_IS_CHOICE_ROW (row));

  keep_keyboard (row);
  row->showing = TRUE;
  gtk_string_list_splice (row->labels, 0, g_list_model_get_n_items (G_LIST_MODEL (row->labels)), NULL);
  g_ptr_array_set_size (row->codes, 0);
  g_ptr_array_set_size (row->refusals, 0);
  g_ptr_array_set_size (row->remarks, 0);
  row->has_blank = FALSE;
  row->showing = FALSE;
}

/* A list from which nothing is chosen yet begins with a line that says so: after GTK 4.8 a drop-down has one of its lines chosen, always. */
static gboolean
needs_blank (NuanChoiceRow *self, const char *first_code)
{
  return self->codes->len == 0 && *first_code != '\0';
}

void
nuan_choice_row_add (NuanChoiceRow *row, const char *code, const char *label, const char *refused)
{
  nuan_choice_row_add_told (row, code, label, NULL, refused);
}

void
nuan_choice_row_add_told (NuanChoiceRow *row, const char *code, const char *label, const char *remark, const char *refused)
{
  const gboolean was_showing = row->showing;

  g_return_if_fail (NUAN_IS_CHOICE_ROW (row));

  if (needs_blank (row, code))
    {
      row->has_blank = TRUE;   /* first: the drop-down chooses it while it is added */
      nuan_choice_row_add_told (row, "", BLANK, NULL, NULL);
    }

  row->showing = TRUE;
  g_ptr_array_add (row->codes, g_strdup (code));
  g_ptr_array_add (row->refusals, g_strdup (refused));
  g_ptr_array_add (row->remarks, g_strdup (remark));
  gtk_string_list_append (row->labels, label);
  if (is_long (row))
    gtk_drop_down_set_enable_search (row->dropdown, TRUE);
  row->showing = was_showing;
}

static void
add_code (NuanChoiceRow *self, GPtrArray *labels, const char *code, const char *label)
{
  g_ptr_array_add (self->codes, g_strdup (code));
  g_ptr_array_add (self->refusals, NULL);
  g_ptr_array_add (self->remarks, NULL);
  g_ptr_array_add (labels, (gpointer) label);
}

void
nuan_choice_row_set_list (NuanChoiceRow *row, const char *list, const char *none)
{
  g_autoptr (GPtrArray) labels = NULL;
  guint n;
  const NuanCode *codes;

  g_return_if_fail (NUAN_IS_CHOICE_ROW (row));

  codes = nuan_code_list (list, &n);
  labels = g_ptr_array_sized_new (n + 2);
  nuan_choice_row_clear (row);
  row->has_blank = none == NULL;
  add_code (row, labels, "", none != NULL ? none : BLANK);
  for (guint i = 0; i < n; i++)
    add_code (row, labels, codes[i].code, codes[i].label);
  g_ptr_array_add (labels, NULL);

  row->showing = TRUE;
  gtk_string_list_splice (row->labels, 0, 0, (const char *const *) labels->pdata);   /* at one go: a form has many of these */
  gtk_drop_down_set_enable_search (row->dropdown, is_long (row));
  row->showing = FALSE;
  nuan_choice_row_show_value (NUAN_ROW (row), nuan_row_get_value (NUAN_ROW (row)));
}
