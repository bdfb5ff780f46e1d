#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/id-number.h"
#include "base/name-form.h"
#include "model/money/receipt.h"
#include "model/money/receipt-number.h"
#include "store/people/case-list-private.h"

/* The first value of a statement, which is ended; 0 without ERROR when there is none. */
static gint64
first (NuanStatement *statement, GError **error)
{
  g_autoptr (NuanStatement) row = statement;

  return nuan_statement_next (row, error) ? nuan_statement_int (row, 0) : 0;
}

/* Written in full: what is shorter is searched for. */
static gint64
find_receipt (NuanConnection *connection, const char *number, GError **error)
{
  gint64 year, seq;

  if (strlen (number) < strlen ("2025-000001") || !nuan_receipt_number_parse (number, &year, &seq, NULL))
    return 0;

  return first (nuan_statement (connection,
                                "SELECT p.household_id FROM receipt r JOIN payment p ON p.id = r.payment_id WHERE "
                                " r.year = ? AND r.seq = ?", "ii",
                                year, seq), error);
}

/* The open file of the person, or else the last one. */
static gint64
find_person (NuanConnection *connection, const char *id_number, GError **error)
{
  return first (nuan_statement (connection,
                                "SELECT household_id FROM member WHERE id_number = ? AND id_number <> '' AND removed = 0"
                                " ORDER BY open DESC, household_id DESC LIMIT 1", "t", id_number), error);
}

gint64
nuan_case_list_resolve (NuanConnection *connection, const char *text, char **receipt_number, GError **error)
{
  g_autofree char *folded = NULL, *upper = NULL, *number = NULL, *code = NULL;
  NuanIdNumber id;
  gint copy;
  gint64 household_id;

  if (receipt_number != NULL)
    *receipt_number = NULL;
  if (!nuan_receipt_scan_fits (text, error))
    return 0;

  folded = nuan_name_form (text);
  upper = g_ascii_strup (folded, -1);
  if (upper[0] == 'H' && strchr (upper, '-') != NULL)
    return first (nuan_statement (connection, "SELECT id FROM household WHERE number = ?", "t", upper), error);
  if (nuan_id_number_parse (upper, FALSE, nuan_connection_get_today (connection), NULL, &id, NULL))
    return find_person (connection, id.number, error);

  if (!nuan_receipt_scan_parse (upper, &number, &copy, &code, NULL))
    number = g_strdup (upper);
  if (strchr (number, '-') == NULL)
    return 0;
  household_id = find_receipt (connection, number, error);
  if (household_id > 0 && receipt_number != NULL)
    *receipt_number = g_steal_pointer (&number);
  return household_id;
}
