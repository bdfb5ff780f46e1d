#include "config.h"

#include "app/kit/text-tip.h"

static gboolean
query_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tip, GtkInscription *text)
{
  const char *whole = gtk_inscription_get_text (text);

  if (whole == NULL || *whole == '\0')
    return FALSE;
  gtk_tooltip_set_text (tip, whole);
  return TRUE;
}

void
nuan_text_tip_add (GtkWidget *widget, GtkInscription *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && GTK_IS_INSCRIPTION (text));

  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_cb), text);
}
