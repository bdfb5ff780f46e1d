#include "config.h"

#include "app/household/household-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/kit/toast.h"
#include "app/session/wishes.h"
#include "base/error.h"

/* Each at its field, the first of which gets the focus; in a dialog where no field is to blame. */
static void
show_errors (NuanHouseholdPage *self, GPtrArray *errors)
{
  const GError *other = nuan_household_editor_show_errors (self->editor, errors);

  if (other != NULL)
    nuan_show_error (GTK_WIDGET (self), _("The file is not saved"), other);
}

/* What was typed since the last look is looked at by the store, which refuses it too. */
static void
add_duplicates (NuanHouseholdPage *self, GPtrArray *errors)
{
  for (guint i = 0; self->duplicates_source == 0 && self->duplicates != NULL && i < self->duplicates->len; i++)
    {
      const NuanDuplicate *duplicate = g_ptr_array_index (self->duplicates, i);
      GError *error = NULL;

      if (!duplicate->blocks || nuan_household_editor_get_row (self->editor, duplicate->path) == NULL)
        continue;

      nuan_error_set (&error, NUAN_ERROR_CONFLICT, duplicate->path, "%s", duplicate->reason);
      nuan_fields_add_error (errors, error);
    }
}

/* What the model says at once, before anybody waits for a transaction: all of it. */
static NuanHousehold *
read_checked (NuanHouseholdPage *self)
{
  g_autoptr (NuanHouseholdForm) form = nuan_household_editor_read (self->editor);
  g_autoptr (GPtrArray) errors = nuan_household_form_errors (form, self->view->household, self->view->today);

  add_duplicates (self, errors);
  show_errors (self, errors);
  return errors->len == 0 ? nuan_household_form_read (form, self->view->household, NULL) : NULL;
}

/* A change of a file in force: the assessment before and after, and that somebody else must look. */
static void
tell_saved (NuanHouseholdPage *self, const NuanSaved *saved)
{
  g_autofree char *toast = g_strdup_printf (_("Saved as %s"), saved->number);

  nuan_toast (GTK_WIDGET (self), toast);
  if (saved->state == NUAN_HOUSEHOLD_CHANGED && saved->before != NULL && saved->after != NULL)
    {
      g_autofree char *before = nuan_category_pill (nuan_category_code (saved->before->category));
      g_autofree char *after = nuan_category_pill (nuan_category_code (saved->after->category));
      g_autofree char *text = g_strdup_printf (_("Assessment before: %s, %s. After: %s, %s. "
                                                 "Somebody else must approve the change before the next grant."),
                                               before, saved->before->arithmetic, after, saved->after->arithmetic);

      nuan_household_page_show_notice (self, NUAN_NOTICE_SAVED, text, NULL);
    }
  else
    {
      nuan_household_page_show_notice (self, NUAN_NOTICE_NONE, NULL, NULL);
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanHouseholdPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (NuanSaved) saved = nuan_household_save_finish (source, result, &error);

  self->saving = FALSE;
  if (self->context == NULL)
    return;
  if (self->saving_id != self->id || self->view == NULL)   /* another file is open by now */
    {
      if (saved == NULL)
        nuan_show_error (GTK_WIDGET (self), _("The file is not saved; what you typed is kept with it"), error);
      return;
    }
  if (saved == NULL)
    {
      nuan_household_page_update_actions (self);
      g_ptr_array_add (refusals, g_steal_pointer (&error));
      show_errors (self, refusals);
      nuan_household_page_typed (self);   /* the draft lives on */
      return;
    }

  tell_saved (self, saved);
  self->dirty = self->has_draft = FALSE;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_pointer (&self->view, nuan_household_view_free);   /* read again as another file: nothing of the form is kept */
  if (self->id == 0)
    {
      /* By way of the window, so that "back" finds it again. */
      self->id = saved->id;
      if (nuan_wish_household (GTK_WIDGET (self), saved->id))
        return;
    }
  nuan_household_page_reload (self);
}

void
nuan_household_page_save (NuanHouseholdPage *page)
{
  g_autoptr (NuanHousehold) household = NULL;

  if (page->view == NULL || page->saving || !page->editing)
    return;
  if (page->id != 0 && !page->dirty)
    {
      nuan_household_page_set_editing (page, FALSE);
      return;
    }

  household = read_checked (page);
  if (household == NULL)
    return;

  /* A draft written after the save would come back as half-typed. */
  g_clear_handle_id (&page->draft_source, g_source_remove);
  page->saving = TRUE;
  page->saving_id = page->id;
  nuan_household_page_update_actions (page);
  nuan_household_save (page->context, household, saved_cb, g_object_ref (page));
}
