#include "base/seal.h"

static void
test_sha256 (void)
{
  g_autofree char *empty = nuan_sha256_hex ("", 0);
  g_autofree char *abc = nuan_sha256_hex ("abc", 3);

  g_assert_cmpstr (empty, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (abc, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
test_code (void)
{
  const guint8 key[NUAN_KEY_BYTES] = { 1, 2, 3 };
  const guint8 other_key[NUAN_KEY_BYTES] = { 1, 2, 4 };
  g_autofree char *code = nuan_seal_code (key, "amount=9000.00\n", 15);
  g_autofree char *again = nuan_seal_code (key, "amount=9000.00\n", 15);
  g_autofree char *altered = nuan_seal_code (key, "amount=9000.01\n", 15);
  g_autofree char *other = nuan_seal_code (other_key, "amount=9000.00\n", 15);

  g_assert_cmpuint (strlen (code), ==, 10);
  g_assert_cmpuint (strspn (code, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"), ==, 10);
  g_assert_cmpstr (code, ==, again);
  g_assert_cmpstr (code, !=, altered);
  g_assert_cmpstr (code, !=, other);
}

/* Every sign carries all of its five bits: over 2,000 seals each of the ten places shows all 32 signs. */
static void
test_code_bits (void)
{
  const guint8 key[NUAN_KEY_BYTES] = { 9 };
  static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  guint32 seen[10] = { 0 };

  for (guint32 i = 0; i < 2000; i++)
    {
      g_autofree char *code = nuan_seal_code (key, &i, sizeof i);

      for (guint place = 0; place < 10; place++)
        seen[place] |= 1u << (strchr (signs, code[place]) - signs);
    }
  for (guint place = 0; place < 10; place++)
    g_assert_cmphex (seen[place], ==, 0xFFFFFFFF);
}

static void
test_random (void)
{
  guint8 a[NUAN_KEY_BYTES] = { 0 }, b[NUAN_KEY_BYTES] = { 0 };

  nuan_random_bytes (a, sizeof a);
  nuan_random_bytes (b, sizeof b);
  g_assert_cmpint (memcmp (a, b, sizeof a), !=, 0);
}

static void
test_password (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = nuan_password_hash ("正确的密码 1", &error);
  g_autofree char *salted = nuan_password_hash ("正确的密码 1", &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  g_assert_cmpstr (hash, !=, salted);
  g_assert_true (nuan_password_verify (hash, "正确的密码 1"));
  g_assert_false (nuan_password_verify (hash, "正确的密码 2"));
  g_assert_false (nuan_password_verify (hash, ""));
  g_assert_false (nuan_password_verify ("", "正确的密码 1"));
  g_assert_false (nuan_password_verify (NULL, "正确的密码 1"));
  g_assert_false (nuan_password_verify ("no hash at all", "no hash at all"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/SHA-256 is SHA-256", test_sha256);
  g_test_add_func ("/seal/a code depends on every byte and on the key", test_code);
  g_test_add_func ("/seal/a code carries fifty bits", test_code_bits);
  g_test_add_func ("/seal/random bytes differ", test_random);
  g_test_add_func ("/seal/a password fits its hash alone", test_password);
  return g_test_run ();
}
