#include "config.h"

#include "store/engine/sqlite/log-index.h"

#include <string.h>

#define INDEX_BYTES  32768   /* the first block; sqlite.org/walformat.html */
#define PAGE_SIZE_AT 14      /* bytes, a half word: 1 is 65536 */
#define FRAMES_AT    16      /* bytes, words from here on */
#define SALTS_AT     32
#define COPIED_AT    96
#define LOG_HEADER   32      /* bytes; sqlite.org/fileformat2.html#walformat */
#define LOG_SALTS_AT 16
#define FRAME_HEADER 24
#define VERSIONS_AT  18      /* of the main file */
#define TRIES        3

/* As the header of the main file says (sqlite.org/fileformat2.html, 1.3.3): asked before each transaction, and no statement need be prepared for it. */
static gboolean
says_log (sqlite3_file *file)
{
  guint8 versions[2];

  return file->pMethods->xRead (file, versions, sizeof versions, VERSIONS_AT) == SQLITE_OK && versions[0] == 2 && versions[1] == 2;
}

static guint32
read_word (const guint8 volatile *index, guint at)
{
  return *(const guint32 volatile *) (const void volatile *) (index + at);
}

gboolean
nuan_log_index_read (sqlite3 *db, NuanLogIndex *index)
{
  sqlite3_file *file = NULL;
  void volatile *shared = NULL;
  const guint8 volatile *bytes;
  guint page_size;

  if (sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == NULL || file->pMethods == NULL
      || file->pMethods->iVersion < 2 || !says_log (file)
      || file->pMethods->xShmMap (file, 0, INDEX_BYTES, 0, &shared) != SQLITE_OK || shared == NULL)
    return FALSE;

  bytes = shared;
  page_size = *(const guint16 volatile *) (const void volatile *) (bytes + PAGE_SIZE_AT);
  *index = (NuanLogIndex) {
    .frames = read_word (bytes, FRAMES_AT),
    .copied = read_word (bytes, COPIED_AT),
    .page_size = page_size == 1 ? 65536 : page_size,
    .salts = { read_word (bytes, SALTS_AT), read_word (bytes, SALTS_AT + sizeof (guint32)) },
  };
  return TRUE;
}

static gboolean
is_same_round (const NuanLogIndex *one, const NuanLogIndex *other)
{
  return one->frames == other->frames && memcmp (one->salts, other->salts, sizeof one->salts) == 0;
}

static gboolean
fits (sqlite3_file *log, const NuanLogIndex *index)
{
  const gint64 least = LOG_HEADER + (gint64) index->frames * (FRAME_HEADER + (gint64) index->page_size);
  guint8 header[LOG_HEADER];
  sqlite3_int64 size = 0;

  return log->pMethods->xFileSize (log, &size) == SQLITE_OK && size >= least && log->pMethods->xRead (log, header, sizeof header, 0) == SQLITE_OK
         && memcmp (header + LOG_SALTS_AT, index->salts, sizeof index->salts) == 0;
}

/* Between two looks another program may begin the log anew: what does not fit is looked at again with an index of its own moment. */
gboolean
nuan_log_index_holds (sqlite3 *db)
{
  NuanLogIndex index, after;
  sqlite3_file *log = NULL;

  if (!nuan_log_index_read (db, &index) || sqlite3_file_control (db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) != SQLITE_OK || log == NULL
      || log->pMethods == NULL)
    return TRUE;

  for (guint i = 0; i < TRIES; i++, index = after)
    {
      if (index.frames == 0 || fits (log, &index))
        return TRUE;
      if (!nuan_log_index_read (db, &after) || (is_same_round (&index, &after) && i > 0))
        return FALSE;
    }
  return FALSE;
}
