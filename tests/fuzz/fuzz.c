/* fuzz [SECONDS [SEED [ROUNDS]]]: everything that reads what people type, scan, paste or drop into a folder, fed with broken pieces of good input.
 * Nothing may abort, leak or read too far (build with the sanitizers), a refusal must be an error of ours, and what was accepted must come
 * out as it went in. The seed is printed: the same one does the same again. ROUNDS is the most to do. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "base/atomic-file.h"
#include "base/error.h"
#include "base/id-number.h"
#include "base/mask.h"
#include "base/money.h"
#include "base/name-form.h"
#include "base/pinyin.h"
#include "base/recovery-words.h"
#include "base/sealed-file.h"
#include "base/text.h"
#include "exchange/fields-json.h"
#include "sample-json.h"
#include "model/money/payment-fields.h"
#include "model/money/receipt.h"
#include "model/tables/table.h"

#define LONGEST 6000

static GRand *dice;
static const char *trying;        /* what is being read, to tell when it goes wrong */
static const GString *tried;

static void
tell_and_stop (const char *what, const GError *error)
{
  g_autofree char *input = g_strescape (tried->str, NULL);

  g_error ("%s: %s (%s %s): \"%s\"", trying, what, error != NULL ? g_quark_to_string (error->domain) : "", error != NULL ? error->message : "", input);
}

/* What a refusal looks like. */
static void
check_refusal (gboolean accepted, GError *error)
{
  if (accepted == (error != NULL))
    tell_and_stop ("accepted with an error, or refused without one", error);
  if (error != NULL && (error->domain != NUAN_ERROR || error->message[0] == '\0' || !g_utf8_validate (error->message, -1, NULL)))
    tell_and_stop ("a refusal without a message of ours", error);
}

/* Targets --------------------------------------------------------------------------------------------------------------------- */

static void
try_money (const GString *input)
{
  g_autoptr (GError) error = NULL, again_error = NULL;
  g_autofree char *plain = NULL, *words = NULL;
  gint64 fen = -77, again = 0;
  const gboolean accepted = nuan_money_parse (input->str, "amount", &fen, &error);

  check_refusal (accepted, error);
  if (!accepted)
    {
      g_assert_cmpint (fen, ==, -77);
      return;
    }
  g_assert_cmpint (fen, >=, 0);
  plain = nuan_money_format_plain (fen);
  g_assert_true (nuan_money_parse (plain, "amount", &again, &again_error));
  g_assert_cmpint (again, ==, fen);
  words = nuan_money_words (fen, FALSE, &again_error);
  g_assert_true (words != NULL || again_error != NULL);
}

static void
try_day (const GString *input)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  NuanDay day = 77, again = 0;
  const gboolean accepted = nuan_day_parse (input->str, "date", &day, &error);

  check_refusal (accepted, error);
  if (!accepted)
    return;
  text = nuan_day_format (day);
  g_assert_true (nuan_day_parse (text, "date", &again, NULL));
  g_assert_cmpuint (again, ==, day);
}

static void
try_id_number (const GString *input)
{
  g_autoptr (GError) error = NULL;
  NuanIdNumber id, again;
  const gboolean accepted = nuan_id_number_parse (input->str, input->len % 2 == 0, nuan_day_new (2026, 1, 1), "id_number", &id, &error);

  check_refusal (accepted, error);
  if (!accepted)
    return;
  g_assert_cmpuint (strlen (id.number), ==, 18);
  g_assert_cmpint (id.number[17], ==, nuan_id_number_check_character (id.number));
  g_assert_true (nuan_id_number_parse (id.number, FALSE, nuan_day_new (2026, 1, 1), NULL, &again, NULL));
  g_assert_cmpstr (again.number, ==, id.number);
  g_strfreev (nuan_id_number_warnings (&id, nuan_day_new (2026, 1, 1)));
}

