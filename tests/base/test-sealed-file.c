#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/precious-file.h"
#include "base/recovery-words.h"
#include "base/seal.h"
#include "base/sealed-file.h"
#include "check-error.h"

#define CHUNK     (64 * 1024)
#define BEGINNING (55 + 80 + 24)

/* test-recovery-words.c */
static const char known[] = "04100-6105F-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6PS";

/* Sealed to their public half by a program in Python that follows sealed-file.h. */
static const char known_content[] = "SQLite format 3 it is not, but 暖窗\n";
static const char known_sealed[] =
    "bnVhbmNodWFuZyBzZWFsZWQgYmFja3VwIDEgQ05NM04tNE04TVQgMDAwMDAwMDAwMDAwMDM4CpNFs8IBhCS+/DrtgdMqjF9d2bfWPZ8cLbY8dEwKgcslD6iw"
    "JGkUVJpK66D6zrKnKd764mhh8H0YNRkMkD4TubOVmKuD9poytzBKVkyzCVyue146TZYyEyKT/t9GoQkLqOZ0Fvlu85zVNn8s3lSUMjOZGyemhicOjc2Jdu/N"
    "ugE1jBFUkbbnIsmYTSubBzrRNXbPRsyn77UDT1GTCFr1wQ==";

typedef struct {
  char         *folder;
  char         *plain, *sealed, *opened;
  NuanBoxKey   *key;
  GCancellable *cancellable;
  gint64        told, total;   /* by the progress */
  guint         n_told, most;  /* after which it is cancelled; 0: never */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanRecoveryWords) words = nuan_recovery_words_read (known, NULL);

  fixture->folder = g_dir_make_tmp ("nuan-test-XXXXXX", NULL);
  fixture->plain = g_build_filename (fixture->folder, "plain", NULL);
  fixture->sealed = g_build_filename (fixture->folder, "sealed", NULL);
  fixture->opened = g_build_filename (fixture->folder, "opened", NULL);
  fixture->key = nuan_recovery_words_box_key (words);
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_unlink (fixture->plain);
  g_unlink (fixture->sealed);
  g_unlink (fixture->opened);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);   /* no part is left */
  g_free (fixture->folder);
  g_free (fixture->plain);
  g_free (fixture->sealed);
  g_free (fixture->opened);
  nuan_box_key_free (fixture->key);
  g_object_unref (fixture->cancellable);
}

static void
note (gint64 done, gint64 total, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpint (done, >=, fixture->told);
  fixture->told = done;
  fixture->total = total;
  if (++fixture->n_told == fixture->most)
    g_cancellable_cancel (fixture->cancellable);
}

/* No two chunks of it are alike. */
static void
put_plain (Fixture *fixture, gsize size)
{
  g_autofree guint8 *bytes = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (i + i / 251 + i / CHUNK * 7);
  g_assert_true (g_file_set_contents (fixture->plain, (char *) bytes, (gssize) size, NULL));
}

static gboolean
seal_to (Fixture *fixture, const char *public_half, GError **error)
{
  g_autoptr (NuanAtomicFile) to = nuan_atomic_file_begin (fixture->sealed, NUAN_FILE_NEW, error);

  g_assert_nonnull (to);
  fixture->told = fixture->n_told = 0;
  return nuan_sealed_file_seal (fixture->plain, to, public_half, note, fixture, fixture->cancellable, error)
         && nuan_atomic_file_commit (g_steal_pointer (&to), error);
}

static void
seal (Fixture *fixture, gsize size)
{
  g_autoptr (GError) error = NULL;

  put_plain (fixture, size);
  g_unlink (fixture->sealed);
  g_assert_true (seal_to (fixture, nuan_box_key_get_public (fixture->key), &error));
  g_assert_no_error (error);
}

static gboolean
open_with (Fixture *fixture, const NuanBoxKey *key, GError **error)
{
  g_autoptr (NuanAtomicFile) to = nuan_atomic_file_begin (fixture->opened, NUAN_FILE_NEW, error);
  struct stat status;

  g_assert_nonnull (to);
  fixture->told = fixture->n_told = 0;
  if (!nuan_sealed_file_open (fixture->sealed, to, key, note, fixture, fixture->cancellable, error))
    return FALSE;

  g_assert_cmpint (stat (nuan_atomic_file_get_part (to), &status), ==, 0);   /* worked with from here on, before it has a name */
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (status.st_size, ==, fixture->total);
  return nuan_atomic_file_commit (g_steal_pointer (&to), error);
}

