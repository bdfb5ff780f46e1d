#include "config.h"

#include "desk/household-work.h"

#include "base/code-list.h"
#include "base/error.h"
#include "base/money.h"
#include "model/money/receipt.h"
#include "store/office/form-draft.h"
#include "store/money/grant-store.h"
#include "store/money/receipt-store.h"
#include "store/office/standard-store.h"

#define ALL G_MAXUINT   /* of one file: what is left out here is never seen */

void
nuan_meter_free (NuanMeter *meter)
{
  if (meter == NULL)
    return;

  g_free (meter->title);
  nuan_cap_free (meter->cap);
  g_free (meter);
}

void
nuan_household_view_free (NuanHouseholdView *view)
{
  if (view == NULL)
    return;

  g_clear_pointer (&view->household, nuan_household_free);
  g_clear_pointer (&view->confirmed, nuan_confirmation_free);
  g_clear_pointer (&view->grants, g_ptr_array_unref);
  g_clear_pointer (&view->earlier, g_ptr_array_unref);
  g_clear_pointer (&view->meters, g_ptr_array_unref);
  g_clear_pointer (&view->receipts, g_ptr_array_unref);
  g_clear_pointer (&view->history, g_ptr_array_unref);
  g_free (view->draft);
  g_free (view);
}

/* A cap needs its line: without one in force there is no meter, and that is said elsewhere. */
static gboolean
add_meters (NuanConnection *connection, NuanHouseholdView *view, const char *programme, gint64 member_id, const char *member,
            GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) caps = nuan_grant_store_caps (connection, view->household->id, member_id, programme, 0, -1, view->today,
                                                      view->today, 0, &local);

  if (caps == NULL && g_error_matches (local, NUAN_ERROR, NUAN_ERROR_RULE))
    return TRUE;
  if (caps == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  g_ptr_array_set_free_func (caps, NULL);
  for (guint i = 0; i < caps->len; i++)
    {
      NuanMeter *meter = g_new0 (NuanMeter, 1);
      const char *label = nuan_code_label ("programme", programme);

      meter->title = member != NULL ? g_strdup_printf ("%s · %s", label, member) : g_strdup (label);
      meter->cap = g_ptr_array_index (caps, i);
      g_ptr_array_add (view->meters, meter);
    }

  return TRUE;
}

/* Living always; the pupils' and persons' caps where help was given already this year. */
static gboolean
read_meters (NuanConnection *connection, NuanHouseholdView *view, GError **error)
{
  const NuanMember *head = nuan_household_get_head (view->household);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (head == NULL)
    return TRUE;
  if (!add_meters (connection, view, "living", head->id, NULL, error))
    return FALSE;

  for (guint i = 0; i < view->earlier->len; i++)
    {
      const NuanGrant *grant = g_ptr_array_index (view->earlier, i);

      if ((strcmp (grant->programme, "study") != 0 && strcmp (grant->programme, "warmth") != 0) ||
          !g_hash_table_add (seen, g_strdup_printf ("%s %" G_GINT64_FORMAT, grant->programme, grant->member_id)))
        continue;
      if (!add_meters (connection, view, grant->programme, grant->member_id, grant->member_name, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_grants (NuanConnection *connection, NuanHouseholdView *view, GError **error)
{
  const gint64 id = view->household->id;
  g_autoptr (GPtrArray) approved = NULL;

  view->grants = nuan_grant_store_list (connection, "draft", id, 0, ALL, error);
  if (view->grants == NULL || (approved = nuan_grant_store_list (connection, "approved", id, 0, ALL, error)) == NULL ||
      (view->earlier = nuan_grant_store_earlier (connection, id, view->today, 0, error)) == NULL)
    return FALSE;

  g_ptr_array_extend_and_steal (view->grants, g_steal_pointer (&approved));
  view->year_fen = nuan_grants_add_up_paid (view->earlier);
  return TRUE;
}

static gboolean
read_file (NuanConnection *connection, NuanHouseholdView *view, gint64 id, gint64 staff_id, GError **error)
{
  return (view->household = nuan_household_store_read (connection, id, error)) != NULL &&
         nuan_household_store_wrote (connection, view->household, staff_id, &view->own, error) &&
         nuan_household_store_confirmed (connection, id, &view->confirmed, error) &&
         read_grants (connection, view, error) && read_meters (connection, view, error) &&
         (view->receipts = nuan_receipt_store_of_household (connection, id, error)) != NULL &&
         (view->history = nuan_household_store_history (connection, id, ALL, error)) != NULL;
}

NuanHouseholdView *
nuan_household_work_view (NuanConnection *connection, gint64 id, gint64 staff_id, GError **error)
{
  g_autoptr (NuanHouseholdView) view = g_new0 (NuanHouseholdView, 1);

  view->today = nuan_connection_get_today (connection);
  view->meters = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_meter_free);
  if (!nuan_standard_store_get (connection, view->today, &view->standards, error) ||
      (id != 0 && !read_file (connection, view, id, staff_id, error)) ||
      !nuan_form_draft_load (connection, staff_id, "household", id, &view->draft, error))
    return NULL;

  return g_steal_pointer (&view);
}
