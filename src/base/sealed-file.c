#include "config.h"

#include "base/sealed-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "base/error.h"
#include "base/precious-file.h"
#include "base/seal.h"
#include "base/sealed-beginning.h"

#define IN_BYTES  NUAN_SEALED_CHUNK_BYTES
#define OUT_BYTES (NUAN_SEALED_CHUNK_BYTES + NUAN_SEALED_MORE_BYTES)

/* Of either way: from a descriptor to a file that gets whole or not at all. */
typedef struct {
  const char            *path;        /* of what is read */
  int                    from;
  NuanAtomicFile        *to;
  NuanSealedBeginning    beginning;
  NuanSecretBytes       *state;       /* crypto_secretstream_xchacha20poly1305_state */
  guint8                *in, *out;    /* a chunk each */
  gint64                 size, done;  /* of what is inside */
  NuanSealedFileProgress progress;
  gpointer               user_data;
  GCancellable          *cancellable;
} Way;

/* Never waits: what is no file is refused. *SIZE is that of the file. */
static int
open_file (const char *path, gint64 *size, GError **error)
{
  struct stat status;
  const int descriptor = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (descriptor < 0 || fstat (descriptor, &status) != 0)
    nuan_sealed_fail_reading (path, error);
  else if (!S_ISREG (status.st_mode))
    nuan_sealed_refuse_kind (path, error);
  else
    {
      *size = status.st_size;
      return descriptor;
    }

  if (descriptor >= 0)
    close (descriptor);
  return -1;
}

/* A data file that is closed loses the locks which SQLite holds on it. */
static int
open_sealed (const char *path, gint64 *size, GError **error)
{
  if (!nuan_precious_file_is_open (path))
    return open_file (path, size, error);

  nuan_sealed_refuse_kind (path, error);
  return -1;
}

gboolean
nuan_sealed_file_is (const char *path)
{
  char bytes[NUAN_SEALED_MAGIC_BYTES];
  gint64 size;
  const int descriptor = open_sealed (path, &size, NULL);
  gboolean is;

  if (descriptor < 0)
    return FALSE;
  is = nuan_sealed_beginning_is (bytes, nuan_sealed_read (descriptor, bytes, sizeof bytes));
  close (descriptor);
  return is;
}

char *
nuan_sealed_file_get_sheet (const char *path, GError **error)
{
  NuanSealedBeginning beginning;
  gint64 file_size, size;
  const int descriptor = open_sealed (path, &file_size, error);
  gboolean whole;

  if (descriptor < 0)
    return NULL;
  whole = nuan_sealed_beginning_read (&beginning, path, descriptor, file_size, &size, error);
  close (descriptor);
  return whole ? nuan_sealed_beginning_get_sheet (&beginning) : NULL;
}

static crypto_secretstream_xchacha20poly1305_state *
state_of (Way *way)
{
  return (gpointer) nuan_secret_bytes_data (way->state);
}

static gboolean
advance (Way *way, gint64 n, GError **error)
{
  way->done += n;
  if (way->progress != NULL)
    way->progress (way->done, way->size, way->user_data);
  return !g_cancellable_set_error_if_cancelled (way->cancellable, error);
}

static gboolean
refuse_changed (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_STORAGE, "file", _("“%s” was changed by another program while it was read"), name);
  return FALSE;
}

