#include "config.h"

#include "cli/kit/options.h"

#include "base/error.h"

/* Owned. */
static char *
option_of (const NuanOptions *options, const char *field)
{
  for (const NuanOptionName *name = options->names; name != NULL && name->field != NULL; name++)
    if (strcmp (name->field, field) == 0)
      return g_strdup (name->option);

  return g_strdelimit (g_strdup (field), "_", '-');
}

const char *
nuan_options_value (const NuanField *field, gpointer data)
{
  const NuanOptions *options = data;
  g_autofree char *option = option_of (options, field->name);

  return nuan_arguments_get (options->session->arguments, option);
}

GPtrArray *
nuan_options_check (const NuanOptions *options, NuanFieldValue value)
{
  GPtrArray *errors = nuan_fields_check (options->fields, value, (gpointer) options);

  for (const NuanField *field = options->fields; field->name != NULL; field++)
    {
      const char *day = field->kind == NUAN_FIELD_DAY ? value (field, (gpointer) options) : NULL;
      GError *error = NULL;
      NuanDay unused;

      if (day != NULL && !nuan_day_parse (day, field->name, &unused, &error))
        nuan_fields_add_error (errors, error);
    }

  return errors;
}

/* In the table; what is not of it comes first. */
static guint
place_of (const NuanOptions *options, const GError *error)
{
  const NuanField *field = nuan_fields_find (options->fields, nuan_error_get_field (error));

  return field != NULL ? (guint) (field - options->fields) + 1 : 0;
}

static gint
compare_places (gconstpointer a, gconstpointer b, gpointer options)
{
  const GError *const *one = a, *const *other = b;

  return (gint) place_of (options, *one) - (gint) place_of (options, *other);
}

gboolean
nuan_options_done (const NuanOptions *options, GPtrArray *errors, GError **error)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  g_ptr_array_sort_with_data (errors, compare_places, (gpointer) options);
  for (guint i = 0; i < errors->len; i++)
    {
      GError *named = g_error_copy (g_ptr_array_index (errors, i));

      nuan_options_name (options, &named);
      g_ptr_array_add (told, named);
    }
  return nuan_session_tell_all (options->session, told, error);
}

void
nuan_options_name (const NuanOptions *options, GError **error)
{
  const char *field = error != NULL ? nuan_error_get_field (*error) : NULL;
  g_autofree char *option = NULL;
  GError *named = NULL;

  if (nuan_fields_find (options->fields, field) == NULL || (*error)->code != NUAN_ERROR_INVALID)
    return;

  option = option_of (options, field);
  nuan_error_set (&named, (*error)->code, option, "%s", (*error)->message);
  g_error_free (*error);
  *error = named;
}
