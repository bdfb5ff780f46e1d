#include "print/receipt.h"


#include "check-error.h"
#include "model/money/receipt.h"
#include "paper.h"
#include "print/text-run.h"

static GBytes *
print_one (const NuanReceipt *receipt, gint copy)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = nuan_receipt_print (&(NuanReceiptPrint) { receipt, copy }, 1, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return pdf;
}

static void
fill_proxy (NuanReceipt *receipt)
{
  paper_replace (&receipt->method, "card");
  paper_replace (&receipt->card_tail, "8901");
  paper_replace (&receipt->proxy_name, "王小芳");
  paper_replace (&receipt->proxy_id_masked, "511102********0226");
  paper_replace (&receipt->proxy_relation, "10");
  paper_replace (&receipt->proxy_reason, "本人住院");
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, word)) != NULL; p += strlen (word))
    n++;
  return n;
}

static void
every_value_stands_in_all_three_parts (void)
{
  g_autoptr (NuanReceipt) receipt = paper_receipt ("2025-000457", "张建国");
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  const char *const values[] = {
    "试点县职工服务（帮扶）中心", "No. 2025-000457", "2025年11月20日", "张建国", "511102********0111", "H2025-000318", "城东纺织厂工会",
    "生活救助", "中央财政专项 2025", "人民币玖仟元整", "¥ 9,000.00", "转账（尾号 8901）", "王小芳（配偶）", "511102********0226", "本人住院",
    "甲", "乙", "丙", "NC1-2025-000457-0-0123456789"
  };

  fill_proxy (receipt);
  pdf = print_one (receipt, 0);
  paper_check (pdf);
  g_assert_cmpuint (paper_count_pages (pdf), ==, 1);

  text = paper_text (pdf, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (count (text, values[i]) < 3)
      g_error ("“%s” stands %u times in:\n%s", values[i], count (text, values[i]), text);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (count (text, ((const char *[]) { "存根联", "记账联", "领款人联" })[i]), ==, 1);
}

static void
without_a_proxy_there_is_no_block_for_one (void)
{
  g_autoptr (NuanReceipt) receipt = paper_receipt ("2025-000457", "张建国");
  g_autoptr (GBytes) pdf = print_one (receipt, 0);
  g_autofree char *text = paper_text (pdf, FALSE);

  g_assert_null (strstr (text, "代领"));
  g_assert_null (strstr (text, "尾号"));
  g_assert_cmpuint (count (text, "现金"), ==, 3);
}

/* The payee's cell of the first part at 600 dpi: right of its label, from the table's upper edge to below the row. */
#define CELL_DPI  600
#define CELL_X    38.6
#define CELL_Y    35.6
#define NAME_SIZE (10.5 * CELL_DPI / 72)

static void
check_name (const char *name, const PaperPicture *cell, gboolean same)
{
  double x = 0;
  int base = 0;
  double worst = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar character = g_utf8_get_char (p);
      const NuanGlyph found = nuan_fonts_glyph (NUAN_FONT_BODY, character);
      g_autoptr (PaperPicture) glyph = paper_draw_glyph (NUAN_FONT_BODY, character, NAME_SIZE);
      const gboolean first = p == name;
      int moved = 0;
      const double difference = paper_difference (cell, glyph, (int) x, first ? 50 : base, 3, first ? 50 : 3, &moved);

      if (first)
        base = 50 + moved;   /* the first character finds the line, the others must stand on it */
      worst = MAX (worst, difference / (found.kind == NUAN_GLYPH_FONT ? PAPER_FONT_TOLERANCE : PAPER_TOLERANCE));
      x += found.advance / 1000.0 * NAME_SIZE;
    }

  g_test_message ("%s: %.3f of what may differ", name, worst);
  if (same)
    g_assert_cmpfloat (worst, <, 1);
  else
    g_assert_cmpfloat (worst, >, 1);
}

static PaperPicture *
render_payee (const char *name)
{
  g_autoptr (NuanReceipt) receipt = paper_receipt ("2025-000457", name);
  g_autoptr (GBytes) pdf = print_one (receipt, 0);

  return paper_render (pdf, 1, CELL_DPI, CELL_X, CELL_Y, 60, 8.2);
}

static void
each_character_of_the_names_is_drawn (void)
{
  for (guint i = 0; paper_names[i] != NULL; i++)
    {
      g_autoptr (PaperPicture) cell = render_payee (paper_names[i]);

      check_name (paper_names[i], cell, TRUE);
    }
}

