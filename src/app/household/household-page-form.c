#include "config.h"

#include "app/household/household-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/kit/toast.h"
#include "base/code-list.h"
#include "base/error.h"

#define DUPLICATES_DELAY_MS 250

static char *
describe_time (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("—");
}

static NuanHouseholdForm *
form_as_stored (NuanHouseholdPage *self)
{
  return self->view->household != NULL ? nuan_household_form_of (self->view->household) : nuan_household_form_new ();
}

static gint
stored_version (NuanHouseholdPage *self)
{
  return self->view->household != NULL ? self->view->household->version : 0;
}

/* The draft: what is typed and differs from the file. */
static char *
typed_text (gpointer data)
{
  NuanHouseholdPage *self = data;
  g_autoptr (NuanHouseholdForm) form = NULL;

  if (!self->dirty)
    return NULL;

  form = nuan_household_editor_read (self->editor);
  return nuan_household_form_save (form, self->stored, stored_version (self), g_get_real_time () / G_USEC_PER_SEC);
}

/* The half-typed form of this person, put onto the file as it is now. */
static gboolean
restore_draft (NuanHouseholdPage *self)
{
  g_autoptr (NuanHouseholdForm) typed = NULL;
  g_autoptr (NuanHouseholdForm) base = NULL;
  g_autoptr (NuanHouseholdForm) merged = NULL;
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;
  gint version;
  gint64 at;

  if (self->view->draft == NULL || !nuan_household_page_may_edit (self) ||
      !nuan_household_form_load (self->view->draft, &typed, &base, &version, &at, NULL))
    return FALSE;

  merged = version == stored_version (self) ? nuan_household_form_copy (typed) : nuan_household_form_merge (base, typed,
                                                                                                            self->stored);
  if (nuan_household_form_equal (merged, self->stored))
    return FALSE;

  nuan_household_editor_load (self->editor, merged, self->stored);
  self->dirty = TRUE;
  when = describe_time (at);
  if (version == stored_version (self))
    text = g_strdup_printf (_("Your half-typed form of %s is restored."), when);
  else
    text = g_strdup_printf (_("Your half-typed form of %s is restored; the file was changed meanwhile."), when);
  nuan_household_page_show_notice (self, NUAN_NOTICE_RESTORED, text, self->id == 0 ? _("Start Anew") : _("Discard It"));
  return TRUE;
}

static void
begin (NuanHouseholdPage *self)
{
  self->dirty = FALSE;
  g_clear_pointer (&self->keeper, nuan_form_keeper_free);
  if (self->staff_id != 0)
    self->keeper = nuan_form_keeper_new (self->context, self->staff_id, "household", self->id, self->view->draft != NULL, typed_text, self);
  if (!restore_draft (self))
    {
      nuan_household_editor_load (self->editor, self->stored, self->id != 0 ? self->stored : NULL);
      if (self->id == 0 && self->typed != NULL && *self->typed != '\0')
        {
          g_autoptr (NuanHouseholdForm) filled = nuan_household_form_copy (self->stored);

          nuan_household_form_fill (filled, self->typed);
          nuan_household_editor_load (self->editor, filled, NULL);
        }
    }

  nuan_household_page_set_editing (self, nuan_household_page_may_edit (self) && (self->id == 0 || self->dirty));
  gtk_stack_set_visible_child_name (self->stack, "file");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
  if (self->id == 0)
    nuan_household_editor_focus_first (self->editor);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (gtk_widget_get_visible (self->edit) ? self->edit : self->receipt);
  nuan_household_page_typed (self);
}

