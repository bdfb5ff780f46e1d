#include "config.h"

#include "store/money/payment-private.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/id-number.h"
#include "base/text.h"
#include "model/money/payment-fields.h"
#include "store/engine/engine.h"

#define MAX_NAME   60
#define MAX_REASON 100

NuanPaymentRequest *
nuan_payment_request_copy (const NuanPaymentRequest *request)
{
  NuanPaymentRequest *copy;

  if (request == NULL)
    return NULL;

  copy = g_memdup2 (request, sizeof *request);
  copy->method = g_strdup (request->method);
  copy->card = g_strdup (request->card);
  copy->proxy_name = g_strdup (request->proxy_name);
  copy->proxy_id = g_strdup (request->proxy_id);
  copy->proxy_relation = g_strdup (request->proxy_relation);
  copy->proxy_reason = g_strdup (request->proxy_reason);
  return copy;
}

void
nuan_payment_request_free (NuanPaymentRequest *request)
{
  if (request == NULL)
    return;

  g_free (request->method);
  g_free (request->card);
  g_free (request->proxy_name);
  g_free (request->proxy_id);
  g_free (request->proxy_relation);
  g_free (request->proxy_reason);
  g_free (request);
}

void
nuan_payment_order_clear (NuanPaymentOrder *order)
{
  g_free (order->method);
  g_free (order->card);
  g_free (order->proxy_name);
  g_free (order->proxy_id);
  g_free (order->proxy_relation);
  g_free (order->proxy_reason);
}

/* Without a card in the request the member's own one; an empty text means that somebody cleared it. */
static gboolean
fill_card (NuanConnection *connection, const char *asked, gint64 member_id, NuanPaymentOrder *order, GPtrArray *warnings,
           GError **error)
{
  g_autofree char *own = NULL;

  if (asked == NULL)
    {
      g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT card FROM member WHERE id = ?", "i", member_id);

      if (!nuan_statement_need (row, error))
        return FALSE;
      own = nuan_statement_dup (row, 0);
    }

  order->card = nuan_field_clean (nuan_fields_find (nuan_payment_fields, "card"), asked != NULL ? asked : own, error);
  if (order->card == NULL)
    return FALSE;
  if (!nuan_payment_need_card (order->card, error))
    return FALSE;

  if (warnings != NULL && !nuan_card_number_is_plausible (order->card))
    g_ptr_array_add (warnings, g_strdup (_("The last digit of the card number does not fit: compare it with the card")));
  return TRUE;
}

/* 代领: name, ID number, relation and reason. What was asked for and left empty is missing; NULL alone means that nobody else comes. */
static gboolean
fill_proxy (NuanConnection *connection, const NuanPaymentRequest *request, NuanPaymentOrder *order, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  NuanIdNumber id;

  if (request->proxy_name == NULL && request->proxy_id == NULL && request->proxy_relation == NULL && request->proxy_reason == NULL)
    {
      order->proxy_name = g_strdup ("");
      order->proxy_id = g_strdup ("");
      order->proxy_relation = g_strdup ("");
      order->proxy_reason = g_strdup ("");
      return TRUE;
    }

  if ((order->proxy_name = nuan_text_clean_name (request->proxy_name, TRUE, MAX_NAME, "proxy_name", error)) == NULL)
    return FALSE;
  if (!nuan_id_number_parse (request->proxy_id != NULL ? request->proxy_id : "", FALSE, today, "proxy_id", &id, error))
    return FALSE;
  order->proxy_id = g_strdup (id.number);
  if (!nuan_code_check ("relation", request->proxy_relation, "proxy_relation", error))
    return FALSE;
  order->proxy_relation = g_strdup (request->proxy_relation);

  order->proxy_reason = nuan_text_clean (request->proxy_reason, TRUE, FALSE, MAX_REASON, "proxy_reason", error);
  return order->proxy_reason != NULL;
}

static void
note_signs (GPtrArray *warnings, const char *field, const char *text)
{
  const char *notice = nuan_text_notice (text, FALSE);
  g_autofree char *label = NULL;

  if (warnings == NULL || notice == NULL)
    return;

  label = nuan_field_label (nuan_fields_find (nuan_payment_fields, field));
  g_ptr_array_add (warnings, g_strdup_printf ("%s: %s", label, notice));
}

/* Whoever fetches it for somebody is somebody else. */
static gboolean
check_proxy (NuanConnection *connection, const NuanPaymentRequest *request, const NuanGrant *grant, const NuanPaymentOrder *order,
             GPtrArray *warnings, GError **error)
{
  g_autofree char *minor = NULL;
  gint64 same = 0;

  if (*order->proxy_name == '\0')
    return TRUE;

  if (!nuan_sql_value (connection, &same, error, "SELECT count (*) FROM member WHERE id = ? AND id_number = ?", "it",
                       grant->member_id, order->proxy_id))
    return FALSE;
  if (same > 0)
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "proxy_id", _("The proxy is another person than the one who is helped"));
      return FALSE;
    }

  if (!nuan_payment_check_proxy_age (order->proxy_id, nuan_connection_get_today (connection), &minor, error))
    return FALSE;

  note_signs (warnings, "proxy_name", request->proxy_name);
  note_signs (warnings, "proxy_reason", request->proxy_reason);
  if (warnings != NULL && minor != NULL)
    g_ptr_array_add (warnings, g_steal_pointer (&minor));
  if (warnings != NULL && g_str_equal (order->method, "card"))
    g_ptr_array_add (warnings, g_strdup (_("The money goes to a card although a proxy signs: make sure whose card it is")));
  return TRUE;
}

gboolean
nuan_payment_order_fill (NuanConnection *connection, const NuanPaymentRequest *request, const NuanGrant *grant,
                         NuanPaymentOrder *order, GPtrArray *warnings, GError **error)
{
  if (!nuan_code_check ("method", request->method, "method", error))
    return FALSE;
  order->method = g_strdup (request->method);

  if (!g_str_equal (order->method, "card"))
    order->card = g_strdup ("");
  else if (!fill_card (connection, request->card, grant->member_id, order, warnings, error))
    return FALSE;

  return fill_proxy (connection, request, order, error) && check_proxy (connection, request, grant, order, warnings, error);
}
