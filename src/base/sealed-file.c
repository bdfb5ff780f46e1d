#include "config.h"

#include "base/sealed-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "base/base32.h"
#include "base/error.h"
#include "base/precious-file.h"
#include "base/seal.h"

#define MAGIC         NUAN_SEALED_BACKUP_HEADER " "
#define FORMAT_1      MAGIC "1 "
#define PRINT_CHARS   11   /* of a fingerprint */
#define SIZE_DIGITS   15
#define LINE_BYTES    (sizeof FORMAT_1 - 1 + PRINT_CHARS + 1 + SIZE_DIGITS + 1)
#define BOX_BYTES     (crypto_secretstream_xchacha20poly1305_KEYBYTES + NUAN_BOX_MORE_BYTES)
#define STREAM_BYTES  crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define CHUNK_BYTES   (64 * 1024)
#define MORE_BYTES    crypto_secretstream_xchacha20poly1305_ABYTES
#define MAX_SIZE      G_GINT64_CONSTANT (999999999999999)

/* The line, the box and the header of the stream, one after the other as they stand in the file. */
typedef struct {
  char   line[LINE_BYTES];
  guint8 box[BOX_BYTES];
  guint8 stream[STREAM_BYTES];
} Beginning;

G_STATIC_ASSERT (sizeof (Beginning) == LINE_BYTES + BOX_BYTES + STREAM_BYTES);

/* Of either way: from a descriptor to a file that gets whole or not at all. */
typedef struct {
  const char            *path;          /* of what is read */
  int                    from;
  NuanAtomicFile        *to;
  const Beginning       *beginning;
  NuanSecretBytes       *state;         /* crypto_secretstream_xchacha20poly1305_state */
  guint8                *in, *out;      /* a chunk each */
  gint64                 size, done;    /* of what is inside */
  NuanSealedFileProgress progress;
  gpointer               user_data;
  GCancellable          *cancellable;
} Way;

/* What can go wrong ------------------------------------------------------------------------------------------------------------ */

static gboolean
fail_reading (const char *path, GError **error)
{
  const int code = errno;
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_STORAGE, "file", _("“%s” could not be read: %s"), name, g_strerror (code));
  return FALSE;
}

static gboolean
refuse_damaged (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_DAMAGED, "file", _("The sealed backup “%s” is damaged: it is not as it was sealed; take another one"), name);
  return FALSE;
}

static gboolean
refuse_cut (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_DAMAGED, "file", _("The sealed backup “%s” is not whole: its end is missing; copy it again or take another one"), name);
  return FALSE;
}

static gboolean
refuse_kind (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  nuan_error_set (error, NUAN_ERROR_INVALID, "file", _("“%s” is no sealed backup"), name);
  return FALSE;
}

static gboolean
refuse_words (const char *sheet, const char *own, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "words", _("This backup was sealed to the recovery sheet %s; the words are those of the sheet %s"), sheet, own);
  return FALSE;
}

/* Reading ---------------------------------------------------------------------------------------------------------------------- */

/* Never waits: what is no file is refused. *SIZE is that of the file. */
static int
open_file (const char *path, gint64 *size, GError **error)
{
  struct stat status;
  const int descriptor = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (descriptor < 0 || fstat (descriptor, &status) != 0)
    fail_reading (path, error);
  else if (!S_ISREG (status.st_mode))
    refuse_kind (path, error);
  else
    {
      *size = status.st_size;
      return descriptor;
    }

  if (descriptor >= 0)
    close (descriptor);
  return -1;
}

/* As much of SIZE as there is; -1 with errno. */
static gssize
read_all (int descriptor, gpointer bytes, gsize size)
{
  gsize got = 0;

  while (got < size)
    {
      const gssize n = read (descriptor, (guint8 *) bytes + got, size - got);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      got += (gsize) n;
    }

  return (gssize) got;
}

/* The line, but for its beginning: "7KQ2M-9XW4T 000000123456789\n". */
static gboolean
read_line (const char *rest, gint64 *size)
{
  const char *digits = rest + PRINT_CHARS + 1;

  for (guint i = 0; i < PRINT_CHARS; i++)
    if (strchr (i == PRINT_CHARS / 2 ? "-" : NUAN_BASE32_SIGNS, rest[i]) == NULL || rest[i] == '\0')
      return FALSE;
  if (rest[PRINT_CHARS] != ' ' || digits[SIZE_DIGITS] != '\n')
    return FALSE;

  *size = 0;
  for (guint i = 0; i < SIZE_DIGITS; i++)
    {
      if (!g_ascii_isdigit (digits[i]))
        return FALSE;
      *size = *size * 10 + (digits[i] - '0');
    }
  return TRUE;
}

