#include "config.h"

#include "app/shell/window.h"

#include <glib/gi18n-lib.h>

#include "app/kit/job.h"
#include "app/kit/notices.h"
#include "app/shell/dialog-watch.h"
#include "app/shell/main-view.h"
#include "app/shell/sign-in-page.h"
#include "app/kit/state.h"
#include "app/session/preferences.h"
#include "app/shell/window-actions.h"

#define IDLE_LOOK_SECONDS 5

struct _NuanWindow
{
  AdwApplicationWindow parent_instance;

  NuanContext    *context;        /* NULL while the data file is being opened */
  NuanMainView   *view;           /* NULL before */
  NuanTrail      *trail;
  gboolean        on_trail;       /* a step on the trail is under way: it is not a new place */
  GArray         *shown_ids;      /* gint64: the household, the fund that a tab shows; 0: none */
  gint64          trail_staff;    /* whose trail it is */
  gint64        (*clock) (void);  /* microseconds, for the idle lock */
  gint64          last_event_us;
  guint           build_source, idle_source;
  gboolean        closing;        /* the question about long work was answered */

  AdwToastOverlay *toasts;
  GtkStack       *stack;
  NuanSignInPage *sign_in;
  AdwBin         *start, *main;
};

static void nuan_window_init_notices (NuanNoticesInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanWindow, nuan_window, ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (NUAN_TYPE_NOTICES, nuan_window_init_notices))

static gint64 *
shown_id (NuanWindow *self, guint tab)
{
  return &g_array_index (self->shown_ids, gint64, tab);
}

static void
remember_place (NuanWindow *self)
{
  guint tab = nuan_tabs_get_shown (nuan_window_get_tabs (self));

  if (!self->on_trail && nuan_context_get_staff (self->context) != NULL)
    nuan_trail_go (self->trail, (NuanPlace) { .tab = tab, .id = *shown_id (self, tab) });
  nuan_window_update_actions (self);
}

static void
go_to (NuanWindow *self, const NuanPlace *place)
{
  if (place == NULL)
    return;

  self->on_trail = TRUE;
  if (place->id != 0 && place->id != *shown_id (self, place->tab))
    nuan_window_show (self, place->tab, g_variant_new_int64 (place->id));
  else
    nuan_tabs_show (nuan_window_get_tabs (self), place->tab);
  self->on_trail = FALSE;
  nuan_window_update_actions (self);
}

void
nuan_window_back (NuanWindow *self)
{
  if (nuan_trail_can_back (self->trail))
    go_to (self, nuan_trail_back (self->trail));
  else
    nuan_tabs_show (nuan_window_get_tabs (self), nuan_tabs_get_home (nuan_window_get_tabs (self)));
}

void
nuan_window_forward (NuanWindow *self)
{
  go_to (self, nuan_trail_forward (self->trail));
}

NuanTrail *
nuan_window_get_trail (NuanWindow *self)
{
  return self->trail;
}

NuanMainView *
nuan_window_get_view (NuanWindow *self)
{
  return self->view;
}

NuanTabs *
nuan_window_get_tabs (NuanWindow *self)
{
  return nuan_main_view_get_tabs (self->view);
}

/* What has a number is a place to come back to; a text was typed. */
void
nuan_window_show (NuanWindow *self, guint tab, GVariant *what)
{
  g_autoptr (GVariant) taken = g_variant_ref_sink (what);
  const gint64 id = g_variant_is_of_type (taken, G_VARIANT_TYPE_INT64) ? g_variant_get_int64 (taken) : 0;

  if (id != 0 && id == *shown_id (self, tab) && tab == nuan_tabs_get_shown (nuan_window_get_tabs (self)))
    return;   /* it stands there already, and follows the data */

  *shown_id (self, tab) = id;
  nuan_tabs_give (nuan_window_get_tabs (self), tab, taken);
  nuan_tabs_show (nuan_window_get_tabs (self), tab);
  remember_place (self);
}

/* Hidden data must be gone from the screen before anything else happens. */
void
nuan_window_lock (NuanWindow *self, gboolean other_person)
{
  if (self->context == NULL || nuan_context_get_staff (self->context) == NULL)
    return;

  nuan_sign_in_page_reset (self->sign_in, other_person ? NULL : nuan_context_get_staff (self->context)->login);
  nuan_context_set_staff (self->context, NULL);
}

static void
close_dialogs (NuanWindow *self)
{
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i - 1);

      if (window != GTK_WINDOW (self) && gtk_window_get_transient_for (window) != NULL
          && nuan_window_of (GTK_WIDGET (window)) == self)
        gtk_window_close (window);
    }
}

