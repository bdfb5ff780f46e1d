#include "config.h"

#include "app/kit/rows.h"

#include "app/kit/plain-keys.h"
#include "base/money.h"

struct _NuanMoneyRow
{
  NuanTextRow parent_instance;
};

G_DEFINE_FINAL_TYPE (NuanMoneyRow, nuan_money_row, NUAN_TYPE_TEXT_ROW)

static gboolean
nuan_money_row_check (NuanRow *row, const char *value, GError **error)
{
  gint64 fen;

  return nuan_money_parse (value, NULL, &fen, error);
}

static char *
nuan_money_row_describe (NuanRow *row, const char *value)
{
  gint64 fen = 0;

  if (!nuan_money_row_get_fen (NUAN_MONEY_ROW (row), &fen))
    return g_strdup (value);

  return *value == '\0' || fen == 0 ? g_strdup ("—") : nuan_money_format (fen);
}

/* 9000 reads 9,000.00 once the field is left; typed text is not touched meanwhile. */
static void
left_cb (NuanMoneyRow *self)
{
  const char *value = nuan_row_get_value (NUAN_ROW (self));
  g_autofree char *text = NULL;
  gint64 fen;

  if (*value == '\0' || !nuan_money_row_get_fen (self, &fen))
    return;

  text = nuan_money_format (fen);
  if (strcmp (text, value) != 0)
    gtk_editable_set_text (GTK_EDITABLE (nuan_text_row_get_entry (NUAN_TEXT_ROW (self))), text);
}

static void
nuan_money_row_class_init (NuanMoneyRowClass *klass)
{
  NUAN_ROW_CLASS (klass)->check = nuan_money_row_check;
  NUAN_ROW_CLASS (klass)->describe = nuan_money_row_describe;
}

static void
nuan_money_row_init (NuanMoneyRow *self)
{
  GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 12);
  gtk_entry_set_input_purpose (entry, GTK_INPUT_PURPOSE_NUMBER);
  nuan_plain_keys (GTK_WIDGET (entry));
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

gboolean
nuan_money_row_get_fen (NuanMoneyRow *row, gint64 *fen)
{
  const char *value;

  g_return_val_if_fail (NUAN_IS_MONEY_ROW (row), FALSE);

  value = nuan_row_get_value (NUAN_ROW (row));
  *fen = 0;
  return *value == '\0' || nuan_money_parse (value, NULL, fen, NULL);
}