static void
assert_opened (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL, *expected = NULL;
  gsize size, expected_size;

  g_assert_true (open_with (fixture, fixture->key, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->opened, &content, &size, NULL));
  g_assert_true (g_file_get_contents (fixture->plain, &expected, &expected_size, NULL));
  g_assert_cmpmem (content, size, expected, expected_size);
  g_unlink (fixture->opened);
}

static void
assert_refused (Fixture *fixture, NuanError code, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (open_with (fixture, fixture->key, &error));
  check_error (error, code, field);
  g_assert_false (g_file_test (fixture->opened, G_FILE_TEST_EXISTS));
}

static void
any_size_comes_out_as_it_went_in (Fixture *fixture, gconstpointer unused)
{
  static const gsize sizes[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 5 * CHUNK + 12345 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *sheet = NULL;
      struct stat status;

      seal (fixture, sizes[i]);
      g_assert_cmpint (fixture->told, ==, (gint64) sizes[i]);
      g_assert_cmpint (fixture->total, ==, (gint64) sizes[i]);
      g_assert_cmpint (stat (fixture->sealed, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      g_assert_cmpint (status.st_size, ==, (gint64) (BEGINNING + sizes[i] + (sizes[i] / CHUNK + 1) * 17));

      assert_opened (fixture);
      g_assert_cmpint (fixture->told, ==, (gint64) sizes[i]);
      sheet = nuan_sealed_file_get_sheet (fixture->sealed, NULL);
      g_assert_cmpstr (sheet, ==, "CNM3N-4M8MT");
    }
}

static void
what_another_program_sealed_opens (Fixture *fixture, gconstpointer unused)
{
  gsize size;
  g_autofree guchar *sealed = g_base64_decode (known_sealed, &size);

  g_assert_true (g_file_set_contents (fixture->sealed, (char *) sealed, (gssize) size, NULL));
  g_assert_true (g_file_set_contents (fixture->plain, known_content, -1, NULL));
  assert_opened (fixture);
}

static void
it_is_known_by_its_beginning_and_never_replaced (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  seal (fixture, 1000);
  g_assert_true (nuan_sealed_file_is (fixture->sealed));
  g_assert_false (nuan_sealed_file_is (fixture->plain));
  g_assert_false (nuan_sealed_file_is (fixture->folder));
  g_assert_false (nuan_sealed_file_is (fixture->opened));   /* not there */
  g_assert_false (nuan_precious_file_check (fixture->sealed, NULL, &error));
  check_error (error, NUAN_ERROR_RULE, NULL);
  g_assert_null (nuan_atomic_file_begin (fixture->sealed, NUAN_FILE_REPLACE, &error));
  check_error (error, NUAN_ERROR_RULE, NULL);
}

/* Nothing of the content, of its length by the chunk and nothing of the key. */
static void
nothing_of_it_can_be_read (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *sealed = NULL, *again = NULL;
  gsize size, again_size, alike = 0;

  seal (fixture, 3 * CHUNK);
  g_assert_true (g_file_get_contents (fixture->sealed, &sealed, &size, NULL));
  seal (fixture, 3 * CHUNK);
  g_assert_true (g_file_get_contents (fixture->sealed, &again, &again_size, NULL));
  g_assert_cmpuint (size, ==, again_size);
  for (gsize i = 55; i < size; i++)
    alike += sealed[i] == again[i];
  g_assert_cmpuint (alike, <, size / 100);   /* one in 256 by chance */
}

static void
other_words_are_told_which_sheet_it_is (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (NuanRecoveryWords) words = nuan_recovery_words_new ();
  g_autoptr (NuanBoxKey) other = nuan_recovery_words_box_key (words);
  g_autofree char *print = nuan_key_fingerprint (nuan_box_key_get_public (other));
  g_autoptr (GError) error = NULL;

  seal (fixture, 1000);
  g_assert_false (open_with (fixture, other, &error));
  g_assert_nonnull (strstr (error->message, "CNM3N-4M8MT"));
  g_assert_nonnull (strstr (error->message, print));
  check_error (error, NUAN_ERROR_FORBIDDEN, "words");
}

/* At each of the last places of each part, and every so often: whether at the end of a chunk or in it. */
static void
cut_off_anywhere_it_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  struct stat status;

  seal (fixture, 2 * CHUNK);
  g_assert_cmpint (stat (fixture->sealed, &status), ==, 0);
  for (gint64 size = status.st_size - 1; size >= 25; size -= size > BEGINNING ? CHUNK + 17 - 1 : 7)
    {
      g_assert_cmpint (truncate (fixture->sealed, size), ==, 0);
      assert_refused (fixture, NUAN_ERROR_DAMAGED, "file");
      g_assert_null (nuan_sealed_file_get_sheet (fixture->sealed, &error));
      check_error (error, NUAN_ERROR_DAMAGED, "file");
    }
  g_assert_cmpint (truncate (fixture->sealed, 24), ==, 0);   /* not even its beginning */
  assert_refused (fixture, NUAN_ERROR_INVALID, "file");
  g_assert_false (nuan_sealed_file_is (fixture->sealed));
}

typedef struct {
  guint8 *bytes;
  gsize   size;
} Content;

static Content
take_sealed (Fixture *fixture)
{
  Content content;
  char *bytes;

  g_assert_true (g_file_get_contents (fixture->sealed, &bytes, &content.size, NULL));
  content.bytes = (guint8 *) bytes;
  return content;
}

static void
put_sealed (Fixture *fixture, const Content *content, gsize size)
{
  g_unlink (fixture->sealed);
  g_assert_true (g_file_set_contents (fixture->sealed, (char *) content->bytes, (gssize) size, NULL));
}

/* The length that it gives is put right with it: the chunks themselves tell. */
static void
cut_off_with_a_mended_line_it_is_refused (Fixture *fixture, gconstpointer unused)
{
  Content content;

  seal (fixture, 2 * CHUNK);
  content = take_sealed (fixture);
  memcpy (content.bytes + 39, "000000000065536", 15);
  put_sealed (fixture, &content, BEGINNING + CHUNK + 17 + 17);
  assert_refused (fixture, NUAN_ERROR_DAMAGED, "file");
  g_free (content.bytes);
}

static void
more_behind_its_end_is_refused (Fixture *fixture, gconstpointer unused)
{
  Content content;

  seal (fixture, 1000);
  content = take_sealed (fixture);
  content.bytes = g_realloc (content.bytes, content.size + 1);
  content.bytes[content.size] = 0;
  put_sealed (fixture, &content, content.size + 1);
  assert_refused (fixture, NUAN_ERROR_DAMAGED, "file");
  g_free (content.bytes);
}

static void
chunks_in_another_order_are_refused (Fixture *fixture, gconstpointer unused)
{
  const gsize chunk = CHUNK + 17;
  g_autofree guint8 *first = g_malloc (chunk);
  Content content;

  seal (fixture, 3 * CHUNK + 5);
  content = take_sealed (fixture);
  memcpy (first, content.bytes + BEGINNING, chunk);
  memcpy (content.bytes + BEGINNING, content.bytes + BEGINNING + chunk, chunk);
  put_sealed (fixture, &content, content.size);   /* the second one twice */
  assert_refused (fixture, NUAN_ERROR_DAMAGED, "file");
  memcpy (content.bytes + BEGINNING + chunk, first, chunk);
  put_sealed (fixture, &content, content.size);   /* the first two exchanged */
  assert_refused (fixture, NUAN_ERROR_DAMAGED, "file");
  g_free (content.bytes);
}

/* Each byte of the beginning and of the last chunk. A version that is unknown is a newer program's. */
static void
each_changed_byte_is_noticed (Fixture *fixture, gconstpointer unused)
{
  Content content;

  seal (fixture, 20);
  content = take_sealed (fixture);
  for (gsize i = 0; i < content.size; i++)
    {
      g_autoptr (GError) error = NULL;
      const NuanError code = i < 25 ? NUAN_ERROR_INVALID : i < 27 ? NUAN_ERROR_FOREIGN : NUAN_ERROR_DAMAGED;

      content.bytes[i] ^= 1;
      put_sealed (fixture, &content, content.size);
      g_assert_false (open_with (fixture, fixture->key, &error));
      g_test_message ("byte %" G_GSIZE_FORMAT, i);
      check_error (error, code, "file");
      content.bytes[i] ^= 1;
    }
  put_sealed (fixture, &content, content.size);
  assert_opened (fixture);
  g_free (content.bytes);
}

static void
cancelled_it_leaves_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL, opening_error = NULL;

  put_plain (fixture, 10 * CHUNK);
  fixture->most = 3;
  g_assert_false (seal_to (fixture, nuan_box_key_get_public (fixture->key), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_told, ==, 3);
  g_assert_false (g_file_test (fixture->sealed, G_FILE_TEST_EXISTS));

  fixture->most = 0;
  g_cancellable_reset (fixture->cancellable);
  seal (fixture, 10 * CHUNK);
  fixture->most = 3;
  g_assert_false (open_with (fixture, fixture->key, &opening_error));
  g_assert_error (opening_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_told, ==, 3);
  g_assert_false (g_file_test (fixture->opened, G_FILE_TEST_EXISTS));
}

static void
what_is_no_public_half_or_no_file_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  put_plain (fixture, 10);
  g_assert_false (seal_to (fixture, "", &error));
  check_error (error, NUAN_ERROR_DAMAGED, "sheet");
  g_assert_false (seal_to (fixture, NULL, &error));
  check_error (error, NUAN_ERROR_DAMAGED, "sheet");
  g_assert_false (seal_to (fixture, "0000000000000000000000000000000000000000000000000000000000000000", &error));
  check_error (error, NUAN_ERROR_DAMAGED, "sheet");
  g_unlink (fixture->plain);
  g_assert_false (seal_to (fixture, nuan_box_key_get_public (fixture->key), &error));
  check_error (error, NUAN_ERROR_STORAGE, "file");
  g_assert_cmpint (mkfifo (fixture->plain, 0600), ==, 0);   /* and not waited for */
  g_assert_false (seal_to (fixture, nuan_box_key_get_public (fixture->key), &error));
  check_error (error, NUAN_ERROR_INVALID, "file");
}

