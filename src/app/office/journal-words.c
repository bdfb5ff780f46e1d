#include "config.h"

#include "app/office/journal-words.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/standard.h"

typedef struct { const char *code, *word; } Word;

static const Word actions[] = {
  { "centre.init", NC_("journal", "Data file made") },
  { "centre.demo", NC_("journal", "Marked as a demonstration") },
  { "journal.baseline", NC_("journal", "Digests begun") },
  { "sign-in", NC_("journal", "Signed in") },
  { "sign-in.fail", NC_("journal", "Sign-in refused") },
  { "staff.add", NC_("journal", "Staff member added") },
  { "staff.roles", NC_("journal", "Roles changed") },
  { "staff.password", NC_("journal", "Password changed") },
  { "staff.reset", NC_("journal", "Password reset") },
  { "staff.disable", NC_("journal", "Login disabled") },
  { "staff.enable", NC_("journal", "Login enabled") },
  { "standard.set", NC_("journal", "Standard set") },
  { "household.add", NC_("journal", "File opened") },
  { "household.change", NC_("journal", "File changed") },
  { "household.approve", NC_("journal", "File approved") },
  { "household.return", NC_("journal", "File returned") },
  { "household.refuse", NC_("journal", "File refused") },
  { "household.close", NC_("journal", "File closed") },
  { "household.reveal", NC_("journal", "Private data shown") },
  { "fund.add", NC_("journal", "Fund added") },
  { "fund.receive", NC_("journal", "Money received") },
  { "fund.return", NC_("journal", "Money returned") },
  { "fund.reverse", NC_("journal", "Entry reversed") },
  { "grant.add", NC_("journal", "Grant drafted") },
  { "grant.approve", NC_("journal", "Grant approved") },
  { "grant.refuse", NC_("journal", "Grant refused") },
  { "grant.return", NC_("journal", "Grant returned") },
  { "grant.void", NC_("journal", "Grant voided") },
  { "payment.pay", NC_("journal", "Paid") },
  { "payment.void", NC_("journal", "Payment voided") },
  { "receipt.print", NC_("journal", "Receipt printed") },
  { "receipt.sign", NC_("journal", "Receipt signed") },
  { "receipt.unsign", NC_("journal", "Signature of a receipt unticked") },
  { "backup", NC_("journal", "Backup made") },
  { "check.answer", NC_("journal", "Finding answered") },
};

static const Word kinds[] = {
  { "staff", NC_("journal subject", "staff %s") },
  { "household", NC_("journal subject", "household %s") },
  { "fund", NC_("journal subject", "fund %s") },
  { "entry", NC_("journal subject", "entry %s") },
  { "grant", NC_("journal subject", "grant %s") },
  { "receipt", NC_("journal subject", "receipt %s") },
  { "payment", NC_("journal subject", "payment %s") },
  { "standard", NC_("journal subject", "standard %s") },
  { "finding", NC_("journal subject", "finding %s") },
};

const char *
nuan_journal_action_word (const char *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (action, actions[i].code))
      return g_dpgettext2 (GETTEXT_PACKAGE, "journal", actions[i].word);

  return action;
}

char *
nuan_journal_subject_word (const char *subject)
{
  const char *colon = strchr (subject, ':');

  for (gsize i = 0; colon != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strlen (kinds[i].code) == (gsize) (colon - subject) && g_str_has_prefix (subject, kinds[i].code))
      {
        g_auto (GStrv) parts = g_strsplit (g_dpgettext2 (GETTEXT_PACKAGE, "journal subject", kinds[i].word), "%s", 2);

        return g_strjoinv (g_str_has_prefix (subject, "standard:") ? nuan_standard_title (colon + 1) : colon + 1, parts);
      }

  return g_strdup (subject);
}