static void
another_name_would_be_noticed (void)
{
  g_autoptr (PaperPicture) cell = render_payee ("张建囯");   /* the neighbour of 国 */
  g_autoptr (PaperPicture) empty = render_payee ("");

  check_name ("张建国", cell, FALSE);
  check_name ("𬱖", empty, FALSE);
}

static void
the_code_is_read_from_each_part (void)
{
  g_autoptr (NuanReceipt) receipt = paper_receipt ("2025-000457", "张建国");

  for (gint copy = NUAN_COPY_AUDIT; copy < 2; copy++)
    {
      g_autoptr (GBytes) pdf = print_one (receipt, copy);
      g_autofree char *wanted = nuan_receipt_scan_text ("2025-000457", copy, "0123456789");
      g_auto (GStrv) codes = paper_codes (pdf);

      g_assert_cmpuint (g_strv_length (codes), ==, 3);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpstr (codes[i], ==, wanted);
    }
}

static void
a_reprint_repeats_byte_for_byte (void)
{
  g_autoptr (NuanReceipt) receipt = paper_receipt ("2025-000457", "张㛃");
  g_autoptr (GBytes) first = print_one (receipt, 2);
  g_autoptr (GBytes) second = print_one (receipt, 2);

  g_assert_true (g_bytes_equal (first, second));
}

/* How often each character stands on the paper, blanks aside. */
static GHashTable *
count_characters (GBytes *pdf)
{
  g_autofree char *text = paper_text (pdf, FALSE);
  GHashTable *counts = g_hash_table_new (NULL, NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gpointer character = GUINT_TO_POINTER (g_utf8_get_char (p));

      if (!g_unichar_isspace (g_utf8_get_char (p)) && *p != '\f')
        g_hash_table_insert (counts, character, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, character)) + 1));
    }

  return counts;
}

/* The paper has N times the characters of TEXT more (or less) than what COUNTS say. */
static void
add_characters (GHashTable *counts, const char *text, int n)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gpointer character = GUINT_TO_POINTER (g_utf8_get_char (p));

      if (!g_unichar_isspace (g_utf8_get_char (p)))
        g_hash_table_insert (counts, character, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, character)) + n));
    }
}

static void
assert_same_counts (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer character, n;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &character, &n))
    if (GPOINTER_TO_INT (n) != GPOINTER_TO_INT (g_hash_table_lookup (b, character)))
      g_error ("U+%04X stands %d and %d times", GPOINTER_TO_UINT (character), GPOINTER_TO_INT (n),
               GPOINTER_TO_INT (g_hash_table_lookup (b, character)));
}

static void
check_mark (gboolean voided, gint copy, const char *mark)
{
  g_autoptr (NuanReceipt) receipt = paper_receipt ("2025-000457", "张建国");
  g_autoptr (GBytes) plain = print_one (receipt, 0);
  g_autoptr (GBytes) marked = NULL;
  g_autoptr (GHashTable) before = count_characters (plain);
  g_autoptr (GHashTable) after = NULL;
  g_autofree char *old_scan = nuan_receipt_scan_text ("2025-000457", 0, "0123456789");
  g_autofree char *new_scan = nuan_receipt_scan_text ("2025-000457", copy, "0123456789");

  receipt->voided = voided;
  marked = print_one (receipt, copy);
  g_assert_cmpuint (paper_count_pages (marked), ==, 1);
  after = count_characters (marked);

  add_characters (before, mark, 3);
  add_characters (before, old_scan, -3);
  add_characters (before, new_scan, 3);
  assert_same_counts (before, after);
  assert_same_counts (after, before);
}

static void
a_reprint_differs_in_its_mark_and_code_alone (void)
{
  check_mark (FALSE, 1, "补打1");
  check_mark (FALSE, 12, "补打12");
}

static void
audits_copy_says_so (void)
{
  check_mark (FALSE, NUAN_COPY_AUDIT, "审计副本");
}

static void
a_void_receipt_says_so (void)
{
  check_mark (TRUE, 0, "作废");
  check_mark (TRUE, 3, "作废补打3");
}

