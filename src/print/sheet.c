#include "config.h"

#include "print/sheet-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

/* libharu calls this inside any of its functions. No jump: the first status is kept, later calls find it and do nothing. */
static void
haru_failed (HPDF_STATUS status, HPDF_STATUS detail, void *user_data)
{
  NuanSheet *sheet = user_data;

  if (sheet->error == NULL)
    nuan_error_set (&sheet->error, NUAN_ERROR_STORAGE, NULL, _("The PDF could not be made (libharu 0x%04lX, %ld)"),
                    (gulong) status, (glong) detail);
}

/* libharu's own way loses what lies above U+FFFF. */
static void
set_title (HPDF_Doc doc, const char *title)
{
  g_autofree gunichar2 *units = g_utf8_to_utf16 (title, -1, NULL, NULL, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) "\376\377", 2);
  for (const gunichar2 *unit = units; unit != NULL && *unit != 0; unit++)
    g_byte_array_append (bytes, (const guint8[]) { *unit >> 8, *unit & 0xff }, 2);
  HPDF_Dict_Add (doc->info, "Title", HPDF_Binary_New (doc->mmgr, bytes->data, bytes->len));
}

NuanSheet *
nuan_sheet_new (const char *title)
{
  NuanSheet *sheet = g_new0 (NuanSheet, 1);

  sheet->pages = g_ptr_array_new ();
  sheet->fonts = g_ptr_array_new ();
  sheet->outlines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, nuan_sheet_outline_free);
  sheet->scratch = g_string_new (NULL);
  sheet->doc = HPDF_New (haru_failed, sheet);

  if (sheet->doc == NULL)
    {
      haru_failed (HPDF_FAILD_TO_ALLOC_MEM, 0, sheet);
      return sheet;
    }

  sheet->hidden = nuan_hidden_text_new (sheet->doc);

  /* No date and no id: the same paper is the same bytes. */
  HPDF_SetCompressionMode (sheet->doc, HPDF_COMP_ALL);
  HPDF_UseUTFEncodings (sheet->doc);
  HPDF_SetCurrentEncoder (sheet->doc, "UTF-8");
  HPDF_SetInfoAttr (sheet->doc, HPDF_INFO_CREATOR, "Nuanchuang " VERSION);
  set_title (sheet->doc, title);

  return sheet;
}

void
nuan_sheet_free (NuanSheet *sheet)
{
  if (sheet->doc != NULL)
    HPDF_Free (sheet->doc);
  g_clear_pointer (&sheet->hidden, nuan_hidden_text_free);
  g_ptr_array_unref (sheet->pages);
  g_ptr_array_unref (sheet->fonts);
  g_hash_table_unref (sheet->outlines);
  g_string_free (sheet->scratch, TRUE);
  g_free (sheet->code_path);
  g_free (sheet->code_text);
  g_clear_error (&sheet->error);
  g_free (sheet);
}

gboolean
nuan_sheet_failed (NuanSheet *sheet)
{
  return sheet->error != NULL;
}

gboolean
nuan_sheet_ready (NuanSheet *sheet)
{
  return sheet->error == NULL && sheet->page != NULL;
}

GBytes *
nuan_sheet_finish (NuanSheet *sheet, GError **error)
{
  g_autofree guint8 *data = NULL;
  HPDF_UINT32 size, left;

  if (nuan_sheet_ready (sheet))
    {
      nuan_sheet_end_text (sheet);
      nuan_hidden_text_finish (sheet->hidden);
      HPDF_SaveToStream (sheet->doc);
    }
  if (sheet->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&sheet->error));
      return NULL;
    }

  g_return_val_if_fail (sheet->page != NULL, NULL);

  size = HPDF_GetStreamSize (sheet->doc);
  data = g_malloc (size);
  HPDF_ResetStream (sheet->doc);
  for (HPDF_UINT32 done = 0; done < size; done += left)
    {
      left = size - done;
      HPDF_ReadFromStream (sheet->doc, data + done, &left);
      if (left == 0)
        {
          haru_failed (HPDF_STREAM_EOF, done, sheet);
          g_propagate_error (error, g_steal_pointer (&sheet->error));
          return NULL;
        }
    }

  return g_bytes_new_take (g_steal_pointer (&data), size);
}

