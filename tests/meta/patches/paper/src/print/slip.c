#include "config.h"

#include "print/slip.h"

#include "print/labels.h"
#include "print/sheet.h"

static const char *const keys[] = { "title", "come", NULL };

GBytes *
nuan_slip_draw (const char *name, NuanDay on, GError **error)
{
  g_autoptr (NuanLabels) labels = nuan_labels_load ("slip", NULL, keys, error);
  g_autoptr (NuanSheet) sheet = NULL;
  g_autofree char *day = nuan_day_format (on);

  if (labels == NULL)
    return NULL;

  sheet = nuan_sheet_new (nuan_labels_get (labels, "title"));
  nuan_sheet_add_page (sheet, FALSE);
  nuan_sheet_text (sheet, 105, 40, NUAN_FONT_HEAD, 16, NUAN_ALIGN_CENTRE, nuan_labels_get (labels, "title"));
  nuan_sheet_text (sheet, 30, 60, NUAN_FONT_BODY, 12, NUAN_ALIGN_LEFT, name);
  nuan_sheet_text (sheet, 30, 70, NUAN_FONT_BODY, 12, NUAN_ALIGN_LEFT, nuan_labels_get (labels, "come"));
  nuan_sheet_text (sheet, 80, 70, NUAN_FONT_BODY, 12, NUAN_ALIGN_LEFT, day);
  return nuan_sheet_finish (sheet, error);
}
