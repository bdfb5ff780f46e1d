#include "config.h"

#include "store/journal/detail.h"

#include <string.h>

#include "base/money.h"

/* No file name has a slash: so version 1, which had the bare name of a backup, never begins like this. */
#define VERSION_2 "/2"
#define OLD_STEP  "→"

struct _NuanDetail
{
  GString *text;
};

/* What means something to the grammar, and how it stands in a text. */
static const struct { char sign, escape; } escapes[] = {
  { '\\', '\\' }, { ' ', 's' }, { ',', 'c' }, { '>', 'g' }, { '\n', 'n' },
};

NuanDetail *
nuan_detail_new (void)
{
  NuanDetail *detail = g_new (NuanDetail, 1);

  detail->text = g_string_new (NULL);
  return detail;
}

void
nuan_detail_free (NuanDetail *detail)
{
  if (detail == NULL)
    return;

  g_string_free (detail->text, TRUE);
  g_free (detail);
}

static void
begin_field (NuanDetail *detail, const char *key)
{
  g_string_append_printf (detail->text, "%s %s=", detail->text->len == 0 ? VERSION_2 : "", key);
}

static void
append_escaped (NuanDetail *detail, const char *text)
{
  for (const char *at = text != NULL ? text : ""; *at != '\0'; at++)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (escapes) && escapes[i].sign != *at)
        i++;
      if (i < G_N_ELEMENTS (escapes))
        g_string_append_printf (detail->text, "\\%c", escapes[i].escape);
      else
        g_string_append_c (detail->text, *at);
    }
}

NuanDetail *
nuan_detail_add (NuanDetail *detail, const char *key, const char *text)
{
  begin_field (detail, key);
  append_escaped (detail, text);
  return detail;
}

NuanDetail *
nuan_detail_add_number (NuanDetail *detail, const char *key, gint64 number)
{
  begin_field (detail, key);
  g_string_append_printf (detail->text, "%" G_GINT64_FORMAT, number);
  return detail;
}

NuanDetail *
nuan_detail_add_money (NuanDetail *detail, const char *key, gint64 fen)
{
  g_autofree char *text = nuan_money_format_plain (fen);

  return nuan_detail_add (detail, key, text);
}

NuanDetail *
nuan_detail_add_day (NuanDetail *detail, const char *key, NuanDay day)
{
  g_autofree char *text = nuan_day_format (day);

  return nuan_detail_add (detail, key, text);
}

NuanDetail *
nuan_detail_add_list (NuanDetail *detail, const char *key, const char *const *items)
{
  begin_field (detail, key);
  for (guint i = 0; items[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (detail->text, ',');
      append_escaped (detail, items[i]);
    }
  return detail;
}

NuanDetail *
nuan_detail_add_step (NuanDetail *detail, const char *key, const char *before, const char *after)
{
  begin_field (detail, key);
  append_escaped (detail, before);
  g_string_append_c (detail->text, '>');
  append_escaped (detail, after);
  return detail;
}

const char *
nuan_detail_get_text (NuanDetail *detail)
{
  return detail->text->str;
}

/* Reading ------------------------------------------------------------------------------------------------------------------------- */

static void
field_free (gpointer data)
{
  NuanDetailField *field = data;

  g_free (field->key);
  g_strfreev (field->items);
  g_free (field);
}

/* KEY and ITEMS are taken. */
static void
add_field (GPtrArray *fields, char *key, GStrv items, gboolean is_step)
{
  NuanDetailField *field = g_new (NuanDetailField, 1);

  *field = (NuanDetailField) { key, items, is_step };
  g_ptr_array_add (fields, field);
}

static GStrv
one_item (const char *text)
{
  GStrv items = g_new0 (char *, 2);

  items[0] = g_strdup (text);
  return items;
}

/* What stands behind a backslash; a sign that is no escape stands for itself. */
static char
sign_of (char escape)
{
  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (escapes[i].escape == escape)
      return escapes[i].sign;

  return escape;
}

/* From *AT, behind the "=", to the next space or the end. */
static void
read_value (const char **at, GPtrArray *items, gboolean *is_step)
{
  g_autoptr (GString) item = g_string_new (NULL);

  for (; **at != '\0' && **at != ' '; (*at)++)
    if (**at == ',' || **at == '>')
      {
        *is_step = *is_step || **at == '>';
        g_ptr_array_add (items, g_strdup (item->str));
        g_string_truncate (item, 0);
      }
    else if (**at == '\\' && (*at)[1] != '\0')
      g_string_append_c (item, sign_of (*++(*at)));
    else
      g_string_append_c (item, **at);

  g_ptr_array_add (items, g_strdup (item->str));
  g_ptr_array_add (items, NULL);
}

static void
read_new (GPtrArray *fields, const char *at)
{
  while (*at == ' ')
    {
      const gsize length = strcspn (++at, "= ");
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
      char *key = g_strndup (at, length);
      gboolean is_step = FALSE;

      at += length + (at[length] == '=' ? 1 : 0);
      read_value (&at, items, &is_step);
      add_field (fields, key, (GStrv) g_ptr_array_steal (items, NULL), is_step);
    }
}

/* Version 1 ------------------------------------------------------------------------------------------------------------------------ */

static void
add_old (GPtrArray *fields, const char *key, const char *value)
{
  g_auto (GStrv) step = g_strsplit (value, OLD_STEP, -1);
  const gboolean is_step = g_strv_length (step) == 2;

  if (is_step)
    add_field (fields, g_strdup (key), g_steal_pointer (&step), TRUE);
  else if (g_str_equal (key, "name") || *key == '\0' || *value == '\0')
    add_field (fields, g_strdup (key), one_item (value), FALSE);
  else
    add_field (fields, g_strdup (key), g_strsplit (value, ",", -1), FALSE);
}

/* Of "key=value"; NULL: a word that is none. */
static char *
key_of (const char *token)
{
  const gsize length = strspn (token, "abcdefghijklmnopqrstuvwxyz-");

  return length > 0 && token[length] == '=' ? g_strndup (token, length) : NULL;
}

/* A word without a key goes on with the name before it, which was not escaped and may have spaces; elsewhere it stands alone. */
static void
read_old_fields (GPtrArray *fields, const char *detail)
{
  g_auto (GStrv) tokens = g_strsplit (detail, " ", -1);
  g_autofree char *key = NULL;
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      g_autofree char *next = key_of (tokens[i]);

      if (next == NULL && key != NULL && (g_str_equal (key, "name") || *key == '\0'))
        {
          g_string_append_printf (value, " %s", tokens[i]);
          continue;
        }
      if (key != NULL)
        add_old (fields, key, value->str);
      g_string_assign (value, next != NULL ? tokens[i] + strlen (next) + 1 : tokens[i]);
      g_free (key);
      key = next != NULL ? g_steal_pointer (&next) : g_strdup ("");
    }
  if (key != NULL && (*key != '\0' || value->len > 0))
    add_old (fields, key, value->str);
}

