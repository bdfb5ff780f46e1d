#include "config.h"

#include "app/kit/secret.h"

#include "base/mask.h"

gboolean
nuan_secret_is_revealed_by_eye (NuanSecret secret)
{
  return secret == NUAN_SECRET_ID_NUMBER || secret == NUAN_SECRET_CARD;
}

char *
nuan_secret_mask (NuanSecret secret, const char *value, gboolean hide)
{
  if (secret == NUAN_SECRET_ID_NUMBER && !hide)
    return nuan_mask_id_number (value);
  if (secret == NUAN_SECRET_CARD && !hide)
    return nuan_mask_card (value);
  if (secret == NUAN_SECRET_PHONE)
    return nuan_mask_phone (value);

  return g_strdup (NUAN_WIDE_VEIL);
}
