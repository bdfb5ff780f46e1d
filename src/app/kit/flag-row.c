#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/kit/rows.h"

struct _NuanFlagRow
{
  NuanRow         parent_instance;

  GtkCheckButton *tick;
  guint           showing : 1;
};

G_DEFINE_FINAL_TYPE (NuanFlagRow, nuan_flag_row, NUAN_TYPE_ROW)

static void
toggled_cb (NuanFlagRow *self)
{
  if (!self->showing)
    nuan_row_take (NUAN_ROW (self), gtk_check_button_get_active (self->tick) ? "1" : "");
}

static void
titled_cb (NuanFlagRow *self)
{
  gtk_check_button_set_label (self->tick, nuan_row_get_title (NUAN_ROW (self)));
}

static void
nuan_flag_row_show_value (NuanRow *row, const char *value)
{
  NuanFlagRow *self = NUAN_FLAG_ROW (row);

  self->showing = TRUE;
  gtk_check_button_set_active (self->tick, *value != '\0');
  self->showing = FALSE;
}

static char *
nuan_flag_row_describe (NuanRow *row, const char *value)
{
  return g_strdup (*value != '\0' ? C_("flag", "Yes") : C_("flag", "No"));
}

static void
nuan_flag_row_class_init (NuanFlagRowClass *klass)
{
  NUAN_ROW_CLASS (klass)->names_itself = TRUE;
  NUAN_ROW_CLASS (klass)->show_value = nuan_flag_row_show_value;
  NUAN_ROW_CLASS (klass)->describe = nuan_flag_row_describe;
}

static void
nuan_flag_row_init (NuanFlagRow *self)
{
  self->tick = GTK_CHECK_BUTTON (gtk_check_button_new ());
  g_signal_connect_swapped (self->tick, "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect (self, "notify::title", G_CALLBACK (titled_cb), NULL);
  nuan_row_set_editor (NUAN_ROW (self), GTK_WIDGET (self->tick), GTK_WIDGET (self->tick));
}
