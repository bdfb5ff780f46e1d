#include "config.h"

#include "cli/kit/options.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/kit/input.h"

void
nuan_options_clear (NuanOptions *options)
{
  g_clear_pointer (&options->json, nuan_fields_json_free);
  g_clear_pointer (&options->json_errors, g_ptr_array_unref);
}

/* Owned. */
static char *
option_of (const NuanOptions *options, const char *field)
{
  const char *name = nuan_field_name_elsewhere (options->names, field);

  return name != field ? g_strdup (name) : g_strdelimit (g_strdup (field), "_", '-');
}

gboolean
nuan_options_load (NuanOptions *options, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  gconstpointer data;
  gsize size;

  if (!nuan_arguments_has (options->session->arguments, "json"))
    return TRUE;
  text = nuan_input_load (options->session, "json", error);
  if (text == NULL)
    return FALSE;

  data = g_bytes_get_data (text, &size);
  options->json_errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  options->json = nuan_fields_json_read (options->fields, options->paths, data != NULL ? data : "", size, options->json_errors, error);
  return options->json != NULL;
}

static const char *
option_value (const NuanOptions *options, const NuanField *field)
{
  g_autofree char *option = option_of (options, field->name);

  return nuan_arguments_get (options->session->arguments, option);
}

static const char *
json_value (const NuanOptions *options, const NuanField *field)
{
  return options->json != NULL ? nuan_fields_json_value (field, options->json) : NULL;
}

const char *
nuan_options_value (const NuanField *field, gpointer data)
{
  const NuanOptions *options = data;
  const char *value = json_value (options, field);

  return value != NULL ? value : option_value (options, field);
}

const char *
nuan_options_get (const NuanOptions *options, const char *field)
{
  return nuan_options_value (nuan_fields_find (options->fields, field), (gpointer) options);
}

static void
check_once (const NuanOptions *options, GPtrArray *errors)
{
  for (const NuanField *field = options->fields; field->name != NULL; field++)
    if (json_value (options, field) != NULL && option_value (options, field) != NULL)
      {
        GError *error = NULL;

        nuan_error_set (&error, NUAN_ERROR_INVALID, field->name, _("It stands in --json and is an option too: give it once"));
        nuan_fields_add_error (errors, error);
      }
}

GPtrArray *
nuan_options_check (const NuanOptions *options, NuanFieldValue value)
{
  GPtrArray *errors = nuan_fields_check (options->fields, value, (gpointer) options);

  check_once (options, errors);
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

  for (guint i = 0; options->json != NULL && i < options->json_errors->len; i++)
    g_ptr_array_add (told, g_error_copy (g_ptr_array_index (options->json_errors, i)));
  g_ptr_array_sort_with_data (errors, compare_places, (gpointer) options);
  for (guint i = 0; i < errors->len; i++)
    {
      GError *named = g_error_copy (g_ptr_array_index (errors, i));

      nuan_options_name (options, &named);
      nuan_fields_add_error (told, named);   /* what could not be read is missing only because of that */
    }
  return nuan_session_tell_all (options->session, told, error);
}

void
nuan_options_name (const NuanOptions *options, GError **error)
{
  const char *field = error != NULL ? nuan_error_get_field (*error) : NULL;
  const char *path;
  g_autofree char *option = NULL;
  GError *named = NULL;

  if (nuan_fields_find (options->fields, field) == NULL || (*error)->code != NUAN_ERROR_INVALID)
    return;

  path = nuan_field_name_elsewhere (options->paths, field);
  option = options->json != NULL ? g_strdup (path != NULL ? path : field) : option_of (options, field);
  nuan_error_set (&named, (*error)->code, option, "%s", (*error)->message);
  g_error_free (*error);
  *error = named;
}
