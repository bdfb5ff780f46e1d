#include "config.h"

#include "app/kit/row-private.h"

#include <string.h>

static gboolean
is_masked (NuanRowPrivate *priv)
{
  if (priv->secret == NUAN_SECRET_NONE || *priv->value == '\0')
    return FALSE;
  if (nuan_secret_is_revealed_by_eye (priv->secret))
    return priv->stored && !priv->revealed;

  return priv->hide;
}

gboolean
nuan_row_is_masked (NuanRow *row)
{
  g_return_val_if_fail (NUAN_IS_ROW (row), TRUE);

  return is_masked (nuan_row_get_private (row));
}

void
nuan_row_show (NuanRow *self)
{
  NuanRowPrivate *priv = nuan_row_get_private (self);
  const gboolean masked = is_masked (priv);
  const gboolean keep = masked && nuan_secret_is_revealed_by_eye (priv->secret);
  const gboolean editing = priv->editable && !keep;
  g_autofree char *text = NULL;
  g_autofree char *hint = NULL;

  if (masked)
    text = nuan_secret_mask (priv->secret, priv->value, priv->hide);
  else if (NUAN_ROW_GET_CLASS (self)->describe != NULL)
    text = NUAN_ROW_GET_CLASS (self)->describe (self, priv->value);
  if (priv->fixed_hint != NULL)
    hint = g_strdup (priv->fixed_hint);
  else if (NUAN_ROW_GET_CLASS (self)->hint != NULL && !(masked && priv->hide))
    hint = NUAN_ROW_GET_CLASS (self)->hint (self, priv->value);

  gtk_label_set_text (priv->reading, text != NULL ? text : *priv->value != '\0' && !priv->password ? priv->value : "—");
  gtk_widget_set_visible (GTK_WIDGET (priv->reading), !editing);
  gtk_widget_set_visible (GTK_WIDGET (priv->caption), *priv->title != '\0' &&
                          !(priv->editable ? NUAN_ROW_GET_CLASS (self)->names_itself : priv->bare));
  gtk_widget_set_visible (priv->eye, keep && !priv->hide);
  if (priv->editor != NULL)
    gtk_widget_set_visible (priv->editor, editing);
  if (GTK_IS_ENTRY (priv->focus) && priv->secret != NUAN_SECRET_NONE)   /* a password is hidden by its page, always */
    gtk_entry_set_visibility (GTK_ENTRY (priv->focus), !priv->hide);

  gtk_label_set_text (priv->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->hint), hint != NULL && *hint != '\0');
}

void
nuan_row_show_problem (NuanRow *row, const char *problem)
{
  NuanRowPrivate *priv;
  const GtkAccessibleInvalidState invalid = problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE;

  g_return_if_fail (NUAN_IS_ROW (row));

  priv = nuan_row_get_private (row);
  gtk_label_set_text (priv->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->problem), problem != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, invalid, -1);
  if (priv->focus == NULL)
    return;

  if (problem != NULL)
    gtk_widget_add_css_class (priv->editor, "error");
  else
    gtk_widget_remove_css_class (priv->editor, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_STATE_INVALID, invalid, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "", -1);
}

void
nuan_row_take_back (NuanRow *row, const char *problem)
{
  g_return_if_fail (NUAN_IS_ROW (row));

  if (strcmp (gtk_label_get_text (nuan_row_get_private (row)->problem), problem) == 0)
    nuan_row_show_problem (row, NULL);
}

void
nuan_row_set_private (NuanRow *row, gboolean hide)
{
  g_return_if_fail (NUAN_IS_ROW (row));

  if (nuan_row_get_private (row)->hide == hide)
    return;

  nuan_row_get_private (row)->hide = hide;
  if (hide)
    nuan_row_get_private (row)->revealed = nuan_row_get_private (row)->asked = FALSE;
  nuan_row_show (row);
}

void
nuan_row_set_secret (NuanRow *row, NuanSecret secret)
{
  g_return_if_fail (NUAN_IS_ROW (row));

  nuan_row_get_private (row)->secret = secret;
  nuan_row_show (row);
}

void
nuan_row_set_bare (NuanRow *row, gboolean bare)
{
  g_return_if_fail (NUAN_IS_ROW (row));

  nuan_row_get_private (row)->bare = bare;
  nuan_row_show (row);
}

void
nuan_row_set_hint (NuanRow *row, const char *hint)
{
  g_return_if_fail (NUAN_IS_ROW (row));

  g_free (nuan_row_get_private (row)->fixed_hint);
  nuan_row_get_private (row)->fixed_hint = g_strdup (hint);
  nuan_row_show (row);
}
