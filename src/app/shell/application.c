#include "config.h"

#include "app/shell/application.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "app/shell/opening.h"
#include "app/kit/plain-labels.h"
#include "app/kit/state.h"
#include "app/session/preferences.h"
#include "app/shell/window-actions.h"
#include "base/core-dump.h"
#include "base/path.h"

struct _NuanApplication
{
  AdwApplication parent_instance;

  char          *path;    /* --db; NULL: the default one */
  gboolean       demo;
};

G_DEFINE_FINAL_TYPE (NuanApplication, nuan_application, ADW_TYPE_APPLICATION)

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (data));
  g_autoptr (GList) copy = g_list_copy (windows);

  /* Through the window, which asks when work is under way. */
  for (GList *l = copy; l != NULL; l = l->next)
    if (NUAN_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static int
nuan_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  NuanApplication *self = NUAN_APPLICATION (application);
  const char *path = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      printf ("nuanchuang %s\n", VERSION);
      return 0;
    }

  if (g_variant_dict_lookup (options, "db", "^&ay", &path))
    self->path = nuan_path_absolute (path);
  self->demo = g_variant_dict_contains (options, "demo");
  return -1;
}

static char *
family_drawn (PangoContext *context, PangoFontDescription *wanted, PangoWeight weight)
{
  g_autoptr (PangoFontDescription) drawn = NULL;
  g_autoptr (PangoFont) font = NULL;

  pango_font_description_set_weight (wanted, weight);
  font = pango_context_load_font (context, wanted);
  drawn = font != NULL ? pango_font_describe (font) : NULL;
  return g_strdup (drawn != NULL ? pango_font_description_get_family (drawn) : NULL);
}

/* Without the desktop's own font the Chinese one that stands in may lack a bold face: then bold figures come from a brush script. */
static void
keep_figures_in_one_font (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoFontDescription) wanted = NULL;
  g_autofree char *name = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *bold = NULL;

  g_object_get (settings, "gtk-font-name", &name, NULL);
  wanted = pango_font_description_from_string (name);
  plain = family_drawn (context, wanted, PANGO_WEIGHT_NORMAL);
  bold = family_drawn (context, wanted, PANGO_WEIGHT_BOLD);
  g_object_unref (context);
  if (g_strcmp0 (plain, bold) != 0)
    {
      g_autofree char *better = NULL;

      pango_font_description_set_weight (wanted, PANGO_WEIGHT_NORMAL);
      pango_font_description_set_family (wanted, "DejaVu Sans,WenQuanYi Zen Hei");
      better = pango_font_description_to_string (wanted);
      g_object_set (settings, "gtk-font-name", better, NULL);
    }
}

static void
nuan_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = { { "quit", quit_action } };

  G_APPLICATION_CLASS (nuan_application_parent_class)->startup (application);
  nuan_core_dump_close_memory ();   /* libadwaita has asked the portals; nobody has typed anything yet */

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  nuan_window_set_keys (GTK_APPLICATION (application));
  nuan_preferences_apply ();
  nuan_plain_labels ();
  keep_figures_in_one_font ();
}

static void
nuan_application_activate (GApplication *application)
{
  NuanApplication *self = NUAN_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    {
      window = GTK_WINDOW (nuan_window_new (GTK_APPLICATION (application), NULL));
      nuan_opening_start (NUAN_WINDOW (window), self->path, self->demo);
    }
  gtk_window_present (window);
}

static void
nuan_application_shutdown (GApplication *application)
{
  nuan_state_flush ();

  G_APPLICATION_CLASS (nuan_application_parent_class)->shutdown (application);
}

static void
nuan_application_finalize (GObject *object)
{
  g_free (NUAN_APPLICATION (object)->path);

  G_OBJECT_CLASS (nuan_application_parent_class)->finalize (object);
}

static void
nuan_application_class_init (NuanApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nuan_application_finalize;
  application_class->handle_local_options = nuan_application_handle_local_options;
  application_class->startup = nuan_application_startup;
  application_class->activate = nuan_application_activate;
  application_class->shutdown = nuan_application_shutdown;
}

static void
nuan_application_init (NuanApplication *self)
{
  GApplication *application = G_APPLICATION (self);

  g_application_add_main_option (application, "db", 0, 0, G_OPTION_ARG_FILENAME, _("The data file"), _("FILE"));
  g_application_add_main_option (application, "demo", 0, 0, G_OPTION_ARG_NONE, _("An invented centre to try things out"), NULL);
  g_application_add_main_option (application, "version", 0, 0, G_OPTION_ARG_NONE, _("Print the version"), NULL);
}

/* Several windows of one person on several data files are several processes: the holder of a data file keeps a second one out. */
NuanApplication *
nuan_application_new (void)
{
  return g_object_new (NUAN_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_NON_UNIQUE,
                       "resource-base-path", "/cn/nuanchuang/Nuanchuang",
                       NULL);
}