/* Outline letters leave the text readable: little more ink than without them. */
static void
the_mark_hides_nothing (void)
{
  g_autoptr (NuanReceipt) receipt = paper_receipt ("2025-000457", "张建国");
  g_autoptr (GBytes) plain = print_one (receipt, 0);
  g_autoptr (GBytes) marked = print_one (receipt, 1);
  g_autoptr (PaperPicture) a = paper_render (plain, 1, 100, 12, 36, 186, 40);
  g_autoptr (PaperPicture) b = paper_render (marked, 1, 100, 12, 36, 186, 40);
  guint lost = 0, added = 0;

  for (int i = 0; i < a->width * a->height; i++)
    {
      lost += a->ink[i] > b->ink[i] + 40;
      added += b->ink[i] > a->ink[i] + 20;
    }
  g_assert_cmpuint (lost, ==, 0);
  g_assert_cmpuint (added, >, 500);
  g_assert_cmpuint (added, <, (guint) (a->width * a->height) / 20);
}

/* Above U+FFFF in two planes, alone and among others; beyond libharu; a mark, a variant. */
static const char *const rare_names[] = { "𠮷田", "张𬱖建", "a𠮷 b𠄌", "龦㛃𠂢龴", "e\314\201milie", "葛\363\240\204\200城市", NULL };

static NuanReceipt *
rare_receipt (const char *name, gboolean voided)
{
  NuanReceipt *receipt = paper_receipt ("2025-000457", name);

  fill_proxy (receipt);
  paper_replace (&receipt->proxy_name, name);
  paper_replace (&receipt->cashier, name);
  receipt->voided = voided;
  return receipt;
}

static void
check_rare_page (const char *page, const char *name)
{
  g_autofree char *proxy = g_strdup_printf ("%s（配偶）", name);
  g_autofree char *cashier = g_strdup_printf ("出纳：%s", name);
  g_auto (GStrv) one = g_strsplit (page, "\f", 1);

  paper_assert_found (one, name, 9);
  paper_assert_found (one, proxy, 3);
  paper_assert_found (one, cashier, 3);
}

/* First print, reprint, audit's copy, void, reprint of a void; three parts each. */
static void
rare_names_are_found_whole_on_every_copy (void)
{
  static const struct { gint copy; gboolean voided; } papers[] = { { 0, FALSE }, { 2, FALSE }, { NUAN_COPY_AUDIT, FALSE }, { 0, TRUE }, { 1, TRUE } };
  const guint n_names = g_strv_length ((char **) rare_names), n = n_names * G_N_ELEMENTS (papers);
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_receipt_free);
  g_autofree NuanReceiptPrint *items = g_new0 (NuanReceiptPrint, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_auto (GStrv) readings = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (receipts, rare_receipt (rare_names[i % n_names], papers[i / n_names].voided));
      items[i] = (NuanReceiptPrint) { g_ptr_array_index (receipts, i), papers[i / n_names].copy };
    }

  pdf = nuan_receipt_print (items, n, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  paper_check (pdf);
  readings = paper_readings (pdf);
  for (guint reader = 0; readings[reader] != NULL; reader++)
    {
      g_auto (GStrv) pages = g_strsplit (readings[reader], "\f", -1);

      g_assert_cmpuint (g_strv_length (pages), ==, n + 1);
      for (guint i = 0; i < n; i++)
        check_rare_page (pages[i], rare_names[i % n_names]);
    }
}

static void
long_values_wrap_and_stay_on_one_page (void)
{
  g_autoptr (NuanReceipt) receipt = paper_receipt ("2025-000457", "阿不都热合曼·买买提江");
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_autofree char *joined = NULL;
  g_auto (GStrv) lines = NULL;

  fill_proxy (receipt);
  paper_replace (&receipt->unit, "试点县城东纺织工业集团有限责任公司第二棉纺织分厂细纱车间工会委员会");
  paper_replace (&receipt->fund, "2025年中央财政困难职工帮扶专项资金（第二批）");
  paper_replace (&receipt->proxy_reason, "本人因病住院治疗，行动不便，无法亲自到帮扶中心领取帮扶资金，经与家属商量并报所在单位工会同意，特委托配偶代为领取。");
  pdf = print_one (receipt, 1);
  paper_check (pdf);
  g_assert_cmpuint (paper_count_pages (pdf), ==, 1);

  text = paper_text (pdf, FALSE);
  lines = g_strsplit (text, "\n", -1);
  joined = g_strjoinv ("", lines);
  g_assert_cmpuint (count (joined, receipt->unit), ==, 3);
  g_assert_cmpuint (count (joined, receipt->fund), ==, 3);
  g_assert_cmpuint (count (joined, receipt->proxy_reason), ==, 3);
}

