#include "config.h"

#include "app/household/history-section.h"

#include <glib/gi18n-lib.h>

#include "model/money/grant.h"
#include "store/people/household-store.h"

#define SHOWN_FIRST 40
#define SHOWN_MORE 300   /* each time it is asked for: widgets are slow to make */

struct _NuanHistorySection
{
  GtkWidget  parent_instance;

  GPtrArray *history, *grants;
  guint      shown;
  guint      decides : 1;
  guint      pays : 1;

  GtkWidget *list, *more;
};

G_DEFINE_FINAL_TYPE (NuanHistorySection, nuan_history_section, GTK_TYPE_WIDGET)

static const char *
icon_of (const char *kind)
{
  static const struct { const char *kind, *icon; } icons[] = {
    { "change", "document-edit-symbolic" }, { "approve", "emblem-ok-symbolic" },       { "return", "edit-undo-symbolic" },
    { "refuse", "window-close-symbolic" },  { "close", "changes-prevent-symbolic" },   { "grant", "list-add-symbolic" },
    { "pay", "object-select-symbolic" },    { "void", "edit-delete-symbolic" },        { "print", "printer-symbolic" },
    { "sign", "emblem-default-symbolic" },  { "add", "document-new-symbolic" },
  };
  const char *what = g_str_has_prefix (kind, "grant-") ? kind + strlen ("grant-") : kind;

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (strcmp (icons[i].kind, what) == 0)
      return icons[i].icon;

  return "document-properties-symbolic";
}

static GtkWidget *
make_label (const char *text, const char *style, gboolean expand)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, expand);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* Only the newest line of a grant that still waits offers the next step. */
static GtkWidget *
offer (NuanHistorySection *self, const NuanHistoryItem *item, GHashTable *offered)
{
  GtkWidget *button = NULL;

  if (*item->receipt_number != '\0')
    {
      if (strcmp (item->kind, "pay") != 0)
        return NULL;

      button = make_button (_("Receipt"), "page.open-receipt");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", item->receipt_number);
      return button;
    }

  for (guint i = 0; item->grant_id != 0 && self->grants != NULL && i < self->grants->len; i++)
    {
      const NuanGrant *grant = g_ptr_array_index (self->grants, i);

      const gboolean draft = grant->state == NUAN_GRANT_DRAFT;

      if (grant->id != item->grant_id || !(draft ? self->decides : self->pays) ||
          !g_hash_table_add (offered, g_memdup2 (&grant->id, sizeof grant->id)))
        continue;

      button = make_button (draft ? _("Decide…") : _("Pay…"), draft ? "page.approve-grant" : "page.pay-grant");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", grant->id);
    }

  return button;
}

static void
add_item (NuanHistorySection *self, const NuanHistoryItem *item, GHashTable *offered)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_of (item->kind));
  GtkWidget *button = offer (self, item, offered);
  GtkWidget *staff;

  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), make_label (item->text, "numeric", TRUE));
  if (button != NULL)
    gtk_box_append (GTK_BOX (line), button);
  staff = make_label (item->staff, "dim-label", FALSE);
  gtk_label_set_wrap (GTK_LABEL (staff), FALSE);
  gtk_box_append (GTK_BOX (line), staff);
  gtk_box_append (GTK_BOX (self->list), line);
}

static void
offer_more (NuanHistorySection *self, guint n_left)
{
  g_autofree char *text = n_left > SHOWN_MORE ? g_strdup_printf (_("Show More: %u Left"), n_left) : g_strdup (_("Show All"));

  gtk_button_set_label (GTK_BUTTON (self->more), text);
  gtk_widget_set_visible (self->more, n_left > 0);
}

static void
rebuild (NuanHistorySection *self)
{
  g_autoptr (GHashTable) offered = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GtkWidget *child;
  NuanDay day = NUAN_DAY_NONE;
  const guint n = self->history != NULL ? MIN (self->shown, self->history->len) : 0;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);

  for (guint i = 0; i < n; i++)
    {
      const NuanHistoryItem *item = g_ptr_array_index (self->history, i);

      if (item->day != day)
        {
          g_autofree char *text = nuan_day_format (item->day);

          gtk_box_append (GTK_BOX (self->list), make_label (text, "history-day", FALSE));
          day = item->day;
        }
      add_item (self, item, offered);
    }

  if (n == 0)
    gtk_box_append (GTK_BOX (self->list), make_label (_("Nothing has happened with this file yet."), "dim-label", FALSE));
  offer_more (self, self->history != NULL ? self->history->len - n : 0);
}

static void
more_cb (NuanHistorySection *self)
{
  self->shown += SHOWN_MORE;
  rebuild (self);
}

void
nuan_history_section_show (NuanHistorySection *section, GPtrArray *history, GPtrArray *grants, gboolean decides, gboolean pays)
{
  g_return_if_fail (NUAN_IS_HISTORY_SECTION (section));

  g_clear_pointer (&section->history, g_ptr_array_unref);
  g_clear_pointer (&section->grants, g_ptr_array_unref);
  section->history = history != NULL ? g_ptr_array_ref (history) : NULL;
  section->grants = grants != NULL ? g_ptr_array_ref (grants) : NULL;
  section->shown = SHOWN_FIRST;
  section->decides = decides;
  section->pays = pays;
  rebuild (section);
}

static void
nuan_history_section_dispose (GObject *object)
{
  NuanHistorySection *self = NUAN_HISTORY_SECTION (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->grants, g_ptr_array_unref);

  G_OBJECT_CLASS (nuan_history_section_parent_class)->dispose (object);
}

static void
nuan_history_section_class_init (NuanHistorySectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nuan_history_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nuan_history_section_init (NuanHistorySection *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "section");
  gtk_widget_set_parent (make_label (C_("section", "History"), "heading", FALSE), GTK_WIDGET (self));
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  self->more = gtk_button_new_with_label (_("Show All"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, C_("section", "History"), -1);
}
