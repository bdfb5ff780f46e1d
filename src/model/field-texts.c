#include "config.h"

#include "model/field-texts.h"

NuanFieldTexts *
nuan_field_texts_new (const NuanField *fields)
{
  const guint n = nuan_fields_count (fields);
  NuanFieldTexts *texts = g_new (NuanFieldTexts, 1);

  texts->fields = fields;
  texts->texts = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    texts->texts[i] = g_strdup ("");
  return texts;
}

NuanFieldTexts *
nuan_field_texts_copy (const NuanFieldTexts *texts)
{
  NuanFieldTexts *copy = g_new (NuanFieldTexts, 1);

  copy->fields = texts->fields;
  copy->texts = g_strdupv (texts->texts);
  return copy;
}

void
nuan_field_texts_free (NuanFieldTexts *texts)
{
  if (texts == NULL)
    return;

  g_strfreev (texts->texts);
  g_free (texts);
}

gboolean
nuan_field_texts_equal (const NuanFieldTexts *a, const NuanFieldTexts *b)
{
  return g_strv_equal ((const char *const *) a->texts, (const char *const *) b->texts);
}

const char *
nuan_field_texts_get (const NuanFieldTexts *texts, const char *name)
{
  const NuanField *field = nuan_fields_find (texts->fields, name);

  g_return_val_if_fail (field != NULL, "");

  return texts->texts[field - texts->fields];
}

void
nuan_field_texts_set (NuanFieldTexts *texts, const char *name, const char *value)
{
  const NuanField *field = nuan_fields_find (texts->fields, name);
  char **text;

  g_return_if_fail (field != NULL);

  text = &texts->texts[field - texts->fields];
  g_free (*text);
  *text = g_strdup (value != NULL ? value : "");
}

const char *
nuan_field_texts_value (const NuanField *field, gpointer texts)
{
  const NuanFieldTexts *self = texts;

  return self->texts[field - self->fields];
}

/* Key files know no brackets and points in a key. */
static char *
key_of (const NuanField *field)
{
  return g_strdelimit (g_strdup (field->name), "[].", '-');
}

void
nuan_field_texts_save (const NuanFieldTexts *texts, GKeyFile *file, const char *group)
{
  for (const NuanField *field = texts->fields; field->name != NULL; field++)
    {
      g_autofree char *key = key_of (field);
      const char *text = texts->texts[field - texts->fields];

      if (field->kind == NUAN_FIELD_FLAG)
        g_key_file_set_boolean (file, group, key, *text != '\0');
      else
        g_key_file_set_string (file, group, key, text);
    }
}

void
nuan_field_texts_load (NuanFieldTexts *texts, GKeyFile *file, const char *group)
{
  for (const NuanField *field = texts->fields; field->name != NULL; field++)
    {
      g_autofree char *key = key_of (field);
      g_autofree char *text = field->kind == NUAN_FIELD_FLAG
                                  ? g_strdup (g_key_file_get_boolean (file, group, key, NULL) ? "1" : "")
                                  : g_key_file_get_string (file, group, key, NULL);

      nuan_field_texts_set (texts, field->name, text);
    }
}
