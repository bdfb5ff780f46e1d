#include "config.h"

#include "display.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/kit/table-view.h"
#include "app/statistics/statistics-page.h"
#include "base/data-file.h"

#define BROKEN "[table]\nid=broken\ntitle=坏表\nsource=gold\ncolumns=amount\n"   /* there is no such source */

/* A centre that has a definition of a table of its own, which can't be read. */
static void
set_up (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "broken.db", NUAN_ROLE_AUDIT, 4, NUAN_TYPE_STATISTICS_PAGE);
}

static GtkListBox *
list_of (DisplayPage *fixture)
{
  return GTK_LIST_BOX (display_find (fixture->page, GTK_TYPE_LIST_BOX));
}

static GtkListBoxRow *
row_named (DisplayPage *fixture, const char *title)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list_of (fixture), i)) != NULL; i++)
    if (g_str_equal (gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))), title))
      return row;
  g_error ("no table is called %s", title);
}

static const NuanTable *
table_of (DisplayPage *fixture)
{
  NuanSharedTable *shared = nuan_table_view_get_table (NUAN_TABLE_VIEW (display_find (fixture->page, NUAN_TYPE_TABLE_VIEW)));

  return shared != NULL ? shared->table : NULL;
}

static AdwMessageDialog *
dialog (void)
{
  return ADW_MESSAGE_DIALOG (display_window (ADW_TYPE_MESSAGE_DIALOG));
}

/* It would stand first, by its name. */
static void
it_is_marked_and_the_others_are_read (DisplayPage *fixture, gconstpointer unused)
{
  GtkListBoxRow *row = row_named (fixture, "broken");
  const char *tip = gtk_widget_get_tooltip_text (GTK_WIDGET (row));

  g_assert_true (gtk_widget_has_css_class (gtk_list_box_row_get_child (row), "error"));
  g_assert_nonnull (strstr (tip, "payments, funds"));   /* what would be right */
  g_assert_null (dialog ());
  g_assert_true (gtk_list_box_get_selected_row (list_of (fixture)) != row);
  g_assert_nonnull (table_of (fixture));
  g_assert_cmpstr (table_of (fixture)->definition->id, ==, "fund-state");
}

static void
whoever_chooses_it_is_told_why_it_stays_unread (DisplayPage *fixture, gconstpointer unused)
{
  gtk_list_box_select_row (list_of (fixture), row_named (fixture, "broken"));
  display_settle ();
  g_assert_nonnull (dialog ());
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog ()), ==, _("The table could not be filled"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog ()), "payments, funds"));
  gtk_window_destroy (GTK_WINDOW (dialog ()));

  gtk_list_box_select_row (list_of (fixture), gtk_list_box_get_row_at_index (list_of (fixture), 2));
  display_settle ();
  g_assert_null (dialog ());
  g_assert_cmpstr (table_of (fixture)->definition->id, ==, "help-by-programme-fund");
}

static void
write_table (const char *name)
{
  g_autofree char *folder = g_build_filename (nuan_data_directory (), "tables", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, BROKEN, -1, NULL));
}

static void
set_up_without_any (DisplayPage *fixture, gconstpointer unused)
{
  write_table ("fund-state.ini");
  write_table ("help-by-programme-fund.ini");
  write_table ("receipts.ini");
  set_up (fixture, NULL);
}

static void
where_none_can_be_read_that_is_said (DisplayPage *fixture, gconstpointer unused)
{
  g_assert_nonnull (dialog ());
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog ()), ==, _("The table could not be filled"));
  g_assert_null (table_of (fixture));
  g_assert_false (gtk_widget_get_mapped (display_find (fixture->page, NUAN_TYPE_TABLE_VIEW)));
  gtk_window_destroy (GTK_WINDOW (dialog ()));
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);
  write_table ("broken.ini");

#define ADD(path, set, function) g_test_add ("/broken-table/" path, DisplayPage, NULL, set, function, display_page_close)
  ADD ("it-is-marked-and-the-others-are-read", set_up, it_is_marked_and_the_others_are_read);
  ADD ("whoever-chooses-it-is-told-why-it-stays-unread", set_up, whoever_chooses_it_is_told_why_it_stays_unread);
  ADD ("where-none-can-be-read-that-is-said", set_up_without_any, where_none_can_be_read_that_is_said);
#undef ADD

  return g_test_run ();
}
