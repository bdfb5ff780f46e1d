#include "config.h"

#include "app/cases/cases-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/kit/accessible.h"
#include "app/cases/case-handing.h"
#include "app/kit/page.h"
#include "app/session/finding.h"
#include "app/session/wishes.h"
#include "app/kit/state.h"
#include "app/kit/toast.h"

/* At ordinary letters. */
#define SIDE_WIDTH 196
#define LIST_WIDTH 520
#define CARD_WIDTH 256

static void nuan_cases_page_init_page (NuanPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanCasesPage, nuan_cases_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (NUAN_TYPE_PAGE, nuan_cases_page_init_page))

enum { PROP_0, PROP_CONTEXT };

/* F4, F5, F6 and Ctrl+P on the list mean the selected household; right after the search was typed, the first one that it finds. */
static void
hand_on_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NuanCasesPage *self = NUAN_CASES_PAGE (widget);
  gint64 id = nuan_case_table_get_selected (self->table);

  self->asked = NULL;
  if (nuan_cases_page_shows_table (self) && nuan_paged_list_is_busy (nuan_case_table_get_list (self->table)))
    {
      self->asked = g_intern_string (action);
      return;
    }

  if (!nuan_cases_page_shows_table (self) || id == 0)
    nuan_toast (widget, _("Choose a household first"));
  else
    nuan_case_hand_on (widget, self->context, id, g_str_equal (action, "page.grant") ? NUAN_STEP_GRANT
                                                  : g_str_equal (action, "page.pay") ? NUAN_STEP_PAY
                                                  : g_str_equal (action, "page.print") ? NUAN_STEP_PRINT : NUAN_STEP_RECEIPT);
}

static void
read_cb (NuanCasesPage *self)
{
  if (self->asked != NULL)
    hand_on_cb (GTK_WIDGET (self), self->asked, NULL);
}

static void
sort_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (NUAN_CASES_PAGE (widget)->table), "table.sort", parameter);
}

/* Larger letters need wider panes; what then does not fit side by side folds. */
static void
fit_letters (NuanCasesPage *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  if (dpi <= 0)
    dpi = 96 * 1024;
  gtk_widget_set_size_request (GTK_WIDGET (self->waiting), SIDE_WIDTH * dpi / (96 * 1024), -1);
  gtk_widget_set_size_request (self->content, LIST_WIDTH * dpi / (96 * 1024), -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->card), CARD_WIDTH * dpi / (96 * 1024), -1);
}

static void
remember_panes (NuanCasesPage *self)
{
  if (!adw_flap_get_folded (self->side))
    nuan_state_set_boolean ("cases", "side", adw_flap_get_reveal_flap (self->side));
  if (!adw_flap_get_folded (self->aside))
    nuan_state_set_boolean ("cases", "card", adw_flap_get_reveal_flap (self->aside));
}

static void
nuan_cases_page_map (GtkWidget *widget)
{
  NuanCasesPage *self = NUAN_CASES_PAGE (widget);

  GTK_WIDGET_CLASS (nuan_cases_page_parent_class)->map (widget);

  if (self->stale)
    nuan_cases_page_refresh (self);
}

static void
toggle_side_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NuanCasesPage *self = NUAN_CASES_PAGE (widget);
  AdwFlap *flap = g_str_equal (action, "cases.toggle-side") ? self->side : self->aside;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

static void
data_changed_cb (gpointer page)
{
  NuanCasesPage *self = NUAN_CASES_PAGE (page);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    nuan_cases_page_refresh (self);
  else
    self->stale = TRUE;
}

static void
set_context (NuanCasesPage *self, NuanContext *context)
{
  self->context = g_object_ref (context);
  nuan_case_table_set_context (self->table, context);
  nuan_case_card_set_context (self->card, context);
  nuan_case_filters_set_context (self->filters, context);
  nuan_waiting_view_set_context (self->view, context);
  nuan_context_follow (context, NUAN_THEME_PEOPLE | NUAN_THEME_MONEY | NUAN_THEME_RULES, self, data_changed_cb);
  g_signal_connect_object (context, "staff-changed", G_CALLBACK (nuan_cases_page_show_child), self, G_CONNECT_SWAPPED);
  nuan_cases_page_ask (self);
  nuan_waiting_pane_count (self->waiting, context);
}

static void
nuan_cases_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_CONTEXT)
    set_context (NUAN_CASES_PAGE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
nuan_cases_page_dispose (GObject *object)
{
  NuanCasesPage *self = NUAN_CASES_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->search, g_free);

  G_OBJECT_CLASS (nuan_cases_page_parent_class)->dispose (object);
}