/* One byte more or less than there was. */
static void
grow (gint64 done, gint64 total, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (done == CHUNK)
    g_assert_cmpint (truncate (fixture->plain, fixture->total), ==, 0);
}

static void
a_file_that_changes_meanwhile_is_not_sealed (Fixture *fixture, gconstpointer unused)
{
  for (gint64 more = -1; more <= 1; more += 2)
    {
      g_autoptr (NuanAtomicFile) to = nuan_atomic_file_begin (fixture->sealed, NUAN_FILE_NEW, NULL);
      g_autoptr (GError) error = NULL;

      put_plain (fixture, 2 * CHUNK);
      fixture->total = 2 * CHUNK + more;
      g_assert_false (nuan_sealed_file_seal (fixture->plain, to, nuan_box_key_get_public (fixture->key), grow, fixture, NULL, &error));
      check_error (error, NUAN_ERROR_STORAGE, "file");
    }
}

/* Looked at as a file and closed, it would lose its locks. */
static void
an_open_data_file_is_not_touched (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  seal (fixture, 10);
  nuan_precious_file_protect (fixture->sealed);
  g_assert_false (nuan_sealed_file_is (fixture->sealed));
  g_assert_null (nuan_sealed_file_get_sheet (fixture->sealed, &error));
  check_error (error, NUAN_ERROR_INVALID, "file");
  assert_refused (fixture, NUAN_ERROR_INVALID, "file");
}