static void
try_scan (const GString *input)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL, *code = NULL, *text = NULL, *number_again = NULL, *code_again = NULL;
  gint copy = -77, copy_again = -77;
  const gboolean accepted = nuan_receipt_scan_parse (input->str, &number, &copy, &code, &error);

  check_refusal (accepted, error);
  if (!accepted)
    return;
  text = nuan_receipt_scan_text (number, copy, code);
  g_assert_true (nuan_receipt_scan_parse (text, &number_again, &copy_again, &code_again, NULL));
  g_assert_cmpstr (number_again, ==, number);
  g_assert_cmpstr (code_again, ==, code);
  g_assert_cmpint (copy_again, ==, copy);
}

/* What was read and written is read alike. */
static void
check_written (const NuanHousehold *household)
{
  g_autofree char *text = sample_household_json (household), *again = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (nuan_household_json_problem_free);
  g_autoptr (GPtrArray) rows = nuan_household_json_read (text, strlen (text), NUAN_HOUSEHOLD_JSON_SHOWN, NULL, problems, NULL);

  g_assert_nonnull (rows);
  g_assert_cmpuint (problems->len, ==, 0);
  again = sample_household_json (rows->pdata[0]);
  g_assert_cmpstr (again, ==, text);
}

static void
try_household (const GString *input)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (nuan_household_json_problem_free);
  g_autoptr (GError) error = NULL;
  gboolean is_array = FALSE;
  const NuanHouseholdJson how = input->len % 2 == 0 ? NUAN_HOUSEHOLD_JSON_NEW : NUAN_HOUSEHOLD_JSON_SHOWN;
  g_autoptr (GPtrArray) rows = nuan_household_json_read (input->str, input->len, how, &is_array, problems, &error);
  guint n_wrong = 0;

  check_refusal (rows != NULL, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      NuanHousehold *household = rows->pdata[i];

      n_wrong += household == NULL;
      if (household != NULL)
        check_written (household);
    }
  if (rows != NULL)
    g_assert_true ((problems->len > 0) == (n_wrong > 0));   /* a row may have several */
}

/* What is told as wrong is told once; what is not wrong has a value, or was not given. */
static void
try_payment (const GString *input)
{
  static const NuanFieldName names[] = { { "proxy", NULL }, { "proxy_name", "proxy.name" }, { "proxy_id", "proxy.id_number" }, { NULL } };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanFieldsJson) json = nuan_fields_json_read (nuan_payment_fields, names, input->str, input->len, errors, &error);

  check_refusal (json != NULL, error);
  for (guint i = 0; i < errors->len; i++)
    check_refusal (FALSE, g_ptr_array_index (errors, i));
  for (const NuanField *field = nuan_payment_fields; json != NULL && field->name != NULL; field++)
    {
      const char *value = nuan_fields_json_value (field, json);

      g_assert_true (value == NULL || g_utf8_validate (value, -1, NULL));
    }
}

static void
try_table (const GString *input)
{
  g_autoptr (GBytes) bytes = g_bytes_new (input->str, input->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanTableDefinition) definition = nuan_table_definition_parse ("fuzz", bytes, &error);

  check_refusal (definition != NULL, error);
  if (definition != NULL)
    g_assert_cmpuint (definition->columns->len, >, 0);
}

static void
try_text (const GString *input)
{
  g_autoptr (GError) error = NULL, again_error = NULL;
  g_autofree char *valid = g_utf8_make_valid (input->str, -1), *folded = nuan_name_form (valid);
  g_autofree char *sort_key = nuan_sort_key (valid), *tail = nuan_search_tail_key (valid), *name = nuan_mask_name (valid);
  g_autofree char *number = nuan_mask_id_number (valid), *card = nuan_mask_card (valid), *phone = nuan_mask_phone (valid);
  g_autofree char *clean = nuan_text_clean (input->str, FALSE, TRUE, 500, "note", &error), *again = NULL;
  g_auto (GStrv) keys = nuan_search_name_keys (valid);

  g_assert_true (g_utf8_validate (folded, -1, NULL) && strchr (folded, ' ') == NULL);
  check_refusal (clean != NULL, error);
  if (clean == NULL)
    return;
  again = nuan_text_clean (clean, FALSE, TRUE, 500, "note", &again_error);
  g_assert_cmpstr (again, ==, clean);
}

