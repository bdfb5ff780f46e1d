#define _GNU_SOURCE   /* memmem */
#include "config.h"

#include "base/common-file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sheet-file.h"

#define BLOCK_BYTES     (64 * 1024)
#define PDF_BEGINNING   "%PDF-"
#define PDF_END         "%%EOF"
#define PDF_END_BYTES   1024              /* in the last of which it stands */
#define DATA_BEGINNING  "SQLite format 3" /* and a zero: of a data file, among whatever else */

static gssize
read_at (int descriptor, char *bytes, gsize size, off_t at)
{
  gssize got;

  do
    got = pread (descriptor, bytes, size, at);
  while (got < 0 && errno == EINTR);
  return got;
}

static gboolean
begins_with (const char *bytes, gsize size, const char *beginning)
{
  return size >= strlen (beginning) && memcmp (bytes, beginning, strlen (beginning)) == 0;
}

static gboolean
ends_with (int descriptor, off_t size, const char *end, off_t n_bytes)
{
  g_autofree char *bytes = g_malloc ((gsize) n_bytes);
  const gssize got = read_at (descriptor, bytes, (gsize) n_bytes, MAX (size - n_bytes, 0));

  return got > 0 && memmem (bytes, (gsize) got, end, strlen (end)) != NULL;
}

/* Also where it lies across two blocks. */
static gboolean
holds_data (int descriptor, char *block)
{
  const off_t overlap = sizeof DATA_BEGINNING - 1;
  gssize got;

  for (off_t at = 0; (got = read_at (descriptor, block, BLOCK_BYTES, at)) > overlap; at += got - overlap)
    if (memmem (block, (gsize) got, DATA_BEGINNING, sizeof DATA_BEGINNING) != NULL)
      return TRUE;

  return got < 0;
}

static gboolean
is_pdf (int descriptor, char *block)
{
  const gssize got = read_at (descriptor, block, BLOCK_BYTES, 0);
  struct stat status;

  return got > 0 && begins_with (block, (gsize) got, PDF_BEGINNING) && fstat (descriptor, &status) == 0
         && ends_with (descriptor, status.st_size, PDF_END, PDF_END_BYTES) && !holds_data (descriptor, block);
}

/* In no encoding of a text but UTF-16 and UTF-32: control characters other than those that part lines and pages, call a bell or end a file of old;
 * DEL; and 0xff. */
static gboolean
is_of_text (guchar byte)
{
  return byte >= 0x20 ? byte != 0x7f && byte != 0xff : (byte >= '\a' && byte <= '\r') || byte == 0x1a || byte == 0x1b;
}

static gboolean
is_text (int descriptor, char *block)
{
  gssize got;

  for (off_t at = 0; (got = read_at (descriptor, block, BLOCK_BYTES, at)) > 0; at += got)
    for (gssize i = 0; i < got; i++)
      if (!is_of_text ((guchar) block[i]))
        return FALSE;

  return got == 0;
}

gboolean
nuan_common_file_is (int descriptor)
{
  g_autofree char *block = g_malloc (BLOCK_BYTES);

  return is_pdf (descriptor, block) || nuan_sheet_file_is (descriptor) || is_text (descriptor, block);
}
