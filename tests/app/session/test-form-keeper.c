#include "config.h"

#include "display.h"

#include "app/cases/cases-page.h"
#include "app/session/form-keeper.h"
#include "store/office/form-draft.h"

#define NOBODY 424242   /* no draft is of such a person: writing one fails */

static const char *typed;   /* what stands in the form */

static char *
typed_text (gpointer unused)
{
  return g_strdup (typed);
}

static void
set_up (DisplayPage *fixture, gconstpointer unused)
{
  display_page_open (fixture, "keeper.db", NUAN_ROLE_INTAKE, 1, NUAN_TYPE_CASES_PAGE);
}

static NuanFormKeeper *
keeper_of (DisplayPage *fixture, gint64 staff_id)
{
  return nuan_form_keeper_new (fixture->context, staff_id, "grant", 7, FALSE, typed_text, NULL);
}

static gint64
clerk (DisplayPage *fixture)
{
  return nuan_context_get_staff (fixture->context)->id;
}

/* Owned; NULL: nothing. */
static char *
kept (DisplayPage *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = nuan_connection_open (nuan_database_get_path (nuan_context_get_database (fixture->context)), NUAN_OPEN_READ, &error);
  char *content = NULL;

  g_assert_no_error (error);
  nuan_form_draft_load (connection, clerk (fixture), "grant", 7, &content, &error);
  g_assert_no_error (error);
  return content;
}

static gboolean
is_kept (gpointer fixture)
{
  g_autofree char *content = kept (fixture);

  return g_strcmp0 (content, typed) == 0;
}

static void
what_is_typed_is_kept_before_the_form_is_carried_out (DisplayPage *fixture, gconstpointer unused)
{
  NuanFormKeeper *keeper = keeper_of (fixture, clerk (fixture));

  typed = "half a grant";
  nuan_form_keeper_changed (keeper);
  nuan_form_keeper_rest (keeper, TRUE);
  display_settle ();
  g_assert_true (is_kept (fixture));

  nuan_form_keeper_rest (keeper, FALSE);
  nuan_form_keeper_flush (keeper);
  nuan_form_keeper_free (keeper);
}

static void
what_is_typed_meanwhile_is_kept_once_the_form_was_refused (DisplayPage *fixture, gconstpointer unused)
{
  NuanFormKeeper *keeper = keeper_of (fixture, clerk (fixture));
  g_autofree char *meanwhile = NULL;

  nuan_form_keeper_rest (keeper, TRUE);
  typed = "and a word more";
  nuan_form_keeper_changed (keeper);
  nuan_form_keeper_flush (keeper);
  display_settle ();
  meanwhile = kept (fixture);
  g_assert_null (meanwhile);   /* it would come back although the work is done */

  nuan_form_keeper_rest (keeper, FALSE);
  display_wait (is_kept, fixture, "what was typed is kept");
  nuan_form_keeper_free (keeper);
}

static GtkWidget *
find_toast (GtkWidget *below)
{
  GtkWidget *found = g_str_equal (G_OBJECT_TYPE_NAME (below), "AdwToastWidget") ? below : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_toast (child);
  return found;
}

static gboolean
is_told (gpointer fixture)
{
  GtkWidget *toast = find_toast (GTK_WIDGET (((DisplayPage *) fixture)->window));

  return toast != NULL && display_has_text (toast, "没有暂存");
}

static gboolean
is_quiet (gpointer fixture)
{
  return find_toast (GTK_WIDGET (((DisplayPage *) fixture)->window)) == NULL;
}

static void
keep (DisplayPage *fixture, gint64 staff_id)
{
  NuanFormKeeper *keeper = keeper_of (fixture, staff_id);

  nuan_form_keeper_changed (keeper);
  nuan_form_keeper_flush (keeper);
  nuan_form_keeper_free (keeper);
  display_settle ();
}

static void
put_away (DisplayPage *fixture)
{
  g_signal_emit_by_name (display_find (find_toast (GTK_WIDGET (fixture->window)), GTK_TYPE_BUTTON), "clicked");
  display_wait (is_quiet, fixture, "the toast is gone");
}

static void
a_form_that_can_not_be_kept_is_told_of_once (DisplayPage *fixture, gconstpointer unused)
{
  typed = "lost";
  keep (fixture, NOBODY);
  display_wait (is_told, fixture, "it is told");
  put_away (fixture);
  keep (fixture, NOBODY);
  g_assert_true (is_quiet (fixture));

  keep (fixture, clerk (fixture));
  g_assert_true (is_kept (fixture));
  keep (fixture, NOBODY);
  display_wait (is_told, fixture, "it is told anew");
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/form-keeper/" path, DisplayPage, NULL, set_up, function, display_page_close)
  ADD ("what-is-typed-is-kept-before-the-form-is-carried-out", what_is_typed_is_kept_before_the_form_is_carried_out);
  ADD ("what-is-typed-meanwhile-is-kept-once-the-form-was-refused", what_is_typed_meanwhile_is_kept_once_the_form_was_refused);
  ADD ("a-form-that-can-not-be-kept-is-told-of-once", a_form_that_can_not_be_kept_is_told_of_once);
#undef ADD

  return g_test_run ();
}
