#include "config.h"

#include "app/cases/waiting-pane.h"

#include <glib/gi18n-lib.h>

#include "app/kit/state.h"
#include "app/kit/toast.h"
#include "store/people/case-list.h"

struct _NuanWaitingPane
{
  AdwBin        parent_instance;

  gboolean      counting;               /* how much waits is being read */
  gboolean      again;                  /* and no longer the newest */
  GCancellable *reading;                /* NULL once the pane is gone */
  GError       *untold;                 /* why it could not be read, while nobody looked */

  GtkLabel     *counts[NUAN_N_SHOWS];   /* owned by their rows; NULL for saved ones */
  GtkWidget    *rows[NUAN_N_SHOWS];
  GtkWidget    *marked;                 /* weak: the row of what is shown */

  GtkLabel     *total;
  GtkListBox   *waiting_list, *all_list, *saved_list;
  GtkWidget    *saved_title;
};

G_DEFINE_FINAL_TYPE (NuanWaitingPane, nuan_waiting_pane, ADW_TYPE_BIN)

enum {
  CHOSEN,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

const char *
nuan_show_title (NuanShow show)
{
  static const char *const titles[NUAN_N_SHOWS] = {
    [NUAN_SHOW_ALL] = NC_("list", "All households"),
    [NUAN_SHOW_APPROVE_HOUSEHOLDS] = NC_("list", "Files to approve"),
    [NUAN_SHOW_APPROVE_GRANTS] = NC_("list", "Grants to approve"),
    [NUAN_SHOW_PAY_GRANTS] = NC_("list", "Grants to pay"),
    [NUAN_SHOW_SIGN_RECEIPTS] = NC_("list", "Receipts to sign"),
    [NUAN_SHOW_FUNDS_NEAR] = NC_("list", "Funds near their date"),
    [NUAN_SHOW_RESERVATIONS_PAST] = NC_("list", "Reservations past the date"),
    [NUAN_SHOW_IN_FORCE] = NC_("list", "In force"),
    [NUAN_SHOW_SAVED] = NC_("list", "Saved filters"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "list", titles[show]);
}

static GtkWidget *
row_new (NuanWaitingPane *self, const char *title, NuanShow show, const char *filter)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "show", GUINT_TO_POINTER (show));
  g_object_set_data_full (G_OBJECT (row), "filter", g_strdup (filter), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  if (show != NUAN_SHOW_SAVED)
    {
      GtkWidget *count = gtk_label_new (NULL);

      gtk_widget_add_css_class (count, "numeric");
      gtk_widget_add_css_class (count, "count");
      gtk_box_append (GTK_BOX (box), count);
      self->counts[show] = GTK_LABEL (count);
      self->rows[show] = row;
    }

  return row;
}

static void
forget_clicked_cb (GtkButton *button, gpointer data)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  NuanWaitingPane *self = NUAN_WAITING_PANE (gtk_widget_get_ancestor (row, NUAN_TYPE_WAITING_PANE));

  nuan_state_set_text ("filters", g_object_get_data (G_OBJECT (row), "key"), NULL);
  gtk_list_box_remove (self->saved_list, row);
  gtk_widget_set_visible (self->saved_title, gtk_list_box_get_row_at_index (self->saved_list, 0) != NULL);
}

/* Kept as "name TAB filter" under a number, since a name may hold what a key may not. */
static void
append_saved (NuanWaitingPane *self, const char *key, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\t", 2);
  GtkWidget *row, *button;
  g_autofree char *label = NULL;

  if (g_strv_length (parts) != 2)
    return;

  row = row_new (self, parts[0], NUAN_SHOW_SAVED, parts[1]);
  button = gtk_button_new_from_icon_name ("window-close-symbolic");
  label = g_strdup_printf (_("Forget the filter “%s”"), parts[0]);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (forget_clicked_cb), NULL);
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), button);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  gtk_list_box_append (self->saved_list, row);
  gtk_widget_show (self->saved_title);
}

