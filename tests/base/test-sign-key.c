#include "config.h"

#include <string.h>

#include <sodium.h>

#include "base/base32.h"
#include "base/seal.h"
#include "base/sign-key.h"
#include "check-error.h"

/* RFC 8032, 7.1, test 1. */
static const char rfc_seed[] = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
static const char rfc_public[] = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

/* SHA-256 of "abc", and its signature by that key as Python's cryptography makes it. */
static const char hash[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char rfc_signature[] = "a9530dcbdd4a638a44178f5b8e18ae69d125c1f9ecabbf3c8ddcb041ae806281"
                                    "f18ad5236fbafbb16eb75c9a68596bc4e7b612dd213ab1fc5d49ae47665e6f0c";

/* That key under the password below, by libargon2 and a program in Python that follows wrapped-seed.h; the second under higher limits. */
static const char password[] = "正确的密码 1";
static const char *const wrapped_elsewhere[] = {
  "nuankey1$2$65536$AAECAwQFBgcICQoLDA0ODw$abWTh7EIJ-rbsoGEKp7KUVlZDj3jTH_ebZaMiAKmOuk$AAECAwQFBgcICQoLDA0ODxAREhMUFRYX$"
  "1oBNRpktbz-VGuYWP_cK2zEZidpTkV350zU8nltzGg6OZM-06qvpF9Dvj8IANiyv$P985W40TX4",
  "nuankey1$3$65537$AAECAwQFBgcICQoLDA0ODw$S53jc-GrrQDo7LertUXHyPyftzYzLroeSWW6kCS9q9A$AAECAwQFBgcICQoLDA0ODxAREhMUFRYX$"
  "7k8xb5APoraUvY9buJrayAAqT3vTRrWIS0dWC9pFRNTcVuMYCUFzi7YeLQeE1j0t$HKFQMGQ9A2",
};
static const char of_a_newer_program[] = "nuankey2$whatever$F6JE87AT59";

static NuanSignKey *
rfc_key (void)
{
  g_autoptr (NuanSecretBytes) seed = nuan_secret_bytes_new (NUAN_KEY_BYTES);

  g_assert_true (nuan_hex_read (rfc_seed, nuan_secret_bytes_data (seed), NUAN_KEY_BYTES));
  return nuan_sign_key_new_from (seed);
}

static void
the_pair_and_the_signature_are_known_ones (void)
{
  g_autoptr (NuanSignKey) key = rfc_key ();
  g_autofree char *signature = nuan_sign_key_sign (key, hash);

  g_assert_cmpstr (nuan_sign_key_get_public (key), ==, rfc_public);
  g_assert_cmpstr (signature, ==, rfc_signature);
  g_assert_true (nuan_sign_key_verify (rfc_public, hash, rfc_signature));
}

static void
each_new_key_is_another (void)
{
  g_autoptr (NuanSignKey) one = nuan_sign_key_new (), other = nuan_sign_key_new ();
  g_autofree char *signature = nuan_sign_key_sign (one, hash);

  g_assert_cmpstr (nuan_sign_key_get_public (one), !=, nuan_sign_key_get_public (other));
  g_assert_true (nuan_sign_key_verify (nuan_sign_key_get_public (one), hash, signature));
  g_assert_false (nuan_sign_key_verify (nuan_sign_key_get_public (other), hash, signature));
}

static void
assert_each_digit_counts (char *changed, const char *public_half, const char *signed_hash, const char *signature)
{
  for (char *at = changed; *at != '\0'; at++)
    {
      const char right = *at;

      *at = right == '0' ? '1' : '0';
      if (nuan_sign_key_verify (public_half, signed_hash, signature))
        g_error ("digit %d does not count in %s", (int) (at - changed), changed);
      *at = right;
    }
}

static void
every_digit_of_the_three_counts (void)
{
  g_autofree char *public_half = g_strdup (rfc_public), *signed_hash = g_strdup (hash), *signature = g_strdup (rfc_signature);

  assert_each_digit_counts (public_half, public_half, signed_hash, signature);
  assert_each_digit_counts (signed_hash, public_half, signed_hash, signature);
  assert_each_digit_counts (signature, public_half, signed_hash, signature);
  g_assert_true (nuan_sign_key_verify (public_half, signed_hash, signature));
}

/* One signature has one text; and what is no key of anybody, the point at infinity, verifies nothing. */
static void
malformed_ones_are_not_verified (void)
{
  static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";
  g_autofree char *upper = g_ascii_strup (rfc_signature, -1), *more = g_strconcat (rfc_signature, "00", NULL);
  g_autofree char *upper_hash = g_ascii_strup (hash, -1), *short_hash = g_strndup (hash, 62), *no_signature = g_strconcat (zeros, zeros, NULL);

  g_assert_false (nuan_sign_key_verify (NULL, hash, rfc_signature));
  g_assert_false (nuan_sign_key_verify (rfc_public, NULL, rfc_signature));
  g_assert_false (nuan_sign_key_verify (rfc_public, hash, NULL));
  g_assert_false (nuan_sign_key_verify (rfc_public, hash, ""));
  g_assert_false (nuan_sign_key_verify (rfc_public, hash, upper));
  g_assert_false (nuan_sign_key_verify (rfc_public, hash, more));
  g_assert_false (nuan_sign_key_verify (rfc_public, upper_hash, rfc_signature));
  g_assert_false (nuan_sign_key_verify (rfc_public, short_hash, rfc_signature));
  g_assert_false (nuan_sign_key_verify (zeros, hash, no_signature));
}

static void
a_fingerprint_is_ten_signs_of_the_public_half (void)
{
  g_autofree char *print = nuan_key_fingerprint (rfc_public);

  g_assert_cmpstr (print, ==, "WS6P8-AA2SY");
  g_assert_null (nuan_key_fingerprint (NULL));
  g_assert_null (nuan_key_fingerprint ("WS6P8-AA2SY"));
  g_assert_null (nuan_key_fingerprint ("D75A980182B10AB7D54BFED3C964073A0EE172F3DAA62325AF021A68F707511A"));
}

static void
what_was_wrapped_comes_out_with_its_password_alone (void)
{
  g_autoptr (NuanSignKey) key = nuan_sign_key_new (), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *wrapped = nuan_sign_key_wrap (key, password, &error);
  g_autofree char *anew = nuan_sign_key_wrap (key, "另一个密码 2", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (wrapped), <, 200);
  g_assert_true (g_str_is_ascii (wrapped));
  g_assert_null (strpbrk (wrapped, " \n\r\t"));
  again = nuan_sign_key_unwrap (wrapped, password, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nuan_sign_key_get_public (again), ==, nuan_sign_key_get_public (key));

  g_assert_null (nuan_sign_key_unwrap (wrapped, "正确的密码 2", &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "password");
  g_assert_null (nuan_sign_key_unwrap (wrapped, "", &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "password");
  g_assert_null (nuan_sign_key_unwrap (anew, password, &error));
  check_error (error, NUAN_ERROR_FORBIDDEN, "password");
}

static void
the_same_key_is_never_wrapped_alike (void)
{
  g_autoptr (NuanSignKey) key = rfc_key ();
  g_autofree char *one = nuan_sign_key_wrap (key, password, NULL), *other = nuan_sign_key_wrap (key, password, NULL);
  g_auto (GStrv) fields = g_strsplit (one, "$", -1);
  g_auto (GStrv) others = g_strsplit (other, "$", -1);

  for (guint i = 3; i < 8; i++)   /* salt, verifier, nonce, box, check */
    g_assert_cmpstr (fields[i], !=, others[i]);
}

static void
what_another_program_wrapped_comes_out (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrapped_elsewhere); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NuanSignKey) key = nuan_sign_key_unwrap (wrapped_elsewhere[i], password, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (nuan_sign_key_get_public (key), ==, rfc_public);
    }
}

/* Before any password is tried: none of these takes its 60 ms. */
static void
damage_anywhere_is_no_wrong_password (void)
{
  g_autofree char *wrapped = g_strdup (wrapped_elsewhere[0]);
  g_autoptr (GError) error = NULL;

  for (char *at = wrapped; *at != '\0'; at++)
    {
      const char right = *at;

      *at = right == 'A' ? 'B' : 'A';
      g_assert_null (nuan_sign_key_unwrap (wrapped, password, &error));
      check_error (error, NUAN_ERROR_DAMAGED, NULL);
      *at = '\0';
      g_assert_false (nuan_sign_key_check_wrapped (wrapped, &error));
      check_error (error, NUAN_ERROR_DAMAGED, NULL);
      *at = right;
    }
  g_assert_true (nuan_sign_key_check_wrapped (wrapped, &error));
  g_assert_no_error (error);
  g_assert_false (nuan_sign_key_check_wrapped (NULL, &error));
  check_error (error, NUAN_ERROR_DAMAGED, NULL);
}

static void
what_a_newer_program_wrapped_is_not_called_damaged (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_sign_key_unwrap (of_a_newer_program, password, &error));
  check_error (error, NUAN_ERROR_FOREIGN, NULL);
}