/* Somebody saved this file, we ourselves perhaps: what is typed stays, the rest is as in the file now. */
static void
go_on (NuanHouseholdPage *self, const NuanHouseholdForm *before, gboolean other_version)
{
  g_autoptr (NuanHouseholdForm) typed = nuan_household_editor_read (self->editor);
  g_autoptr (NuanHouseholdForm) merged = NULL;

  if (!self->dirty)
    {
      if (!nuan_household_form_equal (typed, self->stored) || other_version)
        nuan_household_editor_load (self->editor, self->stored, self->stored);
      if (self->editing && !nuan_household_page_may_edit (self))
        nuan_household_page_set_editing (self, FALSE);
      return;
    }
  if (!other_version)
    return;

  merged = nuan_household_form_merge (before, typed, self->stored);
  nuan_household_editor_load (self->editor, merged, self->stored);
  nuan_household_page_show_notice (self, NUAN_NOTICE_MERGED,
                                   _("Somebody else changed this file meanwhile; what you typed is kept."), NULL);
  nuan_household_page_typed (self);
}

/* Tells two states of a file apart without looking at each row. */
static char *
fingerprint (const NuanHouseholdView *view)
{
  GString *text = g_string_new (NULL);
  const NuanHousehold *household = view->household;

  g_string_append_printf (text, "%d %u %" G_GINT64_FORMAT " %s", view->today, view->standards.dibao_from,
                          view->standards.dibao_fen,
                          view->confirmed != NULL ? view->confirmed->arithmetic : "");
  if (household == NULL)
    return g_string_free (text, FALSE);

  g_string_append_printf (text, " %" G_GINT64_FORMAT " %d %d %u", household->id, household->version, household->state,
                          view->history->len);
  for (guint i = 0; i < view->grants->len; i++)
    {
      const NuanGrant *grant = g_ptr_array_index (view->grants, i);

      g_string_append_printf (text, " %" G_GINT64_FORMAT ":%d", grant->id, grant->state);
    }
  if (view->history->len > 0)
    g_string_append (text, ((NuanHistoryItem *) g_ptr_array_index (view->history, 0))->text);
  return g_string_free (text, FALSE);
}

void
nuan_household_page_take_view (NuanHouseholdPage *page, NuanHouseholdView *view, gboolean fresh)
{
  g_autoptr (NuanHouseholdForm) before = g_steal_pointer (&page->stored);
  g_autofree char *now = fingerprint (view);
  const gint version = page->view != NULL ? stored_version (page) : 0;

  g_clear_pointer (&page->view, nuan_household_view_free);
  page->view = view;
  page->stored = form_as_stored (page);
  if (fresh || before == NULL)
    begin (page);
  else
    go_on (page, before, version != stored_version (page));

  if (g_strcmp0 (now, page->fingerprint) != 0 || fresh)
    {
      g_free (page->fingerprint);
      page->fingerprint = g_steal_pointer (&now);
      nuan_household_page_show (page);
    }
  nuan_household_page_update_actions (page);
}

/* Duplicates. */

/* At the fields of those that block: what was found last time goes, what is found now comes. A field that was edited since shows nothing any more. */
static void
show_duplicates (NuanHouseholdPage *self, const GPtrArray *duplicates, gboolean shown)
{
  for (guint i = 0; self->editing && duplicates != NULL && i < duplicates->len; i++)
    {
      const NuanDuplicate *duplicate = g_ptr_array_index (duplicates, i);
      NuanRow *row = duplicate->blocks ? nuan_household_editor_get_row (self->editor, duplicate->path) : NULL;

      if (row != NULL && shown)
        nuan_row_show_problem (row, duplicate->reason);
      else if (row != NULL)
        nuan_row_take_back (row, duplicate->reason);
    }
}

static void
duplicates_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanHouseholdPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duplicates = nuan_duplicates_finish (source, result, &error);

  /* A later search was begun and this one cancelled; or another file is being opened. */
  if (duplicates == NULL || self->context == NULL || self->view == NULL)
    return;

  g_clear_object (&self->searching);
  show_duplicates (self, self->duplicates, FALSE);
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  self->duplicates = g_steal_pointer (&duplicates);
  show_duplicates (self, self->duplicates, TRUE);
  nuan_household_page_show_findings (self);
}

