#include "config.h"

#include "app/shell/window.h"

#include <glib/gi18n-lib.h>

#include "app/kit/job.h"
#include "app/kit/notices.h"
#include "app/shell/ask-to-close.h"
#include "app/shell/dialog-watch.h"
#include "app/shell/failure.h"
#include "app/shell/idle-lock.h"
#include "app/shell/main-view.h"
#include "app/shell/sign-in-page.h"
#include "app/kit/state.h"
#include "app/kit/toplevel.h"
#include "app/shell/window-actions.h"
#include "app/shell/window-size.h"
#include "base/data-file.h"

struct _NuanWindow
{
  AdwApplicationWindow parent_instance;

  NuanContext    *context;        /* NULL while the data file is being opened */
  NuanMainView   *view;           /* NULL before */
  NuanPlaces     *places;         /* in it; NULL before */
  gint64          places_staff;   /* whose way it was */
  NuanIdleLock   *idle_lock;
  guint           build_source;
  gboolean        closing;        /* the question about long work was answered */

  AdwToastOverlay *toasts;
  GtkStack       *stack;
  NuanSignInPage *sign_in;
  AdwBin         *start, *main;
};

static void nuan_window_init_notices (NuanNoticesInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NuanWindow, nuan_window, ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (NUAN_TYPE_NOTICES, nuan_window_init_notices))

NuanPlaces *
nuan_window_get_places (NuanWindow *self)
{
  return self->places;
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

static void
tab_shown_cb (NuanWindow *self)
{
  if (nuan_context_get_staff (self->context) != NULL)
    nuan_places_note (self->places);
  nuan_window_update_actions (self);
}

/* What one searched for, filtered and chose is nothing to the next. */
void
nuan_window_forget (NuanWindow *self)
{
  nuan_places_forget (self->places);
  nuan_main_view_clear_search (self->view);
  nuan_tabs_forget (nuan_window_get_tabs (self));
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
        {
          gtk_window_close (window);     /* what was half-typed is kept */
          gtk_window_destroy (window);   /* one that waits for an answer does not close by itself */
        }
    }
}

static void
add_notice (NuanWindow *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "notice");
  gtk_box_append (nuan_main_view_get_banners (self->view), label);
}

static void
tell_data_files (NuanWindow *self)
{
  g_auto (GStrv) problems = nuan_data_file_problems ();
  g_autofree char *text = g_strjoinv ("\n", problems);

  if (*text != '\0')
    add_notice (self, text);
}

