#include "config.h"

#include "app/household/household-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/kit/page.h"
#include "app/kit/toast.h"
#include "app/kit/wrap-layout.h"

#define SIDE_WIDTH 360   /* as in the .ui */

static void nuan_household_page_init_page (NuanPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanHouseholdPage, nuan_household_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (NUAN_TYPE_PAGE, nuan_household_page_init_page))

enum { PROP_0, PROP_CONTEXT };

/* The window is narrow or the text large: the panes go below the form, where they are still whole. */
static gboolean
move_side (gpointer data)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (data);
  const gboolean folded = adw_leaflet_get_folded (self->leaflet);
  AdwBin *to = folded ? self->below : self->beside_bin;
  AdwBin *from = folded ? self->beside_bin : self->below;
  int width;

  if (adw_bin_get_child (to) == GTK_WIDGET (self->side))
    return G_SOURCE_REMOVE;

  /* The empty place stays as wide as what stood in it, or the leaflet would unfold at once. */
  gtk_widget_measure (GTK_WIDGET (self->side), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_set_size_request (self->beside, folded ? MAX (SIDE_WIDTH, width) : SIDE_WIDTH, -1);
  g_object_ref (self->side);
  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, GTK_WIDGET (self->side));
  g_object_unref (self->side);
  if (folded)
    gtk_widget_remove_css_class (GTK_WIDGET (self->side), "side-pane");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->side), "side-pane");
  return G_SOURCE_REMOVE;
}

/* Not within the size allocation that told it. */
static void
folded_cb (NuanHouseholdPage *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, move_side, g_object_ref (self), g_object_unref);
}

/* No look without its line in the journal. */
static void
look_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanRow) row = data;
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (row), NUAN_TYPE_HOUSEHOLD_PAGE);
  g_autoptr (GError) error = NULL;
  const gint64 id = nuan_log_reveal_finish (source, result, &error);

  if (page == NULL)
    return;
  if (id == 0)
    nuan_show_error (page, _("The number stays hidden: the look at it could not be written to the journal"), error);
  else if (id == NUAN_HOUSEHOLD_PAGE (page)->id)
    nuan_row_reveal (row);
}

static gboolean
reveal_cb (NuanHouseholdPage *self, NuanRow *row)
{
  if (self->id == 0)
    return FALSE;

  nuan_log_reveal (self->context, self->id, look_written_cb, g_object_ref (row));
  return TRUE;
}

static void
notice_cb (NuanHouseholdPage *self)
{
  if (self->notice_kind == NUAN_NOTICE_RESTORED)
    nuan_household_page_discard (self);
  nuan_household_page_show_notice (self, NUAN_NOTICE_NONE, NULL, NULL);
}

gboolean
nuan_household_page_may_edit (NuanHouseholdPage *page)
{
  if (!page->open || !nuan_context_may (page->context, NUAN_RIGHT_EDIT_HOUSEHOLD))
    return FALSE;
  if (page->id == 0)
    return TRUE;

  return page->view != NULL && !nuan_household_has_ended (page->view->household->state);
}

void
nuan_household_page_set_editing (NuanHouseholdPage *page, gboolean editing)
{
  page->editing = editing;
  nuan_household_editor_set_editable (page->editor, editing);
  nuan_household_page_update_actions (page);
}

typedef struct {
  NuanHouseholdPage *page;
  guint              generation;
  gboolean           fresh;   /* another file, not the same one again */
} Reading;

static void
view_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Reading *reading = data;
  g_autoptr (NuanHouseholdPage) self = reading->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanHouseholdView) view = nuan_household_view_finish (source, result, &error);

  if (self->context == NULL || reading->generation != self->generation ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (view == NULL)
    {
      self->open = self->view != NULL;
      gtk_stack_set_visible_child_name (self->stack, self->open ? "file" : "empty");
      nuan_show_error (GTK_WIDGET (self), _("The file could not be opened"), error);
      return;
    }

  nuan_household_page_take_view (self, g_steal_pointer (&view), reading->fresh);
}

static void
read_view (NuanHouseholdPage *self, gboolean fresh)
{
  Reading *reading = g_new (Reading, 1);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  *reading = (Reading) { .page = g_object_ref (self), .generation = ++self->generation, .fresh = fresh };
  nuan_household_view_read (self->context, self->id, self->reading, view_read_cb, reading);
}

/* Another file: what was half-typed in this one is kept as its draft. */
static void
go_to (NuanHouseholdPage *self, gint64 id, const char *typed)
{
  const NuanStaff *staff = nuan_context_get_staff (self->context);

  nuan_form_keeper_flush (self->keeper);
  g_clear_pointer (&self->keeper, nuan_form_keeper_free);
  g_clear_pointer (&self->view, nuan_household_view_free);
  g_clear_pointer (&self->stored, nuan_household_form_free);
  g_clear_pointer (&self->fingerprint, g_free);
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  g_clear_pointer (&self->told, g_ptr_array_unref);
  g_free (self->typed);
  self->typed = g_strdup (typed);
  self->staff_id = staff != NULL ? staff->id : 0;
  self->open = TRUE;
  self->id = id;
  self->dirty = FALSE;
  nuan_household_page_show_notice (self, NUAN_NOTICE_NONE, NULL, NULL);
  read_view (self, TRUE);
}

void
nuan_household_page_reload (NuanHouseholdPage *page)
{
  if (page->open && page->context != NULL && nuan_context_get_staff (page->context) != NULL)
    read_view (page, page->view == NULL);
}

static void
data_changed_cb (gpointer page)
{
  nuan_household_page_reload (NUAN_HOUSEHOLD_PAGE (page));
}