static gboolean
duplicates_due (gpointer data)
{
  NuanHouseholdPage *self = data;
  g_autoptr (NuanHouseholdForm) form = NULL;
  g_autoptr (NuanHousehold) household = NULL;

  self->duplicates_source = 0;
  if (self->view == NULL)   /* saved, or another file opened, since the last key */
    return G_SOURCE_REMOVE;

  form = nuan_household_editor_read (self->editor);
  household = nuan_household_form_read (form, self->view->household, NULL);
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  nuan_duplicates_read (self->context, household, self->searching, duplicates_read_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static gboolean
is_among (const GPtrArray *errors, const char *field)
{
  for (guint i = 0; i < errors->len; i++)
    if (g_strcmp0 (nuan_error_get_field (g_ptr_array_index (errors, i)), field) == 0)
      return TRUE;

  return FALSE;
}

/* What was put right in one field may put another one right. Duplicates go when they are looked for again. */
static void
take_back (NuanHouseholdPage *self, const NuanHouseholdForm *form)
{
  g_autoptr (GPtrArray) errors = self->told != NULL ? nuan_household_form_errors (form, self->view->household, self->view->today) : NULL;

  for (guint i = 0; self->told != NULL && i < self->told->len; i++)
    {
      const GError *told = g_ptr_array_index (self->told, i);
      NuanRow *row = nuan_household_editor_get_row (self->editor, nuan_error_get_field (told));

      if (row != NULL && told->code != NUAN_ERROR_CONFLICT && !is_among (errors, nuan_error_get_field (told)))
        nuan_row_take_back (row, told->message);
    }
}

void
nuan_household_page_typed (NuanHouseholdPage *page)
{
  g_autoptr (NuanHouseholdForm) form = NULL;

  if (page->view == NULL)
    return;

  form = nuan_household_editor_read (page->editor);
  page->dirty = !nuan_household_form_equal (form, page->stored);
  take_back (page, form);
  nuan_household_page_show_assessment (page);
  nuan_household_page_show_findings (page);
  nuan_household_page_update_actions (page);

  nuan_form_keeper_changed (page->keeper);
  g_clear_handle_id (&page->duplicates_source, g_source_remove);
  page->duplicates_source = g_timeout_add (DUPLICATES_DELAY_MS, duplicates_due, page);
}

/* Discarding can be undone: the form comes back as it was typed. */

typedef struct {
  NuanHouseholdPage *page;
  gint64             id;
  NuanHouseholdForm *form;
} Discarded;

static void
discarded_free (gpointer data)
{
  Discarded *discarded = data;

  g_object_unref (discarded->page);
  nuan_household_form_free (discarded->form);
  g_free (discarded);
}

static void
undo_discard (gpointer data)
{
  Discarded *discarded = data;
  NuanHouseholdPage *self = discarded->page;

  if (self->context == NULL || self->view == NULL || self->id != discarded->id)
    return;

  nuan_household_editor_load (self->editor, discarded->form, self->stored);
  nuan_household_page_set_editing (self, nuan_household_page_may_edit (self));
  nuan_household_page_typed (self);
}

void
nuan_household_page_discard (NuanHouseholdPage *page)
{
  Discarded *discarded;

  if (page->view == NULL)
    return;

  if (page->dirty)
    {
      discarded = g_new (Discarded, 1);
      *discarded = (Discarded) { .page = g_object_ref (page), .id = page->id, .form = nuan_household_editor_read (page->editor) };
      nuan_toast_undo (GTK_WIDGET (page), _("What you typed is discarded"), undo_discard, discarded, discarded_free);
    }

  nuan_household_page_show_notice (page, NUAN_NOTICE_NONE, NULL, NULL);
  nuan_household_editor_load (page->editor, page->stored, page->id != 0 ? page->stored : NULL);
  if (page->id != 0)
    nuan_household_page_set_editing (page, FALSE);
  nuan_household_page_typed (page);
  nuan_form_keeper_flush (page->keeper);
}
