#include "config.h"

#include "app/office/journal-detail.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/kit/secret.h"
#include "base/code-list.h"
#include "base/money.h"

typedef enum { PLAIN, MONEY, CODES, PARTS } Kind;

/* "key=value". SENTENCE: what is said of the value; LIST: of code-lists.csv, for codes. */
typedef struct {
  const char *key;
  Kind        kind;
  const char *list, *sentence;
} Word;

static const Word words[] = {
  { "household", PLAIN, NULL, NC_("journal detail", "household %s") },
  { "number", PLAIN, NULL, NC_("journal detail", "number %s") },
  { "members", PLAIN, NULL, NC_("journal detail", "members: %s") },
  { "version", PLAIN, NULL, NC_("journal detail", "version %s") },
  { "parts", PARTS, NULL, NC_("journal detail", "changed: %s") },
  { "category", CODES, "category", NC_("journal detail", "category: %s") },
  { "income", MONEY, NULL, NC_("journal detail", "income of the year: %s") },
  { "expense", MONEY, NULL, NC_("journal detail", "expense of the year: %s") },
  { "programme", CODES, "programme", "%s" },
  { "programmes", CODES, "programme", NC_("journal detail", "programmes: %s") },
  { "fund", PLAIN, NULL, NC_("journal detail", "fund %s") },
  { "name", PLAIN, NULL, "%s" },
  { "source", CODES, "source", NC_("journal detail", "source: %s") },
  { "amount", MONEY, NULL, "%s" },
  { "account", CODES, "account", NC_("journal detail", "account: %s") },
  { "method", CODES, "method", NC_("journal detail", "paid by: %s") },
  { "date", PLAIN, NULL, NC_("journal detail", "dated %s") },
  { "entry", PLAIN, NULL, NC_("journal detail", "entry %s") },
  { "grant", PLAIN, NULL, NC_("journal detail", "grant %s") },
  { "copy", PLAIN, NULL, NC_("journal detail", "copy %s") },
  { "login", PLAIN, NULL, NC_("journal detail", "login %s") },
  { "roles", CODES, "role", NC_("journal detail", "roles: %s") },
};

static const struct { const char *part, *title; } parts[] = {
  { "members", N_("members") }, { "incomes", N_("incomes") }, { "expenses", N_("expenses") },
  { "accident", N_("hardship by accident") }, { "causes", N_("causes") }, { "unit", N_("unit") },
  { "address", N_("address") }, { "phone", N_("phone") }, { "note", N_("note") },
};

/* Of a token "key=value"; NULL: no key that has words. */
static const Word *
word_of (const char *token)
{
  const char *equal = strchr (token, '=');

  for (gsize i = 0; equal != NULL && i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].key) == (gsize) (equal - token) && g_str_has_prefix (token, words[i].key))
      return &words[i];

  return NULL;
}

static const char *
title_of_part (const char *part)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].part, part))
      return _(parts[i].title);

  return part;
}

static char *
say_money (const char *text, gboolean hide)
{
  g_autofree char *formatted = NULL, *shown = NULL;
  gint64 fen;

  if (!nuan_money_parse (text, NULL, &fen, NULL))
    return g_strdup (text);

  formatted = nuan_money_format (fen);
  shown = hide ? nuan_secret_mask (NUAN_SECRET_AMOUNT, formatted, TRUE) : g_strdup (formatted);
  return g_strdup_printf (_("%s 元"), shown);
}

static char *
say_one (const Word *word, const char *text, gboolean hide)
{
  switch (word->kind)
    {
    case MONEY:
      return say_money (text, hide);
    case CODES:
      return g_strdup (nuan_code_label (word->list, text));
    case PARTS:
      return g_strdup (title_of_part (text));
    case PLAIN:
    default:
      return g_strdup (text);
    }
}

static char *
say_each (const Word *word, const char *value, const char *between, const char *said_between, gboolean hide)
{
  g_auto (GStrv) pieces = g_strsplit (value, between, -1);

  for (char **piece = pieces; *piece != NULL; piece++)
    {
      char *said = say_one (word, *piece, hide);

      g_free (*piece);
      *piece = said;
    }
  return g_strjoinv (said_between, pieces);
}

