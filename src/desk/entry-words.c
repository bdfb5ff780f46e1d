#include "config.h"

#include "desk/entry-words.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"

const char *
nuan_entry_kind_label (const NuanEntryRow *row)
{
  static const struct { const char *kind, *label; } labels[] = {
    { "receive",  NC_("entry", "Received") },  { "return", NC_("entry", "Returned") }, { "payment", NC_("entry", "Paid") },
    { "void",     NC_("entry", "Voided") },    { "reversal", NC_("entry", "Reversal") },
    { "draw",     NC_("entry", "Bank to cash") },
  };

  if (g_strcmp0 (row->kind, "draw") == 0 && g_strcmp0 (row->debit, "goods") == 0)
    return C_("entry", "Bank to goods");
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (row->kind, labels[i].kind) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "entry", labels[i].label);
  return row->kind;
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
