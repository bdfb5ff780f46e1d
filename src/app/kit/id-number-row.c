#include "config.h"

#include "app/kit/rows.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/id-number.h"
#include "base/region.h"

struct _NuanIdNumberRow
{
  NuanTextRow parent_instance;
};

G_DEFINE_FINAL_TYPE (NuanIdNumberRow, nuan_id_number_row, NUAN_TYPE_TEXT_ROW)

static gboolean
nuan_id_number_row_check (NuanRow *row, const char *value, GError **error)
{
  NuanIdNumber id;

  return nuan_id_number_parse (value, TRUE, nuan_day_today (), "id_number", &id, error);
}

/* 女 · 45 · 1980-03-12 · 四川省乐山市市中区 */
static char *
nuan_id_number_row_hint (NuanRow *row, const char *value)
{
  const NuanDay today = nuan_day_today ();
  NuanIdNumber id;
  g_autofree char *birth = NULL;
  g_autofree char *region = NULL;
  g_autofree char *sex = NULL;

  if (!nuan_id_number_parse (value, TRUE, today, "id_number", &id, NULL))
    return NULL;

  birth = nuan_day_format (id.birth);
  region = nuan_region_full_name (id.region);
  sex = g_strdup_printf ("%d", (int) id.sex);
  return g_strdup_printf (_("%s · aged %u · born %s · %s"), nuan_code_label ("sex", sex), nuan_day_age (id.birth, today), birth,
                          region != NULL ? region : _("unknown region"));
}

static void
nuan_id_number_row_class_init (NuanIdNumberRowClass *klass)
{
  NUAN_ROW_CLASS (klass)->check = nuan_id_number_row_check;
  NUAN_ROW_CLASS (klass)->hint = nuan_id_number_row_hint;
}

static void
nuan_id_number_row_init (NuanIdNumberRow *self)
{
  GtkEntry *entry = nuan_text_row_get_entry (NUAN_TEXT_ROW (self));

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 20);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 20);
  nuan_text_row_make_plain (NUAN_TEXT_ROW (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  nuan_row_set_secret (NUAN_ROW (self), NUAN_SECRET_ID_NUMBER);
}
