#define _GNU_SOURCE   /* memmem */
#include "config.h"

#include "store/engine/sqlite/log-scan.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/precious-file.h"

#define LOG_HEADER   32   /* bytes; sqlite.org/fileformat2.html#walformat */
#define FRAME_HEADER 24

void
nuan_log_scan_init (NuanLogScan *scan)
{
  *scan = (NuanLogScan) { .one_file = TRUE, .logs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
}

void
nuan_log_scan_clear (NuanLogScan *scan)
{
  g_clear_pointer (&scan->logs, g_hash_table_unref);
}

static guint32
read_word (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static void
note_row (NuanLogScan *scan, const char *at)
{
  NuanFileId id = { 0 };

  memcpy (id.value, at, NUAN_FILE_ID_LENGTH);
  memcpy (id.log, at + NUAN_FILE_ID_LENGTH, NUAN_LOG_NAME_LENGTH);
  memcpy (id.previous, at + NUAN_FILE_ID_LENGTH + NUAN_LOG_NAME_LENGTH, NUAN_LOG_NAME_LENGTH);

  if (scan->n_rows++ == 0)
    scan->first = id;
  scan->one_file = scan->one_file && g_str_equal (id.value, scan->first.value);
  g_hash_table_add (scan->logs, g_strdup (id.log));
  g_hash_table_add (scan->logs, g_strdup (id.previous));
}

/* The row stands alone on its page: a leaf of a table with one cell. */
void
nuan_log_scan_page (NuanLogScan *scan, const guint8 *page, gsize size)
{
  const guint8 *at = page[0] == 0x0d && page[3] == 0 && page[4] == 1 ? memmem (page, size, NUAN_FILE_MARK, strlen (NUAN_FILE_MARK)) : NULL;

  if (at != NULL && at + NUAN_FILE_ID_LENGTH + 2 * NUAN_LOG_NAME_LENGTH <= page + size)
    note_row (scan, (const char *) at);
}

static gboolean
read_block (int fd, guint8 *block, gsize size, off_t offset)
{
  gssize got;

  do
    got = pread (fd, block, size, offset);
  while (got < 0 && errno == EINTR);
  return got == (gssize) size;
}

/* Frames whose salts are not the header's are of an earlier round of the log: there it ends. */
static void
scan_frames (NuanLogScan *scan, int fd, const guint8 *header)
{
  const guint32 page_size = read_word (header + 8);
  g_autofree guint8 *frame = NULL;

  if (page_size < 512 || page_size > 65536)
    return;

  frame = g_malloc (FRAME_HEADER + page_size);
  for (off_t offset = LOG_HEADER; read_block (fd, frame, FRAME_HEADER + page_size, offset); offset += FRAME_HEADER + page_size)
    {
      if (memcmp (frame + 8, header + 16, 8) != 0)
        return;
      scan->n_frames++;
      nuan_log_scan_page (scan, frame + FRAME_HEADER, page_size);
    }
}

/* A log whose header was never finished, cut short or all zeros, holds nothing yet. */
static gboolean
is_unfinished (const guint8 *header, gssize length)
{
  static const guint8 zeros[LOG_HEADER];

  return length < LOG_HEADER && (length < 4 || (read_word (header) & ~1u) == 0x377f0682 || memcmp (header, zeros, (gsize) length) == 0);
}

void
nuan_log_scan (NuanLogScan *scan, const char *log)
{
  const int fd = g_open (log, O_RDONLY | O_CLOEXEC, 0);
  guint8 header[LOG_HEADER] = { 0 };
  gssize length;

  nuan_log_scan_init (scan);
  if (fd < 0)
    return;

  length = pread (fd, header, sizeof header, 0);
  if (length == LOG_HEADER && (read_word (header) & ~1u) == 0x377f0682)   /* either order of bytes */
    {
      scan->readable = TRUE;
      scan_frames (scan, fd, header);
    }
  else
    {
      static const guint8 zeros[LOG_HEADER];

      scan->readable = is_unfinished (header, length) || memcmp (header, zeros, sizeof zeros) == 0;
    }
  close (fd);
}
