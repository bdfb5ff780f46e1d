#include "config.h"

#include "app/office/journal-detail.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/kit/secret.h"
#include "base/code-list.h"
#include "base/money.h"
#include "model/household/household-differences.h"
#include "store/journal/check.h"
#include "store/journal/detail.h"
#include "store/journal/finding.h"

typedef enum { PLAIN, MONEY, AMOUNT_OR_TEXT, CODES, PARTS, CAUSES, CHECK_LINE, FINDING, ABOUT, UNSAID } Kind;

/* SENTENCE: what is said of the value; LIST: of code-lists.csv, for codes. */
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
  { "value", AMOUNT_OR_TEXT, NULL, "%s" },
  { "from", PLAIN, NULL, NC_("journal detail", "from %s on") },
  { "file", PLAIN, NULL, "%s" },
  { "centre", PLAIN, NULL, "%s" },
  { "cause", CAUSES, NULL, "%s" },
  { "receipts", PLAIN, NULL, NC_("journal detail", "receipts: %s") },
  { "rule", PLAIN, NULL, NC_("journal detail", "rule %s") },
  { "about", ABOUT, NULL, "%s" },
  { "finding", FINDING, NULL, NC_("journal detail", "finding %s") },
  { "line", CHECK_LINE, NULL, NC_("journal detail", "check: %s") },
  { "reason-digest", UNSAID, NULL, NULL },
};

/* NULL: no key that has words. */
static const Word *
word_of (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].key, key))
      return &words[i];

  return NULL;
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

static const char *
title_of_cause (const char *cause)
{
  if (g_str_equal (cause, "password"))
    return C_("journal detail", "wrong password");
  if (g_str_equal (cause, "login"))
    return C_("journal detail", "nobody has this login");
  if (g_str_equal (cause, "disabled"))
    return C_("journal detail", "the login is disabled");

  return cause;
}

static char *
say_one (const Word *word, const char *text, gboolean hide)
{
  switch (word->kind)
    {
    case MONEY:
      return say_money (text, hide);
    case AMOUNT_OR_TEXT:   /* a standard is nobody's secret */
      return strchr (text, '.') != NULL ? say_money (text, FALSE) : g_strdup (text);
    case CODES:
      return g_strdup (nuan_code_label (word->list, text));
    case PARTS:
      return g_strdup (nuan_household_part_title (text));
    case CAUSES:
      return g_strdup (title_of_cause (text));
    case CHECK_LINE:
      return g_strdup (nuan_check_title (text));
    case FINDING:   /* the number that people are shown */
      return g_strndup (text, NUAN_FINDING_DIGITS);
    case ABOUT:
      return nuan_finding_words (text);
    case PLAIN:
    case UNSAID:
    default:
      return g_strdup (text);
    }
}

static char *
say_each (const Word *word, const NuanDetailField *field, gboolean hide)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  const guint n = g_strv_length (field->items);
  const gboolean stands_still = field->is_step && n == 2 && g_str_equal (field->items[0], field->items[1]);

  for (guint i = stands_still ? 1 : 0; i < n; i++)
    g_ptr_array_add (said, say_one (word, field->items[i], hide));
  g_ptr_array_add (said, NULL);
  return g_strjoinv (field->is_step ? " → " : _(", "), (char **) said->pdata);
}

static char *
fill (const char *sentence, const char *value)
{
  const char *translated = g_str_equal (sentence, "%s") ? sentence : g_dpgettext2 (GETTEXT_PACKAGE, "journal detail", sentence);
  g_auto (GStrv) around = g_strsplit (translated, "%s", 2);

  return g_strjoinv (value, around);
}

/* A key without words is shown as it is written; a word alone is how money was paid in older rows. NULL: nothing is said of it. */
static char *
say_field (const NuanDetailField *field, gboolean hide)
{
  const Word *word = word_of (field->key);
  g_autofree char *said = NULL;

  if (word != NULL && word->kind == UNSAID)
    return NULL;
  if (word != NULL)
    {
      said = say_each (word, field, hide);
      return fill (word->sentence, said);
    }
  if (*field->key == '\0')
    return g_strdup (nuan_code_label ("method", field->items[0]));

  said = g_strjoinv (",", field->items);
  return g_strconcat (field->key, "=", said, NULL);
}

char *
nuan_journal_detail_words (const char *action, const char *detail, gboolean hide)
{
  g_autoptr (GPtrArray) fields = nuan_detail_read (action, detail);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *one = say_field (g_ptr_array_index (fields, i), hide);

      if (one != NULL)
        g_string_append_printf (said, "%s%s", said->len > 0 ? C_("journal detail", "; ") : "", one);
    }
  return g_string_free (g_steal_pointer (&said), FALSE);
}
