#include "config.h"

#include "app/parts/roles-chooser.h"

#include "base/code-list.h"

struct _NuanRolesChooser
{
  AdwBin      parent_instance;

  GPtrArray  *ticks;   /* GtkCheckButton, in the order of the code list; the box owns them */
};

G_DEFINE_FINAL_TYPE (NuanRolesChooser, nuan_roles_chooser, ADW_TYPE_BIN)

static guint
role_of (GtkWidget *tick)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (tick), "role"));
}

static void
nuan_roles_chooser_finalize (GObject *object)
{
  g_ptr_array_unref (NUAN_ROLES_CHOOSER (object)->ticks);

  G_OBJECT_CLASS (nuan_roles_chooser_parent_class)->finalize (object);
}

static void
nuan_roles_chooser_class_init (NuanRolesChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nuan_roles_chooser_finalize;
}

static void
nuan_roles_chooser_init (NuanRolesChooser *self)
{
  GtkWidget *box = gtk_flow_box_new ();
  const NuanCode *codes;
  guint n;

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 6);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (box), 12);

  self->ticks = g_ptr_array_new ();
  codes = nuan_code_list ("role", &n);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *tick = gtk_check_button_new_with_label (codes[i].label);
      guint role = 0;

      nuan_roles_parse (codes[i].code, &role, NULL);
      g_object_set_data (G_OBJECT (tick), "role", GUINT_TO_POINTER (role));
      gtk_flow_box_append (GTK_FLOW_BOX (box), tick);
      gtk_widget_set_focusable (gtk_widget_get_parent (tick), FALSE);
      g_ptr_array_add (self->ticks, tick);
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

guint
nuan_roles_chooser_get_roles (NuanRolesChooser *chooser)
{
  guint roles = 0;

  g_return_val_if_fail (NUAN_IS_ROLES_CHOOSER (chooser), 0);

  for (guint i = 0; i < chooser->ticks->len; i++)
    {
      GtkWidget *tick = g_ptr_array_index (chooser->ticks, i);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)))
        roles |= role_of (tick);
    }

  return roles;
}

void
nuan_roles_chooser_set_roles (NuanRolesChooser *chooser, guint roles, guint fixed)
{
  g_return_if_fail (NUAN_IS_ROLES_CHOOSER (chooser));

  for (guint i = 0; i < chooser->ticks->len; i++)
    {
      GtkWidget *tick = g_ptr_array_index (chooser->ticks, i);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), ((roles | fixed) & role_of (tick)) != 0);
      gtk_widget_set_sensitive (tick, (fixed & role_of (tick)) == 0);
    }
}

char *
nuan_role_words (guint roles)
{
  g_autofree char *codes = nuan_roles_format (roles);
  g_auto (GStrv) parts = g_strsplit (codes, ",", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      const char *label = nuan_code_label ("role", *part);

      if (label != *part)
        {
          char *owned = g_strdup (label);

          g_free (*part);
          *part = owned;
        }
    }

  return g_strjoinv ("、", parts);
}