/* "1062.00 from 2026-01-01" */
static void
read_old_standard (GPtrArray *fields, const char *detail)
{
  g_auto (GStrv) parts = g_strsplit (detail, " from ", 2);

  add_field (fields, g_strdup ("value"), one_item (parts[0] != NULL ? parts[0] : ""), FALSE);
  if (parts[0] != NULL && parts[1] != NULL)
    add_field (fields, g_strdup ("from"), one_item (parts[1]), FALSE);
}

/* The whole text was one value. */
static const struct { const char *action, *key; } old_bare[] = {
  { "backup", "file" }, { "centre.init", "centre" }, { "sign-in.fail", "cause" },
};

static void
read_old (GPtrArray *fields, const char *action, const char *detail)
{
  for (guint i = 0; i < G_N_ELEMENTS (old_bare); i++)
    if (g_str_equal (action, old_bare[i].action))
      {
        add_field (fields, g_strdup (old_bare[i].key), one_item (detail), FALSE);
        return;
      }

  if (g_str_equal (action, "standard.set"))
    read_old_standard (fields, detail);
  else
    read_old_fields (fields, detail);
}

GPtrArray *
nuan_detail_read (const char *action, const char *detail)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);

  if (g_str_has_prefix (detail, VERSION_2 " "))
    read_new (fields, detail + strlen (VERSION_2));
  else if (*detail != '\0')
    read_old (fields, action, detail);
  return fields;
}

const char *
nuan_detail_find (GPtrArray *fields, const char *key)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const NuanDetailField *field = g_ptr_array_index (fields, i);

      if (g_str_equal (field->key, key))
        return field->items[0];
    }

  return NULL;
}

static gboolean
value_is (const char *at, gboolean escaped, const char *value)
{
  for (; *at != '\0' && *at != ' '; at++, value++)
    if (*value != (escaped && *at == '\\' && at[1] != '\0' ? sign_of (*++at) : *at))
      return FALSE;

  return *value == '\0';
}

gboolean
nuan_detail_says (const char *detail, const char *key, const char *value)
{
  const gboolean escaped = g_str_has_prefix (detail, VERSION_2 " ");
  const gsize length = strlen (key);
  const char *at = detail;

  while (at != NULL)
    {
      if (strncmp (at, key, length) == 0 && at[length] == '=')
        return value_is (at + length + 1, escaped, value);
      if ((at = strchr (at, ' ')) != NULL)
        at++;
    }
  return FALSE;
}
