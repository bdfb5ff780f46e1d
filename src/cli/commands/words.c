#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/money.h"
#include "cli/kit/command.h"

static gboolean
print_words (NuanSession *session, GError **error)
{
  g_autofree char *words = NULL;
  gint64 fen = 0;

  if (!nuan_money_parse (nuan_arguments_at (session->arguments, 0), "amount", &fen, error))
    return FALSE;

  words = nuan_money_words (fen, FALSE, error);
  if (words == NULL)
    return FALSE;

  nuan_session_say (session, "%s", words);
  return TRUE;
}

const NuanCommand nuan_words_commands[] = {
  { "words", NULL, "AMOUNT", N_("an amount in Chinese capital figures (大写)"),
    NUAN_NEEDS_NOTHING, NUAN_COMMAND_SHOWS, print_words },
  { NULL }
};