static void
check_refused (const char *field, gsize offset, const char *value)
{
  g_autoptr (NuanReceipt) receipt = paper_receipt ("2025-000457", "张建国");
  g_autoptr (GError) error = NULL;
  const NuanReceiptPrint item = { receipt, 0 };

  fill_proxy (receipt);
  paper_replace (G_STRUCT_MEMBER_P (receipt, offset), value);
  g_assert_false (nuan_receipt_check (receipt, &error));
  check_error (error, NUAN_ERROR_INVALID, field);
  g_assert_null (nuan_receipt_print (&item, 1, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_INVALID, field);
}

static void
what_does_not_fit_is_refused_by_field (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 500; i++)
    g_string_append (text, "长");
  check_refused ("payee", G_STRUCT_OFFSET (NuanReceipt, payee), text->str);
  check_refused ("unit", G_STRUCT_OFFSET (NuanReceipt, unit), text->str);
  check_refused ("fund", G_STRUCT_OFFSET (NuanReceipt, fund), text->str);
  check_refused ("proxy_reason", G_STRUCT_OFFSET (NuanReceipt, proxy_reason), text->str);
  check_refused ("centre", G_STRUCT_OFFSET (NuanReceipt, centre), text->str);
  check_refused ("cashier", G_STRUCT_OFFSET (NuanReceipt, cashier), text->str);
}

static void
what_no_font_has_is_refused_by_field (void)
{
  check_refused ("payee", G_STRUCT_OFFSET (NuanReceipt, payee), "张\360\277\277\275");   /* U+3FFFD */
  check_refused ("centre", G_STRUCT_OFFSET (NuanReceipt, centre), "\360\277\277\275");
  check_refused ("reviewer", G_STRUCT_OFFSET (NuanReceipt, reviewer), "\360\277\277\275");
}

static void
an_unknown_layout_is_refused (void)
{
  g_autoptr (NuanReceipt) receipt = paper_receipt ("2025-000457", "张建国");
  g_autoptr (GError) error = NULL;

  receipt->layout = 99;
  g_assert_null (nuan_receipt_print (&(NuanReceiptPrint) { receipt, 0 }, 1, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_INVALID, "layout");
}

#define N_BATCH 30

static void
count_progress (gint64 done, gint64 total, gpointer user_data)
{
  g_assert_cmpint (total, ==, N_BATCH);
  g_assert_cmpint (done, ==, ++*(gint64 *) user_data);
}

static GPtrArray *
make_batch (NuanReceiptPrint *items)
{
  GPtrArray *receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_receipt_free);

  for (guint i = 0; i < N_BATCH; i++)
    {
      g_autofree char *number = g_strdup_printf ("2025-%06u", i + 1);

      g_ptr_array_add (receipts, paper_receipt (number, paper_names[i % 6]));
      items[i] = (NuanReceiptPrint) { g_ptr_array_index (receipts, i), i % 3 };
    }
  return receipts;
}

