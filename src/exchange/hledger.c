#include "config.h"

#include "exchange/hledger.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/atomic-file.h"
#include "base/error.h"
#include "base/money.h"

struct _NuanHledger
{
  NuanAtomicFile *file;
  gint64          entry_id;     /* of the transaction being put together; 0 before the first */
  GString        *heading;      /* its first line; the postings are in line */
  GHashTable     *fund_names;   /* fund id → its name in accounts */
  GHashTable     *accounts;     /* every account used, declared at the end */
  GString        *line;
};

/* Free text inside a line of a journal: one line, single blanks (two end an account name), no ";" (it begins a comment). */
static char *
clean (const char *text, gboolean account)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar character = g_utf8_get_char (p);

      if (g_unichar_isspace (character) || g_unichar_iscntrl (character))
        {
          if (result->len > 0 && result->str[result->len - 1] != ' ')
            g_string_append_c (result, ' ');
        }
      else if (character == ';')
        g_string_append (result, "；");
      else if (account && character == ':')
        g_string_append (result, "：");
      else
        g_string_append_unichar (result, character);
    }
  if (result->len > 0 && result->str[result->len - 1] == ' ')
    g_string_truncate (result, result->len - 1);
  return g_string_free (result, FALSE);
}

static gboolean
write_transaction (NuanHledger *hledger, GError **error)
{
  const gboolean success = nuan_atomic_file_write (hledger->file, hledger->heading->str, hledger->heading->len, error)
                           && nuan_atomic_file_write (hledger->file, hledger->line->str, hledger->line->len, error);

  g_string_truncate (hledger->heading, 0);
  g_string_truncate (hledger->line, 0);
  return success;
}

NuanHledger *
nuan_hledger_begin (const char *file, NuanFileMode mode, const char *centre, GError **error)
{
  g_autoptr (NuanAtomicFile) out = nuan_atomic_file_begin (file, mode, error);
  g_autofree char *name = clean (centre != NULL ? centre : "", FALSE);
  NuanHledger *hledger;

  if (out == NULL)
    return NULL;

  hledger = g_new0 (NuanHledger, 1);
  hledger->file = g_steal_pointer (&out);
  hledger->fund_names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  hledger->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  hledger->heading = g_string_new (NULL);
  hledger->line = g_string_new (NULL);

  g_string_printf (hledger->heading, "; %s\n\ndecimal-mark .\ncommodity 1000.00 CNY\n", name);
  if (!write_transaction (hledger, error))
    {
      nuan_hledger_abort (hledger);
      return NULL;
    }
  return hledger;
}

/* "#" and figures, alone or after a blank: only what is made here ends so. */
static gboolean
ends_in_id (const char *name)
{
  const char *sign = strrchr (name, '#');

  return sign != NULL && sign[1] != '\0' && sign[1 + strspn (sign + 1, "0123456789")] == '\0' && (sign == name || sign[-1] == ' ');
}

/* A fund has an account of its own, the same in every export, whatever funds come after it: its name, which no other fund has, or, where accounts
 * can't carry the name or it looks like one made here, what is left of it and the fund's id. */
static const char *
fund_name (NuanHledger *hledger, const NuanHledgerMovement *movement)
{
  char *known = g_hash_table_lookup (hledger->fund_names, &movement->fund_id);
  g_autofree char *name = NULL;

  if (known != NULL)
    return known;

  name = clean (movement->fund_name, TRUE);
  if (*name != '\0' && strcmp (name, movement->fund_name) == 0 && !ends_in_id (name))
    known = g_steal_pointer (&name);
  else
    known = g_strdup_printf ("%s%s#%" G_GINT64_FORMAT, name, *name != '\0' ? " " : "", movement->fund_id);
  g_hash_table_insert (hledger->fund_names, g_memdup2 (&movement->fund_id, sizeof movement->fund_id), known);
  return known;
}