static void
private_cb (NuanHouseholdPage *self)
{
  const gboolean hide = nuan_context_get_private (self->context);

  nuan_household_editor_set_private (self->editor, hide);
  nuan_assessment_pane_set_private (self->assessment, hide);
  gtk_widget_set_visible (GTK_WIDGET (self->history), !hide);
  if (self->view != NULL)
    nuan_household_page_show (self);
}

/* Locked and back again: nothing moves. Another person: their own drafts, not these. */
static void
staff_cb (NuanHouseholdPage *self)
{
  const NuanStaff *staff = nuan_context_get_staff (self->context);

  if (staff == NULL)
    nuan_form_keeper_flush (self->keeper);
  else if (self->open && staff->id != self->staff_id)
    {
      self->saving = FALSE;   /* the answer is not theirs */
      go_to (self, self->id, NULL);
    }
  nuan_household_page_update_actions (self);
}

static void
set_context (NuanHouseholdPage *page, NuanContext *context)
{
  page->context = g_object_ref (context);
  nuan_context_follow (context, NUAN_THEME_PEOPLE | NUAN_THEME_MONEY | NUAN_THEME_RULES, page, data_changed_cb);
  g_signal_connect_object (context, "staff-changed", G_CALLBACK (staff_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::private", G_CALLBACK (private_cb), page, G_CONNECT_SWAPPED);
  nuan_household_editor_set_context (page->editor, context);
  private_cb (page);
  nuan_household_page_update_actions (page);
}

static void
open_file (NuanHouseholdPage *page, gint64 household_id)
{
  if (page->open && page->id == household_id && page->view != NULL)
    nuan_household_page_reload (page);
  else
    go_to (page, household_id, NULL);
}

/* What stands in the search box goes to name, ID number or phone; NULL: nothing. */
static void
open_new (NuanHouseholdPage *page, const char *typed)
{
  if (page->open && page->id == 0 && page->view != NULL && page->dirty)
    nuan_household_editor_focus_first (page->editor);
  else
    go_to (page, 0, typed);
}

static void
nuan_household_page_do_show (NuanPage *page, GVariant *what)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (page);
  const char *typed = g_variant_is_of_type (what, G_VARIANT_TYPE_STRING) ? g_variant_get_string (what, NULL) : NULL;

  if (typed == NULL)
    open_file (self, g_variant_get_int64 (what));
  else
    open_new (self, *typed != '\0' ? typed : NULL);
}

/* What is half typed is kept; nobody is held up for it. */
static gboolean
nuan_household_page_may_leave (NuanPage *page)
{
  nuan_form_keeper_flush (NUAN_HOUSEHOLD_PAGE (page)->keeper);
  return TRUE;
}

static void
nuan_household_page_init_page (NuanPageInterface *interface)
{
  interface->show = nuan_household_page_do_show;
  interface->may_leave = nuan_household_page_may_leave;
}

static void
nuan_household_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_CONTEXT)
    set_context (NUAN_HOUSEHOLD_PAGE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
nuan_household_page_dispose (GObject *object)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (object);

  nuan_form_keeper_flush (self->keeper);
  g_clear_pointer (&self->keeper, nuan_form_keeper_free);
  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->searching);
  g_clear_handle_id (&self->duplicates_source, g_source_remove);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (nuan_household_page_parent_class)->dispose (object);
}

static void
nuan_household_page_finalize (GObject *object)
{
  NuanHouseholdPage *self = NUAN_HOUSEHOLD_PAGE (object);

  g_clear_pointer (&self->view, nuan_household_view_free);
  g_clear_pointer (&self->stored, nuan_household_form_free);
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  g_clear_pointer (&self->told, g_ptr_array_unref);
  g_clear_object (&self->reading);
  g_clear_object (&self->searching);
  g_free (self->fingerprint);
  g_free (self->typed);

  G_OBJECT_CLASS (nuan_household_page_parent_class)->finalize (object);
}

static void
nuan_household_page_class_init (NuanHouseholdPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_household_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = nuan_household_page_finalize;
  G_OBJECT_CLASS (klass)->set_property = nuan_household_page_set_property;
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_CONTEXT, "context");

  g_type_ensure (NUAN_TYPE_WRAP_BOX);
  g_type_ensure (NUAN_TYPE_HOUSEHOLD_EDITOR);
  g_type_ensure (NUAN_TYPE_HISTORY_SECTION);
  g_type_ensure (NUAN_TYPE_FINDINGS_PANE);
  g_type_ensure (NUAN_TYPE_ASSESSMENT_PANE);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/household-page.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, NuanHouseholdPage, child)
  BIND (stack);
  BIND (name);
  BIND (number);
  BIND (category);
  BIND (state);
  BIND (summary);
  BIND (notice);
  BIND (notice_text);
  BIND (notice_button);
  BIND (discard);
  BIND (save);
  BIND (edit);
  BIND (grant);
  BIND (pay);
  BIND (receipt);
  BIND (leaflet);
  BIND (scrolled);
  BIND (beside);
  BIND (below);
  BIND (beside_bin);
  BIND (side);
  BIND (next);
  BIND (meters);
  BIND (editor);
  BIND (history);
  BIND (findings);
  BIND (assessment);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "typed_cb", G_CALLBACK (nuan_household_page_typed));
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
  gtk_widget_class_bind_template_callback (widget_class, notice_cb);
  nuan_household_page_install_actions (widget_class);
}

static void
nuan_household_page_init (NuanHouseholdPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->side), "side-pane");
}
