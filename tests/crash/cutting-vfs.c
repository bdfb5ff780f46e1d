#include "cutting-vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/* What stood there before an unsynced write or truncation. */
typedef struct
{
  sqlite3_int64 offset;
  GBytes       *before;      /* the bytes that were overwritten or cut off */
  sqlite3_int64 size;        /* of the file before */
} Undo;

typedef struct
{
  sqlite3_file base;
  char        *path;         /* NULL: a temporary file, not followed */
  sqlite3_file real[];       /* the default VFS's file */
} CutFile;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs cutting_vfs;
static GHashTable *unsynced;   /* path → GPtrArray of Undo, oldest first */
static guint armed, calls;
static gboolean off;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_bytes_unref (undo->before);
  g_free (undo);
}

static GPtrArray *
undos_of (const char *path)
{
  GPtrArray *undos = g_hash_table_lookup (unsynced, path);

  if (undos == NULL)
    {
      undos = g_ptr_array_new_with_free_func (undo_free);
      g_hash_table_insert (unsynced, g_strdup (path), undos);
    }
  return undos;
}

/* TRUE: no power (any more). */
static gboolean
count_call (void)
{
  if (off)
    return TRUE;

  calls++;
  if (armed != 0 && calls >= armed)
    off = TRUE;
  return off;
}

static void
remember (CutFile *file, sqlite3_int64 offset, sqlite3_int64 length)
{
  Undo *undo;
  sqlite3_int64 size = 0;
  gsize known;
  g_autofree guint8 *bytes = NULL;

  if (file->path == NULL)
    return;

  file->real->pMethods->xFileSize (file->real, &size);
  known = CLAMP (size - offset, 0, length);
  bytes = g_malloc0 (known + 1);
  if (known > 0)
    file->real->pMethods->xRead (file->real, bytes, known, offset);
  undo = g_new (Undo, 1);
  *undo = (Undo) { .offset = offset, .before = g_bytes_new (bytes, known), .size = size };
  g_ptr_array_add (undos_of (file->path), undo);
}

static int
cut_write (sqlite3_file *base, const void *data, int length, sqlite3_int64 offset)
{
  CutFile *file = (CutFile *) base;

  if (count_call ())
    return SQLITE_IOERR_WRITE;
  remember (file, offset, length);
  return file->real->pMethods->xWrite (file->real, data, length, offset);
}

static int
cut_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  CutFile *file = (CutFile *) base;
  sqlite3_int64 now = 0;

  if (count_call ())
    return SQLITE_IOERR_TRUNCATE;
  file->real->pMethods->xFileSize (file->real, &now);
  if (now > size)
    remember (file, size, now - size);
  return file->real->pMethods->xTruncate (file->real, size);
}

/* The machine of the test stays on, so nothing needs to reach a disk: synced is what can no longer be taken back. */
static int
cut_sync (sqlite3_file *base, int flags)
{
  CutFile *file = (CutFile *) base;

  if (count_call ())
    return SQLITE_IOERR_FSYNC;
  if (file->path != NULL)
    g_ptr_array_set_size (undos_of (file->path), 0);
  return SQLITE_OK;
}

static int
cut_close (sqlite3_file *base)
{
  CutFile *file = (CutFile *) base;
  const int code = file->real->pMethods != NULL ? file->real->pMethods->xClose (file->real) : SQLITE_OK;

  g_free (file->path);
  return code;
}

static int
cut_read (sqlite3_file *base, void *data, int length, sqlite3_int64 offset)
{
  CutFile *file = (CutFile *) base;

  return off ? SQLITE_IOERR_READ : file->real->pMethods->xRead (file->real, data, length, offset);
}

#define REAL(base) (((CutFile *) (base))->real)