static void
try_words (const GString *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanRecoveryWords) words = nuan_recovery_words_read (input->str, &error), again = NULL;

  check_refusal (words != NULL, error);
  if (words == NULL)
    return;
  again = nuan_recovery_words_read (nuan_recovery_words_get_text (words), NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (nuan_recovery_words_get_text (again), ==, nuan_recovery_words_get_text (words));
}

/* Whether it opens takes argon2id, and is tried in tests/base. */
static void
try_wrapped (const GString *input)
{
  g_autoptr (GError) error = NULL;
  const gboolean accepted = nuan_sign_key_check_wrapped (input->str, &error);

  check_refusal (accepted, error);
}

/* A backup whose first line is the input, with one bit changed behind it now and then. */
static const char *const sealed_lines[] = { "nuanchuang sealed backup 1 CNM3N-4M8MT 000000000000100\n", "nuanchuang sealed backup 2 7KQ2M-9XW4T 999999999999999\n" };

static struct {
  char       *folder, *path, *out;
  NuanBoxKey *key;
  GBytes     *rest;   /* of a good one, behind its line */
} sealed;

/* To the words that tests/base knows. */
static void
start_sealed (void)
{
  g_autoptr (NuanRecoveryWords) words = nuan_recovery_words_read ("04100-6105F-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6PS", NULL);
  g_autoptr (NuanAtomicFile) out = NULL;
  g_autofree char *bytes = NULL;
  const char content[100] = "";
  const gsize n_line = strlen (sealed_lines[0]);
  gsize size = 0;

  sealed.folder = g_dir_make_tmp ("nuan-fuzz-XXXXXX", NULL);
  sealed.path = g_build_filename (sealed.folder, "sealed", NULL);
  sealed.out = g_build_filename (sealed.folder, "opened", NULL);
  sealed.key = nuan_recovery_words_box_key (words);
  g_assert_true (g_file_set_contents (sealed.path, content, sizeof content, NULL));
  out = nuan_atomic_file_begin (sealed.out, NUAN_FILE_NEW, NULL);
  g_assert_true (nuan_sealed_file_seal (sealed.path, out, nuan_box_key_get_public (sealed.key), NULL, NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (nuan_atomic_file_get_part (out), &bytes, &size, NULL));
  g_assert_cmpmem (bytes, MIN (size, n_line), sealed_lines[0], n_line);
  sealed.rest = g_bytes_new (bytes + n_line, size - n_line);
}

static void
end_sealed (void)
{
  g_unlink (sealed.path);
  g_rmdir (sealed.folder);
  g_free (sealed.folder);
  g_free (sealed.path);
  g_free (sealed.out);
  nuan_box_key_free (sealed.key);
  g_bytes_unref (sealed.rest);
}

static void
try_sealed (const GString *input)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (NuanAtomicFile) out = nuan_atomic_file_begin (sealed.out, NUAN_FILE_NEW, NULL);
  g_autoptr (GError) error = NULL, sheet_error = NULL;
  g_autofree char *sheet = NULL;
  gboolean accepted;

  g_byte_array_append (bytes, (const guint8 *) input->str, (guint) input->len);
  g_byte_array_append (bytes, g_bytes_get_data (sealed.rest, NULL), (guint) g_bytes_get_size (sealed.rest));
  if (g_rand_boolean (dice))
    bytes->data[g_rand_int_range (dice, (gint32) input->len, (gint32) bytes->len)] ^= (guint8) (1 << g_rand_int_range (dice, 0, 8));
  g_assert_true (g_file_set_contents_full (sealed.path, (const char *) bytes->data, bytes->len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));

  sheet = nuan_sealed_file_get_sheet (sealed.path, &sheet_error);
  check_refusal (sheet != NULL, sheet_error);
  accepted = nuan_sealed_file_open (sealed.path, out, sealed.key, NULL, NULL, NULL, &error);
  check_refusal (accepted, error);
  if (accepted)
    g_assert_cmpstr (input->str, ==, sealed_lines[0]);
  g_assert_true (!accepted || sheet != NULL);
}