/* The first one wrapped elsewhere, with other limits and a check that fits. */
static char *
with_limits (const char *ops, const char *mem)
{
  g_auto (GStrv) fields = g_strsplit (wrapped_elsewhere[0], "$", -1);
  g_autofree char *rest = g_strjoinv ("$", fields + 3);
  g_autofree char *text = NULL, *check = NULL;
  guint8 sum[crypto_generichash_BYTES];

  *strrchr (rest, '$') = '\0';
  text = g_strjoin ("$", fields[0], ops, mem, rest, NULL);
  crypto_generichash (sum, sizeof sum, (const guint8 *) text, strlen (text), NULL, 0);
  check = nuan_base32_code (sum);
  return g_strjoin ("$", text, check, NULL);
}

static void
limits_that_no_program_sets_are_not_worked_with (void)
{
  static const char *const limits[][2] = {
    { "1", "65536" }, { "17", "65536" }, { "4294967298", "65536" }, { "-2", "65536" }, { "", "65536" }, { "2", "65535" }, { "2", "1048577" },
    { "2", "18446744073709617152" }, { "2", "0x10000" }, { "2", "" },
  };
  g_autofree char *same = with_limits ("2", "65536"), *highest = with_limits ("16", "1048576");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (same, ==, wrapped_elsewhere[0]);
  g_assert_true (nuan_sign_key_check_wrapped (highest, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *wrapped = with_limits (limits[i][0], limits[i][1]);

      g_assert_null (nuan_sign_key_unwrap (wrapped, password, &error));
      check_error (error, NUAN_ERROR_DAMAGED, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sign-key/the-pair-and-the-signature-are-known-ones", the_pair_and_the_signature_are_known_ones);
  g_test_add_func ("/sign-key/each-new-key-is-another", each_new_key_is_another);
  g_test_add_func ("/sign-key/every-digit-of-the-three-counts", every_digit_of_the_three_counts);
  g_test_add_func ("/sign-key/malformed-ones-are-not-verified", malformed_ones_are_not_verified);
  g_test_add_func ("/sign-key/a-fingerprint-is-ten-signs-of-the-public-half", a_fingerprint_is_ten_signs_of_the_public_half);
  g_test_add_func ("/sign-key/what-was-wrapped-comes-out-with-its-password-alone", what_was_wrapped_comes_out_with_its_password_alone);
  g_test_add_func ("/sign-key/the-same-key-is-never-wrapped-alike", the_same_key_is_never_wrapped_alike);
  g_test_add_func ("/sign-key/what-another-program-wrapped-comes-out", what_another_program_wrapped_comes_out);
  g_test_add_func ("/sign-key/damage-anywhere-is-no-wrong-password", damage_anywhere_is_no_wrong_password);
  g_test_add_func ("/sign-key/what-a-newer-program-wrapped-is-not-called-damaged", what_a_newer_program_wrapped_is_not_called_damaged);
  g_test_add_func ("/sign-key/limits-that-no-program-sets-are-not-worked-with", limits_that_no_program_sets_are_not_worked_with);
  return g_test_run ();
}
