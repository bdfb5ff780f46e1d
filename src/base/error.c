#include "config.h"

#include "base/error.h"

typedef struct {
  char *field;
} NuanErrorPrivate;

static void
nuan_error_private_init (NuanErrorPrivate *priv)
{
  priv->field = NULL;
}

static void
nuan_error_private_copy (const NuanErrorPrivate *source, NuanErrorPrivate *target)
{
  target->field = g_strdup (source->field);
}

static void
nuan_error_private_clear (NuanErrorPrivate *priv)
{
  g_clear_pointer (&priv->field, g_free);
}

G_DEFINE_EXTENDED_ERROR (NuanError, nuan_error)

void
nuan_error_set (GError **error, NuanError code, const char *field, const char *format, ...)
{
  va_list arguments;

  if (error == NULL)
    return;

  va_start (arguments, format);
  *error = g_error_new_valist (NUAN_ERROR, code, format, arguments);
  va_end (arguments);

  nuan_error_get_private (*error)->field = g_strdup (field);
}

const char *
nuan_error_get_field (const GError *error)
{
  if (error == NULL || error->domain != NUAN_ERROR)
    return NULL;

  return nuan_error_get_private (error)->field;
}

void
nuan_error_prefix_field (GError **error, const char *prefix)
{
  NuanErrorPrivate *priv;
  char *field;

  if (error == NULL || *error == NULL || (*error)->domain != NUAN_ERROR)
    return;

  priv = nuan_error_get_private (*error);
  field = g_strconcat (prefix, priv->field, NULL);   /* without a field the prefix alone says where */
  g_free (priv->field);
  priv->field = field;
}

gboolean
nuan_error_is_of_storage (const GError *error)
{
  return g_error_matches (error, NUAN_ERROR, NUAN_ERROR_STORAGE) || g_error_matches (error, NUAN_ERROR, NUAN_ERROR_DAMAGED);
}
