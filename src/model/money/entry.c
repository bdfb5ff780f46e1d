#include "config.h"

#include "model/money/entry.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"

const char *
nuan_entry_kind_label (const char *kind, const char *debit)
{
  static const struct { const char *kind, *label; } labels[] = {
    { "receive",  NC_("entry", "Received") },  { "return", NC_("entry", "Returned") }, { "payment", NC_("entry", "Paid") },
    { "void",     NC_("entry", "Voided") },    { "reversal", NC_("entry", "Reversal") },
    { "draw",     NC_("entry", "Bank to cash") },
  };

  if (g_strcmp0 (kind, "draw") == 0 && g_strcmp0 (debit, "goods") == 0)
    return C_("entry", "Bank to goods");
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (kind, labels[i].kind) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "entry", labels[i].label);
  return kind;
}

char *
nuan_account_label (const char *account)
{
  if (g_str_has_prefix (account, "income:"))
    return g_strdup_printf (C_("account", "Income: %s"), nuan_code_label ("source", account + strlen ("income:")));
  if (g_str_has_prefix (account, "aid:"))
    return g_strdup_printf (C_("account", "Aid: %s"), nuan_code_label ("programme", account + strlen ("aid:")));
  if (g_str_equal (account, "returned"))
    return g_strdup (C_("account", "Returned"));
  if (g_str_equal (account, "allocated"))
    return g_strdup (C_("account", "Allocated"));
  return g_strdup (nuan_code_label ("account", account));
}

gboolean
nuan_entry_may_be_reversed (const char *kind, gboolean reversed, GError **error)
{
  if (g_strcmp0 (kind, "payment") == 0 || g_strcmp0 (kind, "draw") == 0)
    nuan_error_set (error, NUAN_ERROR_RULE, "entry", _("A payment is voided by its receipt number, not reversed"));
  else if (g_strcmp0 (kind, "receive") != 0 && g_strcmp0 (kind, "return") != 0)
    nuan_error_set (error, NUAN_ERROR_RULE, "entry", _("A reversal can't be reversed: enter the money again"));
  else if (reversed)
    nuan_error_set (error, NUAN_ERROR_CONFLICT, "entry", _("This entry is already reversed"));
  else
    return TRUE;

  return FALSE;
}
