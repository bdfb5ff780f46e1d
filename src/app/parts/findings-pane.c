#include "config.h"

#include "app/parts/findings-pane.h"

#include <glib/gi18n-lib.h>

#include "app/session/wishes.h"
#include "store/people/household-store.h"

struct _NuanFindingsPane
{
  GtkWidget  parent_instance;

  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (NuanFindingsPane, nuan_findings_pane, GTK_TYPE_WIDGET)

char *
nuan_warning_sentence (const char *warning)
{
  const char *sentence = strstr (warning, ": ");

  if (sentence == NULL || memchr (warning, ' ', (gsize) (sentence - warning)) != NULL)
    return g_strdup (warning);
  sentence += 2;
  if (g_str_has_prefix (warning, "members["))
    return g_strdup_printf (_("Member %u: %s"), (guint) g_ascii_strtoull (warning + strlen ("members["), NULL, 10) + 1, sentence);

  return g_strdup (sentence);
}

static void
add_line (NuanFindingsPane *self, const char *sign, const char *text, const char *style)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_label_new (sign);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    {
      gtk_widget_add_css_class (mark, style);
      gtk_widget_add_css_class (label, style);
    }
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self->list), line);
}

static void
open_clicked_cb (GtkButton *button, gpointer id)
{
  nuan_wish_household (GTK_WIDGET (button), *(gint64 *) id);
}

static void
free_id (gpointer id, GClosure *closure)
{
  g_free (id);
}

/* The reason names the file and its head. */
static void
add_duplicate (NuanFindingsPane *self, const NuanDuplicate *duplicate)
{
  g_autofree char *name = g_strdup_printf (_("Open the file of %s"), duplicate->head);
  GtkWidget *button;

  add_line (self, duplicate->blocks ? "✕" : "⚠", duplicate->reason, duplicate->blocks ? "error" : NULL);
  if (duplicate->household_id == 0)
    return;

  button = gtk_button_new_with_label (_("Open That File"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_data (button, "clicked", G_CALLBACK (open_clicked_cb), g_memdup2 (&duplicate->household_id, sizeof (gint64)),
                         free_id, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->list), button);
}

void
nuan_findings_pane_show (NuanFindingsPane *pane, GPtrArray *duplicates, const char *const *warnings)
{
  GtkWidget *child;

  g_return_if_fail (NUAN_IS_FINDINGS_PANE (pane));

  while ((child = gtk_widget_get_first_child (pane->list)) != NULL)
    gtk_box_remove (GTK_BOX (pane->list), child);

  for (guint i = 0; duplicates != NULL && i < duplicates->len; i++)
    add_duplicate (pane, g_ptr_array_index (duplicates, i));
  for (guint i = 0; warnings != NULL && warnings[i] != NULL; i++)
    {
      g_autofree char *sentence = nuan_warning_sentence (warnings[i]);

      add_line (pane, "⚠", sentence, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (pane), gtk_widget_get_first_child (pane->list) != NULL);
}

static void
nuan_findings_pane_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (nuan_findings_pane_parent_class)->dispose (object);
}

static void
nuan_findings_pane_class_init (NuanFindingsPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nuan_findings_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nuan_findings_pane_init (NuanFindingsPane *self)
{
  GtkWidget *heading = gtk_label_new (C_("section", "To look at"));
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "section");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, C_("section", "To look at"), -1);
}
