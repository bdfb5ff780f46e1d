#include "config.h"

#include <string.h>

#include "display.h"

#include "app/office/journal-detail.h"
#include "app/kit/list-window.h"
#include "app/shell/window.h"
#include "model/staff.h"
#include "store/engine/engine.h"
#include "store/journal/journal.h"

static void
has (const char *action, const char *detail, ...)
{
  g_autofree char *said = nuan_journal_detail_words (action, detail, FALSE);
  va_list expected;
  const char *text;

  va_start (expected, detail);
  while ((text = va_arg (expected, const char *)) != NULL)
    if (strstr (said, text) == NULL)
      g_error ("“%s” does not say “%s”", said, text);
  va_end (expected);
  g_assert_null (strchr (said, '='));
}

static void
details_are_said_in_words (void)
{
  has ("grant.add", "household=8 programme=medical fund=3 amount=3000.00", "8", "医疗救助", "3", "3,000.00 元", NULL);
  has ("household.change", "version=2 parts=expenses,unit category=relative→deep expense=18800.00→32800.00", "2", "相对困难 → 深度困难",
       "18,800.00 元 → 32,800.00 元", NULL);
  has ("fund.add", "name=2026年 中央 资金 source=central programmes=living,medical", "2026年 中央 资金", "生活救助", "医疗救助", NULL);
  has ("fund.receive", "amount=80000.00 date=2026-01-04 account=bank", "80,000.00 元", "2026-01-04", "银行存款", NULL);
  has ("payment.pay", "fund=8 amount=3000.00 grant=4 date=2026-05-06 method=card", "3,000.00 元", "转账", NULL);
  has ("payment.pay", "fund=8 amount=3000.00 card", "3,000.00 元", "转账", NULL);
  has ("staff.roles", "login=anna roles=intake,cash", "anna", "受理", "出纳", NULL);
  has ("standard.set", "1062.00 from 2026-01-01", "1,062.00 元", "2026-01-01", NULL);
}

/* The same of version 2, where a name may hold any sign. */
static void
escaped_details_are_said_in_words (void)
{
  has ("household.change", "/2 version=2 parts=expenses,unit category=relative>deep expense=18800.00>32800.00", "2", "相对困难 → 深度困难",
       "18,800.00 元 → 32,800.00 元", NULL);
  has ("fund.add", "/2 name=2026年\\s中央\\cA\\gB source=central programmes=living,medical", "2026年 中央,A>B", "生活救助", "医疗救助", NULL);
  has ("staff.roles", "/2 login=anna roles=intake,cash", "anna", "受理", "出纳", NULL);
  has ("standard.set", "/2 value=1062.00 from=2026-01-01", "1,062.00 元", "2026-01-01", NULL);
  has ("sign-in.fail", "/2 cause=password", "密码", NULL);
  has ("sign-in.fail", "password", "密码", NULL);
}

/* 64 digits say nothing to anybody: what was answered is named as the check names it. */
static void
an_answer_to_a_finding_is_said_in_words (void)
{
  g_autofree char *said = nuan_journal_detail_words ("check.answer", "/2 finding=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                                                                     " line=four-eyes about=grant\\s12 reason-digest=fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210",
                                                     FALSE);

  g_assert_cmpstr (said, ==, "问题 0123456789abcdef；检查项目：没有人批准自己提出的或发放自己批准的；帮扶 12");
}

static void
what_has_no_words_is_shown_as_it_is (void)
{
  g_autofree char *unknown = nuan_journal_detail_words ("moon.land", "crater=7 amount=much", FALSE);
  g_autofree char *file = nuan_journal_detail_words ("backup", "name=odd.db", FALSE);
  g_autofree char *nothing = nuan_journal_detail_words ("sign-in", "", FALSE);

  g_assert_nonnull (strstr (unknown, "crater=7"));
  g_assert_nonnull (strstr (unknown, "much"));
  g_assert_cmpstr (file, ==, "name=odd.db");
  g_assert_cmpstr (nothing, ==, "");
}

static void
a_category_that_stayed_is_said_once (void)
{
  g_autofree char *said = nuan_journal_detail_words ("household.change", "category=deep→deep", FALSE);

  g_assert_nonnull (strstr (said, "深度困难"));
  g_assert_null (strstr (said, "→"));
}

static void
amounts_are_masked_while_the_desk_hides (void)
{
  g_autofree char *said = nuan_journal_detail_words ("household.change", "version=2 parts=incomes income=18800.00→32800.00", TRUE);

  g_assert_nonnull (strstr (said, "••"));
  g_assert_null (strstr (said, "800"));
}