/* Focus passes over the rows without choosing them, which a list box with a selection does not allow. */
static void
mark (NuanWaitingPane *self, GtkWidget *row)
{
  if (self->marked != NULL)
    {
      gtk_widget_remove_css_class (self->marked, "chosen");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->marked), GTK_ACCESSIBLE_STATE_SELECTED, FALSE, -1);
    }

  g_set_weak_pointer (&self->marked, row);
  if (row != NULL)
    {
      gtk_widget_add_css_class (row, "chosen");
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, TRUE, -1);
    }
}

static void
row_activated_cb (NuanWaitingPane *self, GtkListBoxRow *row)
{
  mark (self, GTK_WIDGET (row));
  g_signal_emit (self, signals[CHOSEN], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "show")),
                 g_object_get_data (G_OBJECT (row), "filter"));
}

/* Over the sign-in, or a page that nobody asked to count anything, it would be no more than in the way. */
static void
tell (NuanWaitingPane *self)
{
  g_autoptr (GError) error = NULL;

  if (self->untold == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  error = g_steal_pointer (&self->untold);
  nuan_show_error (GTK_WIDGET (self), _("What waits could not be counted"), error);
}

static void
nuan_waiting_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nuan_waiting_pane_parent_class)->map (widget);
  tell (NUAN_WAITING_PANE (widget));
}

static void
nuan_waiting_pane_dispose (GObject *object)
{
  NuanWaitingPane *self = NUAN_WAITING_PANE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_weak_pointer (&self->marked);
  g_clear_error (&self->untold);

  G_OBJECT_CLASS (nuan_waiting_pane_parent_class)->dispose (object);
}

static void
nuan_waiting_pane_class_init (NuanWaitingPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_waiting_pane_dispose;
  widget_class->map = nuan_waiting_pane_map;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_UINT, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/waiting-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanWaitingPane, total);
  gtk_widget_class_bind_template_child (widget_class, NuanWaitingPane, waiting_list);
  gtk_widget_class_bind_template_child (widget_class, NuanWaitingPane, all_list);
  gtk_widget_class_bind_template_child (widget_class, NuanWaitingPane, saved_list);
  gtk_widget_class_bind_template_child (widget_class, NuanWaitingPane, saved_title);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
nuan_waiting_pane_init (NuanWaitingPane *self)
{
  g_auto (GStrv) keys = nuan_state_get_keys ("filters");

  self->reading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  for (NuanShow show = NUAN_SHOW_APPROVE_HOUSEHOLDS; show <= NUAN_SHOW_RESERVATIONS_PAST; show++)
    gtk_list_box_append (self->waiting_list, row_new (self, nuan_show_title (show), show, ""));
  gtk_list_box_append (self->all_list, row_new (self, nuan_show_title (NUAN_SHOW_ALL), NUAN_SHOW_ALL, ""));
  gtk_list_box_append (self->all_list, row_new (self, nuan_show_title (NUAN_SHOW_IN_FORCE), NUAN_SHOW_IN_FORCE, ""));

  for (char **key = keys; *key != NULL; key++)
    {
      g_autofree char *text = nuan_state_get_text ("filters", *key);

      append_saved (self, *key, text);
    }

  nuan_waiting_pane_choose (self, NUAN_SHOW_ALL);
}

static void
show_count (NuanWaitingPane *self, NuanShow show, gint64 n)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  g_autofree char *name = g_strdup_printf ("%s %s", nuan_show_title (show), text);

  gtk_label_set_text (self->counts[show], text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[show]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (n > 0)
    gtk_widget_remove_css_class (self->rows[show], "nothing");
  else
    gtk_widget_add_css_class (self->rows[show], "nothing");
}

/* Rather no figure than an old one. */
static void
show_no_counts (NuanWaitingPane *self)
{
  gtk_label_set_text (self->total, _("What waits could not be counted"));
  for (NuanShow show = NUAN_SHOW_ALL; show < NUAN_SHOW_SAVED; show++)
    {
      gtk_label_set_text (self->counts[show], "–");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[show]), GTK_ACCESSIBLE_PROPERTY_LABEL, nuan_show_title (show), -1);
      gtk_widget_remove_css_class (self->rows[show], "nothing");
    }
}

