#define _GNU_SOURCE   /* memmem */
#include "config.h"

#include "store/engine/sqlite/log-scan.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/precious-file.h"
#include "base/seal.h"

#define LOG_HEADER   32   /* bytes; sqlite.org/fileformat2.html#walformat */
#define HEADER_SUM   24   /* behind the bytes that it is of */
#define FRAME_HEADER 24
#define FRAME_COMMIT 4    /* pages of the file after the transaction that ends here, or 0 */
#define FRAME_SUM    16
#define BLOCK_BYTES  65536

void
nuan_log_scan_init (NuanLogScan *scan)
{
  *scan = (NuanLogScan) { .one_file = TRUE, .logs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                          .pages = g_array_new (FALSE, FALSE, sizeof (guint32)) };
}

void
nuan_log_scan_clear (NuanLogScan *scan)
{
  g_clear_pointer (&scan->logs, g_hash_table_unref);
  g_clear_pointer (&scan->pages, g_array_unref);
}

static guint32
read_word (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

void
nuan_log_name (const char *before, char name[NUAN_LOG_NAME_LENGTH + 1])
{
  guint8 bytes[NUAN_LOG_NAME_LENGTH / 2];

  nuan_random_bytes (bytes, sizeof bytes);
  if (before != NULL)
    {
      const guint32 next = GUINT32_TO_BE (nuan_log_count (before) + 1);

      memcpy (bytes, &next, sizeof next);
    }
  for (guint i = 0; i < sizeof bytes; i++)
    g_snprintf (name + 2 * i, 3, "%02x", bytes[i]);
}

guint32
nuan_log_count (const char *name)
{
  char digits[2 * sizeof (guint32) + 1] = "";

  memcpy (digits, name, 2 * sizeof (guint32));
  return (guint32) g_ascii_strtoull (digits, NULL, 16);
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
  scan->last = id;
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

/* sqlite.org/fileformat2.html#checksum_algorithm: over words of either order, each sum going on from the one before. */
typedef struct
{
  guint32 first, second;
} Sum;

static Sum
add_up (Sum sum, const guint8 *bytes, gsize n, gboolean big)
{
  for (gsize i = 0; i < n; i += 8)
    {
      guint32 words[2];

      memcpy (words, bytes + i, sizeof words);
      sum.first += (big ? GUINT32_FROM_BE (words[0]) : GUINT32_FROM_LE (words[0])) + sum.second;
      sum.second += (big ? GUINT32_FROM_BE (words[1]) : GUINT32_FROM_LE (words[1])) + sum.first;
    }
  return sum;
}

static gboolean
is_sum (Sum sum, const guint8 *at)
{
  return sum.first == read_word (at) && sum.second == read_word (at + 4);
}

static Sum
read_sum (const guint8 *at)
{
  return (Sum) { read_word (at), read_word (at + 4) };
}

/* What was committed stands on the disk before the next transaction begins: behind a frame that doesn't fit there may stand the end of the one
 * that was cut off, never of two in a row, each frame going on from the one before. */
typedef struct
{
  Sum    sum;         /* of the frame before */
  off_t  broken_at;   /* where the first frame stands that doesn't fit; 0: nowhere yet */
  guint  n_commits;   /* in the run of frames that this one belongs to */
  gboolean lost;      /* a run of two */
} Walk;

static gboolean
fits (const Walk *walk, const guint8 *frame, gsize page_size, gboolean big)
{
  return is_sum (add_up (add_up (walk->sum, frame, 8, big), frame + FRAME_HEADER, page_size, big), frame + FRAME_SUM);
}

/* TRUE: FRAME is one of the log as SQLite reads it. */
static gboolean
walk_on (Walk *walk, const guint8 *frame, gsize page_size, const guint8 *header, off_t offset)
{
  const gboolean of_round = memcmp (frame + 8, header + 16, 8) == 0;
  const gboolean goes_on = of_round && fits (walk, frame, page_size, (read_word (header) & 1) != 0);

  walk->sum = read_sum (frame + FRAME_SUM);
  if (goes_on && walk->broken_at == 0)
    return TRUE;

  if (walk->broken_at == 0)
    walk->broken_at = offset;
  if (!goes_on)
    walk->n_commits = 0;
  if (of_round && read_word (frame + FRAME_COMMIT) != 0)
    walk->n_commits++;
  walk->lost = walk->lost || walk->n_commits > 1;
  return FALSE;
}

gint64
nuan_log_scan_place (const NuanLogScan *scan, guint i)
{
  return LOG_HEADER + (gint64) i * (FRAME_HEADER + scan->page_size) + FRAME_HEADER;
}

static void
note_frame (NuanLogScan *scan, const guint8 *frame)
{
  const guint32 page = read_word (frame), n_pages = read_word (frame + FRAME_COMMIT);

  scan->n_frames++;
  g_array_append_val (scan->pages, page);
  if (n_pages == 0)
    return;

  scan->n_committed = scan->n_frames;
  scan->n_pages = n_pages;
  scan->committed = scan->last;
}

/* Frames whose salts are not the header's are of an earlier round of the log. Where there is damage, its place. */
static off_t
scan_frames (NuanLogScan *scan, int fd, const guint8 *header)
{
  const guint32 page_size = read_word (header + 8);
  Walk walk = { .sum = read_sum (header + HEADER_SUM) };
  g_autofree guint8 *frame = NULL;

  if (page_size < 512 || page_size > 65536)
    return 0;

  scan->page_size = page_size;
  frame = g_malloc (FRAME_HEADER + page_size);
  for (off_t offset = LOG_HEADER; read_block (fd, frame, FRAME_HEADER + page_size, offset); offset += FRAME_HEADER + page_size)
    if (walk_on (&walk, frame, page_size, header, offset))
      {
        nuan_log_scan_page (scan, frame + FRAME_HEADER, page_size);
        note_frame (scan, frame);
      }
  return walk.lost ? walk.broken_at : 0;
}

static gboolean
has_more_than_zeros (int fd, off_t offset)
{
  g_autofree guint8 *block = g_malloc (BLOCK_BYTES);
  gssize got;

  for (; (got = pread (fd, block, BLOCK_BYTES, offset)) > 0; offset += got)
    for (gssize i = 0; i < got; i++)
      if (block[i] != 0)
        return TRUE;

  return FALSE;
}

/* A log whose header was never finished, cut short or all zeros, holds nothing yet. */
static gboolean
is_unfinished (const guint8 *header, gssize length)
{
  static const guint8 zeros[LOG_HEADER];

  return length < LOG_HEADER && (length < 4 || (read_word (header) & ~1u) == 0x377f0682 || memcmp (header, zeros, (gsize) length) == 0);
}

/* Where there is damage, its place, which is before the first frame where the header itself is damaged. */
static off_t
scan_once (NuanLogScan *scan, int fd)
{
  static const guint8 zeros[LOG_HEADER];
  guint8 header[LOG_HEADER] = { 0 };
  const gssize length = pread (fd, header, sizeof header, 0);
  const gboolean begun = length == LOG_HEADER && (read_word (header) & ~1u) == 0x377f0682;   /* either order of bytes */

  if (begun && is_sum (add_up ((Sum) { 0, 0 }, header, HEADER_SUM, (read_word (header) & 1) != 0), header + HEADER_SUM))
    {
      scan->readable = TRUE;
      return scan_frames (scan, fd, header);
    }
  if (begun || memcmp (header, zeros, sizeof zeros) == 0)
    {
      scan->readable = TRUE;
      return length == LOG_HEADER && has_more_than_zeros (fd, LOG_HEADER) ? 1 : 0;
    }

  scan->readable = is_unfinished (header, length);
  return 0;
}

/* Another program may write meanwhile: damaged is what is so twice, in the same place. */
void
nuan_log_scan (NuanLogScan *scan, const char *log)
{
  const int fd = g_open (log, O_RDONLY | O_CLOEXEC, 0);
  off_t damage = 0, before;

  nuan_log_scan_init (scan);
  if (fd < 0)
    return;

  do
    {
      before = damage;
      nuan_log_scan_clear (scan);
      nuan_log_scan_init (scan);
      damage = scan_once (scan, fd);
    }
  while (damage != 0 && damage != before);
  scan->damaged = damage != 0;
  close (fd);
}