/* Of the whole file, with SIZE bytes inside. */
static gint64
sealed_size (gint64 size)
{
  return (gint64) sizeof (Beginning) + size + (size / CHUNK_BYTES + 1) * (gint64) MORE_BYTES;
}

static gboolean
read_beginning (const char *path, int descriptor, gint64 file_size, Beginning *beginning, gint64 *size, GError **error)
{
  const gssize got = read_all (descriptor, beginning, sizeof *beginning);

  if (got < 0)
    return fail_reading (path, error);
  if (got < (gssize) strlen (MAGIC) || memcmp (beginning->line, MAGIC, strlen (MAGIC)) != 0)
    return refuse_kind (path, error);
  if (got < (gssize) sizeof *beginning)
    return refuse_cut (path, error);
  if (memcmp (beginning->line, FORMAT_1, strlen (FORMAT_1)) != 0)
    {
      g_autofree char *name = g_path_get_basename (path);

      nuan_error_set (error, NUAN_ERROR_FOREIGN, "file", _("A newer program sealed “%s”; open it with that one"), name);
      return FALSE;
    }
  if (!read_line (beginning->line + strlen (FORMAT_1), size) || file_size > sealed_size (*size))
    return refuse_damaged (path, error);
  return file_size == sealed_size (*size) || refuse_cut (path, error);
}

static char *
sheet_of (const Beginning *beginning)
{
  return g_strndup (beginning->line + strlen (FORMAT_1), PRINT_CHARS);
}

/* A data file that is closed loses the locks which SQLite holds on it. */
static int
open_sealed (const char *path, gint64 *size, GError **error)
{
  if (!nuan_precious_file_is_open (path))
    return open_file (path, size, error);

  refuse_kind (path, error);
  return -1;
}

gboolean
nuan_sealed_file_is (const char *path)
{
  char bytes[sizeof MAGIC - 1];
  gint64 size;
  const int descriptor = open_sealed (path, &size, NULL);
  gboolean is;

  if (descriptor < 0)
    return FALSE;
  is = read_all (descriptor, bytes, sizeof bytes) == sizeof bytes && memcmp (bytes, MAGIC, sizeof bytes) == 0;
  close (descriptor);
  return is;
}

char *
nuan_sealed_file_get_sheet (const char *path, GError **error)
{
  Beginning beginning;
  gint64 file_size, size;
  const int descriptor = open_sealed (path, &file_size, error);
  gboolean whole;

  if (descriptor < 0)
    return NULL;
  whole = read_beginning (path, descriptor, file_size, &beginning, &size, error);
  close (descriptor);
  return whole ? sheet_of (&beginning) : NULL;
}

/* Chunk by chunk --------------------------------------------------------------------------------------------------------------- */

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
  const gssize got = read_all (way->from, way->in, CHUNK_BYTES);
  unsigned long long n_out = 0;

  if (got < 0)
    return fail_reading (way->path, error);
  *last = got < CHUNK_BYTES;
  if (*last ? way->done + got != way->size : way->done + got > way->size)
    return refuse_changed (way->path, error);

  crypto_secretstream_xchacha20poly1305_push (state_of (way), way->out, &n_out, way->in, (gsize) got, (const guint8 *) way->beginning->line, LINE_BYTES,
                                              *last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
  return nuan_atomic_file_write (way->to, way->out, (gsize) n_out, error) && advance (way, got, error);
}

