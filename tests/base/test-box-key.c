#include <string.h>

#include "base/box-key.h"
#include "base/seal.h"

static NuanBoxKey *
key_of (guint8 byte)
{
  g_autoptr (NuanSecretBytes) seed = nuan_secret_bytes_new (NUAN_KEY_BYTES);

  memset (nuan_secret_bytes_data (seed), byte, NUAN_KEY_BYTES);
  return nuan_box_key_new (seed);
}

static void
a_box_opens_with_its_own_key_alone (void)
{
  static const guint8 content[] = { 1, 0, 2, 0, 3 };
  g_autoptr (NuanBoxKey) key = key_of (1), other = key_of (2);
  guint8 box[sizeof content + NUAN_BOX_MORE_BYTES], again[sizeof content + NUAN_BOX_MORE_BYTES], out[sizeof content] = { 0 };

  g_assert_cmpstr (nuan_box_key_get_public (key), !=, nuan_box_key_get_public (other));
  g_assert_true (nuan_box_close (nuan_box_key_get_public (key), content, sizeof content, box));
  g_assert_true (nuan_box_close (nuan_box_key_get_public (key), content, sizeof content, again));
  g_assert_cmpint (memcmp (box, again, sizeof box), !=, 0);
  g_assert_true (nuan_box_key_open (key, box, out, sizeof content));
  g_assert_cmpmem (out, sizeof out, content, sizeof content);
  g_assert_false (nuan_box_key_open (other, box, out, sizeof content));
}

static void
a_damaged_box_does_not_open (void)
{
  static const guint8 content[] = { 1, 2, 3 };
  g_autoptr (NuanBoxKey) key = key_of (1);
  guint8 box[sizeof content + NUAN_BOX_MORE_BYTES], out[sizeof content];

  g_assert_true (nuan_box_close (nuan_box_key_get_public (key), content, sizeof content, box));
  for (guint i = 0; i < sizeof box; i++)
    {
      box[i] ^= 1;
      g_assert_false (nuan_box_key_open (key, box, out, sizeof content));
      box[i] ^= 1;
    }
}

/* Nor for the point at infinity, with which everybody would share a key. */
static void
what_is_no_public_half_closes_nothing (void)
{
  static const guint8 content[] = { 1 };
  static const char *const others[] = { "", "00", "CNM3N", "0000000000000000000000000000000000000000000000000000000000000000",
                                        "B4D259FC22914D6CCCB7C3B3996EF59212FF888EE98F7923EFB875405231920F",
                                        "b4d259fc22914d6cccb7c3b3996ef59212ff888ee98f7923efb875405231920f0" };
  guint8 box[sizeof content + NUAN_BOX_MORE_BYTES];

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (nuan_box_close (others[i], content, sizeof content, box));
  g_assert_false (nuan_box_close (NULL, content, sizeof content, box));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/box-key/a-box-opens-with-its-own-key-alone", a_box_opens_with_its_own_key_alone);
  g_test_add_func ("/box-key/a-damaged-box-does-not-open", a_damaged_box_does_not_open);
  g_test_add_func ("/box-key/what-is-no-public-half-closes-nothing", what_is_no_public_half_closes_nothing);
  return g_test_run ();
}