/* *LAST: it was the last one. */
static gboolean
seal_chunk (Way *way, gboolean *last, GError **error)
{
  const gssize got = nuan_sealed_read (way->from, way->in, IN_BYTES);
  unsigned long long n_out = 0;

  if (got < 0)
    return nuan_sealed_fail_reading (way->path, error);
  *last = got < IN_BYTES;
  if (*last ? way->done + got != way->size : way->done + got > way->size)
    return refuse_changed (way->path, error);

  crypto_secretstream_xchacha20poly1305_push (state_of (way), way->out, &n_out, way->in, (gsize) got, (const guint8 *) way->beginning.line,
                                              NUAN_SEALED_LINE_BYTES, *last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
  return nuan_atomic_file_write (way->to, way->out, (gsize) n_out, error) && advance (way, got, error);
}

static gboolean
open_chunk (Way *way, gboolean *last, GError **error)
{
  const gssize got = nuan_sealed_read (way->from, way->in, OUT_BYTES);
  unsigned long long n_out = 0;
  guint8 tag = 0;

  if (got < 0)
    return nuan_sealed_fail_reading (way->path, error);
  if (got < NUAN_SEALED_MORE_BYTES)
    return nuan_sealed_refuse_cut (way->path, error);   /* since its size was looked at */
  *last = got < OUT_BYTES;
  if (crypto_secretstream_xchacha20poly1305_pull (state_of (way), way->out, &n_out, &tag, way->in, (gsize) got, (const guint8 *) way->beginning.line,
                                                  NUAN_SEALED_LINE_BYTES)
          != 0
      || (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != *last)
    return nuan_sealed_refuse_damaged (way->path, error);

  return nuan_atomic_file_write (way->to, way->out, (gsize) n_out, error) && advance (way, (gint64) n_out, error);
}

/* To the last chunk, and onto the disk. */
static gboolean
go (Way *way, gboolean (*chunk) (Way *, gboolean *, GError **), GError **error)
{
  gboolean last = FALSE, going;

  way->in = g_malloc (OUT_BYTES);
  way->out = g_malloc (OUT_BYTES);
  do
    going = chunk (way, &last, error);
  while (going && !last);
  nuan_wipe (way->in, OUT_BYTES);
  nuan_wipe (way->out, OUT_BYTES);
  g_free (way->in);
  g_free (way->out);

  return going && nuan_atomic_file_flush (way->to, error);
}

static gboolean
begin_sealing (Way *way, const char *public_half, GError **error)
{
  g_autoptr (NuanSecretBytes) key = nuan_secret_bytes_new (NUAN_SEALED_STREAM_KEY_BYTES);

  if (way->size > NUAN_SEALED_MOST_BYTES)
    {
      errno = EFBIG;
      return nuan_sealed_fail_reading (way->path, error);
    }
  nuan_random_bytes (nuan_secret_bytes_data (key), NUAN_SEALED_STREAM_KEY_BYTES);
  if (!nuan_sealed_beginning_make (&way->beginning, public_half, way->size, key, error))
    return FALSE;
  crypto_secretstream_xchacha20poly1305_init_push (state_of (way), way->beginning.stream, nuan_secret_bytes_data (key));
  return nuan_atomic_file_write (way->to, &way->beginning, sizeof way->beginning, error);
}

gboolean
nuan_sealed_file_seal (const char *from, NuanAtomicFile *to, const char *public_half, NuanSealedFileProgress progress, gpointer user_data,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanSecretBytes) state = nuan_secret_bytes_new (sizeof (crypto_secretstream_xchacha20poly1305_state));
  Way way = { .path = from, .to = to, .state = state, .progress = progress, .user_data = user_data, .cancellable = cancellable };
  gboolean done;

  way.from = open_file (from, &way.size, error);
  if (way.from < 0)
    return FALSE;
  done = begin_sealing (&way, public_half, error) && go (&way, seal_chunk, error);
  close (way.from);
  return done;
}

static gboolean
begin_opening (Way *way, gint64 file_size, const NuanBoxKey *key, GError **error)
{
  g_autoptr (NuanSecretBytes) stream_key = nuan_secret_bytes_new (NUAN_SEALED_STREAM_KEY_BYTES);

  if (!nuan_sealed_beginning_read (&way->beginning, way->path, way->from, file_size, &way->size, error)
      || !nuan_sealed_beginning_open (&way->beginning, way->path, key, stream_key, error))
    return FALSE;
  return crypto_secretstream_xchacha20poly1305_init_pull (state_of (way), way->beginning.stream, nuan_secret_bytes_data (stream_key)) == 0
         || nuan_sealed_refuse_damaged (way->path, error);
}

gboolean
nuan_sealed_file_open (const char *from, NuanAtomicFile *to, const NuanBoxKey *key, NuanSealedFileProgress progress, gpointer user_data,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanSecretBytes) state = nuan_secret_bytes_new (sizeof (crypto_secretstream_xchacha20poly1305_state));
  Way way = { .path = from, .to = to, .state = state, .progress = progress, .user_data = user_data, .cancellable = cancellable };
  gint64 file_size;
  gboolean done;

  way.from = open_sealed (from, &file_size, error);
  if (way.from < 0)
    return FALSE;
  done = begin_opening (&way, file_size, key, error) && go (&way, open_chunk, error);
  close (way.from);
  return done;
}
