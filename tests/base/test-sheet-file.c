#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <minizip/zip.h>

#include "base/precious-file.h"
#include "base/sheet-file.h"

#define PAGES (16 * 4096)   /* of a data file, which has more */

typedef struct {
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("nuan-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "table.xlsx", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

typedef struct {
  const char *name, *content;
  gsize size;   /* 0: as long as its text */
} Part;

static const Part xlsx[] = {
  { "[Content_Types].xml", "<Types/>" },
  { "_rels/.rels", "<Relationships/>" },
  { "docProps/app.xml", "<Properties/>" },
  { "xl/workbook.xml", "<workbook/>" },
  { "xl/worksheets/sheet1.xml", "<row/>" },
  { "customXml/item1.xml", "<a/>" },
  { "xl/media/", "" },
  { "xl/media/image1.png", "\x89PNG\r\n" },
  { NULL },
};

static const Part ods[] = {
  { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
  { "content.xml", "<a/>" },
  { "styles.xml", "<a/>" },
  { "meta.xml", "<a/>" },
  { "settings.xml", "<a/>" },
  { "manifest.rdf", "<a/>" },
  { "META-INF/manifest.xml", "<a/>" },
  { "Thumbnails/thumbnail.png", "\x89PNG\r\n" },
  { "Configurations2/accelerator/", "" },
  { "Object 1/content.xml", "<a/>" },
  { "ObjectReplacements/Object 1", "VCLMTF" },
  { "Pictures/1.png", "\x89PNG\r\n" },
  { NULL },
};

/* METHOD: 0 as it is, or Z_DEFLATED. PASSWORD may be NULL. */
static void
add (zipFile zip, const Part *part, int method, const char *password)
{
  const gsize size = part->size > 0 ? part->size : strlen (part->content);

  g_assert_cmpint (zipOpenNewFileInZip3 (zip, part->name, NULL, NULL, 0, NULL, 0, NULL, method, Z_DEFAULT_COMPRESSION, 0, -MAX_WBITS, DEF_MEM_LEVEL,
                                         Z_DEFAULT_STRATEGY, password, 0),
                   ==, ZIP_OK);
  g_assert_cmpint (zipWriteInFileInZip (zip, part->content, (unsigned) size), ==, ZIP_OK);
  g_assert_cmpint (zipCloseFileInZip (zip), ==, ZIP_OK);
}

/* PARTS, and MORE (may be NULL) behind them. */
static void
put (Fixture *fixture, const Part *parts, const Part *more, int method, const char *password)
{
  zipFile zip = zipOpen64 (fixture->path, APPEND_STATUS_CREATE);

  g_assert_nonnull (zip);
  for (; parts->name != NULL; parts++)
    add (zip, parts, method, NULL);
  if (more != NULL)
    add (zip, more, method, password);
  g_assert_cmpint (zipClose (zip, NULL), ==, ZIP_OK);
}

static void
assert_sheet (Fixture *fixture, gboolean expected)
{
  const int descriptor = open (fixture->path, O_RDONLY);

  g_assert_cmpint (descriptor, >=, 0);
  g_assert_cmpint (nuan_sheet_file_is (descriptor), ==, expected);
  g_assert_cmpint (nuan_precious_file_check (fixture->path, NULL, NULL), ==, expected);
  close (descriptor);
}

static void
assert_with (Fixture *fixture, const Part *more, gboolean expected)
{
  static const int methods[] = { 0, Z_DEFLATED };

  g_test_message ("%s", more->name);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      put (fixture, xlsx, more, methods[i], NULL);
      assert_sheet (fixture, expected);
      put (fixture, ods, more, methods[i], NULL);
      assert_sheet (fixture, expected);
    }
}

static void
spreadsheets_of_either_kind_are (Fixture *fixture, gconstpointer unused)
{
  static const Part also[] = { { "xl/media/image2.emf", "\1\0\0\0 EMF" }, { "xl/empty.xml", "" }, { "xl/drawings/vmlDrawing1.vml", "<xml/>" },
                               { "xl/media/image3.PNG", "\x89PNG\r\n" }, { "xl/printerSettings/printerSettings1.bin", "a" }, { "Pictures/3.svm", "VCLMTF" } };

  for (guint i = 0; i < G_N_ELEMENTS (also); i++)
    assert_with (fixture, &also[i], TRUE);
}

static void
a_zip_with_anything_else_in_it_is_none (Fixture *fixture, gconstpointer unused)
{
  static const Part other[] = { { "centre.db", "" }, { "centre.db", "no beginning" }, { "xlsx", "a" }, { "mimetype2", "a" }, { "../xl/workbook.xml", "<a/>" }, { "[content_types].xml.db", "a" }, { "backup/xl/a", "a" },
                                { "xl/media/x.gz", "a" }, { "xl/x.zip", "a" }, { "docProps/x.db", "a" }, { "xl/kept", "a" }, { "xl/.xml/kept", "a" },
                                { "docProps/x.xml.gz", "a" }, { "ObjectReplacements/x.db", "a" }, { "Pictures/", "a" } };

  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    assert_with (fixture, &other[i], FALSE);
}

/* Whatever it is called there. */
static void
a_data_file_among_its_parts_is_seen (Fixture *fixture, gconstpointer unused)
{
  static const Part hidden[] = {
    { "xl/centre.db", "SQLite format 3\0and more", 24 },
    { "xl/worksheets/sheet2.xml", "SQLite format 3\0and more", 24 },
    { "Pictures/2.png", "\x37\x7f\x06\x82rest", 8 },
    { "docProps/kept", NUAN_SEALED_BACKUP_HEADER " and more" },
    { "Object 2/content.xml", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7rest", 12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    assert_with (fixture, &hidden[i], FALSE);
}

static void
what_cannot_be_looked_into_is_none (Fixture *fixture, gconstpointer unused)
{
  static const Part locked = { "xl/workbook2.xml", "<workbook/>" };
  static const Part only[] = { { "xl/workbook.xml", "<workbook/>" }, { NULL } };
  g_autofree char *whole = NULL;
  gsize size;

  put (fixture, xlsx, &locked, Z_DEFLATED, "password");
  assert_sheet (fixture, FALSE);
  put (fixture, only, NULL, Z_DEFLATED, NULL);   /* nothing tells its kind */
  assert_sheet (fixture, FALSE);

  put (fixture, xlsx, NULL, Z_DEFLATED, NULL);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &size, NULL));
  for (gsize left = 4; left < size; left += 97)   /* none of it is a whole one */
    {
      g_assert_true (g_file_set_contents (fixture->path, whole, (gssize) left, NULL));
      assert_sheet (fixture, FALSE);
    }
}

/* A zip may begin anywhere in its file, and its parts need not touch. */
static void
there_is_no_room_for_a_data_file_between_its_parts (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *whole = NULL;
  g_autofree char *more = NULL;
  gsize size;

  put (fixture, xlsx, NULL, Z_DEFLATED, NULL);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &size, NULL));

  more = g_malloc0 (PAGES + size);
  memcpy (more, "PK\3\4", 4);
  memcpy (more + PAGES, whole, size);
  g_assert_true (g_file_set_contents (fixture->path, more, (gssize) (PAGES + size), NULL));
  assert_sheet (fixture, FALSE);

  memcpy (more, "SQLi", 4);
  g_assert_true (g_file_set_contents (fixture->path, more, (gssize) (PAGES + size), NULL));
  assert_sheet (fixture, FALSE);
}

#define ADD(name, function) g_test_add ("/sheet-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("spreadsheets-of-either-kind-are", spreadsheets_of_either_kind_are);
  ADD ("a-zip-with-anything-else-in-it-is-none", a_zip_with_anything_else_in_it_is_none);
  ADD ("a-data-file-among-its-parts-is-seen", a_data_file_among_its_parts_is_seen);
  ADD ("what-cannot-be-looked-into-is-none", what_cannot_be_looked_into_is_none);
  ADD ("there-is-no-room-for-a-data-file-between-its-parts", there_is_no_room_for_a_data_file_between_its_parts);
  return g_test_run ();
}
