#include "config.h"

#include "base/sheet-file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <minizip/unzip.h>

#include "base/precious-file.h"

#define BEGINNING   "PK\3\4"   /* APPNOTE.TXT 4.3.7 */
#define NAME_BYTES  256
#define END_BYTES   128        /* of the directory, of a large zip too */
#define ROOM_BYTES  2048       /* of a part, around its content: its names and what Excel leaves free for later */

#define REPLACEMENTS "ObjectReplacements/"

/* ECMA-376 and OpenDocument 1.3, and what Excel, WPS and LibreOffice add. With a slash: all in the folder. */
static const char *const parts[] = {
  "[Content_Types].xml", "_rels/", "docProps/", "xl/", "customXml/", "customUI/",
  "mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", "META-INF/", "Thumbnails/", "Configurations2/", "Pictures/",
  REPLACEMENTS, "Basic/", "Dialogs/",
};

/* An embedded chart is in a folder with its number: "Object 1/". */
#define OBJECT "Object "

static gboolean
is_part (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_suffix (parts[i], "/") ? g_str_has_prefix (name, parts[i]) : g_str_equal (name, parts[i]))
      return TRUE;

  return g_str_has_prefix (name, OBJECT);
}

/* What those parts are: texts, pictures, settings of printers, macros and objects. */
static const char *const endings[] = {
  ".xml", ".rels", ".rdf", ".vml", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".svm", ".emf", ".wmf", ".bin",
};

/* A folder is empty; what OpenDocument draws for an object has no ending. */
static gboolean
is_of_kind (const char *name, ZPOS64_T size)
{
  const char *last = strrchr (name, '/');
  const char *dot = strrchr (last != NULL ? last : name, '.');

  if (g_str_has_suffix (name, "/"))
    return size == 0;
  if (g_str_equal (name, "mimetype") || (dot == NULL && g_str_has_prefix (name, REPLACEMENTS)))
    return TRUE;
  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (dot, endings[i]) == 0)
      return TRUE;
  return FALSE;
}

/* What tells the kind of a spreadsheet; each has one of them. */
static gboolean
is_kind (const char *name)
{
  return g_str_equal (name, "[Content_Types].xml") || g_str_equal (name, "mimetype");
}

/* A file that is open already, as minizip wants it. */
typedef struct {
  int descriptor;
  ZPOS64_T at, size;
} Source;

static voidpf
open_source (voidpf source, const void *name, int mode)
{
  return source;
}

static uLong
read_source (voidpf opaque, voidpf stream, void *bytes, uLong size)
{
  Source *source = opaque;
  gssize got;

  do
    got = pread (source->descriptor, bytes, size, (off_t) source->at);
  while (got < 0 && errno == EINTR);
  source->at += (ZPOS64_T) MAX (got, 0);
  return (uLong) MAX (got, 0);
}

static ZPOS64_T
tell_source (voidpf opaque, voidpf stream)
{
  return ((Source *) opaque)->at;
}

static long
seek_source (voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
  Source *source = opaque;

  source->at = offset + (origin == ZLIB_FILEFUNC_SEEK_CUR ? source->at : origin == ZLIB_FILEFUNC_SEEK_END ? source->size
                                                                                                          : 0);
  return source->at <= source->size ? 0 : -1;
}

static int
close_source (voidpf source, voidpf stream)
{
  return 0;
}

static unzFile
open_zip (Source *source)
{
  zlib_filefunc64_def functions = {
    .zopen64_file = open_source,
    .zread_file = read_source,
    .ztell64_file = tell_source,
    .zseek64_file = seek_source,
    .zclose_file = close_source,
    .zerror_file = close_source,
    .opaque = source,
  };

  return unzOpen2_64 ("", &functions);
}

static gboolean
begins_harmlessly (unzFile zip)
{
  char bytes[NUAN_PRECIOUS_BYTES];
  int got;

  if (unzOpenCurrentFile (zip) != UNZ_OK)
    return FALSE;
  got = unzReadCurrentFile (zip, bytes, sizeof bytes);
  unzCloseCurrentFile (zip);   /* the check sum is of all of it */
  return got >= 0 && !nuan_precious_file_begins (bytes, (gsize) got);
}

static gboolean
has_parts_alone (unzFile zip, ZPOS64_T size)
{
  int code = unzGoToFirstFile (zip);
  ZPOS64_T room = END_BYTES;   /* that the parts explain */
  gboolean has_kind = FALSE;

  for (; code == UNZ_OK; code = unzGoToNextFile (zip))
    {
      char name[NAME_BYTES] = "";
      unz_file_info64 info;

      if (unzGetCurrentFileInfo64 (zip, &info, name, sizeof name - 1, NULL, 0, NULL, 0) != UNZ_OK || !is_part (name)
          || !is_of_kind (name, info.uncompressed_size) || !begins_harmlessly (zip))
        return FALSE;
      has_kind = has_kind || is_kind (name);
      room += MIN (info.compressed_size, size) + ROOM_BYTES;
    }

  return has_kind && code == UNZ_END_OF_LIST_OF_FILE && size <= room;
}

gboolean
nuan_sheet_file_is (int descriptor)
{
  Source source = { .descriptor = descriptor };
  char beginning[sizeof BEGINNING - 1];
  struct stat status;
  gboolean is_sheet;
  unzFile zip;

  if (fstat (descriptor, &status) != 0 || pread (descriptor, beginning, sizeof beginning, 0) != sizeof beginning
      || memcmp (beginning, BEGINNING, sizeof beginning) != 0)
    return FALSE;

  source.size = (ZPOS64_T) status.st_size;
  zip = open_zip (&source);
  if (zip == NULL)
    return FALSE;

  is_sheet = has_parts_alone (zip, source.size);
  unzClose (zip);
  return is_sheet;
}