static void
nuan_cases_page_class_init (NuanCasesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_cases_page_dispose;
  G_OBJECT_CLASS (klass)->set_property = nuan_cases_page_set_property;
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_CONTEXT, "context");
  widget_class->map = nuan_cases_page_map;

  g_type_ensure (NUAN_TYPE_WAITING_PANE);
  g_type_ensure (NUAN_TYPE_WAITING_VIEW);
  g_type_ensure (NUAN_TYPE_CASE_CARD);
  g_type_ensure (NUAN_TYPE_CASE_FILTERS);
  g_type_ensure (NUAN_TYPE_CASE_TABLE);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/cases-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, side);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, aside);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, card);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, filters);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, table);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, view);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, head);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, empty_clear);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, empty_new);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, empty_staff);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, content);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, title);
  gtk_widget_class_bind_template_child (widget_class, NuanCasesPage, count);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  nuan_cases_page_bind_shown (widget_class);

  gtk_widget_class_install_action (widget_class, "page.grant", NULL, hand_on_cb);
  gtk_widget_class_install_action (widget_class, "page.pay", NULL, hand_on_cb);
  gtk_widget_class_install_action (widget_class, "page.receipt", NULL, hand_on_cb);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, hand_on_cb);
  gtk_widget_class_install_action (widget_class, "page.sort", "s", sort_cb);
  gtk_widget_class_install_action (widget_class, "cases.toggle-side", NULL, toggle_side_cb);
  gtk_widget_class_install_action (widget_class, "cases.toggle-card", NULL, toggle_side_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "cases.toggle-side", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, GDK_SHIFT_MASK, "cases.toggle-card", NULL);
}

static void
nuan_cases_page_init (NuanCasesPage *self)
{
  self->search = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  nuan_accessible_name (self->sort_button, _("Sort"));
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (fit_letters), self, G_CONNECT_SWAPPED);
  fit_letters (self);

  adw_flap_set_reveal_flap (self->side, nuan_state_get_boolean ("cases", "side", TRUE));
  adw_flap_set_reveal_flap (self->aside, nuan_state_get_boolean ("cases", "card", TRUE));
  g_signal_connect_swapped (self->side, "notify::reveal-flap", G_CALLBACK (remember_panes), self);
  g_signal_connect_swapped (self->aside, "notify::reveal-flap", G_CALLBACK (remember_panes), self);
  g_signal_connect_swapped (self->aside, "notify::reveal-flap", G_CALLBACK (nuan_cases_page_show_card), self);
}

static void
nuan_cases_page_search (NuanPage *page, const char *text)
{
  NuanCasesPage *self = NUAN_CASES_PAGE (page);

  if (g_str_equal (self->search, text))
    return;

  g_free (self->search);
  self->search = g_strdup (text);
  if (!nuan_cases_page_shows_table (self))
    {
      self->show = NUAN_SHOW_ALL;
      nuan_waiting_pane_choose (self->waiting, NUAN_SHOW_ALL);
    }
  nuan_cases_page_ask (self);
  if (gtk_stack_get_visible_child (self->stack) != GTK_WIDGET (self->table))
    nuan_cases_page_show_child (self);
}

static void
nuan_cases_page_focus (NuanPage *page)
{
  NuanCasesPage *self = NUAN_CASES_PAGE (page);

  if (nuan_cases_page_shows_table (self))
    nuan_case_table_focus_rows (self->table);
  else
    nuan_waiting_view_focus_rows (self->view);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanCasesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanFinding) finding = nuan_finding_finish (source, result, &error);

  if (finding == NULL)
    {
      nuan_show_error (GTK_WIDGET (self), _("The search failed"), error);
      return;
    }

  if (finding->receipt_number != NULL && *finding->receipt_number != '\0')
    nuan_wish_receipt (GTK_WIDGET (self), finding->household_id, finding->receipt_number);
  else if (finding->household_id != 0)
    nuan_wish_household (GTK_WIDGET (self), finding->household_id);
  else if (g_str_equal (self->search, finding->text))
    nuan_case_table_open_first (self->table);
}

/* Enter in the search box: what the whole text names, or the first hit. */
static void
nuan_cases_page_show (NuanPage *page, GVariant *what)
{
  const char *text = g_variant_get_string (what, NULL);

  if (*text == '\0')
    {
      nuan_cases_page_focus (page);
      return;
    }

  nuan_cases_page_search (page, text);
  nuan_finding_read (NUAN_CASES_PAGE (page)->context, text, found_cb, g_object_ref (NUAN_CASES_PAGE (page)));
}

static gboolean
fold (AdwFlap *flap)
{
  if (!adw_flap_get_folded (flap) || !adw_flap_get_reveal_flap (flap))
    return FALSE;

  adw_flap_set_reveal_flap (flap, FALSE);
  return TRUE;
}

/* A pane that lies over the list; one beside it is in nobody's way. */
static gboolean
nuan_cases_page_fold (NuanPage *page)
{
  return fold (NUAN_CASES_PAGE (page)->side) || fold (NUAN_CASES_PAGE (page)->aside);
}

static void
nuan_cases_page_forget (NuanPage *page)
{
  nuan_cases_page_show_all (NUAN_CASES_PAGE (page));
}

static void
nuan_cases_page_init_page (NuanPageInterface *interface)
{
  interface->show = nuan_cases_page_show;
  interface->search = nuan_cases_page_search;
  interface->focus = nuan_cases_page_focus;
  interface->fold = nuan_cases_page_fold;
  interface->forget = nuan_cases_page_forget;
}
