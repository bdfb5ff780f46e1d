#include "config.h"

#include "app/cases/case-summary.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/money.h"
#include "model/household/cap.h"
#include "model/money/grant.h"
#include "store/money/grant-store.h"

void
nuan_case_summary_free (NuanCaseSummary *summary)
{
  g_clear_pointer (&summary->household, nuan_household_free);
  g_clear_pointer (&summary->confirmation, nuan_confirmation_free);
  g_clear_pointer (&summary->earlier, g_ptr_array_unref);
  g_clear_pointer (&summary->caps, g_ptr_array_unref);
  g_free (summary);
}

/* Only programmes whose cap does not depend on what is asked for. A missing standard is said by the household page, not here. */
static void
read_caps (NuanConnection *connection, NuanCaseSummary *summary)
{
  static const char *const programmes[] = { "living", "study", "warmth" };
  const NuanMember *head = nuan_household_get_head (summary->household);

  summary->caps = g_ptr_array_new_with_free_func (g_free);
  if (head == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++)
    {
      g_autoptr (GPtrArray) caps = nuan_grant_store_caps (connection, summary->household->id, head->id, programmes[i], 0, -1,
                                                          summary->today, summary->today, 0, NULL);

      for (guint j = 0; caps != NULL && j < caps->len; j++)
        {
          const NuanCap *cap = g_ptr_array_index (caps, j);
          g_autofree char *remaining = nuan_money_format (cap->remaining_fen);

          if (g_strcmp0 (cap->code, "warmth-each") != 0)
            g_ptr_array_add (summary->caps, g_strdup_printf ("%s\t%s", nuan_code_label ("programme", programmes[i]), remaining));
        }
    }
}

static void
add_up (NuanCaseSummary *summary)
{
  summary->year_fen = nuan_grants_add_up_paid (summary->earlier);
  for (guint i = 0; i < summary->earlier->len; i++)
    {
      const NuanGrant *grant = g_ptr_array_index (summary->earlier, i);

      summary->n_approved += grant->state == NUAN_GRANT_APPROVED;
    }
}

NuanCaseSummary *
nuan_case_summary_read (NuanConnection *connection, gint64 household_id, GError **error)
{
  g_autoptr (NuanCaseSummary) summary = g_new0 (NuanCaseSummary, 1);
  gint64 n_drafts = 0;

  summary->today = nuan_connection_get_today (connection);
  summary->household = nuan_household_store_read (connection, household_id, error);
  if (summary->household == NULL)
    return NULL;

  if (!nuan_household_store_confirmed (connection, household_id, &summary->confirmation, error)
      || (summary->earlier = nuan_grant_store_earlier (connection, household_id, summary->today, 0, error)) == NULL
      || !nuan_grant_store_count (connection, nuan_grant_state_code (NUAN_GRANT_DRAFT), household_id, &n_drafts, error))
    return NULL;

  summary->n_drafts = (guint) n_drafts;
  add_up (summary);
  if (summary->household->state == NUAN_HOUSEHOLD_IN_FORCE)
    read_caps (connection, summary);
  else
    summary->caps = g_ptr_array_new_with_free_func (g_free);

  return g_steal_pointer (&summary);
}

const char *
nuan_case_summary_next (const NuanCaseSummary *summary)
{
  switch (summary->household->state)
    {
    case NUAN_HOUSEHOLD_PENDING:
      return _("The file waits for approval.");
    case NUAN_HOUSEHOLD_CHANGED:
      return _("The change waits for approval; no grant before.");
    case NUAN_HOUSEHOLD_RETURNED:
      return _("The file was returned: put it right and save.");
    case NUAN_HOUSEHOLD_REFUSED:
      return _("The file was refused.");
    case NUAN_HOUSEHOLD_CLOSED:
      return _("The file is closed.");
    case NUAN_HOUSEHOLD_IN_FORCE:
    case NUAN_N_HOUSEHOLD_STATES:
    default:
      break;
    }

  if (summary->n_approved > 0)
    return _("A grant waits to be paid.");
  if (summary->n_drafts > 0)
    return _("A grant waits for approval.");
  if (summary->earlier->len == 0)
    return _("No help yet this year.");
  return _("Nothing waits.");
}
