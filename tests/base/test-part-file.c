#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/atomic-file.h"
#include "base/error.h"
#include "base/part-file.h"

/* File systems that know neither flags of rename nor links: the network's, a stick's. The linker puts these in the place of the system's. */
static gboolean knows_flags, knows_links;
static int mode_code, lock_code;   /* why no mode can be set, and no lock; 0: each can */

int __real_renameat2 (int old_folder, const char *old, int new_folder, const char *new, unsigned int flags);
int __wrap_renameat2 (int old_folder, const char *old, int new_folder, const char *new, unsigned int flags);
int __real_link      (const char *old, const char *new);
int __wrap_link      (const char *old, const char *new);
int __real_fchmod    (int descriptor, mode_t mode);
int __wrap_fchmod    (int descriptor, mode_t mode);
int __real_flock     (int descriptor, int operation);
int __wrap_flock     (int descriptor, int operation);

int
__wrap_renameat2 (int old_folder, const char *old, int new_folder, const char *new, unsigned int flags)
{
  if (knows_flags)
    return __real_renameat2 (old_folder, old, new_folder, new, flags);
  errno = EINVAL;
  return -1;
}

int
__wrap_link (const char *old, const char *new)
{
  if (knows_links)
    return __real_link (old, new);
  errno = EPERM;
  return -1;
}

int
__wrap_fchmod (int descriptor, mode_t mode)
{
  if (mode_code == 0)
    return __real_fchmod (descriptor, mode);
  errno = mode_code;
  return -1;
}

int
__wrap_flock (int descriptor, int operation)
{
  if (lock_code == 0)
    return __real_flock (descriptor, operation);
  errno = lock_code;
  return -1;
}

typedef struct {
  gboolean flags, links;
  int mode_code, lock_code;
} Kind;

static const Kind disk = { TRUE, TRUE, 0, 0 }, network = { FALSE, TRUE, 0, ENOLCK }, stick = { FALSE, FALSE, EPERM, 0 },
                  windows = { TRUE, FALSE, ENOTSUP, 0 };

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Kind *kind = data;

  fixture->folder = g_dir_make_tmp ("nuan-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "paper.pdf", NULL);
  knows_flags = kind->flags;
  knows_links = kind->links;
  mode_code = kind->mode_code;
  lock_code = kind->lock_code;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);   /* no part is left */
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
a_new_file_gets_its_name_and_none_that_comes_meanwhile_goes (Fixture *fixture, gconstpointer data)
{
  NuanAtomicFile *file = nuan_atomic_file_begin (fixture->path, NUAN_FILE_NEW, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *part = NULL;
  int descriptor;

  g_assert_true (nuan_atomic_file_write (file, "ours", 4, NULL));
  g_assert_true (nuan_atomic_file_commit (file, NULL));
  assert_content (fixture->path, "ours");

  descriptor = nuan_part_file_open (fixture->path, &part);
  g_assert_cmpint (descriptor, >=, 0);
  g_assert_cmpint (nuan_part_file_release (part, fixture->path), ==, -1);
  g_assert_cmpint (errno, ==, EEXIST);
  assert_content (fixture->path, "ours");
  close (descriptor);
  g_unlink (part);
}

static void
a_file_that_may_go_is_replaced_and_another_one_is_not (Fixture *fixture, gconstpointer data)
{
  NuanAtomicFile *file;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  file = nuan_atomic_file_begin (fixture->path, NUAN_FILE_REPLACE, NULL);
  g_assert_true (nuan_atomic_file_write (file, "new", 3, NULL));
  g_assert_true (nuan_atomic_file_commit (file, NULL));
  assert_content (fixture->path, "new");

  file = nuan_atomic_file_begin (fixture->path, NUAN_FILE_REPLACE, NULL);
  g_assert_true (g_file_set_contents (fixture->path, "theirs", -1, NULL));   /* another inode */
  g_assert_false (nuan_atomic_file_commit (file, &error));
  g_assert_error (error, NUAN_ERROR, NUAN_ERROR_CONFLICT);
  assert_content (fixture->path, "theirs");
}

static NuanAtomicFile *
place_over_old (Fixture *fixture)
{
  NuanAtomicFile *file;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  file = nuan_atomic_file_begin (fixture->path, NUAN_FILE_REPLACE, NULL);
  g_assert_true (nuan_atomic_file_write (file, "new", 3, NULL));
  g_assert_true (nuan_atomic_file_place (file, NULL));
  assert_content (fixture->path, "new");
  return file;
}

/* Whoever writes into that folder takes away what killed programs left. */
static void
sweep (Fixture *fixture)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.pdf", NULL);

  nuan_atomic_file_abort (nuan_atomic_file_begin (other, NUAN_FILE_NEW, NULL));
}

static void
what_stood_there_comes_back_or_goes (Fixture *fixture, gconstpointer data)
{
  NuanAtomicFile *file = place_over_old (fixture);

  sweep (fixture);
  nuan_atomic_file_abort (file);
  assert_content (fixture->path, "old");

  file = place_over_old (fixture);
  sweep (fixture);
  nuan_atomic_file_keep (file);
  assert_content (fixture->path, "new");
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
a_disk_that_fails_is_told_and_keeps_no_part (Fixture *fixture, gconstpointer data)
{
  g_autofree char *part = NULL;

  mode_code = EIO;
  g_assert_cmpint (nuan_part_file_open (fixture->path, &part), ==, -1);
  g_assert_cmpint (errno, ==, EIO);
  g_assert_null (part);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

/* Whatever the umask would leave, and where no mode can be set. */
static void
a_part_is_private (Fixture *fixture, gconstpointer data)
{
  const mode_t before = umask (0);
  g_autofree char *part = NULL;
  const int descriptor = nuan_part_file_open (fixture->path, &part);
  GStatBuf status;

  umask (before);
  g_assert_cmpint (descriptor, >=, 0);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_assert_cmpint (g_stat (part, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
  close (descriptor);
  g_unlink (part);
}

#define ADD(name, function) \
  g_test_add ("/part-file/on-a-disk-" name, Fixture, &disk, set_up, function, tear_down); \
  g_test_add ("/part-file/on-the-network-" name, Fixture, &network, set_up, function, tear_down); \
  g_test_add ("/part-file/on-a-stick-" name, Fixture, &stick, set_up, function, tear_down); \
  g_test_add ("/part-file/on-a-share-of-windows-" name, Fixture, &windows, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-new-file-gets-its-name-and-none-that-comes-meanwhile-goes", a_new_file_gets_its_name_and_none_that_comes_meanwhile_goes);
  ADD ("a-file-that-may-go-is-replaced-and-another-one-is-not", a_file_that_may_go_is_replaced_and_another_one_is_not);
  ADD ("what-stood-there-comes-back-or-goes", what_stood_there_comes_back_or_goes);
  ADD ("a-disk-that-fails-is-told-and-keeps-no-part", a_disk_that_fails_is_told_and_keeps_no_part);
  ADD ("a-part-is-private", a_part_is_private);
  return g_test_run ();
}
