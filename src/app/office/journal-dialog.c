#include "config.h"

#include "app/office/dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/office/journal-detail.h"
#include "app/office/journal-words.h"
#include "app/kit/list-window.h"
#include "app/kit/moment.h"
#include "app/kit/toast.h"
#include "app/kit/toplevel.h"
#include "store/journal/journal.h"

#define ROWS_AT_ONCE 100

static gpointer
read_rows (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  return nuan_journal_list (connection, NULL, *(gint64 *) input, ROWS_AT_ONCE, error);
}

static void read_more (NuanListWindow *window);

static void
rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanListWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  gint64 *before = g_object_get_data (G_OBJECT (window), "before");
  const gboolean hide = nuan_context_get_private (nuan_list_window_get_data (window));

  g_object_set_data (G_OBJECT (window), "reading", NULL);   /* whatever came of it: scrolling and F8 try again */
  if (!nuan_toplevel_is_open (GTK_WINDOW (window)))
    return;
  if (g_object_steal_data (G_OBJECT (window), "anew") != NULL)
    {
      read_more (window);
      return;
    }
  if (rows == NULL)
    {
      nuan_show_error (GTK_WIDGET (window), _("The journal could not be read"), error);
      return;
    }

  for (guint i = 0; i < rows->len; i++)
    {
      const NuanJournalRow *row = g_ptr_array_index (rows, i);
      g_autofree char *about = nuan_journal_subject_word (row->subject);
      g_autofree char *at = nuan_moment_format (row->at);
      g_autofree char *title = g_strjoin (*about != '\0' ? " · " : "", nuan_journal_action_word (row->action), about, NULL);
      g_autofree char *detail = nuan_journal_detail_words (row->action, row->detail, hide);
      g_autofree char *subtitle = g_strdup_printf ("%" G_GINT64_FORMAT " · %s · %s (%s)%s%s", row->id, at, row->name, row->login,
                                                   *detail != '\0' ? "\n" : "", detail);

      nuan_list_window_add_row (window, title, subtitle);
      *before = row->id;
    }

  if (rows->len < ROWS_AT_ONCE)
    *before = -1;
}

/* The next, older rows. */
static void
read_more (NuanListWindow *window)
{
  gint64 *before = g_object_get_data (G_OBJECT (window), "before");

  if (*before < 0 || g_object_get_data (G_OBJECT (window), "reading") != NULL)
    return;

  g_object_set_data (G_OBJECT (window), "reading", window);
  nuan_database_read (nuan_context_get_database (nuan_list_window_get_data (window)), NUAN_READ_LONG, read_rows,
                      g_memdup2 (before, sizeof *before), g_free, (GDestroyNotify) g_ptr_array_unref, NULL, rows_read_cb,
                      g_object_ref (window));
}

/* F8: what stands there is written anew, from the newest row on. */
static void
private_cb (NuanListWindow *window)
{
  gint64 *before = g_object_get_data (G_OBJECT (window), "before");

  nuan_list_window_clear (window);
  *before = 0;
  if (g_object_get_data (G_OBJECT (window), "reading") != NULL)
    g_object_set_data (G_OBJECT (window), "anew", window);   /* what is on its way belongs below rows that are gone */
  else
    read_more (window);
}

void
nuan_show_journal (GtkWidget *parent, NuanContext *context)
{
  NuanListWindow *window = nuan_list_window_new (parent, _("Journal"),
                                                 _("Who did what when, newest first. Rows are never changed; the data check "
                                                   "verifies their chain."), g_object_ref (context), g_object_unref);

  g_object_set_data_full (G_OBJECT (window), "before", g_new0 (gint64, 1), g_free);
  g_signal_connect (window, "near-end", G_CALLBACK (read_more), NULL);
  g_signal_connect_object (context, "notify::private", G_CALLBACK (private_cb), window, G_CONNECT_SWAPPED);
  read_more (window);
  gtk_window_present (GTK_WINDOW (window));
}
