#include "config.h"

#include "app/kit/rows.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/id-number.h"
#include "base/id-paper.h"

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

/* 女 · 45 · 1980-03-12 · 四川省乐山市市中区; beside a masked number no day */
static char *
nuan_id_number_row_hint (NuanRow *row, const char *value)
{
  const NuanDay today = nuan_day_today ();
  NuanIdNumber id;
  g_autofree char *birth = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *sex = NULL;
  const char *from;

  if (!nuan_id_number_parse (value, TRUE, today, "id_number", &id, NULL))
    return NULL;

  origin = nuan_id_paper_origin (&id);
  from = origin != NULL ? origin : _("unknown region");
  sex = g_strdup_printf ("%d", (int) id.sex);
  if (nuan_row_is_masked (row))
    birth = g_strdup_printf (_("born %u, aged %u"), nuan_day_year (id.birth), nuan_day_age (id.birth, today));
  else
    birth = nuan_day_format (id.birth);

  if (nuan_row_is_masked (row))
    return g_strdup_printf ("%s · %s · %s", nuan_code_label ("sex", sex), birth, from);
  return g_strdup_printf (_("%s · aged %u · born %s · %s"), nuan_code_label ("sex", sex), nuan_day_age (id.birth, today), birth, from);
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