/* The code of our ledger → the account there. Owned; NULL for a code that the ledger does not have. */
static char *
account_name (NuanHledger *hledger, const NuanHledgerMovement *movement, const char *code)
{
  static const struct { const char *code, *account; } accounts[] = {
    { "bank", "Assets:Bank" }, { "cash", "Assets:Cash" }, { "goods", "Assets:Goods" },
    { "returned", "Expenses:Returned" }, { "allocated", "Expenses:Allocated" },
  };
  const char *fund = fund_name (hledger, movement);

  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    if (strcmp (code, accounts[i].code) == 0)
      return g_strdup_printf ("%s:%s", accounts[i].account, fund);
  if (g_str_has_prefix (code, "income:"))
    return g_strdup_printf ("Income:%s:%s", code + strlen ("income:"), fund);
  if (g_str_has_prefix (code, "aid:"))
    return g_strdup_printf ("Expenses:Aid:%s:%s", code + strlen ("aid:"), fund);
  return NULL;
}

static void
set_heading (NuanHledger *hledger, const NuanHledgerMovement *movement)
{
  g_autofree char *day = nuan_day_format (movement->day);
  g_autofree char *memo = clean (movement->memo != NULL ? movement->memo : "", FALSE);

  g_string_printf (hledger->heading, "\n%s (%" G_GINT64_FORMAT ") %s  ; kind:%s", day, movement->entry_id, memo, movement->kind);
  if (movement->receipt_number != NULL && *movement->receipt_number != '\0')
    g_string_append_printf (hledger->heading, ", receipt:%s", movement->receipt_number);
  if (movement->reverses != 0)
    g_string_append_printf (hledger->heading, ", reverses:%" G_GINT64_FORMAT, movement->reverses);
  g_string_append_c (hledger->heading, '\n');
}

static gboolean
append_posting (NuanHledger *hledger, const NuanHledgerMovement *movement, const char *code, const char *sign, GError **error)
{
  g_autofree char *account = account_name (hledger, movement, code);
  g_autofree char *amount = nuan_money_format_plain (movement->amount_fen);

  if (account == NULL)
    {
      nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The export does not know the account “%s”"), code);
      return FALSE;
    }
  g_string_append_printf (hledger->line, "    %s  %s%s CNY\n", account, sign, amount);
  g_hash_table_add (hledger->accounts, g_steal_pointer (&account));
  return TRUE;
}

gboolean
nuan_hledger_add_movement (NuanHledger *hledger, const NuanHledgerMovement *movement, GError **error)
{
  g_return_val_if_fail (hledger != NULL, FALSE);
  g_return_val_if_fail (movement->amount_fen > 0, FALSE);

  if (movement->entry_id != hledger->entry_id)
    {
      if (!write_transaction (hledger, error))
        return FALSE;
      set_heading (hledger, movement);
      hledger->entry_id = movement->entry_id;
    }
  else if (strcmp (movement->kind, "draw") != 0)   /* a payment that first draws cash from the bank is a payment */
    {
      set_heading (hledger, movement);
    }
  return append_posting (hledger, movement, movement->debit, "", error)
         && append_posting (hledger, movement, movement->credit, "-", error);
}

static void
hledger_free (NuanHledger *hledger)
{
  nuan_atomic_file_abort (hledger->file);
  g_hash_table_unref (hledger->fund_names);
  g_hash_table_unref (hledger->accounts);
  g_string_free (hledger->heading, TRUE);
  g_string_free (hledger->line, TRUE);
  g_free (hledger);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Declared accounts let `hledger check --strict` find a slip; a declaration holds for the whole file wherever it stands. */
static gboolean
declare_accounts (NuanHledger *hledger, GError **error)
{
  guint n_accounts;
  g_autofree gpointer *accounts = g_hash_table_get_keys_as_array (hledger->accounts, &n_accounts);

  qsort (accounts, n_accounts, sizeof *accounts, compare_names);
  g_string_assign (hledger->line, "\n");
  for (guint i = 0; i < n_accounts; i++)
    g_string_append_printf (hledger->line, "account %s\n", (const char *) accounts[i]);
  return nuan_atomic_file_write (hledger->file, hledger->line->str, hledger->line->len, error);
}

gboolean
nuan_hledger_end (NuanHledger *hledger, GError **error)
{
  gboolean success;

  g_return_val_if_fail (hledger != NULL, FALSE);

  success = write_transaction (hledger, error) && declare_accounts (hledger, error) && nuan_atomic_file_commit (g_steal_pointer (&hledger->file), error);
  hledger_free (hledger);
  return success;
}

void
nuan_hledger_abort (NuanHledger *hledger)
{
  if (hledger != NULL)
    hledger_free (hledger);
}