static char *
fill (const char *sentence, const char *value)
{
  const char *translated = g_str_equal (sentence, "%s") ? sentence : g_dpgettext2 (GETTEXT_PACKAGE, "journal detail", sentence);
  g_auto (GStrv) around = g_strsplit (translated, "%s", 2);

  return g_strjoinv (value, around);
}

/* "deep→deep" is no step. */
static gboolean
stands_still (const char *value)
{
  g_auto (GStrv) ends = g_strsplit (value, "→", 2);

  return g_strv_length (ends) == 2 && g_str_equal (ends[0], ends[1]);
}

/* "a→b" is a step, "a,b" a list. */
static char *
say (const Word *word, const char *value, gboolean hide)
{
  g_autofree char *said = NULL;

  if (word->kind == PLAIN)
    return fill (word->sentence, value);
  if (stands_still (value))
    said = say_one (word, strstr (value, "→") + strlen ("→"), hide);
  else if (strstr (value, "→") != NULL)
    said = say_each (word, value, "→", " → ", hide);
  else
    said = say_each (word, value, word->kind == MONEY ? "\n" : ",", _(", "), hide);

  return fill (word->sentence, said);
}

/* "1062.00 from 2026-01-01"; NULL: not of that shape. */
static char *
say_standard (const char *detail)
{
  const char *from = strstr (detail, " from ");
  g_autofree char *value = from != NULL ? g_strndup (detail, (gsize) (from - detail)) : NULL;
  g_autofree char *said = value != NULL && strchr (value, '.') != NULL ? say_money (value, FALSE) : g_strdup (value);

  return from != NULL ? g_strdup_printf (C_("journal detail", "%s from %s on"), said, from + strlen (" from ")) : NULL;
}

static char *
say_refusal (const char *detail)
{
  if (g_str_equal (detail, "password"))
    return g_strdup (C_("journal detail", "wrong password"));
  if (g_str_equal (detail, "disabled"))
    return g_strdup (C_("journal detail", "the login is disabled"));

  return g_strdup (detail);
}

/* A word without a key goes on with the name before it, which may have spaces; elsewhere it stands alone: "card" of older rows is how money
 * was paid. */
static GPtrArray *
split (const char *detail)
{
  g_auto (GStrv) tokens = g_strsplit (detail, " ", -1);
  GPtrArray *joined = g_ptr_array_new_with_free_func (g_free);

  for (char **token = tokens; *token != NULL; token++)
    {
      char *last = joined->len > 0 ? g_ptr_array_index (joined, joined->len - 1) : NULL;

      if (word_of (*token) == NULL && last != NULL && (g_str_has_prefix (last, "name=") || word_of (last) == NULL))
        {
          g_ptr_array_index (joined, joined->len - 1) = g_strjoin (" ", last, *token, NULL);
          g_free (last);
        }
      else
        {
          g_ptr_array_add (joined, g_strdup (*token));
        }
    }
  return joined;
}

char *
nuan_journal_detail_words (const char *action, const char *detail, gboolean hide)
{
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  char *whole = g_str_equal (action, "standard.set") ? say_standard (detail) : NULL;

  if (whole != NULL)
    return whole;
  if (g_str_equal (action, "sign-in.fail"))
    return say_refusal (detail);
  if (g_str_equal (action, "backup") || g_str_equal (action, "centre.init"))   /* the name of a file, of the centre */
    return g_strdup (detail);

  tokens = split (detail);
  for (guint i = 0; i < tokens->len; i++)
    {
      const char *token = g_ptr_array_index (tokens, i);
      const Word *word = word_of (token);
      g_autofree char *one = word != NULL ? say (word, strchr (token, '=') + 1, hide) : g_strdup (nuan_code_label ("method", token));

      g_string_append_printf (said, "%s%s", i > 0 ? C_("journal detail", "; ") : "", one);
    }
  return g_string_free (g_steal_pointer (&said), FALSE);
}
