#include "base/mask.h"

typedef char *(*Mask) (const char *text);

static void
assert_masks (Mask mask, const char *const pairs[][2], guint n_pairs)
{
  for (guint i = 0; i < n_pairs; i++)
    {
      g_autofree char *masked = mask (pairs[i][0]);

      g_assert_cmpstr (masked, ==, pairs[i][1]);
    }
}

static void
test_id_number (void)
{
  static const char *const pairs[][2] = {
    { "511102198001010111", "511102********0111" }, { "51110219491231002X", "511102********002X" }, { "511102800101011", "511102*****1011" },
    { "H12345678", "******678" }, { "1234567", "*******" }, { "", "" }, { NULL, "" },
  };

  assert_masks (nuan_mask_id_number, pairs, G_N_ELEMENTS (pairs));
}

static void
test_card (void)
{
  static const char *const pairs[][2] = {
    { "6222020000000008901", "…8901" }, { "6222 0200 0000 8901", "…8901" }, { "1234567", "…" }, { "", "" }, { NULL, "" },
  };

  assert_masks (nuan_mask_card, pairs, G_N_ELEMENTS (pairs));
}

static void
test_phone (void)
{
  static const char *const pairs[][2] = {
    { "13812345678", "138****5678" }, { "0833-2123456", "083*****3456" }, { "2123456", "****456" }, { "110", "***" }, { "", "" }, { NULL, "" },
  };

  assert_masks (nuan_mask_phone, pairs, G_N_ELEMENTS (pairs));
}

static void
test_name (void)
{
  static const char *const pairs[][2] = {
    { "张建国", "张*国" }, { "张三", "张*" }, { "欧阳建国", "欧**国" }, { "阿不都热合曼·买买提江", "阿*********江" }, { "陈𠮷", "陈*" },
    { "张", "*" }, { "", "" }, { NULL, "" },
  };

  assert_masks (nuan_mask_name, pairs, G_N_ELEMENTS (pairs));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mask/an ID number shows region and tail", test_id_number);
  g_test_add_func ("/mask/a card shows its last four", test_card);
  g_test_add_func ("/mask/a phone shows its ends", test_phone);
  g_test_add_func ("/mask/a name hides its middle", test_name);
  return g_test_run ();
}