static void
show_counts (NuanWaitingPane *pane, const NuanWaiting *waiting)
{
  gint64 sum = waiting->to_approve_households + waiting->to_approve_grants + waiting->to_pay_grants + waiting->to_sign
               + waiting->funds_near + waiting->reservations_past;
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, sum);
  /* Translators: %s is how many things wait. */
  g_autofree char *total = g_strdup_printf (_("Waiting for me: %s"), count);

  gtk_label_set_text (pane->total, total);
  show_count (pane, NUAN_SHOW_APPROVE_HOUSEHOLDS, waiting->to_approve_households);
  show_count (pane, NUAN_SHOW_APPROVE_GRANTS, waiting->to_approve_grants);
  show_count (pane, NUAN_SHOW_PAY_GRANTS, waiting->to_pay_grants);
  show_count (pane, NUAN_SHOW_SIGN_RECEIPTS, waiting->to_sign);
  show_count (pane, NUAN_SHOW_FUNDS_NEAR, waiting->funds_near);
  show_count (pane, NUAN_SHOW_RESERVATIONS_PAST, waiting->reservations_past);
  show_count (pane, NUAN_SHOW_ALL, waiting->households);
  show_count (pane, NUAN_SHOW_IN_FORCE, waiting->in_force);
}

static gpointer
read_waiting (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autofree NuanWaiting *waiting = g_new0 (NuanWaiting, 1);

  return nuan_waiting_read (connection, waiting, error) ? g_steal_pointer (&waiting) : NULL;
}

static void count (NuanWaitingPane *self, NuanDatabase *database);

static void
waiting_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanWaitingPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree NuanWaiting *waiting = nuan_database_finish (NUAN_DATABASE (source), result, &error);

  self->counting = FALSE;
  if (self->reading == NULL)
    return;

  g_clear_error (&self->untold);
  if (waiting != NULL)
    {
      show_counts (self, waiting);
    }
  else
    {
      show_no_counts (self);
      if (!self->again)
        self->untold = g_steal_pointer (&error);
      tell (self);
    }
  if (self->again)
    count (self, NUAN_DATABASE (source));
}

static void
count (NuanWaitingPane *self, NuanDatabase *database)
{
  self->counting = TRUE;
  self->again = FALSE;
  nuan_database_read (database, NUAN_READ_LONG, read_waiting, NULL, NULL, g_free, self->reading, waiting_read_cb, g_object_ref (self));
}

void
nuan_waiting_pane_count (NuanWaitingPane *pane, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_WAITING_PANE (pane));

  if (pane->counting)
    pane->again = TRUE;   /* what is being read may be of before */
  else
    count (pane, nuan_context_get_database (context));
}

void
nuan_waiting_pane_choose (NuanWaitingPane *pane, NuanShow show)
{
  g_return_if_fail (NUAN_IS_WAITING_PANE (pane));
  g_return_if_fail (show < NUAN_SHOW_SAVED);

  if (pane->marked != pane->rows[show])
    row_activated_cb (pane, GTK_LIST_BOX_ROW (pane->rows[show]));
}

void
nuan_waiting_pane_save (NuanWaitingPane *pane, const char *name, const char *filter)
{
  g_auto (GStrv) keys = nuan_state_get_keys ("filters");
  g_autofree char *text = g_strdup_printf ("%s\t%s", name, filter);
  g_autofree char *key = NULL;
  gint64 last = 0;

  g_return_if_fail (NUAN_IS_WAITING_PANE (pane));

  for (char **other = keys; *other != NULL; other++)
    last = MAX (last, g_ascii_strtoll (*other, NULL, 10));
  key = g_strdup_printf ("%" G_GINT64_FORMAT, last + 1);
  nuan_state_set_text ("filters", key, text);
  append_saved (pane, key, text);
}
