#include "config.h"

#include "base/mask.h"

/* HEAD characters, then a star for each that is hidden, then TAIL characters. */
static char *
mask_middle (const char *text, glong head, glong tail)
{
  const glong length = g_utf8_strlen (text, -1);
  const char *tail_start = g_utf8_offset_to_pointer (text, length - tail);
  const char *head_end = g_utf8_offset_to_pointer (text, head);
  GString *masked = g_string_new_len (text, head_end - text);

  for (glong i = head; i < length - tail; i++)
    g_string_append_c (masked, '*');
  g_string_append (masked, tail_start);

  return g_string_free (masked, FALSE);
}

char *
nuan_mask_id_number (const char *id_number)
{
  const glong length = id_number != NULL ? g_utf8_strlen (id_number, -1) : 0;

  if (length > 12)
    return mask_middle (id_number, 6, 4);
  if (length >= 8)   /* another paper, shorter: what is shown must stay less than what is hidden */
    return mask_middle (id_number, 0, 3);

  return length > 0 ? mask_middle (id_number, 0, 0) : g_strdup ("");
}

char *
nuan_mask_card (const char *card)
{
  g_autoptr (GString) signs = g_string_new (NULL);

  if (card == NULL || *card == '\0')
    return g_strdup ("");

  for (const char *at = card; *at != '\0'; at++)   /* cards are copied in groups of four */
    if (g_ascii_isalnum (*at))
      g_string_append_c (signs, *at);

  return g_strconcat ("…", signs->len >= 8 ? signs->str + signs->len - 4 : "", NULL);
}

char *
nuan_mask_phone (const char *phone)
{
  const glong length = phone != NULL ? g_utf8_strlen (phone, -1) : 0;

  if (length >= 10)
    return mask_middle (phone, 3, 4);
  if (length >= 7)
    return mask_middle (phone, 0, 3);

  return length > 0 ? mask_middle (phone, 0, 0) : g_strdup ("");
}

char *
nuan_mask_name (const char *name)
{
  const glong length = name != NULL ? g_utf8_strlen (name, -1) : 0;

  if (length > 2)
    return mask_middle (name, 1, 1);
  if (length == 2)
    return mask_middle (name, 1, 0);

  return length > 0 ? mask_middle (name, 0, 0) : g_strdup ("");
}