static gboolean
has_raw_detail (GtkWidget *below)
{
  if (GTK_IS_LABEL (below) && strchr (gtk_label_get_text (GTK_LABEL (below)), '=') != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_raw_detail (child))
      return TRUE;

  return FALSE;
}

static gboolean
write_lines (NuanConnection *connection, gpointer unused, GError **error)
{
  const NuanStaff nobody = { .login = (char *) "desk" };

  return nuan_journal_write (connection, &nobody, "standard.set", "", nuan_detail_add_money (nuan_detail_new (), "value", 123400), error) != 0
         && nuan_journal_write (connection, &nobody, "grant.add", "", nuan_detail_add_money (nuan_detail_new (), "amount", 345600), error) != 0;
}

/* A copy whose newest lines tell a standard, which is nobody's secret, and an amount: what else stands on top depends on the day. */
static char *
copy_with_amounts (void)
{
  char *path = display_copy ("journal.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (nuan_connection_transact (connection, write_lines, NULL, &error));
  return path;
}

static void
the_journal_reads_as_sentences (void)
{
  g_autofree char *path = copy_with_amounts ();
  NuanContext *context = display_context (path);
  NuanWindow *window = nuan_window_new (NULL, context);
  GtkWidget *journal;

  gtk_window_present (GTK_WINDOW (window));
  display_sign_in (context, NUAN_ROLE_AUDIT);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.journal", NULL);
  display_settle ();
  journal = display_window (NUAN_TYPE_LIST_WINDOW);
  g_assert_nonnull (journal);
  display_shot (journal, "journal");
  g_assert_true (display_has_text (journal, "·"));
  g_assert_false (has_raw_detail (journal));

  g_assert_true (display_has_text (journal, "1,234.00 元"));
  g_assert_true (display_has_text (journal, "3,456.00 元"));
  gtk_widget_activate_action (journal, "win.private", NULL);
  display_settle ();
  g_assert_true (display_has_text (journal, "·"));
  g_assert_true (display_has_text (journal, "1,234.00 元"));
  g_assert_false (display_has_text (journal, "3,456.00 元"));

  gtk_window_destroy (GTK_WINDOW (journal));
  gtk_window_destroy (GTK_WINDOW (window));
  display_close (context);
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;   /* the list keeps it */
    }
  return NULL;
}

static void
rename_table (const char *path, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE %s RENAME TO %s", from, to);

  g_assert_no_error (error);
  nuan_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

static void
after_a_failed_read_the_journal_can_be_read (void)
{
  g_autofree char *path = display_copy ("journal-fails.db");
  NuanContext *context = display_context (path);
  NuanWindow *window = nuan_window_new (NULL, context);
  GtkWidget *journal;

  gtk_window_present (GTK_WINDOW (window));
  display_sign_in (context, NUAN_ROLE_AUDIT);
  rename_table (path, "staff", "staff_gone");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.journal", NULL);
  display_settle ();
  journal = find_window (NUAN_TYPE_LIST_WINDOW);
  g_assert_false (display_has_text (journal, " · "));
  g_assert_nonnull (find_window (ADW_TYPE_MESSAGE_DIALOG));
  gtk_window_destroy (GTK_WINDOW (find_window (ADW_TYPE_MESSAGE_DIALOG)));

  rename_table (path, "staff_gone", "staff");
  nuan_context_set_private (context, TRUE);
  display_settle ();
  g_assert_true (display_has_text (journal, " · "));

  gtk_window_destroy (GTK_WINDOW (journal));
  gtk_window_destroy (GTK_WINDOW (window));
  display_close (context);
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);
  g_test_add_func ("/journal-dialog/details-are-said-in-words", details_are_said_in_words);
  g_test_add_func ("/journal-dialog/escaped-details-are-said-in-words", escaped_details_are_said_in_words);
  g_test_add_func ("/journal-dialog/an-answer-to-a-finding-is-said-in-words", an_answer_to_a_finding_is_said_in_words);
  g_test_add_func ("/journal-dialog/what-has-no-words-is-shown-as-it-is", what_has_no_words_is_shown_as_it_is);
  g_test_add_func ("/journal-dialog/a-category-that-stayed-is-said-once", a_category_that_stayed_is_said_once);
  g_test_add_func ("/journal-dialog/amounts-are-masked-while-the-desk-hides", amounts_are_masked_while_the_desk_hides);
  g_test_add_func ("/journal-dialog/the-journal-reads-as-sentences", the_journal_reads_as_sentences);
  g_test_add_func ("/journal-dialog/after-a-failed-read-the-journal-can-be-read", after_a_failed_read_the_journal_can_be_read);
  return g_test_run ();
}