static void
staff_changed_cb (NuanWindow *self)
{
  const NuanStaff *staff = nuan_context_get_staff (self->context);

  if (staff == NULL)
    {
      close_dialogs (self);
      gtk_stack_set_visible_child_name (self->stack, "sign-in");
      gtk_widget_grab_focus (GTK_WIDGET (self->sign_in));
      nuan_window_update_actions (self);
      return;
    }

  if (self->trail_staff != staff->id)   /* what one searched for is nothing to the next */
    {
      if (self->view != NULL)
        nuan_main_view_clear_search (self->view);
      nuan_trail_clear (self->trail);
      self->trail_staff = staff->id;
    }
  nuan_window_ensure_view (self);
  nuan_main_view_show_staff (self->view);
  nuan_tabs_build_shown (nuan_window_get_tabs (self));
  gtk_stack_set_visible_child_name (self->stack, "main");
  nuan_main_view_focus_search (self->view);
  self->last_event_us = self->clock ();
  remember_place (self);
}

void
nuan_window_ensure_view (NuanWindow *self)
{
  g_autofree char *room = NULL;
  guint tab;

  if (self->view != NULL)
    return;

  self->view = nuan_main_view_new (self->context);
  g_array_set_size (self->shown_ids, nuan_tabs_count (nuan_window_get_tabs (self)));
  g_signal_connect_object (self->view, "tab-shown", G_CALLBACK (remember_place), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->main, GTK_WIDGET (self->view));

  room = nuan_state_get_text ("window", "room");
  tab = nuan_tabs_find (nuan_window_get_tabs (self), room);
  if (!nuan_tabs_get_room (nuan_window_get_tabs (self), tab)->waits)
    nuan_tabs_show (nuan_window_get_tabs (self), tab);
}

/* Fonts are found, words are shaped, and what was measured is kept until it is shown. */
static void
measure_view (NuanWindow *self)
{
  int least;

  gtk_widget_measure (GTK_WIDGET (self->main), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->main), GTK_ORIENTATION_VERTICAL, MAX (least, gtk_widget_get_width (GTK_WIDGET (self->stack))), NULL, NULL,
                      NULL, NULL);
}

/* One page an idle turn, so that typing the password is never held up. */
static gboolean
build_some (gpointer data)
{
  NuanWindow *self = data;

  if (self->view == NULL)
    {
      nuan_window_ensure_view (self);
      return G_SOURCE_CONTINUE;
    }

  if (nuan_tabs_build_next (nuan_window_get_tabs (self)))
    return G_SOURCE_CONTINUE;

  measure_view (self);
  self->build_source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
look_idle (gpointer data)
{
  NuanWindow *self = data;
  gint64 minutes = nuan_preferences_get_idle_minutes ();

  if (minutes > 0 && self->clock () - self->last_event_us > minutes * 60 * G_USEC_PER_SEC)
    nuan_window_lock (self, FALSE);

  return G_SOURCE_CONTINUE;
}

void
nuan_window_note_activity (NuanWindow *self)
{
  self->last_event_us = self->clock ();
}

void
nuan_window_set_clock (NuanWindow *self, gint64 (*clock) (void))
{
  self->clock = clock;
}

static gboolean
event_cb (NuanWindow *self)
{
  nuan_window_note_activity (self);
  return GDK_EVENT_PROPAGATE;
}

static void
remember_size (NuanWindow *self)
{
  int width, height;

  if (self->view != NULL)
    nuan_state_set_text ("window", "room", nuan_tabs_get_room (nuan_window_get_tabs (self), nuan_tabs_get_shown (nuan_window_get_tabs (self)))->name);
  nuan_state_set_boolean ("window", "maximised", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (!gtk_window_is_maximized (GTK_WINDOW (self)))
    {
      gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
      nuan_state_set_int ("window", "width", width);
      nuan_state_set_int ("window", "height", height);
    }
  nuan_state_flush ();
}

static void
close_response_cb (NuanWindow *self, const char *response)
{
  if (g_strcmp0 (response, "close") != 0)
    return;

  nuan_job_cancel_all ();
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
nuan_window_close_request (GtkWindow *window)
{
  NuanWindow *self = NUAN_WINDOW (window);

  if (nuan_job_count () > 0 && !self->closing)
    {
      GtkWidget *dialog = adw_message_dialog_new (window, _("Work is still under way"),
                                                  _("Closing cancels it; nothing half done is left behind."));

      adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _("_Stay"), "close", _("_Cancel Work and Close"),
                                        NULL);
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
      adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
      g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), self, G_CONNECT_SWAPPED);
      gtk_window_present (GTK_WINDOW (dialog));
      return TRUE;
    }

  if (self->view != NULL && !nuan_tabs_may_leave (nuan_window_get_tabs (self)))
    return TRUE;

  remember_size (self);
  return GTK_WINDOW_CLASS (nuan_window_parent_class)->close_request (window);
}

