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
  const gboolean known = self->duplicates_source == 0 && self->searching == NULL;

  for (guint i = 0; known && self->duplicates != NULL && i < self->duplicates->len; i++)
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
  g_clear_pointer (&self->told, g_ptr_array_unref);
  self->told = g_ptr_array_ref (errors);
  show_errors (self, errors);
  return errors->len == 0 ? nuan_household_form_read (form, self->view->household, NULL) : NULL;
}

/* A change of a file in force: the assessment before and after, and that somebody else must look. NULL: it is none. */
static char *
describe_change (const NuanSaved *saved)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (saved->state != NUAN_HOUSEHOLD_CHANGED || saved->before == NULL || saved->after == NULL)
    return NULL;

  before = nuan_category_pill (nuan_category_code (saved->before->category));
  after = nuan_category_pill (nuan_category_code (saved->after->category));
  return g_strdup_printf (_("Assessment before: %s, %s. After: %s, %s. "
                            "Somebody else must approve the change before the next grant."),
                          before, saved->before->arithmetic, after, saved->after->arithmetic);
}

/* NULL: nothing is odd about it. */
static char *
describe_warnings (const NuanSaved *saved)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < saved->warnings->len; i++)
    g_ptr_array_add (sentences, nuan_warning_sentence (g_ptr_array_index (saved->warnings, i)));
  return sentences->len > 0 ? nuan_warning_lines (sentences) : NULL;
}

/* What is more than its number stays until it is read. */
static void
tell_saved (NuanHouseholdPage *self, const NuanSaved *saved)
{
  g_autofree char *toast = g_strdup_printf (_("Saved as %s"), saved->number);
  g_autofree char *change = describe_change (saved);
  g_autofree char *warnings = describe_warnings (saved);
  g_autofree char *both = change != NULL && warnings != NULL ? g_strconcat (change, "\n", warnings, NULL) : NULL;
  const char *text = both != NULL ? both : change != NULL ? change : warnings;

  nuan_toast (GTK_WIDGET (self), toast);
  nuan_household_page_show_notice (self, text != NULL ? NUAN_NOTICE_SAVED : NUAN_NOTICE_NONE, text, NULL);
}

/* Reads the file as it is now; a new one by way of the window, so that "back" finds it again. */
static void
show_saved (NuanHouseholdPage *self, gint64 id)
{
  const gboolean is_new = self->id == 0;

  self->id = id;
  if (!is_new || !nuan_wish_household (GTK_WIDGET (self), id))
    nuan_household_page_reload (self);
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
      nuan_form_keeper_rest (self->keeper, FALSE);
      nuan_household_page_typed (self);   /* the draft lives on */
      return;
    }

  self->dirty = FALSE;
  g_clear_pointer (&self->keeper, nuan_form_keeper_free);
  g_clear_pointer (&self->view, nuan_household_view_free);   /* read again as another file: nothing of the form is kept */
  show_saved (self, saved->id);
  tell_saved (self, saved);
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
  nuan_form_keeper_rest (page->keeper, TRUE);
  page->saving = TRUE;
  page->saving_id = page->id;
  nuan_household_page_update_actions (page);
  nuan_household_save (page->context, household, saved_cb, g_object_ref (page));
}
