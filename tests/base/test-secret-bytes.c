#define _GNU_SOURCE   /* MAP_ANONYMOUS */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <glib.h>

#include "base/core-dump.h"
#include "base/secret-bytes.h"

static void
test_text (void)
{
  g_autoptr (NuanSecretBytes) secret = nuan_secret_bytes_new_text ("正确的密码 1");
  g_autoptr (NuanSecretBytes) empty = nuan_secret_bytes_new_text ("");

  g_assert_cmpstr (nuan_secret_bytes_text (secret), ==, "正确的密码 1");
  g_assert_cmpuint (nuan_secret_bytes_size (secret), ==, strlen ("正确的密码 1"));
  g_assert_cmpstr (nuan_secret_bytes_text (empty), ==, "");
  g_assert_cmpuint (nuan_secret_bytes_size (empty), ==, 0);
  g_assert_null (nuan_secret_bytes_new_text (NULL));
  g_assert_null (nuan_secret_bytes_text (NULL));
  g_assert_null (nuan_secret_bytes_ref (NULL));
}

static void
test_bytes (void)
{
  static const guint8 key[] = { 1, 0, 2, 0, 3 };
  g_autoptr (NuanSecretBytes) filled = nuan_secret_bytes_new (sizeof key);
  g_autoptr (NuanSecretBytes) copy = NULL;
  static const guint8 zeros[sizeof key] = { 0 };

  g_assert_cmpmem (nuan_secret_bytes_data (filled), nuan_secret_bytes_size (filled), zeros, sizeof zeros);
  memcpy (nuan_secret_bytes_data (filled), key, sizeof key);
  copy = nuan_secret_bytes_new_copy (nuan_secret_bytes_data (filled), nuan_secret_bytes_size (filled));
  g_assert_cmpmem (nuan_secret_bytes_data (copy), nuan_secret_bytes_size (copy), key, sizeof key);
  g_assert_true (nuan_secret_bytes_data (copy) != nuan_secret_bytes_data (filled));
}

/* What /proc/self/smaps says of the mapping at ADDRESS: its line that begins with KEY. Owned, NULL: there is no such mapping. */
static char *
line_of_mapping (gconstpointer address, const char *key)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean inside = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      guint64 from, to;

      if (sscanf (*line, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x ", &from, &to) == 2)
        inside = (guintptr) address >= from && (guintptr) address < to;
      else if (inside && g_str_has_prefix (*line, key))
        return g_strdup (*line);
    }
  return NULL;
}

/* Not where the limit is too low, nor under AddressSanitizer, whose mlock() does nothing. */
static gboolean
locking_works (void)
{
  const gsize size = 64 * 1024;
  gpointer pages = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  g_autofree char *flags = NULL;
  gboolean works;

  g_assert_true (pages != MAP_FAILED);
  works = mlock (pages, size) == 0;
  flags = line_of_mapping (pages, "VmFlags:");
  works = works && flags != NULL && strstr (flags, " lo") != NULL;
  munmap (pages, size);
  return works;
}

/* "dd": not in a dump; "lo": locked in memory. */
static void
test_pages (void)
{
  g_autoptr (NuanSecretBytes) secret = nuan_secret_bytes_new_text ("nuanchuang-1");
  g_autofree char *flags = line_of_mapping (nuan_secret_bytes_data (secret), "VmFlags:");

  g_assert_nonnull (flags);
  g_assert_nonnull (strstr (flags, " dd"));
  if (locking_works ())
    g_assert_nonnull (strstr (flags, " lo"));
}

/* The last one who lets go takes the pages away; until then all see the same. */
static void
test_references (void)
{
  NuanSecretBytes *secret = nuan_secret_bytes_new_text ("nuanchuang-1");
  NuanSecretBytes *other = nuan_secret_bytes_ref (secret);
  const guint8 *data = nuan_secret_bytes_data (secret);
  g_autofree char *flags = NULL;

  nuan_secret_bytes_unref (secret);
  g_assert_cmpstr (nuan_secret_bytes_text (other), ==, "nuanchuang-1");
  nuan_secret_bytes_unref (other);
  flags = line_of_mapping (data, "VmFlags:");
  g_assert_null (flags);
}

static void
test_guard (void)
{
  if (g_test_subprocess ())
    {
      const struct rlimit none = { 0, 0 };
      NuanSecretBytes *secret = nuan_secret_bytes_new (16);

      setrlimit (RLIMIT_CORE, &none);
      nuan_secret_bytes_data (secret)[4096] = 1;
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
}

static void
test_wipe (void)
{
  char text[] = "nuanchuang-1", bytes[] = { 1, 2, 3, 4 };
  static const char zeros[sizeof text] = { 0 };

  nuan_wipe_text (text);
  g_assert_cmpmem (text, sizeof text, zeros, sizeof text);
  nuan_wipe (bytes, 3);
  g_assert_cmpmem (bytes, 3, zeros, 3);
  g_assert_cmpint (bytes[3], ==, 4);
  nuan_wipe_text (NULL);
}

static void
test_no_dump (void)
{
  if (g_test_subprocess ())
    {
      struct rlimit limit;
      g_autofree char *program = NULL;

      nuan_core_dump_forbid ();
      nuan_core_dump_close_memory ();
      g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
      g_assert_cmpint (limit.rlim_cur, ==, 0);
      g_assert_cmpint (limit.rlim_max, ==, 0);
      g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
      program = g_file_read_link ("/proc/self/exe", NULL);   /* the program itself still finds its own folder */
      g_assert_nonnull (program);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret-bytes/a text is kept", test_text);
  g_test_add_func ("/secret-bytes/bytes are kept, zeros too", test_bytes);
  g_test_add_func ("/secret-bytes/its pages are locked and in no dump", test_pages);
  g_test_add_func ("/secret-bytes/the last one who lets go takes it away", test_references);
  g_test_add_func ("/secret-bytes/whoever reads or writes beyond it is stopped", test_guard);
  g_test_add_func ("/secret-bytes/what lies elsewhere is wiped", test_wipe);
  g_test_add_func ("/core-dump/none is written, and the program finds itself", test_no_dump);
  return g_test_run ();
}
