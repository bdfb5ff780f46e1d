#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/kit/arguments.h"

/* An option of the grammar. */
typedef struct {
  char     *name;          /* "reason", "o" */
  gboolean  takes_value;
  gboolean  required;
} Option;

struct _NuanArguments
{
  GPtrArray  *options;       /* Option */
  guint       n_required;    /* positional arguments */
  guint       n_allowed;     /* G_MAXUINT when the last one may come again */
  GHashTable *values;        /* option name → value, "" for a flag */
  GPtrArray  *positionals;   /* char * */
};

static void
option_free (Option *option)
{
  g_free (option->name);
  g_free (option);
}

void
nuan_arguments_free (NuanArguments *arguments)
{
  g_ptr_array_unref (arguments->options);
  g_ptr_array_unref (arguments->positionals);
  g_hash_table_unref (arguments->values);
  g_free (arguments);
}

static gboolean
is_option_word (const char *word)
{
  if (word[0] != '-' || word[1] == '\0')
    return FALSE;

  return word[1] != '.' && !g_ascii_isdigit (word[1]);   /* -1 and -.5 are values, wrong ones mostly */
}

static const char *
bare_name (const char *word)
{
  return word[1] == '-' ? word + 2 : word + 1;
}

static Option *
find_option (const NuanArguments *arguments, const char *name)
{
  for (guint i = 0; i < arguments->options->len; i++)
    {
      Option *option = g_ptr_array_index (arguments->options, i);

      if (strcmp (option->name, name) == 0)
        return option;
    }

  return NULL;
}

/* One word of the usage line without its brackets. *DEPTH is the depth at the word, *AFTER the depth behind it. */
static char *
read_grammar_word (const char *raw, int *depth, int *after)
{
  GString *word = g_string_new (NULL);

  *after = *depth;
  for (const char *at = raw; *at != '\0'; at++)
    {
      if (*at == '[')
        *depth = ++*after;
      else if (*at == ']')
        --*after;
      else
        g_string_append_c (word, *at);
    }

  return g_string_free (word, FALSE);
}

static void
read_grammar (NuanArguments *arguments, const char *usage)
{
  g_auto (GStrv) words = g_strsplit (usage, " ", -1);
  int depth = 0, after = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = NULL;

      depth = after;
      word = read_grammar_word (words[i], &depth, &after);
      if (*word == '\0')
        continue;

      if (*word == '-')
        {
          const char *next = words[i + 1];
          Option *option = g_new0 (Option, 1);

          option->name = g_strdup (bare_name (word));
          option->takes_value = after == depth && next != NULL && *next != '-' && *next != '[';
          option->required = depth == 0;
          g_ptr_array_add (arguments->options, option);
          if (option->takes_value)
            {
              g_autofree char *value = NULL;

              depth = after;
              value = read_grammar_word (words[++i], &depth, &after);
            }
        }
      else if (g_str_has_suffix (word, "…"))
        {
          arguments->n_allowed = G_MAXUINT;
        }
      else
        {
          arguments->n_required += depth == 0 ? 1 : 0;
          arguments->n_allowed += arguments->n_allowed < G_MAXUINT ? 1 : 0;
        }
    }
}

static void
add_error (GPtrArray *errors, const char *field, const char *message)
{
  GError *error = NULL;

  nuan_error_set (&error, NUAN_ERROR_INVALID, field, "%s", message);
  g_ptr_array_add (errors, error);
}

static gboolean
read_option (NuanArguments *arguments, const char *const *words, guint *i, GError **error)
{
  const char *equals = strchr (words[*i], '=');
  g_autofree char *given = equals != NULL ? g_strndup (words[*i], equals - words[*i]) : g_strdup (words[*i]);
  const char *name = strcmp (given, "--output") == 0 ? "o" : bare_name (given);
  const Option *option = find_option (arguments, name);
  const char *value = equals != NULL ? equals + 1 : NULL;

  if (option == NULL)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, given, _("There is no such option here; see “nuanctl help”"));
      return FALSE;
    }
  if (g_hash_table_contains (arguments->values, name))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, given, _("This option may be given once only"));
      return FALSE;
    }
  if (!option->takes_value)
    {
      if (value != NULL)
        {
          nuan_error_set (error, NUAN_ERROR_INVALID, given, _("This option takes no value"));
          return FALSE;
        }
      g_hash_table_insert (arguments->values, g_strdup (name), g_strdup (""));
      return TRUE;
    }

  if (value == NULL)
    {
      const char *next = words[*i + 1];

      if (next == NULL || (is_option_word (next) && find_option (arguments, bare_name (next)) != NULL))
        {
          nuan_error_set (error, NUAN_ERROR_INVALID, given, _("This option needs a value"));
          return FALSE;
        }
      value = next;
      ++*i;
    }

  g_hash_table_insert (arguments->values, g_strdup (name), g_strdup (value));
  return TRUE;
}