static void
nuan_window_add_toast (NuanNotices *notices, AdwToast *toast)
{
  nuan_toasts_add (NUAN_WINDOW (notices)->toasts, toast);
}

static void
nuan_window_add_banner (NuanNotices *notices, GtkWidget *banner)
{
  NuanWindow *self = NUAN_WINDOW (notices);

  if (self->view != NULL)
    gtk_box_append (nuan_main_view_get_banners (self->view), banner);
}

static void
nuan_window_init_notices (NuanNoticesInterface *interface)
{
  interface->add_toast = nuan_window_add_toast;
  interface->add_banner = nuan_window_add_banner;
}

static void
nuan_window_dispose (GObject *object)
{
  NuanWindow *self = NUAN_WINDOW (object);

  g_clear_handle_id (&self->build_source, g_source_remove);
  g_clear_handle_id (&self->idle_source, g_source_remove);

  G_OBJECT_CLASS (nuan_window_parent_class)->dispose (object);

  /* Last of all: what the pages still saved, half-typed forms among it, is written before the program ends. */
  if (self->context != NULL)
    nuan_database_close (nuan_context_get_database (self->context));
  g_clear_object (&self->context);
}

static void
nuan_window_finalize (GObject *object)
{
  nuan_trail_free (NUAN_WINDOW (object)->trail);
  g_array_unref (NUAN_WINDOW (object)->shown_ids);

  G_OBJECT_CLASS (nuan_window_parent_class)->finalize (object);
}

static void
nuan_window_class_init (NuanWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nuan_window_dispose;
  object_class->finalize = nuan_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = nuan_window_close_request;

  g_type_ensure (NUAN_TYPE_SIGN_IN_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/window.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, NuanWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, NuanWindow, sign_in);
  gtk_widget_class_bind_template_child (widget_class, NuanWindow, start);
  gtk_widget_class_bind_template_child (widget_class, NuanWindow, main);
  gtk_widget_class_bind_template_callback (widget_class, event_cb);
}

static void
nuan_window_init (NuanWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->trail = nuan_trail_new ();
  self->shown_ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->clock = g_get_monotonic_time;
  self->last_event_us = self->clock ();
  self->idle_source = g_timeout_add_seconds (IDLE_LOOK_SECONDS, look_idle, self);
  nuan_dialog_watch_start (self);

  gtk_window_set_default_size (GTK_WINDOW (self), nuan_state_get_int ("window", "width", 1280),
                               nuan_state_get_int ("window", "height", 720));
  if (nuan_state_get_boolean ("window", "maximised", TRUE))
    gtk_window_maximize (GTK_WINDOW (self));

  nuan_window_add_actions (self);
  nuan_window_update_actions (self);
}

NuanWindow *
nuan_window_new (GtkApplication *application, NuanContext *context)
{
  NuanWindow *self = g_object_new (NUAN_TYPE_WINDOW, "application", application, NULL);

  if (context != NULL)
    nuan_window_set_context (self, context);

  return self;
}

void
nuan_window_set_context (NuanWindow *window, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_WINDOW (window));
  g_return_if_fail (window->context == NULL);

  window->context = g_object_ref (context);
  g_signal_connect_object (context, "staff-changed", G_CALLBACK (staff_changed_cb), window, G_CONNECT_SWAPPED);
  nuan_sign_in_page_set_context (window->sign_in, context);
  if (nuan_context_get_staff (context) != NULL)
    staff_changed_cb (window);
  else
    window->build_source = g_idle_add_full (G_PRIORITY_LOW, build_some, window, NULL);
}

NuanContext *
nuan_window_get_context (NuanWindow *window)
{
  g_return_val_if_fail (NUAN_IS_WINDOW (window), NULL);

  return window->context;
}

void
nuan_window_show_start (NuanWindow *window, GtkWidget *page)
{
  g_return_if_fail (NUAN_IS_WINDOW (window));

  adw_bin_set_child (window->start, page);
  gtk_stack_set_visible_child_name (window->stack, page != NULL ? "start" : "sign-in");
  if (page == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (window->sign_in));
}

NuanSignInPage *
nuan_window_get_sign_in (NuanWindow *window)
{
  g_return_val_if_fail (NUAN_IS_WINDOW (window), NULL);

  return window->sign_in;
}

NuanWindow *
nuan_window_of (GtkWidget *widget)
{
  GtkRoot *root = GTK_IS_ROOT (widget) ? GTK_ROOT (widget) : gtk_widget_get_root (widget);
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;

  while (window != NULL && !NUAN_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);

  return window != NULL ? NUAN_WINDOW (window) : NULL;
}