/* Good input, and pieces of it ------------------------------------------------------------------------------------------------ */

static const char *const money[] = { "9000", "9,000.50", "0.01", "９０００．５", "92233720368547758.07", "1e3", "-5", "" };
static const char *const days[] = { "2025-11-20", "2024-02-29", "1900-01-01", "9999-12-31", "2025-2-3" };
static const char *const id_numbers[] = { "511102197002150013", "11010119900307001X", "511102700215001", " ５１１１０２１９７００２１５００１３ ", "51110219700215001x" };
static const char *const scans[] = { "NC1-2025-000457-0-ABCDEFGHJK", "NC1-2025-000457-A-0123456789", "2025-000457 ABCDE-FGHJK", "NC1-9999-1000000-12-ZZZZZZZZZZ" };
static const char *const households[] = {
  "{\"unit\":\"城东纺织厂\",\"address\":\"一号楼\",\"phone\":\"13800000000\",\"causes\":[\"illness\",\"schooling\"],\"members\":[{\"name\":\"张建国\","
  "\"id_number\":\"511102197002150013\",\"relation\":\"02\",\"phone\":\"1\",\"card\":\"6222\",\"employer\":\"厂\",\"health\":\"好\",\"counted\":true},"
  "{\"name\":\"张三\",\"relation\":\"21\",\"counted\":false}],\"incomes\":{\"wage\":48000,\"other\":\"0.10\"},\"expenses\":{\"illness\":9000.50},"
  "\"accident_reason\":\"火灾\"}",
  "[{\"unit\":\"u\",\"members\":[{\"name\":\"n\",\"relation\":\"02\"}]},{\"unit\":1},{},[],null,\"\\u0000\",\"\\ud842\\udfb7\"]",
  "[[[[[[[[[[]]]]]]]]]]",
};
static const char *const payments[] = {
  "{\"method\":\"cash\",\"date\":\"2025-11-20\",\"proxy\":{\"name\":\"张老三\",\"id_number\":\"511102197002150013\",\"proxy_relation\":\"51\"}}",
  "{\"method\":\"card\",\"card\":\"6222\",\"proxy\":{},\"date\":null,\"method\":1}",
};
static const char *const tables[] = {
  "[table]\ntitle=表\nsource=payments\ncolumns=programme;fund;households;amount\ntotal=true\n\n[column amount]\nmeasure=amount\nunit=wan\n",
  "[table]\ntitle=收据\nsource=receipts\n[filter]\nprogramme=living;medical\n[chart]\nkind=bars\n",
};
static const char *const texts[] = { "张建国", "阿不都热合曼·买买提江", "𠮷建国 單雄信", "e\xcc\x81\xe2\x80\x8d\xf0\x9f\x91\xa9", "Ａｂ１２\t\r\n" };

static const char *const words[] = { "04100-6105F-0R3GM-G28A8-1C602-T3GFP-20WW0-CR6PS", "00001 00002 00003 00004 00005 00006 01kj8 63f9m", "０４１００　６１０５ｆ" };
static const char *const wrapped[] = {
  "nuankey1$2$65536$AAECAwQFBgcICQoLDA0ODw$abWTh7EIJ-rbsoGEKp7KUVlZDj3jTH_ebZaMiAKmOuk$AAECAwQFBgcICQoLDA0ODxAREhMUFRYX$"
  "1oBNRpktbz-VGuYWP_cK2zEZidpTkV350zU8nltzGg6OZM-06qvpF9Dvj8IANiyv$P985W40TX4",
  "nuankey2$whatever$F6JE87AT59",
};

