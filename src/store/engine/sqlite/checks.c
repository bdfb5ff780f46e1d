#include "config.h"

#include "store/engine/sqlite/sqlite-private.h"

#define BUSY_TIMEOUT_MS 10000
#define FORMATS_AT      18   /* two bytes of the header: who may write and read the file; sqlite.org/fileformat2.html */
#define FORMAT_LOG      2
#define FORMAT_PLAIN    1

/* A connection that can only read knows no CHECK constraint (SQLite leaves them out of its schema), so integrity_check would look past them. One
 * that could write and doesn't knows them; where nothing can be written, SQLite is told of the file, which is opened for reading, that it could
 * be. A file that is read alone, without a log, has to look like one that never had one, too: SQLite would make a log beside it. */

/* Behind the file of SQLite's own, in the memory that it gives to one of ours. */
typedef struct
{
  const sqlite3_io_methods *real;
  sqlite3_io_methods        plain;
} Methods;

static sqlite3_vfs *real, with_log, alone;

static gsize
methods_at (void)
{
  return ((gsize) real->szOsFile + 15) / 16 * 16;
}

static Methods *
methods_of (sqlite3_file *file)
{
  return (Methods *) (void *) ((char *) file + methods_at ());
}

static int
read_plain (sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
  const int code = methods_of (file)->real->xRead (file, to, n, at);
  guint8 *bytes = to;

  for (sqlite3_int64 i = FORMATS_AT; i < FORMATS_AT + 2; i++)
    if (i >= at && i < at + n && bytes[i - at] == FORMAT_LOG)
      bytes[i - at] = FORMAT_PLAIN;
  return code;
}

/* Version 1 of the methods has no index of a log and no map of the file, which would show the header as it is. */
static void
read_header_as_plain (sqlite3_file *file)
{
  Methods *methods = methods_of (file);

  methods->real = file->pMethods;
  methods->plain = *file->pMethods;
  methods->plain.iVersion = 1;
  methods->plain.xRead = read_plain;
  file->pMethods = &methods->plain;
}

static int
open_to_read (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *opened)
{
  const gboolean main_file = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  const int wanted = main_file ? (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY : flags;
  const int code = real->xOpen (real, name, file, wanted, opened);

  if (code != SQLITE_OK || !main_file)
    return code;
  if (opened != NULL)
    *opened = (*opened & ~SQLITE_OPEN_READONLY) | SQLITE_OPEN_READWRITE;
  if (vfs == &alone)
    read_header_as_plain (file);
  return SQLITE_OK;
}

static gpointer
register_both (gpointer unused)
{
  real = sqlite3_vfs_find (NULL);
  with_log = *real;
  with_log.pNext = NULL;
  with_log.xOpen = open_to_read;
  with_log.szOsFile = (int) (methods_at () + sizeof (Methods));
  alone = with_log;
  with_log.zName = "nuan-checks";
  alone.zName = "nuan-checks-alone";
  sqlite3_vfs_register (&with_log, FALSE);
  sqlite3_vfs_register (&alone, FALSE);
  return NULL;
}

static gboolean
has_no_room (int code)
{
  return (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY;
}

/* VFS NULL: SQLite's own. A damaged file is opened. *NO_ROOM: nothing can be made beside it. */
static sqlite3 *
open_by (const char *path, const sqlite3_vfs *vfs, gboolean *no_room)
{
  sqlite3 *db = NULL;
  int code = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, vfs != NULL ? vfs->zName : NULL);
  *no_room = FALSE;
  if (code == SQLITE_OK)
    {
      sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      sqlite3_extended_result_codes (db, 1);
      sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
      *no_room = has_no_room (sqlite3_exec (db, "PRAGMA query_only = ON; SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL));
    }
  if (code == SQLITE_OK && !*no_room)
    return db;

  sqlite3_close (db);
  return NULL;
}

/* As open.c reads a file that lies where there is no room for a log. */
sqlite3 *
nuan_sqlite_open_with_checks (NuanSqlite *self)
{
  static GOnce once = G_ONCE_INIT;
  const char *path = sqlite3_db_filename (self->db, "main");
  sqlite3 *db;
  gboolean no_room;

  if (self->path == NULL)
    return NULL;
  if (nuan_file_place_can_write (self->path))
    return open_by (path, NULL, &no_room);

  g_once (&once, register_both, NULL);
  db = open_by (path, &with_log, &no_room);
  if (no_room && !nuan_sqlite_has_log (path))
    db = open_by (path, &alone, &no_room);
  return db;
}
