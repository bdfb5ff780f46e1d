#define _GNU_SOURCE   /* memmem */
#include "config.h"

#include "base/precious-file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/common-file.h"
#include "base/error.h"
#include "base/path.h"

#define LEAST_PAGE_BYTES 512
#define HEADER_BYTES     72
#define INDEX_BYTES      NUAN_PRECIOUS_BYTES   /* of it, for the index of a log */
#define MARK_AT          68        /* sqlite.org/fileformat2.html: the application's own number */
#define MARK             "nuan"
#define PAGE_BYTES       4096
#define SEARCHED_BYTES   (16 * 1024 * 1024)
#define SHM_VERSION      3007000   /* of the index of a log, in the byte order of the machine */
#define SHM_SECOND_COPY  48        /* the header of an index stands there twice */

/* "" is the data file itself. */
static const char *const companions[] = { "", "-wal", "-shm", "-journal", ".lock" };

/* How a file of SQLite begins, or a sealed backup. */
static const struct { const char *bytes; gsize size; } headers[] = {
  { "SQLite format 3", 16 },
  { "\x37\x7f\x06\x82", 4 }, { "\x37\x7f\x06\x83", 4 },   /* a log, in either byte order of its checksums */
  { "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8 },              /* a rollback journal */
  { NUAN_SEALED_BACKUP_HEADER, sizeof NUAN_SEALED_BACKUP_HEADER - 1 },
};

static GMutex mutex;
static GHashTable *opened;   /* char *: as it was given, and where it leads */

void
nuan_precious_file_protect (const char *path)
{
  char *real = realpath (path, NULL);

  g_mutex_lock (&mutex);
  if (opened == NULL)
    opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (opened, nuan_path_absolute (path));
  if (real != NULL)
    g_hash_table_add (opened, g_strdup (real));
  g_mutex_unlock (&mutex);
  free (real);
}

static gboolean
is_same (const struct stat *one, const struct stat *other)
{
  return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

static gboolean
is_same_folder (const char *one, const char *other)
{
  g_autofree char *one_folder = g_path_get_dirname (one);
  g_autofree char *other_folder = g_path_get_dirname (other);
  struct stat one_status, other_status;

  return stat (one_folder, &one_status) == 0 && stat (other_folder, &other_status) == 0 && is_same (&one_status, &other_status);
}

static gboolean
is_same_name (const char *one, const char *other)
{
  g_autofree char *one_name = g_path_get_basename (one);
  g_autofree char *other_name = g_path_get_basename (other);

  return g_str_equal (one_name, other_name) && is_same_folder (one, other);
}

/* By its name, which may be free at the moment, or by its inode, whatever it is called. */
static gboolean
belongs_to (const char *path, const char *data_file)
{
  struct stat status, known;
  const gboolean exists = stat (path, &status) == 0;

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (data_file, companions[i], NULL);

      if (is_same_name (path, companion) || (exists && stat (companion, &known) == 0 && is_same (&status, &known)))
        return TRUE;
    }

  return FALSE;
}

gboolean
nuan_precious_file_is_open (const char *path)
{
  GHashTableIter iter;
  gpointer data_file;
  gboolean found = FALSE;

  g_mutex_lock (&mutex);
  if (opened != NULL)
    {
      g_hash_table_iter_init (&iter, opened);
      while (!found && g_hash_table_iter_next (&iter, &data_file, NULL))
        found = belongs_to (path, data_file);
    }
  g_mutex_unlock (&mutex);

  return found;
}

static gboolean
is_index (const char *header, gsize size)
{
  guint32 version, unused;

  if (size < INDEX_BYTES)
    return FALSE;
  memcpy (&version, header, sizeof version);
  memcpy (&unused, header + sizeof version, sizeof unused);

  return version == SHM_VERSION && unused == 0 && memcmp (header, header + SHM_SECOND_COPY, INDEX_BYTES - SHM_SECOND_COPY) == 0;
}

/* How a file begins. SIZE is 0 of what is no file, -1 of a file that can't be read. */
typedef struct {
  char     bytes[HEADER_BYTES];
  gssize   size;
  gboolean whole_pages;   /* the file has the length of one that SQLite made */
} Header;

/* What a header that was overwritten in part still tells; a text may have these letters there too. */
static gboolean
has_our_number (const Header *header)
{
  return header->whole_pages && header->size >= HEADER_BYTES && memcmp (header->bytes + MARK_AT, MARK, strlen (MARK)) == 0;
}

gboolean
nuan_precious_file_begins (const char *bytes, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    if (size >= headers[i].size && memcmp (bytes, headers[i].bytes, headers[i].size) == 0)
      return TRUE;

  return is_index (bytes, size);
}

static gboolean
is_precious_header (const Header *header)
{
  return nuan_precious_file_begins (header->bytes, (gsize) MAX (header->size, 0)) || has_our_number (header);
}

/* -1 of what is no file, and of a file that can't be read: *SIZE is 0 or -1 then. Never waits. */
static int
open_file (const char *path, gssize *size)
{
  struct stat status;
  int descriptor;

  *size = 0;
  if (stat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return -1;
  descriptor = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  *size = descriptor < 0 ? -1 : 0;
  return descriptor;
}

static void
read_header (const char *path, Header *header)
{
  struct stat status;
  const int descriptor = open_file (path, &header->size);

  header->whole_pages = FALSE;
  if (descriptor < 0)
    return;

  header->size = pread (descriptor, header->bytes, HEADER_BYTES, 0);
  header->whole_pages = fstat (descriptor, &status) == 0 && status.st_size % LEAST_PAGE_BYTES == 0;
  close (descriptor);
}

/* A leaf of a table with one row, and that row begins with the id of a data file. */
static gboolean
is_page_of_id (const guint8 *page)
{
  const guint8 *mark = page[0] == 0x0d && page[3] == 0 && page[4] == 1 ? memmem (page, PAGE_BYTES, NUAN_FILE_MARK, strlen (NUAN_FILE_MARK)) : NULL;
  const guint8 *digits = mark != NULL ? mark + strlen (NUAN_FILE_MARK) : NULL;
  gboolean hex = digits != NULL && digits + NUAN_FILE_ID_DIGITS <= page + PAGE_BYTES;

  for (guint i = 0; hex && i < NUAN_FILE_ID_DIGITS; i++)
    hex = g_ascii_isxdigit (digits[i]);
  return hex;
}

/* Whatever became of its beginning: a data file holds its id. */
static gboolean
holds_id (const char *path)
{
  g_autofree guint8 *page = g_malloc (PAGE_BYTES);
  gssize size;
  const int descriptor = open_file (path, &size);
  gboolean found = FALSE;

  if (descriptor < 0)
    return FALSE;
  for (off_t at = 0; !found && at < SEARCHED_BYTES && pread (descriptor, page, PAGE_BYTES, at) == PAGE_BYTES; at += PAGE_BYTES)
    found = is_page_of_id (page);
  close (descriptor);

  return found;
}

gboolean
nuan_precious_file_holds_data (const char *path)
{
  Header header;

  read_header (path, &header);
  return (header.size >= (gssize) headers[0].size && memcmp (header.bytes, headers[0].bytes, headers[0].size) == 0) || has_our_number (&header)
         || holds_id (path);
}

static gboolean
begins_precious (const char *path)
{
  Header header;

  if (nuan_precious_file_is_open (path))
    return FALSE;
  read_header (path, &header);
  return is_precious_header (&header);
}

/* What is there and no file of a clerk's by its content: our kinds of files in whatever state, and others' that nobody could tell from them. */
static gboolean
is_uncommon (const char *path)
{
  gssize size;
  const int descriptor = open_file (path, &size);
  gboolean uncommon;

  if (descriptor < 0)
    return size < 0;
  uncommon = !nuan_common_file_is (descriptor);
  close (descriptor);
  return uncommon;
}

/* A log, an index or a lock of another data file, or the name of one: written there, it would be read as one. */
static gboolean
stands_beside (const char *path)
{
  for (guint i = 1; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *data_file = g_str_has_suffix (path, companions[i]) ? g_strndup (path, strlen (path) - strlen (companions[i])) : NULL;

      if (data_file != NULL && (nuan_precious_file_is_open (data_file) || begins_precious (data_file) || is_uncommon (data_file)))
        return TRUE;
    }

  return FALSE;
}

/* A data file whose beginning is damaged still has its log, empty at times, or its lock beside it. */
static gboolean
has_companion (const char *path, const char *except)
{
  struct stat status;

  if (stat (path, &status) != 0)
    return FALSE;

  for (guint i = 1; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      if (g_strcmp0 (companion, except) != 0 && stat (companion, &status) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
refuse (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_RULE, NULL,
                  _("“%s” is a data file, a part of one or a backup; nothing is ever written over it: choose another name"), name);
  return FALSE;
}

static gboolean
refuse_uncommon (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_RULE, NULL,
                  _("“%s” is no text, no PDF and no spreadsheet, and could be a damaged data file; it is not written over: choose another name, or remove it "
                    "first"),
                  name);
  return FALSE;
}

gboolean
nuan_precious_file_check (const char *path, const char *beside, GError **error)
{
  Header header;

  if (nuan_precious_file_is_open (path))   /* and is not opened here */
    return refuse (path, error);
  read_header (path, &header);
  if (header.size < 0)
    {
      g_autofree char *name = g_path_get_basename (path);

      nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, _("“%s” can't be read, so nobody knows what would be lost"), name);
      return FALSE;
    }
  if (is_precious_header (&header) || stands_beside (path) || has_companion (path, beside) || holds_id (path))
    return refuse (path, error);

  return !is_uncommon (path) || refuse_uncommon (path, error);
}

gboolean
nuan_precious_file_check_new (const char *path, GError **error)
{
  return !stands_beside (path) || refuse (path, error);
}