static gboolean
open_chunk (Way *way, gboolean *last, GError **error)
{
  const gssize got = read_all (way->from, way->in, CHUNK_BYTES + MORE_BYTES);
  unsigned long long n_out = 0;
  guint8 tag = 0;

  if (got < 0)
    return fail_reading (way->path, error);
  *last = got < (gssize) (CHUNK_BYTES + MORE_BYTES);
  if (got < (gssize) MORE_BYTES)
    return refuse_cut (way->path, error);
  if (crypto_secretstream_xchacha20poly1305_pull (state_of (way), way->out, &n_out, &tag, way->in, (gsize) got, (const guint8 *) way->beginning->line,
                                                  LINE_BYTES)
          != 0
      || (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != *last)
    return refuse_damaged (way->path, error);

  return nuan_atomic_file_write (way->to, way->out, (gsize) n_out, error) && advance (way, (gint64) n_out, error);
}

/* To the last chunk, and onto the disk. */
static gboolean
go (Way *way, gboolean (*chunk) (Way *, gboolean *, GError **), GError **error)
{
  gboolean last = FALSE, going;

  way->in = g_malloc (CHUNK_BYTES + MORE_BYTES);
  way->out = g_malloc (CHUNK_BYTES + MORE_BYTES);
  do
    going = chunk (way, &last, error);
  while (going && !last);
  nuan_wipe (way->in, CHUNK_BYTES + MORE_BYTES);
  nuan_wipe (way->out, CHUNK_BYTES + MORE_BYTES);
  g_free (way->in);
  g_free (way->out);

  return going && nuan_atomic_file_flush (way->to, error);
}

static gboolean
begin_sealing (Way *way, Beginning *beginning, const char *public_half, GError **error)
{
  g_autoptr (NuanSecretBytes) key = nuan_secret_bytes_new (crypto_secretstream_xchacha20poly1305_KEYBYTES);
  g_autofree char *sheet = nuan_key_fingerprint (public_half);
  g_autofree char *line = g_strdup_printf (FORMAT_1 "%s %015" G_GINT64_FORMAT "\n", sheet, way->size);

  nuan_random_bytes (nuan_secret_bytes_data (key), nuan_secret_bytes_size (key));
  if (sheet == NULL || strlen (line) != LINE_BYTES || !nuan_box_close (public_half, nuan_secret_bytes_data (key), nuan_secret_bytes_size (key), beginning->box))
    {
      nuan_error_set (error, NUAN_ERROR_DAMAGED, "sheet", _("The public half of the recovery sheet is damaged; print a new sheet"));
      return FALSE;
    }

  memcpy (beginning->line, line, LINE_BYTES);
  crypto_secretstream_xchacha20poly1305_init_push (state_of (way), beginning->stream, nuan_secret_bytes_data (key));
  return nuan_atomic_file_write (way->to, beginning, sizeof *beginning, error);
}

gboolean
nuan_sealed_file_seal (const char *from, NuanAtomicFile *to, const char *public_half, NuanSealedFileProgress progress, gpointer user_data,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanSecretBytes) state = nuan_secret_bytes_new (sizeof (crypto_secretstream_xchacha20poly1305_state));
  Beginning beginning;
  Way way = {
    .path = from, .to = to, .beginning = &beginning, .state = state, .progress = progress, .user_data = user_data, .cancellable = cancellable
  };
  gboolean done;

  way.from = open_file (from, &way.size, error);
  if (way.from < 0)
    return FALSE;
  done = begin_sealing (&way, &beginning, public_half, error) && go (&way, seal_chunk, error);
  close (way.from);
  return done;
}

static gboolean
begin_opening (Way *way, const NuanBoxKey *key, GError **error)
{
  g_autoptr (NuanSecretBytes) stream_key = nuan_secret_bytes_new (crypto_secretstream_xchacha20poly1305_KEYBYTES);
  g_autofree char *own = nuan_key_fingerprint (nuan_box_key_get_public (key));
  g_autofree char *sheet = sheet_of (way->beginning);
  const gboolean opens = nuan_box_key_open (key, way->beginning->box, nuan_secret_bytes_data (stream_key), nuan_secret_bytes_size (stream_key));

  if (!opens && !g_str_equal (sheet, own))
    return refuse_words (sheet, own, error);
  if (!opens || !g_str_equal (sheet, own))
    return refuse_damaged (way->path, error);
  return crypto_secretstream_xchacha20poly1305_init_pull (state_of (way), way->beginning->stream, nuan_secret_bytes_data (stream_key)) == 0
         || refuse_damaged (way->path, error);
}

gboolean
nuan_sealed_file_open (const char *from, NuanAtomicFile *to, const NuanBoxKey *key, NuanSealedFileProgress progress, gpointer user_data,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (NuanSecretBytes) state = nuan_secret_bytes_new (sizeof (crypto_secretstream_xchacha20poly1305_state));
  Beginning beginning;
  Way way = {
    .path = from, .to = to, .beginning = &beginning, .state = state, .progress = progress, .user_data = user_data, .cancellable = cancellable
  };
  gint64 file_size;
  gboolean done;

  way.from = open_sealed (from, &file_size, error);
  if (way.from < 0)
    return FALSE;
  done = read_beginning (from, way.from, file_size, &beginning, &way.size, error) && begin_opening (&way, key, error) && go (&way, open_chunk, error);
  close (way.from);
  return done;
}
