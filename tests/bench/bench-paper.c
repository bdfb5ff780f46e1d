/* bench-paper FILE: 1,000 receipts of FILE in one PDF, beside libharu alone that draws the same characters line by line with the same two
 * fonts: no frames, no QR codes, no marks. */
#include "config.h"

#include <glib/gstdio.h>
#include <hpdf.h>
#include <string.h>

#include "measure.h"
#include "print/fonts.h"
#include "print/receipt.h"
#include "store/money/receipt-store.h"
#include "store/engine/engine.h"

#define N_RECEIPTS 1000
#define N_ROUNDS   5
#define TYPE_SIZE  9
#define LINE       10

static void
must (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static GPtrArray *
read_receipts (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_READ, &error);
  GPtrArray *receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_receipt_free);
  NuanStatement *row;

  must (error);
  row = nuan_statement (connection, "SELECT printf ('%04d-%06d', year, seq) FROM receipt ORDER BY id DESC LIMIT ?", "i", (gint64) N_RECEIPTS);
  while (nuan_statement_next (row, &error))
    {
      NuanReceipt *receipt = nuan_receipt_store_read (connection, nuan_statement_text (row, 0), &error);

      must (error);
      g_free (receipt->code);
      receipt->code = nuan_receipt_store_code (connection, receipt, 0, &error);
      must (error);
      g_ptr_array_add (receipts, receipt);
    }
  must (error);
  return receipts;
}

static GBytes *
print_ours (GPtrArray *receipts)
{
  g_autofree NuanReceiptPrint *items = g_new0 (NuanReceiptPrint, receipts->len);
  g_autoptr (GError) error = NULL;
  GBytes *pdf;

  for (guint i = 0; i < receipts->len; i++)
    items[i].receipt = receipts->pdata[i];
  pdf = nuan_receipt_print (items, receipts->len, NULL, NULL, NULL, &error);
  must (error);
  return pdf;
}

/* What poppler finds on the pages: the text of each, separated by form feeds. */
static char **
read_pages (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *text = NULL;
  const int fd = g_file_open_tmp ("nuan-bench-XXXXXX.pdf", &path, &error);
  char *command[] = { (char *) "pdftotext", (char *) "-layout", path, (char *) "-", NULL };
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);

  must (error);
  close (fd);
  g_file_set_contents (path, data, (gssize) size, &error);
  must (error);
  g_spawn_sync (NULL, command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &text, NULL, NULL, &error);
  g_unlink (path);
  must (error);
  return g_strsplit (text, "\f", -1);
}

static void
haru_failed (HPDF_STATUS status, HPDF_STATUS detail, void *data)
{
  g_error ("libharu: 0x%04lx %lu", (unsigned long) status, (unsigned long) detail);
}

/* The first line is the heading. */
static void
draw_page (HPDF_Doc doc, HPDF_Font const *fonts, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  HPDF_Page page = HPDF_AddPage (doc);
  float y = 820;

  HPDF_Page_SetSize (page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
  HPDF_Page_BeginText (page);
  for (guint i = 0; lines[i] != NULL; i++, y -= LINE)
    {
      if (i < NUAN_N_FONT_ROLES)
        HPDF_Page_SetFontAndSize (page, fonts[i], TYPE_SIZE);
      if (*g_strstrip (lines[i]) != '\0')
        HPDF_Page_TextOut (page, 40, y, lines[i]);
    }
  HPDF_Page_EndText (page);
}

static HPDF_Font
load_font (HPDF_Doc doc, NuanFontRole role)
{
  guint index;
  const char *file = nuan_fonts_file (nuan_fonts_glyph (role, 0x5f20).font, &index);
  const char *name = g_str_has_suffix (file, ".ttc") ? HPDF_LoadTTFontFromFile2 (doc, file, index, HPDF_TRUE)
                                                     : HPDF_LoadTTFontFromFile (doc, file, HPDF_TRUE);

  return HPDF_GetFont (doc, name, "UTF-8");
}

static gsize
print_bare (char **pages)
{
  HPDF_Doc doc = HPDF_New (haru_failed, NULL);
  HPDF_Font fonts[NUAN_N_FONT_ROLES];
  gsize size;

  HPDF_SetCompressionMode (doc, HPDF_COMP_ALL);
  HPDF_UseUTFEncodings (doc);
  for (NuanFontRole role = 0; role < NUAN_N_FONT_ROLES; role++)
    fonts[role] = load_font (doc, role);
  for (guint i = 0; pages[i] != NULL && pages[i + 1] != NULL; i++)
    draw_page (doc, fonts, pages[i]);
  HPDF_SaveToStream (doc);
  size = HPDF_GetStreamSize (doc);
  HPDF_Free (doc);
  return size;
}

static gint64
count_glyphs (char **pages)
{
  gint64 n = 0;

  for (guint i = 0; pages[i] != NULL; i++)
    for (const char *c = pages[i]; *c != '\0'; c = g_utf8_next_char (c))
      n += !g_unichar_isspace (g_utf8_get_char (c));
  return n;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) receipts = NULL;
  g_auto (GStrv) pages = NULL;
  Measure ours, bare;
  gsize our_size = 0, bare_size = 0;

  if (argc != 2)
    g_error ("bench-paper FILE");
  receipts = read_receipts (argv[1]);
  pages = read_pages (print_ours (receipts));
  measure_init (&ours);
  measure_init (&bare);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      GBytes *pdf;

      measure_start (&ours);
      pdf = print_ours (receipts);
      measure_stop (&ours);
      our_size = g_bytes_get_size (pdf);
      g_bytes_unref (pdf);
      measure_start (&bare);
      bare_size = print_bare (pages);
      measure_stop (&bare);
    }

  g_print ("# %u receipts, %" G_GINT64_FORMAT " characters\n", receipts->len, count_glyphs (pages));
  measure_tell_both (&bare, "libharu alone, the same characters", 0);
  measure_tell_both (&ours, "1,000 receipts in one PDF", 0);
  measure_tell ("speed beside libharu alone, p50", measure_ms (&bare, 50) / measure_ms (&ours, 50), "×", -0.5);
  measure_tell ("size of the PDF", our_size / 1e6, "MB", 0);
  measure_tell ("size of libharu's own", bare_size / 1e6, "MB", 0);
  measure_tell ("memory at most, printing", measure_peak_mb (), "MB", 250);
  measure_clear (&ours);
  measure_clear (&bare);
  return 0;
}