static void
a_batch_is_one_paper_with_a_page_each (void)
{
  NuanReceiptPrint items[N_BATCH];
  g_autoptr (GPtrArray) receipts = make_batch (items);
  g_autoptr (GError) error = NULL;
  gint64 done = 0;
  g_autoptr (GBytes) pdf = nuan_receipt_print (items, N_BATCH, count_progress, &done, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (done, ==, N_BATCH);
  paper_check (pdf);
  g_assert_cmpuint (paper_count_pages (pdf), ==, N_BATCH);
}

#define N_LARGE_BATCH 400

/* The next character above U+FFFF that a font here has. */
static gunichar
next_rare (gunichar character)
{
  do
    character++;
  while (nuan_fonts_glyph (NUAN_FONT_BODY, character).kind == NUAN_GLYPH_NONE);

  g_assert_cmpuint (character, >, 0xffff);
  return character;
}

/* Three hundred rare characters are more than one hidden font has codes for. */
static void
in_a_large_batch_every_name_is_found_in_its_place (void)
{
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_receipt_free);
  g_autofree NuanReceiptPrint *items = g_new0 (NuanReceiptPrint, N_LARGE_BATCH);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  char *readings[2];
  gunichar character = 0;

  for (guint i = 0; i < N_LARGE_BATCH; i++)
    {
      g_autofree char *number = g_strdup_printf ("2025-%06u", i + 1);
      char name[16] = "张";

      character = next_rare (i % 300 == 0 ? 0x1ffff : character);
      name[3 + g_unichar_to_utf8 (character, name + 3)] = '\0';
      g_ptr_array_add (receipts, paper_receipt (number, name));
      items[i] = (NuanReceiptPrint) { g_ptr_array_index (receipts, i), i % 3 };
    }

  pdf = nuan_receipt_print (items, N_LARGE_BATCH, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  readings[0] = paper_text (pdf, FALSE);
  readings[1] = paper_text_by_mupdf (pdf);
  for (guint reader = 0; reader < 2; reader++)
    {
      g_auto (GStrv) pages = g_strsplit (readings[reader], "\f", -1);

      g_assert_cmpuint (g_strv_length (pages), ==, N_LARGE_BATCH + 1);
      for (guint i = 0; i < N_LARGE_BATCH; i++)
        {
          g_autofree char *number = g_strdup_printf ("No. %s", items[i].receipt->number);

          g_assert_cmpuint (count (pages[i], items[i].receipt->payee), ==, 3);
          g_assert_cmpuint (count (pages[i], number), ==, 3);
        }
      g_free (readings[reader]);
    }
}

static void
cancel_at_ten (gint64 done, gint64 total, gpointer user_data)
{
  if (done == 10)
    g_cancellable_cancel (user_data);
}

static void
a_cancelled_batch_is_no_paper (void)
{
  NuanReceiptPrint items[N_BATCH];
  g_autoptr (GPtrArray) receipts = make_batch (items);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (nuan_receipt_print (items, N_BATCH, cancel_at_ten, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
in_a_batch_the_refused_one_is_named (void)
{
  NuanReceiptPrint items[N_BATCH];
  g_autoptr (GPtrArray) receipts = make_batch (items);
  g_autoptr (GError) error = NULL;

  paper_replace (&((NuanReceipt *) g_ptr_array_index (receipts, 4))->unit, "\360\277\277\275");
  g_assert_null (nuan_receipt_print (items, N_BATCH, NULL, NULL, NULL, &error));
  check_error (error, NUAN_ERROR_INVALID, "2025-000005.unit");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/receipt-paper/every-value-stands-in-all-three-parts", every_value_stands_in_all_three_parts);
  g_test_add_func ("/receipt-paper/without-a-proxy-there-is-no-block-for-one", without_a_proxy_there_is_no_block_for_one);
  g_test_add_func ("/receipt-paper/each-character-of-the-names-is-drawn", each_character_of_the_names_is_drawn);
  g_test_add_func ("/receipt-paper/another-name-would-be-noticed", another_name_would_be_noticed);
  g_test_add_func ("/receipt-paper/the-code-is-read-from-each-part", the_code_is_read_from_each_part);
  g_test_add_func ("/receipt-paper/a-reprint-repeats-byte-for-byte", a_reprint_repeats_byte_for_byte);
  g_test_add_func ("/receipt-paper/a-reprint-differs-in-its-mark-and-code-alone", a_reprint_differs_in_its_mark_and_code_alone);
  g_test_add_func ("/receipt-paper/audits-copy-says-so", audits_copy_says_so);
  g_test_add_func ("/receipt-paper/a-void-receipt-says-so", a_void_receipt_says_so);
  g_test_add_func ("/receipt-paper/the-mark-hides-nothing", the_mark_hides_nothing);
  g_test_add_func ("/receipt-paper/rare-names-are-found-whole-on-every-copy", rare_names_are_found_whole_on_every_copy);
  g_test_add_func ("/receipt-paper/long-values-wrap-and-stay-on-one-page", long_values_wrap_and_stay_on_one_page);
  g_test_add_func ("/receipt-paper/what-does-not-fit-is-refused-by-field", what_does_not_fit_is_refused_by_field);
  g_test_add_func ("/receipt-paper/what-no-font-has-is-refused-by-field", what_no_font_has_is_refused_by_field);
  g_test_add_func ("/receipt-paper/an-unknown-layout-is-refused", an_unknown_layout_is_refused);
  g_test_add_func ("/receipt-paper/a-batch-is-one-paper-with-a-page-each", a_batch_is_one_paper_with_a_page_each);
  g_test_add_func ("/receipt-paper/in-a-large-batch-every-name-is-found-in-its-place", in_a_large_batch_every_name_is_found_in_its_place);
  g_test_add_func ("/receipt-paper/a-cancelled-batch-is-no-paper", a_cancelled_batch_is_no_paper);
  g_test_add_func ("/receipt-paper/in-a-batch-the-refused-one-is-named", in_a_batch_the_refused_one_is_named);
  return g_test_run ();
}