void
nuan_sheet_set_field (NuanSheet *sheet, const char *field)
{
  sheet->field = field;
}

void
nuan_sheet_add_page (NuanSheet *sheet, gboolean landscape)
{
  if (sheet->error != NULL)
    return;

  nuan_sheet_end_text (sheet);
  sheet->page = HPDF_AddPage (sheet->doc);
  HPDF_Page_SetSize (sheet->page, HPDF_PAGE_SIZE_A4, landscape ? HPDF_PAGE_LANDSCAPE : HPDF_PAGE_PORTRAIT);
  sheet->page_height = HPDF_Page_GetHeight (sheet->page);
  g_ptr_array_add (sheet->pages, sheet->page);
}

void
nuan_sheet_go_to_page (NuanSheet *sheet, guint page)
{
  g_return_if_fail (page < sheet->pages->len);

  nuan_sheet_end_text (sheet);
  sheet->page = g_ptr_array_index (sheet->pages, page);
  sheet->page_height = HPDF_Page_GetHeight (sheet->page);
}

guint
nuan_sheet_count_pages (NuanSheet *sheet)
{
  return sheet->pages->len;
}

double
nuan_sheet_get_width (NuanSheet *sheet)
{
  return sheet->page != NULL ? HPDF_Page_GetWidth (sheet->page) * 25.4 / 72 : 210;
}

double
nuan_sheet_get_height (NuanSheet *sheet)
{
  return sheet->page != NULL ? HPDF_Page_GetHeight (sheet->page) * 25.4 / 72 : 297;
}

void
nuan_sheet_set_grey (NuanSheet *sheet, double grey)
{
  if (!nuan_sheet_ready (sheet))
    return;

  nuan_sheet_end_text (sheet);
  HPDF_Page_SetGrayFill (sheet->page, grey);
  HPDF_Page_SetGrayStroke (sheet->page, grey);
}

static void
set_line_width (NuanSheet *sheet, double width)
{
  if ((float) width != HPDF_Page_GetLineWidth (sheet->page))
    HPDF_Page_SetLineWidth (sheet->page, width);
}

void
nuan_sheet_line (NuanSheet *sheet, double x1, double y1, double x2, double y2, double width)
{
  const double xy[] = { x1, y1, x2, y2 };

  nuan_sheet_polyline (sheet, xy, 2, width);
}

void
nuan_sheet_polyline (NuanSheet *sheet, const double *xy, guint n_points, double width)
{
  if (!nuan_sheet_ready (sheet) || n_points < 2)
    return;

  nuan_sheet_end_text (sheet);
  set_line_width (sheet, width);
  HPDF_Page_MoveTo (sheet->page, POINTS (xy[0]), sheet->page_height - POINTS (xy[1]));
  for (guint i = 1; i < n_points; i++)
    HPDF_Page_LineTo (sheet->page, POINTS (xy[2 * i]), sheet->page_height - POINTS (xy[2 * i + 1]));
  HPDF_Page_Stroke (sheet->page);
}

void
nuan_sheet_frame (NuanSheet *sheet, double x, double y, double width, double height, double line_width)
{
  if (!nuan_sheet_ready (sheet))
    return;

  nuan_sheet_end_text (sheet);
  set_line_width (sheet, line_width);
  HPDF_Page_Rectangle (sheet->page, POINTS (x), sheet->page_height - POINTS (y + height), POINTS (width), POINTS (height));
  HPDF_Page_Stroke (sheet->page);
}

void
nuan_sheet_fill (NuanSheet *sheet, double x, double y, double width, double height)
{
  if (!nuan_sheet_ready (sheet))
    return;

  nuan_sheet_end_text (sheet);
  HPDF_Page_Rectangle (sheet->page, POINTS (x), sheet->page_height - POINTS (y + height), POINTS (width), POINTS (height));
  HPDF_Page_Fill (sheet->page);
}