static const char *const pieces[] = {
  "\"", "\\", "{", "}", "[", "]", ":", ",", ".", "-", "0", "9", "99999999999999999999", "1e308", "-0", "0.001", "null", "true", "\\u0000", "\\ud800",
  "\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x80\xae", "\xef\xbb\xbf", "\n", "\r", "\t", "=", ";", "[table]", "title=", "X", "x", "NC1-",
  "\"members\":", "\"name\":", "\"incomes\":{", "２", "〇", "·", "𬱖", " ", "\xe3\x80\x80",
};

typedef struct
{
  const char *name;
  void      (*try) (const GString *input);
  const char *const *seeds;
  guint       n_seeds;
} Target;

#define TARGET(name, seeds) { #name, try_##name, seeds, G_N_ELEMENTS (seeds) }

static const Target targets[] = {
  TARGET (money, money), TARGET (day, days), TARGET (id_number, id_numbers), TARGET (scan, scans), TARGET (household, households), TARGET (payment, payments),
  TARGET (table, tables), TARGET (text, texts), TARGET (words, words), TARGET (wrapped, wrapped), TARGET (sealed, sealed_lines),
};

static gsize
draw (gsize below)
{
  return below == 0 ? 0 : (gsize) g_rand_int (dice) % below;
}

static void
mutate (GString *input, const Target *target)
{
  const gsize at = draw (input->len + 1);

  switch (draw (8))
    {
    case 0:
      if (at < input->len)
        input->str[at] ^= (char) (1 << draw (8));
      break;
    case 1:
      if (at < input->len)
        input->str[at] = (char) draw (256);
      break;
    case 2:
      g_string_erase (input, (gssize) at, (gssize) draw (MIN (input->len - at, 40) + 1));
      break;
    case 3:
    case 4:
      g_string_insert (input, (gssize) at, pieces[draw (G_N_ELEMENTS (pieces))]);
      break;
    case 5:   /* some of it twice */
      {
        g_autofree char *part = g_strndup (input->str + at, draw (MIN (input->len - at, 200) + 1));

        g_string_insert (input, (gssize) draw (input->len + 1), part);
        break;
      }
    case 6:   /* the end of another seed */
      {
        const char *other = target->seeds[draw (target->n_seeds)];

        g_string_truncate (input, at);
        g_string_append (input, other + draw (strlen (other) + 1));
        break;
      }
    default:
      g_string_truncate (input, at);
      break;
    }
  g_string_truncate (input, MIN (input->len, LONGEST));
}

static void
run_once (const Target *target)
{
  g_autoptr (GString) input = g_string_new (target->seeds[draw (target->n_seeds)]);

  for (gsize n = draw (6); n > 0; n--)
    mutate (input, target);
  trying = target->name;
  tried = input;
  target->try (input);
}

int
main (int argc, char *argv[])
{
  const gint64 end = g_get_monotonic_time () + (argc > 1 ? g_ascii_strtoll (argv[1], NULL, 10) : 60) * G_USEC_PER_SEC;
  const guint32 seed = argc > 2 ? (guint32) g_ascii_strtoull (argv[2], NULL, 10) : g_random_int ();
  const guint64 most = argc > 3 ? g_ascii_strtoull (argv[3], NULL, 10) : G_MAXUINT64;
  guint64 n = 0;

  dice = g_rand_new_with_seed (seed);
  start_sealed ();
  g_print ("TAP version 13\n# seed %u\n", seed);
  for (guint64 round = 0; round < most && g_get_monotonic_time () < end; round++)
    for (guint i = 0; i < G_N_ELEMENTS (targets); i++, n++)
      run_once (&targets[i]);
  g_print ("ok 1 %" G_GUINT64_FORMAT " broken inputs, none of them harmful\n1..1\n", n);
  end_sealed ();
  g_rand_free (dice);
  return 0;
}
