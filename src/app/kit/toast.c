#include "config.h"

#include "app/kit/toast.h"

#include <glib/gi18n-lib.h>

#include "app/kit/notices.h"
#include "app/kit/toplevel.h"

typedef struct {
  void         (*undo) (gpointer);
  gpointer       user_data;
  GDestroyNotify destroy;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  if (undo->destroy != NULL)
    undo->destroy (undo->user_data);
  g_free (undo);
}

static void
undo_clicked_cb (AdwToast *toast, gpointer data)
{
  Undo *undo = data;

  undo->undo (undo->user_data);
}

/* A toast on its way to the window that will be in front. A dialog that says it may be closed by then, and know its window no more. */
typedef struct {
  GWeakRef  window;
  gboolean  in_window;
  AdwToast *toast;
} Saying;

static void
saying_free (gpointer data)
{
  Saying *saying = data;

  g_weak_ref_clear (&saying->window);
  g_object_unref (saying->toast);
  g_free (saying);
}

static gboolean
say (gpointer data)
{
  Saying *saying = data;
  g_autoptr (GtkWidget) window = g_weak_ref_get (&saying->window);
  NuanNotices *notices = window != NULL || !saying->in_window ? nuan_notices_in_front (window) : NULL;

  if (notices != NULL)
    NUAN_NOTICES_GET_IFACE (notices)->add_toast (notices, g_object_ref (saying->toast));
  else
    g_debug ("nowhere to say: %s", adw_toast_get_title (saying->toast));
  return G_SOURCE_REMOVE;
}

void
nuan_toast (GtkWidget *widget, const char *text)
{
  nuan_toast_undo (widget, text, NULL, NULL, NULL);
}

void
nuan_toast_undo (GtkWidget *widget, const char *text, void (*undo) (gpointer), gpointer user_data, GDestroyNotify destroy)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);   /* a toast's title is markup */
  g_autoptr (AdwToast) toast = adw_toast_new (escaped);
  GtkWindow *window;
  Saying *saying;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  window = nuan_notices_get_lowest (widget);
  if (undo != NULL)
    {
      Undo *data = g_new (Undo, 1);

      *data = (Undo) { .undo = undo, .user_data = user_data, .destroy = destroy };
      adw_toast_set_button_label (toast, _("Undo"));
      adw_toast_set_timeout (toast, 8);
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), data, undo_free, 0);
    }
  else if (destroy != NULL)
    {
      destroy (user_data);
    }

  saying = g_new0 (Saying, 1);
  g_weak_ref_init (&saying->window, window);
  saying->in_window = window != NULL;
  saying->toast = g_object_ref (toast);
  g_idle_add_full (G_PRIORITY_DEFAULT, say, saying, saying_free);
}

static void
show_message (GtkWindow *window, const char *heading, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (window, heading, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

char *
nuan_warning_lines (GPtrArray *warnings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++)
    g_string_append_printf (text, "%s⚠ %s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (warnings, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
nuan_tell_done (GtkWidget *widget, const char *done, GPtrArray *warnings)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (warnings == NULL || warnings->len == 0)
    {
      nuan_toast (widget, done);
      return;
    }

  text = nuan_warning_lines (warnings);
  show_message (nuan_notices_get_lowest (widget), done, text);
}

void
nuan_show_error (GtkWidget *widget, const char *what_failed, const GError *error)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      nuan_toast (widget, _("Cancelled; nothing was changed"));
      return;
    }

  if (nuan_notices_take_error (widget, what_failed, error))
    return;

  show_message (nuan_toplevel_of (widget), what_failed, error != NULL ? error->message : _("The reason is unknown."));
}
