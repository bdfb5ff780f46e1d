#include "config.h"

#include "app/shell/failure.h"

#include <glib/gi18n-lib.h>

#include "app/kit/notices.h"
#include "app/kit/toast.h"
#include "app/shell/opening.h"
#include "app/shell/restoring.h"
#include "app/shell/start-page.h"
#include "base/error.h"

#define BANNER "damage"   /* of a window: that it says so */

static void
restore_clicked_cb (GtkWidget *button, gpointer path_owner)
{
  nuan_restoring_choose (NUAN_WINDOW (gtk_widget_get_root (button)), g_object_get_data (G_OBJECT (path_owner), "path"));
}

static void
open_again_clicked_cb (GtkWidget *button, gpointer path_owner)
{
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (path_owner), "path"));

  nuan_restoring_open_anew (NUAN_WINDOW (gtk_widget_get_root (button)), path);
}

static NuanStartPage *
show_page (NuanWindow *window, const char *title, const char *reason, const char *path)
{
  GtkWidget *page = nuan_start_page_new (title, reason, path);

  g_object_set_data_full (G_OBJECT (page), "path", g_strdup (path), g_free);
  nuan_start_page_offer (NUAN_START_PAGE (page), _("_Open Again"), G_CALLBACK (open_again_clicked_cb), page);
  nuan_start_page_offer (NUAN_START_PAGE (page), _("R_estore a Backup…"), G_CALLBACK (restore_clicked_cb), page);
  nuan_opening_let_go (window);
  nuan_window_show_start (window, page);
  return NUAN_START_PAGE (page);
}

void
nuan_failure_show (NuanWindow *window, const char *title, const GError *error, const char *path)
{
  g_return_if_fail (NUAN_IS_WINDOW (window));

  show_page (window, title, error->message, path);
}

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, NUAN_ERROR, NUAN_ERROR_DAMAGED);
}

/* Ready to be copied into a terminal. */
static char *
rescue_command (const char *path)
{
  g_autofree char *copy = g_strconcat (path, "-rescued", NULL);
  g_autofree char *quoted_path = g_shell_quote (path);
  g_autofree char *quoted_copy = g_shell_quote (copy);

  return g_strdup_printf ("nuanctl --db %s backup --anyway -o %s", quoted_path, quoted_copy);
}

static void
show_damage (NuanWindow *window, const GError *error, const char *path)
{
  g_autofree char *reason = g_strdup_printf ("%s\n%s", error->message,
                                             _("Don’t work on with it: restore the latest good backup. The damaged file is not lost, it is moved aside "
                                               "under a dated name. This command copies what can still be read of it:"));
  g_autofree char *command = rescue_command (path);

  nuan_start_page_add_command (show_page (window, _("The data file is damaged"), reason, path), command);
}

void
nuan_failure_show_opening (NuanWindow *window, const GError *error, const char *path)
{
  g_return_if_fail (NUAN_IS_WINDOW (window));

  if (is_damage (error))
    show_damage (window, error, path);
  else
    show_page (window, _("The data file can’t be opened"), error->message, path);
}

static GtkWidget *
banner_new (void)
{
  GtkWidget *banner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_("The data file is damaged: parts of it can’t be read any more. Stop working with it, and have somebody who makes "
                                      "the backups restore the latest good one. What is entered from now on may be lost."));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("R_estore a Backup…"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.restore");   /* has its right */
  gtk_box_append (GTK_BOX (banner), label);
  gtk_box_append (GTK_BOX (banner), button);
  gtk_widget_add_css_class (banner, "notice");
  return banner;
}

void
nuan_failure_tell_damage (NuanWindow *window, const GError *error)
{
  NuanContext *context = nuan_window_get_context (window);

  if (context == NULL || nuan_context_is_let_go (context))
    return;
  if (nuan_context_get_staff (context) == NULL)
    {
      show_damage (window, error, nuan_database_get_path (nuan_context_get_database (context)));
      return;
    }
  if (g_object_get_data (G_OBJECT (window), BANNER) == NULL && nuan_notices_add_banner (GTK_WIDGET (window), banner_new ()))
    g_object_set_data (G_OBJECT (window), BANNER, window);
}

gboolean
nuan_failure_take_error (NuanWindow *window, const char *what_failed, const GError *error)
{
  NuanContext *context = nuan_window_get_context (window);

  if (context == NULL)
    return FALSE;
  /* What fails after the file was let go fails for that; a paper or a table that was being written may still fail for its own reason. */
  if (nuan_context_is_let_go (context))
    return nuan_error_is_of_storage (error) || g_strcmp0 (nuan_error_get_field (error), "db") == 0;
  if (!is_damage (error))
    return FALSE;

  nuan_failure_tell_damage (window, error);
  if (what_failed != NULL && nuan_context_get_staff (context) != NULL)
    nuan_toast (GTK_WIDGET (window), what_failed);
  return TRUE;
}