static void
ensure_view (NuanWindow *self)
{
  g_autofree char *room = NULL;
  guint tab;

  if (self->view != NULL)
    return;

  self->view = nuan_main_view_new (self->context);
  self->places = nuan_places_new (nuan_window_get_tabs (self));
  g_signal_connect_object (self->view, "tab-shown", G_CALLBACK (tab_shown_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->main, GTK_WIDGET (self->view));
  if (nuan_context_is_read_only (self->context))
    add_notice (self, _("This data file can only be read: nothing is journalled here, signing in neither"));
  tell_data_files (self);

  room = nuan_state_get_text ("window", "room");
  tab = nuan_tabs_find (nuan_window_get_tabs (self), room);
  if (!nuan_tabs_get_room (nuan_window_get_tabs (self), tab)->waits)
    nuan_tabs_show (nuan_window_get_tabs (self), tab);
}

static void
staff_changed_cb (NuanWindow *self)
{
  const NuanStaff *staff = nuan_context_get_staff (self->context);

  if (staff == NULL)
    {
      close_dialogs (self);
      gtk_stack_set_visible_child_name (self->stack, "sign-in");
      nuan_sign_in_page_begin (self->sign_in);
      nuan_window_update_actions (self);
      return;
    }

  ensure_view (self);
  if (self->places_staff != 0 && self->places_staff != staff->id)
    nuan_window_forget (self);
  self->places_staff = staff->id;
  nuan_main_view_show_staff (self->view);
  nuan_tabs_build_shown (nuan_window_get_tabs (self));
  gtk_stack_set_visible_child_name (self->stack, "main");
  nuan_main_view_focus_search (self->view);
  nuan_idle_lock_note (self->idle_lock);
  tab_shown_cb (self);
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

  if (nuan_context_is_let_go (self->context))
    {
      self->build_source = 0;
      return G_SOURCE_REMOVE;
    }
  if (self->view == NULL)
    {
      ensure_view (self);
      return G_SOURCE_CONTINUE;
    }

  if (nuan_tabs_build_next (nuan_window_get_tabs (self)))
    return G_SOURCE_CONTINUE;

  measure_view (self);
  self->build_source = 0;
  return G_SOURCE_REMOVE;
}

static void
lock_idle (gpointer window)
{
  nuan_window_lock (window, FALSE);
}

void
nuan_window_note_activity (NuanWindow *self)
{
  nuan_idle_lock_note (self->idle_lock);
}

void
nuan_window_set_clock (NuanWindow *self, gint64 (*clock) (void))
{
  nuan_idle_lock_set_clock (self->idle_lock, clock);
}

static gboolean
event_cb (NuanWindow *self)
{
  nuan_window_note_activity (self);
  return GDK_EVENT_PROPAGATE;
}

static void
remember (NuanWindow *self)
{
  NuanTabs *tabs = self->view != NULL ? nuan_window_get_tabs (self) : NULL;

  if (tabs != NULL)
    nuan_state_set_text ("window", "room", nuan_tabs_get_room (tabs, nuan_tabs_get_shown (tabs))->name);
  nuan_window_size_remember (GTK_WINDOW (self));
  nuan_state_flush ();
}

static void
close_now (gpointer window)
{
  NUAN_WINDOW (window)->closing = TRUE;
  gtk_window_close (window);
}

static gboolean
nuan_window_close_request (GtkWindow *window)
{
  NuanWindow *self = NUAN_WINDOW (window);

  if (nuan_job_count () > 0 && !self->closing)
    {
      nuan_ask_to_close (window, close_now);
      return TRUE;
    }

  if (self->view != NULL && !nuan_tabs_may_leave (nuan_window_get_tabs (self)))
    return TRUE;

  remember (self);
  return GTK_WINDOW_CLASS (nuan_window_parent_class)->close_request (window);
}

static void
nuan_window_add_toast (NuanNotices *notices, AdwToast *toast)
{
  nuan_toasts_add (NUAN_WINDOW (notices)->toasts, toast);
}

static gboolean
nuan_window_add_banner (NuanNotices *notices, GtkWidget *banner)
{
  NuanWindow *self = NUAN_WINDOW (notices);

  if (self->view == NULL)
    return FALSE;

  gtk_box_append (nuan_main_view_get_banners (self->view), banner);
  return TRUE;
}

static gboolean
nuan_window_take_error (NuanNotices *notices, const char *what_failed, const GError *error)
{
  return nuan_failure_take_error (NUAN_WINDOW (notices), what_failed, error);
}

static void
nuan_window_init_notices (NuanNoticesInterface *interface)
{
  interface->add_toast = nuan_window_add_toast;
  interface->add_banner = nuan_window_add_banner;
  interface->take_error = nuan_window_take_error;
}

static void
nuan_window_dispose (GObject *object)
{
  NuanWindow *self = NUAN_WINDOW (object);

  g_clear_handle_id (&self->build_source, g_source_remove);

  G_OBJECT_CLASS (nuan_window_parent_class)->dispose (object);

  /* Last of all: what the pages still saved, half-typed forms among it, is written before the program ends. */
  if (self->context != NULL)
    nuan_database_close (nuan_context_get_database (self->context));
  g_clear_object (&self->context);
}

static void
nuan_window_finalize (GObject *object)
{
  NuanWindow *self = NUAN_WINDOW (object);

  g_clear_pointer (&self->places, nuan_places_free);
  nuan_idle_lock_free (self->idle_lock);

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

  self->idle_lock = nuan_idle_lock_new (lock_idle, self);
  nuan_dialog_watch_start (self);

  nuan_window_size_restore (GTK_WINDOW (self));
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
  g_signal_connect_object (nuan_context_get_database (context), "damaged", G_CALLBACK (nuan_failure_tell_damage), window, G_CONNECT_SWAPPED);
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
  if (page != NULL)
    gtk_widget_grab_focus (page);
  else
    nuan_sign_in_page_begin (window->sign_in);
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
  GtkWindow *window = nuan_toplevel_of (widget);

  while (window != NULL && !NUAN_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);

  return window != NULL ? NUAN_WINDOW (window) : NULL;
}