static void
check_complete (NuanArguments *arguments, GPtrArray *errors)
{
  for (guint i = 0; i < arguments->options->len; i++)
    {
      const Option *option = g_ptr_array_index (arguments->options, i);
      g_autofree char *shown = NULL;

      if (!option->required || g_hash_table_contains (arguments->values, option->name))
        continue;
      shown = g_strconcat (option->name[1] == '\0' ? "-" : "--", option->name, NULL);
      add_error (errors, shown, _("This option is needed"));
    }

  /* What was typed too much is not repeated: it might be an ID number. */
  if (arguments->positionals->len < arguments->n_required)
    add_error (errors, "arguments", _("An argument is missing; see “nuanctl help”"));
  if (arguments->positionals->len > arguments->n_allowed)
    add_error (errors, "arguments", _("There are too many arguments; see “nuanctl help”"));
}

NuanArguments *
nuan_arguments_parse (const char *usage, const char *const *words, GPtrArray *errors)
{
  NuanArguments *arguments = g_new0 (NuanArguments, 1);
  GError *error = NULL;
  gboolean options_end = FALSE;

  arguments->options = g_ptr_array_new_with_free_func ((GDestroyNotify) option_free);
  arguments->positionals = g_ptr_array_new_with_free_func (g_free);
  arguments->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_grammar (arguments, usage);

  for (guint i = 0; words[i] != NULL && error == NULL; i++)
    {
      if (!options_end && strcmp (words[i], "--") == 0)
        options_end = TRUE;
      else if (options_end || !is_option_word (words[i]))
        g_ptr_array_add (arguments->positionals, g_strdup (words[i]));
      else
        read_option (arguments, words, &i, &error);
    }

  /* Who asks for help need not know the rest. Behind a word that can't be read nobody knows what is missing. */
  if (error != NULL)
    g_ptr_array_add (errors, error);
  else if (!g_hash_table_contains (arguments->values, "help"))
    check_complete (arguments, errors);

  return arguments;
}

const char *
nuan_arguments_get (NuanArguments *arguments, const char *name)
{
  return g_hash_table_lookup (arguments->values, name);
}

gboolean
nuan_arguments_has (NuanArguments *arguments, const char *name)
{
  return g_hash_table_contains (arguments->values, name);
}

guint
nuan_arguments_count (NuanArguments *arguments)
{
  return arguments->positionals->len;
}

const char *
nuan_arguments_at (NuanArguments *arguments, guint index)
{
  return index < arguments->positionals->len ? g_ptr_array_index (arguments->positionals, index) : NULL;
}

gboolean
nuan_arguments_day (NuanArguments *arguments, const char *name, NuanDay *value, GError **error)
{
  const char *text = nuan_arguments_get (arguments, name);

  return text == NULL || nuan_day_parse (text, name, value, error);
}

gboolean
nuan_arguments_period (NuanArguments *arguments, NuanDay *from, NuanDay *to, GError **error)
{
  if (!nuan_arguments_day (arguments, "from", from, error) || !nuan_arguments_day (arguments, "to", to, error))
    return FALSE;
  if (*from > *to)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "to", _("The period must not end before it begins"));
      return FALSE;
    }

  return TRUE;
}

gboolean
nuan_arguments_span (NuanArguments *arguments, NuanDay today, NuanDay *from, NuanDay *to, GError **error)
{
  NuanDay first = NUAN_DAY_NONE, last = NUAN_DAY_NONE;

  if (!nuan_arguments_day (arguments, "from", &first, error) || !nuan_arguments_day (arguments, "to", &last, error))
    return FALSE;

  *to = last != NUAN_DAY_NONE ? last : nuan_day_new (nuan_day_year (today), 12, 31);
  *from = first != NUAN_DAY_NONE ? first : nuan_day_new (nuan_day_year (*to), 1, 1);
  return nuan_arguments_period (arguments, from, to, error);
}

/* Digits only: no sign, no blanks, so that a mistyped amount is never taken for the number of a row. */
static gboolean
read_number (const char *text, const char *field, gint64 min, gint64 max, gint64 *value, GError **error)
{
  guint64 number = 0;

  if (g_ascii_string_to_unsigned (text, 10, (guint64) min, (guint64) max, &number, NULL))
    {
      *value = (gint64) number;
      return TRUE;
    }

  if (max == G_MAXINT64)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("A whole number above zero is needed"));
    }
  else
    {
      g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, min);
      g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT, max);

      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("A whole number from %s to %s is needed"), from, to);
    }

  return FALSE;
}

gboolean
nuan_arguments_number (NuanArguments *arguments, const char *name, gint64 min, gint64 max, gint64 *value, GError **error)
{
  const char *text = nuan_arguments_get (arguments, name);

  return text == NULL || read_number (text, name, min, max, value, error);
}

gboolean
nuan_arguments_id (NuanArguments *arguments, guint index, const char *field, gint64 *id, GError **error)
{
  return read_number (nuan_arguments_at (arguments, index), field, 1, G_MAXINT64, id, error);
}

gboolean
nuan_arguments_id_of (NuanArguments *arguments, const char *name, gint64 *id, GError **error)
{
  return nuan_arguments_number (arguments, name, 1, G_MAXINT64, id, error);
}
