#include "config.h"

#include "desk/household-work.h"

#include "store/office/form-draft.h"

void
nuan_saved_free (NuanSaved *saved)
{
  if (saved == NULL)
    return;

  g_free (saved->number);
  g_clear_pointer (&saved->before, nuan_assessment_free);
  g_clear_pointer (&saved->after, nuan_assessment_free);
  g_clear_pointer (&saved->warnings, g_ptr_array_unref);
  g_free (saved);
}

NuanSaved *
nuan_household_work_save (NuanConnection *connection, const NuanStaff *actor, NuanHousehold *household, gboolean typed, GError **error)
{
  const gint64 subject = household->id;
  g_autoptr (NuanSaved) saved = g_new0 (NuanSaved, 1);
  g_autoptr (NuanHousehold) stored = NULL;

  saved->warnings = g_ptr_array_new_with_free_func (g_free);
  if (subject == 0 && !nuan_household_store_add (connection, actor, household, saved->warnings, error))
    return NULL;
  if (subject != 0 && !nuan_household_store_change (connection, actor, household, saved->warnings, &saved->before, &saved->after, error))
    return NULL;
  if ((typed && !nuan_form_draft_forget (connection, actor->id, "household", subject, error)) ||
      (stored = nuan_household_store_read (connection, household->id, error)) == NULL)
    return NULL;

  saved->id = stored->id;
  saved->number = g_strdup (stored->number);
  saved->state = stored->state;
  return g_steal_pointer (&saved);
}

static gboolean
approve (NuanConnection *connection, const NuanStaff *actor, gint64 id, gint version, const char *reason, GError **error)
{
  g_autoptr (NuanAssessment) assessment = nuan_household_store_approve (connection, actor, id, version, reason, error);

  return assessment != NULL;
}

gboolean
nuan_household_work_decide (NuanConnection *connection, const NuanStaff *actor, gint64 id, gint version, NuanDecision decision,
                            const char *reason, GError **error)
{
  switch (decision)
    {
    case NUAN_DECIDE_APPROVE:
      return approve (connection, actor, id, version, reason, error);
    case NUAN_DECIDE_RETURN:
      return nuan_household_store_return (connection, actor, id, reason, error);
    case NUAN_DECIDE_REFUSE:
      return nuan_household_store_refuse (connection, actor, id, reason, error);
    case NUAN_DECIDE_CLOSE:
      return nuan_household_store_close (connection, actor, id, reason, error);
    }

  g_return_val_if_reached (FALSE);
}
