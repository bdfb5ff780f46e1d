#include "config.h"

#include <string.h>

#include "display.h"

#include "app/kit/desk-dialog.h"
#include "app/kit/list-window.h"
#include "app/kit/rows.h"
#include "app/office/check-findings.h"
#include "model/staff.h"
#include "store/engine/statement.h"
#include "store/journal/check.h"
#include "store/journal/finding.h"

typedef struct {
  NuanContext *context;
  NuanWindow  *window;
  GtkWidget   *list;      /* the window with the findings */
} Desk;

/* One wrong figure that nobody's act is about: the head's name beside the file. */
static void
spoil (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (path, NUAN_OPEN_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (nuan_connection_exec (connection, "UPDATE household SET head_name = 'x' WHERE id = 1", &error));
}

static void
set_up (Desk *desk, gconstpointer role)
{
  g_autofree char *path = display_copy ("check.db");
  g_autoptr (NuanConnection) connection = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  spoil (path);
  connection = nuan_connection_open (path, NUAN_OPEN_READ, NULL);
  lines = nuan_check_run (connection, NUAN_CHECK_ALL, NULL, NULL, NULL, NULL);
  desk->context = display_context (path);
  desk->window = nuan_window_new (NULL, desk->context);
  gtk_window_present (GTK_WINDOW (desk->window));
  display_sign_in (desk->context, GPOINTER_TO_UINT (role));
  nuan_show_check_lines (GTK_WIDGET (desk->window), desk->context, lines);
  display_settle ();
  desk->list = display_window (NUAN_TYPE_LIST_WINDOW);
  g_assert_nonnull (desk->list);
}

static void
tear_down (Desk *desk, gconstpointer role)
{
  gtk_window_destroy (GTK_WINDOW (desk->list));
  gtk_window_destroy (GTK_WINDOW (desk->window));
  display_close (desk->context);
}

/* Among the titles of the list: below the line that it is of, which is the first. */
static gboolean
stands_first (GtkWidget *list, const char *text)
{
  GtkWidget *row = gtk_widget_get_first_child (display_find (list, GTK_TYPE_LIST_BOX));
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  return display_has_text (row, "有误") && display_has_text (next, text);
}

static void
a_finding_stands_there_with_its_rows_and_state (Desk *desk, gconstpointer role)
{
  g_assert_true (display_has_text (desk->list, "户档案 H"));
  g_assert_false (display_has_text (desk->list, "household:1"));
  g_assert_false (display_has_text (desk->list, "member:"));
  g_assert_true (display_has_text (desk->list, "成员 "));   /* as the file is compared with */
  g_assert_true (display_has_text (desk->list, "1 项有问题"));
  g_assert_true (stands_first (desk->list, "户档案 H"));
  g_assert_true (display_has_text (desk->list, "未答复"));
  g_assert_null (display_labelled (desk->list, "答复…"));   /* an auditor only reads */
}

static gboolean
is_answered (gpointer list)
{
  return display_has_text (list, "户主已确认");
}

static void
a_director_answers_it_there (Desk *desk, gconstpointer role)
{
  GtkWidget *form;

  display_press (display_labelled (desk->list, "答复…"));
  form = display_window (NUAN_TYPE_DESK_DIALOG);
  g_assert_nonnull (form);
  display_shot (form, "check-answer");
  g_assert_true (display_has_text (form, "户档案 H"));
  g_assert_true (display_has_text (form, "成员 "));   /* what differs is found there */
  nuan_row_put_value (NUAN_ROW (display_find (form, NUAN_TYPE_MEMO_ROW)), "户主已确认");
  g_signal_emit_by_name (display_labelled (form, "答复(_A)"), "clicked");
  display_wait (is_answered, desk->list, "the answer in the list");
  display_shot (desk->list, "check-answered");
  g_assert_null (display_labelled (desk->list, "答复…"));
  g_assert_false (display_has_text (desk->list, "项有问题"));
  g_assert_true (display_has_text (gtk_widget_get_next_sibling (gtk_widget_get_first_child (display_find (desk->list, GTK_TYPE_LIST_BOX))), "户主已确认"));
  g_assert_true (display_has_text (desk->list, "已知并已答复"));
  g_assert_true (display_has_text (desk->list, "没有其他问题"));
  g_assert_false (display_has_text (desk->list, "全部正常"));
}

/* Of each kind of row one. */
static void
what_a_finding_names_is_named_in_chinese (Desk *desk, gconstpointer role)
{
  static const char *const abouts[] = {
    "receipt row 4", "void of payment 5", "payment 6", "fund 1", "entry 2", "movement 3", "grant 7", "member 8", "assessment 9",
    "year 2026", "standard 10", "journal row 11", "answer 12", "household 13", "journal rows 14", "table 15", "index 16",
    "trigger 17", "view 18", "account 19",
  };
  g_autofree char *receipt = nuan_finding_words ("receipt 2026-94"), *file = nuan_finding_words ("");

  g_assert_cmpstr (receipt, ==, "领款单 2026-000094");
  g_assert_cmpstr (file, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (abouts); i++)
    {
      g_autofree char *words = nuan_finding_words (abouts[i]);

      g_test_message ("%s: %s", abouts[i], words);
      for (const char *letter = words; *letter != '\0'; letter++)
        g_assert_false (g_ascii_isalpha (*letter));
      g_assert_cmpstr (strrchr (words, ' '), ==, strrchr (abouts[i], ' '));
    }
}

#define ADD(path, test, role) g_test_add ("/check-dialog/" path, Desk, GUINT_TO_POINTER (role), set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);
  ADD ("a-finding-stands-there-with-its-rows-and-state", a_finding_stands_there_with_its_rows_and_state, NUAN_ROLE_AUDIT);
  ADD ("a-director-answers-it-there", a_director_answers_it_there, NUAN_ROLE_DIRECT);
  ADD ("what-a-finding-names-is-named-in-chinese", what_a_finding_names_is_named_in_chinese, NUAN_ROLE_AUDIT);
  return g_test_run ();
}
