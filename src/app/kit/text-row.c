#include "config.h"

#include "app/kit/plain-keys.h"
#include "app/kit/row-private.h"
#include "app/kit/rows.h"
#include "base/text.h"

typedef struct {
  GtkEntry *entry;
  guint     showing : 1;
  guint     plain : 1;
} NuanTextRowPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (NuanTextRow, nuan_text_row, NUAN_TYPE_ROW)

#define PRIVATE(row) ((NuanTextRowPrivate *) nuan_text_row_get_instance_private (row))

enum { PROP_0, PROP_WIDTH_CHARS, PROP_PLAIN_KEYS, LAST_PROP };
static GParamSpec *properties[LAST_PROP];

static void
typed_cb (NuanTextRow *self)
{
  if (!PRIVATE (self)->showing)
    nuan_row_take (NUAN_ROW (self), gtk_editable_get_text (GTK_EDITABLE (PRIVATE (self)->entry)));
}

/* Full-width signs of the input method become what is stored, once the field is left, so that the clerk sees it. */
static void
left_cb (NuanTextRow *self)
{
  const char *value = nuan_row_get_value (NUAN_ROW (self));
  g_autofree char *plain = nuan_text_compatible (value);

  if (plain != NULL && strcmp (plain, value) != 0)
    gtk_editable_set_text (GTK_EDITABLE (PRIVATE (self)->entry), plain);
}

void
nuan_text_row_make_plain (NuanTextRow *row)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_return_if_fail (NUAN_IS_TEXT_ROW (row));

  nuan_plain_keys (GTK_WIDGET (PRIVATE (row)->entry));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (PRIVATE (row)->entry), focus);
}

void
nuan_text_row_make_password (NuanTextRow *row)
{
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();
  GtkEntry *entry;

  g_return_if_fail (NUAN_IS_TEXT_ROW (row));

  entry = PRIVATE (row)->entry;
  gtk_entry_set_buffer (entry, buffer);
  gtk_entry_set_visibility (entry, FALSE);
  gtk_entry_set_input_purpose (entry, GTK_INPUT_PURPOSE_PASSWORD);
  nuan_row_lock_value (NUAN_ROW (row));
}

/* A password is taken as it is. */
static char *
nuan_text_row_hint (NuanRow *row, const char *value)
{
  const GtkInputPurpose purpose = gtk_entry_get_input_purpose (PRIVATE (NUAN_TEXT_ROW (row))->entry);

  return purpose != GTK_INPUT_PURPOSE_PASSWORD ? g_strdup (nuan_text_notice (value, FALSE)) : NULL;
}

static void
nuan_text_row_show_value (NuanRow *row, const char *value)
{
  NuanTextRowPrivate *priv = PRIVATE (NUAN_TEXT_ROW (row));

  priv->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (priv->entry), value);
  priv->showing = FALSE;
}

static void
nuan_text_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_WIDTH_CHARS:
      g_value_set_int (value, gtk_editable_get_width_chars (GTK_EDITABLE (PRIVATE (NUAN_TEXT_ROW (object))->entry)));
      break;
    case PROP_PLAIN_KEYS:
      g_value_set_boolean (value, PRIVATE (NUAN_TEXT_ROW (object))->plain);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
nuan_text_row_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GtkEditable *entry = GTK_EDITABLE (PRIVATE (NUAN_TEXT_ROW (object))->entry);

  switch (property_id)
    {
    case PROP_WIDTH_CHARS:
      gtk_editable_set_width_chars (entry, g_value_get_int (value));
      gtk_editable_set_max_width_chars (entry, g_value_get_int (value));
      break;
    case PROP_PLAIN_KEYS:
      PRIVATE (NUAN_TEXT_ROW (object))->plain = g_value_get_boolean (value);
      if (g_value_get_boolean (value))
        nuan_plain_keys (GTK_WIDGET (entry));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
nuan_text_row_class_init (NuanTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nuan_text_row_get_property;
  object_class->set_property = nuan_text_row_set_property;
  NUAN_ROW_CLASS (klass)->show_value = nuan_text_row_show_value;
  NUAN_ROW_CLASS (klass)->hint = nuan_text_row_hint;

  properties[PROP_WIDTH_CHARS] = g_param_spec_int ("width-chars", NULL, NULL, -1, 200, -1,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLAIN_KEYS] = g_param_spec_boolean ("plain-keys", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, properties);
}

static void
nuan_text_row_init (NuanTextRow *self)
{
  NuanTextRowPrivate *priv = PRIVATE (self);

  priv->entry = GTK_ENTRY (gtk_entry_new ());
  g_signal_connect_swapped (priv->entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (priv->entry, "activate", G_CALLBACK (nuan_row_go_on), self);
  nuan_row_set_editor (NUAN_ROW (self), GTK_WIDGET (priv->entry), GTK_WIDGET (priv->entry));
}

GtkEntry *
nuan_text_row_get_entry (NuanTextRow *row)
{
  g_return_val_if_fail (NUAN_IS_TEXT_ROW (row), NULL);

  return PRIVATE (row)->entry;
}