#define ADD(name, function) g_test_add ("/sealed-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("any-size-comes-out-as-it-went-in", any_size_comes_out_as_it_went_in);
  ADD ("what-another-program-sealed-opens", what_another_program_sealed_opens);
  ADD ("it-is-known-by-its-beginning-and-never-replaced", it_is_known_by_its_beginning_and_never_replaced);
  ADD ("nothing-of-it-can-be-read", nothing_of_it_can_be_read);
  ADD ("other-words-are-told-which-sheet-it-is", other_words_are_told_which_sheet_it_is);
  ADD ("cut-off-anywhere-it-is-refused", cut_off_anywhere_it_is_refused);
  ADD ("cut-off-with-a-mended-line-it-is-refused", cut_off_with_a_mended_line_it_is_refused);
  ADD ("more-behind-its-end-is-refused", more_behind_its_end_is_refused);
  ADD ("chunks-in-another-order-are-refused", chunks_in_another_order_are_refused);
  ADD ("each-changed-byte-is-noticed", each_changed_byte_is_noticed);
  ADD ("cancelled-it-leaves-nothing", cancelled_it_leaves_nothing);
  ADD ("what-is-no-public-half-or-no-file-is-refused", what_is_no_public_half_or_no_file_is_refused);
  ADD ("a-file-that-changes-meanwhile-is-not-sealed", a_file_that_changes_meanwhile_is_not_sealed);
  ADD ("an-open-data-file-is-not-touched", an_open_data_file_is_not_touched);
  return g_test_run ();
}
