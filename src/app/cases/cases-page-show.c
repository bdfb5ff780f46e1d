#include "config.h"

#include "app/cases/cases-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/cases/case-absence.h"
#include "app/cases/filter-name.h"
#include "app/session/wishes.h"

gboolean
nuan_cases_page_shows_table (NuanCasesPage *self)
{
  return self->show == NUAN_SHOW_ALL || self->show == NUAN_SHOW_APPROVE_HOUSEHOLDS || self->show == NUAN_SHOW_IN_FORCE
         || self->show == NUAN_SHOW_SAVED;
}

void
nuan_cases_page_ask (NuanCasesPage *self)
{
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();

  nuan_case_filters_apply (self->filters, query);
  g_free (query->search);
  query->search = g_strdup (self->search);
  if (self->show == NUAN_SHOW_APPROVE_HOUSEHOLDS && *self->search == '\0')
    {
      g_free (query->waiting);
      query->waiting = g_strdup ("approve-household");
    }
  self->asked = NULL;
  nuan_case_table_set_query (self->table, query);
}

static void
show_empty (NuanCasesPage *self)
{
  const gboolean waiting = self->show == NUAN_SHOW_APPROVE_HOUSEHOLDS;
  const gboolean filtered = waiting || nuan_case_filters_any (self->filters);

  const gboolean may_add = nuan_context_may (self->context, NUAN_RIGHT_EDIT_HOUSEHOLD);
  const gboolean nothing = !filtered && *self->search == '\0';

  nuan_case_absence_show (self->empty, self->search, filtered, waiting, may_add);
  gtk_widget_set_visible (self->empty_clear, filtered);
  gtk_widget_set_visible (self->empty_new, may_add && (!filtered || *self->search != '\0'));
  gtk_widget_set_visible (self->empty_staff, nothing && !may_add && nuan_context_may (self->context, NUAN_RIGHT_MANAGE_STAFF));
}

void
nuan_cases_page_show_child (NuanCasesPage *self)
{
  NuanPagedList *list = nuan_case_table_get_list (self->table);
  const char *child = "table";

  if (!nuan_cases_page_shows_table (self))
    child = "waiting";
  else if (list != NULL && nuan_paged_list_get_count (list) == 0)
    child = "empty";

  if (g_str_equal (child, "empty"))
    show_empty (self);
  gtk_stack_set_visible_child_name (self->stack, child);
  gtk_stack_set_visible_child_name (self->head, nuan_cases_page_shows_table (self) ? "filters" : "title");
  gtk_widget_set_visible (self->sort_button, nuan_cases_page_shows_table (self));
}

static void
counted_cb (NuanCasesPage *self)
{
  gint64 n = nuan_paged_list_get_count (nuan_case_table_get_list (self->table));
  g_autofree char *text = NULL;

  if (!nuan_cases_page_shows_table (self))
    return;

  if (n < 0)
    text = g_strdup (_("Counting…"));
  else
    text = g_strdup_printf (ngettext ("%ld household", "%ld households", (gulong) n), (glong) n);
  gtk_label_set_text (self->count, text);
  if (n >= 0)
    nuan_cases_page_show_child (self);
}

void
nuan_cases_page_show_card (NuanCasesPage *self)
{
  if (nuan_cases_page_shows_table (self) && adw_flap_get_reveal_flap (self->aside))
    nuan_case_card_show (self->card, nuan_case_table_get_selected (self->table));
}

static void
waiting_selected_cb (NuanCasesPage *self, gint64 household_id)
{
  if (!nuan_cases_page_shows_table (self) && adw_flap_get_reveal_flap (self->aside))
    nuan_case_card_show (self->card, household_id);
}

static void
activated_cb (NuanCasesPage *self, gint64 id)
{
  nuan_wish_household (GTK_WIDGET (self), id);
}

void
nuan_cases_page_refresh (NuanCasesPage *self)
{
  self->stale = FALSE;
  nuan_case_table_reload (self->table);
  nuan_case_card_reload (self->card);
  if (!nuan_cases_page_shows_table (self))
    nuan_waiting_view_reload (self->view);
  nuan_waiting_pane_count (self->waiting, self->context);
}

static void
chosen_cb (NuanCasesPage *self, guint show, const char *filter)
{
  gboolean had_table = nuan_cases_page_shows_table (self);

  self->show = show;
  if (self->context == NULL)
    return;

  if (nuan_cases_page_shows_table (self))
    {
      g_autoptr (NuanCaseQuery) query = nuan_case_filter_from_text (filter);

      if (show == NUAN_SHOW_IN_FORCE)
        {
          g_free (query->state);
          query->state = g_strdup ("in-force");
        }
      nuan_case_filters_set (self->filters, query);   /* asks */
      if (!had_table)
        nuan_cases_page_show_card (self);
      return;
    }

  gtk_label_set_text (self->title, nuan_show_title (show));
  gtk_label_set_text (self->count, "");
  nuan_case_card_show (self->card, 0);
  nuan_waiting_view_show (self->view, show);
  nuan_cases_page_show_child (self);
}

static void
filters_changed_cb (NuanCasesPage *self)
{
  if (self->context == NULL)
    return;

  nuan_cases_page_ask (self);
  counted_cb (self);
  nuan_cases_page_show_child (self);
}

void
nuan_cases_page_show_all (NuanCasesPage *self)
{
  self->show = NUAN_SHOW_ALL;
  nuan_waiting_pane_choose (self->waiting, NUAN_SHOW_ALL);
  nuan_case_filters_clear (self->filters);
  nuan_cases_page_ask (self);
}

static void
save_name_cb (NuanCasesPage *self, const char *response, GtkWindow *dialog)
{
  g_autofree char *name = nuan_filter_name_get (dialog, response);
  g_autoptr (NuanCaseQuery) query = nuan_case_query_new ();
  g_autofree char *text = NULL;

  if (name == NULL)
    return;

  nuan_case_filters_apply (self->filters, query);
  text = nuan_case_filter_to_text (query);
  nuan_waiting_pane_save (self->waiting, name, text);
}

static void
save_filter_cb (NuanCasesPage *self)
{
  GtkWindow *dialog = nuan_filter_name_dialog_new (GTK_WIDGET (self));

  g_signal_connect_object (dialog, "response", G_CALLBACK (save_name_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

void
nuan_cases_page_bind_shown (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, waiting_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, counted_cb);
  gtk_widget_class_bind_template_callback (widget_class, nuan_cases_page_show_all);
  gtk_widget_class_bind_template_callback_full (widget_class, "selected_cb", G_CALLBACK (nuan_cases_page_show_card));
}
