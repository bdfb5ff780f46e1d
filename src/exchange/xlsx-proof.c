#include "config.h"

#include "exchange/xlsx-proof.h"

#include <glib/gi18n-lib.h>
#include <minizip/unzip.h>

#include "base/error.h"

#define BLOCK_BYTES (64 * 1024)
#define NAME_BYTES  256

static void
count_row (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer n_rows, GError **error)
{
  if (g_str_equal (element, "row"))
    *(guint *) n_rows += 1;
}

static const GMarkupParser counting = { .start_element = count_row };

/* XML to its end; the check sum is looked at when the part is closed. */
static gboolean
read_part (unzFile book, guint *n_rows)
{
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&counting, G_MARKUP_TREAT_CDATA_AS_TEXT, n_rows, NULL);
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  gboolean whole;
  int n = 0;

  if (unzOpenCurrentFile (book) != UNZ_OK)
    return FALSE;
  do
    whole = (n = unzReadCurrentFile (book, block, BLOCK_BYTES)) >= 0 && (n == 0 || g_markup_parse_context_parse (context, block, n, NULL));
  while (whole && n > 0);

  whole = whole && g_markup_parse_context_end_parse (context, NULL);
  return unzCloseCurrentFile (book) == UNZ_OK && whole;
}

static gboolean
read_all (unzFile book, guint n_rows)
{
  int code = unzGoToFirstFile (book);
  gboolean has_sheet = FALSE;

  for (; code == UNZ_OK; code = unzGoToNextFile (book))
    {
      char name[NAME_BYTES] = "";
      unz_file_info64 info;   /* it wants one */
      guint rows = 0;

      if (unzGetCurrentFileInfo64 (book, &info, name, sizeof name - 1, NULL, 0, NULL, 0) != UNZ_OK || !read_part (book, &rows))
        return FALSE;
      if (!g_str_has_prefix (name, "xl/worksheets/"))
        continue;
      if (rows != n_rows)
        return FALSE;
      has_sheet = TRUE;
    }

  return has_sheet && code == UNZ_END_OF_LIST_OF_FILE;
}

gboolean
nuan_xlsx_prove (const char *path, guint n_rows, GError **error)
{
  unzFile book = unzOpen64 (path);
  const gboolean whole = book != NULL && read_all (book, n_rows);

  if (book != NULL)
    unzClose (book);
  if (!whole)
    nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("The spreadsheet was not written whole: the disk may be full"));
  return whole;
}