static int cut_file_size (sqlite3_file *f, sqlite3_int64 *size) { return REAL (f)->pMethods->xFileSize (REAL (f), size); }
static int cut_lock (sqlite3_file *f, int lock) { return REAL (f)->pMethods->xLock (REAL (f), lock); }
static int cut_unlock (sqlite3_file *f, int lock) { return REAL (f)->pMethods->xUnlock (REAL (f), lock); }
static int cut_check_lock (sqlite3_file *f, int *held) { return REAL (f)->pMethods->xCheckReservedLock (REAL (f), held); }
static int cut_control (sqlite3_file *f, int op, void *data) { return REAL (f)->pMethods->xFileControl (REAL (f), op, data); }
static int cut_sector (sqlite3_file *f) { return REAL (f)->pMethods->xSectorSize (REAL (f)); }
static int cut_device (sqlite3_file *f) { return REAL (f)->pMethods->xDeviceCharacteristics (REAL (f)); }
static int cut_shm_map (sqlite3_file *f, int page, int size, int extend, void volatile **at) { return REAL (f)->pMethods->xShmMap (REAL (f), page, size, extend, at); }
static int cut_shm_lock (sqlite3_file *f, int offset, int n, int flags) { return REAL (f)->pMethods->xShmLock (REAL (f), offset, n, flags); }
static void cut_shm_barrier (sqlite3_file *f) { REAL (f)->pMethods->xShmBarrier (REAL (f)); }
static int cut_shm_unmap (sqlite3_file *f, int delete) { return REAL (f)->pMethods->xShmUnmap (REAL (f), off ? 0 : delete); }

static const sqlite3_io_methods methods = {
  .iVersion = 2, .xClose = cut_close, .xRead = cut_read, .xWrite = cut_write, .xTruncate = cut_truncate, .xSync = cut_sync,
  .xFileSize = cut_file_size, .xLock = cut_lock, .xUnlock = cut_unlock, .xCheckReservedLock = cut_check_lock, .xFileControl = cut_control,
  .xSectorSize = cut_sector, .xDeviceCharacteristics = cut_device, .xShmMap = cut_shm_map, .xShmLock = cut_shm_lock,
  .xShmBarrier = cut_shm_barrier, .xShmUnmap = cut_shm_unmap,
};

static int
cut_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *out_flags)
{
  CutFile *file = (CutFile *) base;
  int code;

  memset (file, 0, cutting_vfs.szOsFile);
  if (off)
    return SQLITE_CANTOPEN;

  code = real_vfs->xOpen (real_vfs, name, file->real, flags, out_flags);
  file->base.pMethods = file->real->pMethods != NULL ? &methods : NULL;
  if (code == SQLITE_OK && name != NULL && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0)
    file->path = g_strdup (name);
  return code;
}

static int
cut_delete (sqlite3_vfs *vfs, const char *name, int sync_dir)
{
  if (count_call ())
    return SQLITE_IOERR_DELETE;
  g_hash_table_remove (unsynced, name);
  return real_vfs->xDelete (real_vfs, name, sync_dir);
}

void
cutting_vfs_register (void)
{
  real_vfs = sqlite3_vfs_find (NULL);
  unsynced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  cutting_vfs = *real_vfs;
  cutting_vfs.pNext = NULL;
  cutting_vfs.zName = "cutting";
  cutting_vfs.szOsFile = sizeof (CutFile) + real_vfs->szOsFile;
  cutting_vfs.xOpen = cut_open;
  cutting_vfs.xDelete = cut_delete;
  g_assert (sqlite3_vfs_register (&cutting_vfs, 1) == SQLITE_OK);
}

void
cutting_vfs_arm (guint after)
{
  armed = after;
  calls = 0;
}

gboolean
cutting_vfs_is_off (void)
{
  return off;
}

guint
cutting_vfs_count (void)
{
  return calls;
}

static void
take_back (const char *path, GPtrArray *undos, guint keep)
{
  const int fd = open (path, O_RDWR | O_CLOEXEC);

  if (fd < 0)
    {
      g_assert_cmpint (errno, ==, ENOENT);
      return;
    }
  for (guint i = undos->len; i-- > keep; )
    {
      const Undo *undo = g_ptr_array_index (undos, i);
      gsize length;
      gconstpointer bytes = g_bytes_get_data (undo->before, &length);

      g_assert_cmpint (ftruncate (fd, undo->size), ==, 0);
      if (length > 0)
        g_assert_cmpint (pwrite (fd, bytes, length, undo->offset), ==, (gssize) length);
    }
  close (fd);
}

void
cutting_vfs_restore (guint keep)
{
  GHashTableIter iter;
  gpointer path, undos;

  g_hash_table_iter_init (&iter, unsynced);
  while (g_hash_table_iter_next (&iter, &path, &undos))
    take_back (path, undos, keep);

  g_hash_table_remove_all (unsynced);
  armed = calls = 0;
  off = FALSE;
}
