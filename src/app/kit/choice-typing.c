#include "config.h"

#include "app/kit/choice-row-private.h"

#include "base/name-form.h"
#include "base/pinyin.h"

#define TYPED_APART_US (1000 * 1000)

static gboolean
fits (const char *key, const char *typed, gboolean whole)
{
  return whole ? strcmp (key, typed) == 0 : g_str_has_prefix (key, typed);
}

/* "xj", "xianjin", "现" and the code find 现金; as a WHOLE the first two, 现金 and the code. */
static gboolean
is_meant (NuanChoiceRow *self, guint at, const char *typed, gboolean whole)
{
  const char *label = gtk_string_list_get_string (self->labels, at);
  g_autofree char *folded = nuan_name_form (label);
  g_auto (GStrv) keys = nuan_search_name_keys (label);

  if (fits (folded, typed, whole) || fits (g_ptr_array_index (self->codes, at), typed, whole))
    return TRUE;
  for (char **key = keys; *key != NULL; key++)
    if (fits (*key, typed, whole) && (guchar) (*key)[0] < 128)   /* a reading; a suffix of the characters is no beginning */
      return TRUE;

  return FALSE;
}

static guint
find_from (NuanChoiceRow *self, guint from, const char *typed, gboolean whole)
{
  for (guint i = 0; i < self->codes->len; i++)
    {
      const guint at = (from + i) % self->codes->len;

      if (g_ptr_array_index (self->refusals, at) == NULL && is_meant (self, at, typed, whole))
        return at;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* 女 before 女婿: what is TYPED as a whole, else what begins with it. */
static guint
find_typed (NuanChoiceRow *self, const char *typed)
{
  const guint whole = find_from (self, 0, typed, TRUE);

  return whole != GTK_INVALID_LIST_POSITION ? whole : find_from (self, 0, typed, FALSE);
}

/* In an open list Enter chooses the line that has the keyboard. */
static void
focus_line (NuanChoiceRow *self, guint at)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->popover)))
    return;

  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->list)); line != NULL; line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *inside = gtk_widget_get_first_child (line);

      if (inside != NULL && GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (inside), "place")) == at)
        gtk_widget_grab_focus (line);
    }
}

/* Enter on a list that was only looked at changes nothing. */
static void
opened_cb (NuanChoiceRow *self)
{
  g_string_truncate (self->typed, 0);
  focus_line (self, gtk_drop_down_get_selected (self->dropdown));
}

gboolean
nuan_choice_row_type_ahead (NuanChoiceRow *row, gunichar sign)
{
  const gint64 now = g_get_monotonic_time ();
  const guint chosen = gtk_drop_down_get_selected (row->dropdown);
  guint at;

  g_return_val_if_fail (NUAN_IS_CHOICE_ROW (row), FALSE);

  if (now - row->typed_at > TYPED_APART_US)
    g_string_truncate (row->typed, 0);
  row->typed_at = now;
  g_string_append_unichar (row->typed, g_unichar_tolower (sign));
  if (g_utf8_strlen (row->typed->str, -1) == 1 && chosen < row->codes->len)
    at = find_from (row, chosen + 1, row->typed->str, FALSE);   /* the same letter again: the next one */
  else
    at = find_typed (row, row->typed->str);
  if (at == GTK_INVALID_LIST_POSITION)
    return FALSE;

  gtk_drop_down_set_selected (row->dropdown, at);
  focus_line (row, at);
  return TRUE;
}

/* The field of a long list takes its keys itself. */
static gboolean
key_cb (NuanChoiceRow *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  const gunichar sign = gdk_keyval_to_unicode (keyval);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || sign == 0 || !g_unichar_isalnum (sign) ||
      (root != NULL && GTK_IS_EDITABLE (gtk_root_get_focus (root))))
    return GDK_EVENT_PROPAGATE;

  nuan_choice_row_type_ahead (self, sign);
  return GDK_EVENT_STOP;
}

static void
hear_keys (NuanChoiceRow *self, GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (widget, keys);
}

/* What the drop-down holds against what is searched, from its beginning: that itself for a choice that is found, by whichever of its readings. */
static char *
search_key (GtkStringObject *item, NuanChoiceRow *self)
{
  const char *text = gtk_editable_get_text (self->search);
  const guint at = nuan_choice_row_place_of (self, item);
  g_autofree char *typed = nuan_name_form (text);

  return g_strdup (at < self->codes->len && is_meant (self, at, typed, FALSE) ? text : "");
}

/* Enter in the field of a long list: the first that is found. */
static void
search_entered_cb (NuanChoiceRow *self)
{
  g_autofree char *typed = nuan_name_form (gtk_editable_get_text (self->search));
  const guint at = *typed != '\0' ? find_typed (self, typed) : GTK_INVALID_LIST_POSITION;

  if (at != GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (self->dropdown, at);
  gtk_popover_popdown (self->popover);
}

/* The drop-down gives its parts no names. */
static gpointer
find_part (GtkWidget *below, GType type)
{
  gpointer found = g_type_is_a (G_OBJECT_TYPE (below), type) ? below : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (below); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_part (child, type);
  return found;
}

void
nuan_choice_row_begin_typing (NuanChoiceRow *row)
{
  g_autoptr (GtkExpression) key = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (search_key), row, NULL);

  row->typed = g_string_new (NULL);
  row->popover = find_part (GTK_WIDGET (row->dropdown), GTK_TYPE_POPOVER);
  row->list = find_part (GTK_WIDGET (row->popover), GTK_TYPE_LIST_VIEW);
  row->search = find_part (GTK_WIDGET (row->popover), GTK_TYPE_SEARCH_ENTRY);
  g_signal_connect_swapped (row->popover, "map", G_CALLBACK (opened_cb), row);
  g_signal_connect_swapped (row->search, "activate", G_CALLBACK (search_entered_cb), row);
  gtk_drop_down_set_expression (row->dropdown, key);
  hear_keys (row, GTK_WIDGET (row->dropdown));
  hear_keys (row, GTK_WIDGET (row->popover));   /* a surface of its own: its keys end there */
}

void
nuan_choice_row_end_typing (NuanChoiceRow *row)
{
  g_string_free (row->typed, TRUE);
}
