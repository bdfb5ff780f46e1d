#include "config.h"

#include "display.h"

#include "app/kit/decision-dialog.h"
#include "app/kit/rows.h"
#include "app/kit/toast.h"
#include "base/error.h"

enum { APPROVE, REFUSE };

typedef struct {
  DisplayPage     page;
  NuanDeskDialog *dialog;
  NuanRow        *reason;
  GtkWidget      *approve, *refuse;
  guint           n_decided;
  int             way;
  char           *said;
} Desk;

static void
decide (gpointer data, int way, const char *reason)
{
  Desk *desk = data;

  desk->n_decided++;
  desk->way = way;
  g_free (desk->said);
  desk->said = g_strdup (reason);
}

/* What a decision rests on is more than the dialog is high: the reason stands below it. */
static void
add_much (Desk *desk)
{
  GtkWidget *much = gtk_label_new ("Much");

  gtk_widget_set_size_request (much, -1, 900);
  nuan_desk_dialog_append (desk->dialog, much);
}

static void
set_up (Desk *desk, gconstpointer unused)
{
  const NuanDecisionWay approve = { .way = APPROVE, .label = "_Approve", .style = "suggested-action", .done = "It is approved" };
  const NuanDecisionWay refuse = { .way = REFUSE, .label = "_Refuse", .done = "It is refused", .needs_reason = TRUE };

  display_page_open (&desk->page, "decision.db", NUAN_ROLE_REVIEW, 1, GTK_TYPE_WIDGET);
  desk->dialog = nuan_decision_dialog_new (GTK_WIDGET (desk->page.window), "Decide", decide, desk, NULL);
  add_much (desk);
  desk->reason = nuan_decision_dialog_add_reason (desk->dialog, "Why");
  desk->refuse = nuan_decision_dialog_add_way (desk->dialog, &refuse);
  desk->approve = nuan_decision_dialog_add_way (desk->dialog, &approve);
  g_object_add_weak_pointer (G_OBJECT (desk->dialog), (gpointer *) &desk->dialog);
  gtk_window_present (GTK_WINDOW (desk->dialog));
  display_settle ();
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  if (desk->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (desk->dialog));
  display_page_close (&desk->page, NULL);
  g_free (desk->said);
}

static void
assert_reason_invalid (Desk *desk, gboolean invalid)
{
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (desk->reason), GTK_ACCESSIBLE_STATE_INVALID,
                                    invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
a_way_that_needs_a_reason_asks_for_it (Desk *desk, gconstpointer unused)
{
  nuan_row_put_value (desk->reason, " \n ");
  display_press (desk->refuse);
  g_assert_cmpuint (desk->n_decided, ==, 0);
  assert_reason_invalid (desk, TRUE);
  g_assert_true (display_has_text (GTK_WIDGET (desk->dialog), "请用一句话说明理由"));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (desk->dialog)), GTK_WIDGET (desk->reason)));

  nuan_row_put_value (desk->reason, "材料不齐");
  display_press (desk->refuse);
  g_assert_cmpuint (desk->n_decided, ==, 1);
  g_assert_cmpint (desk->way, ==, REFUSE);
  g_assert_cmpstr (desk->said, ==, "材料不齐");
}

/* Between the header and the buttons, to the last line. */
static gboolean
is_in_sight (gpointer data)
{
  Desk *desk = data;
  GtkWidget *scrolled = display_find (GTK_WIDGET (desk->dialog), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (GTK_WIDGET (desk->reason), scrolled, &bounds) && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (scrolled);
}

static void
what_is_wrong_with_the_reason_is_in_sight (Desk *desk, gconstpointer unused)
{
  display_press (desk->refuse);
  g_assert_true (display_has_text (GTK_WIDGET (desk->reason), "请用一句话说明理由"));
  display_wait (is_in_sight, desk, "the reason and what is wrong with it are in sight");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (desk->dialog)), GTK_WIDGET (desk->reason)));
  display_shot (GTK_WIDGET (desk->dialog), "decision-reason");
}

static GtkWidget *
find_named (GtkWidget *below, const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (below), type))
    return below;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
toast_stands (gpointer dialog)
{
  GtkWidget *toast = find_named (dialog, "AdwToastWidget");

  return toast != NULL && gtk_widget_get_mapped (toast) && gtk_widget_get_height (toast) > 0;
}

static void
a_toast_leaves_the_buttons_free (Desk *desk, gconstpointer unused)
{
  graphene_rect_t toast, button;

  nuan_toast (GTK_WIDGET (desk->dialog), "Told by a toast");
  display_wait (toast_stands, desk->dialog, "the toast");
  display_settle ();
  g_assert_true (gtk_widget_compute_bounds (find_named (GTK_WIDGET (desk->dialog), "AdwToastWidget"), GTK_WIDGET (desk->dialog), &toast));
  g_assert_true (gtk_widget_compute_bounds (desk->approve, GTK_WIDGET (desk->dialog), &button));
  g_assert_cmpfloat (toast.origin.y + toast.size.height, <=, button.origin.y);
  display_shot (GTK_WIDGET (desk->dialog), "decision-toast");
}

static void
a_way_that_needs_none_goes_without (Desk *desk, gconstpointer unused)
{
  display_press (desk->approve);
  g_assert_cmpuint (desk->n_decided, ==, 1);
  g_assert_cmpint (desk->way, ==, APPROVE);
  g_assert_cmpstr (desk->said, ==, "");
}

/* Written while nobody can press again, or close it. */
static void
a_dialog_that_waits_rests (Desk *desk, gconstpointer unused)
{
  display_press (desk->approve);
  g_assert_false (gtk_widget_is_sensitive (desk->approve));
  gtk_window_close (GTK_WINDOW (desk->dialog));
  display_settle ();
  g_assert_nonnull (desk->dialog);
}

static void
an_error_of_the_reason_stands_there (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  nuan_error_set (&error, NUAN_ERROR_INVALID, "reason", "Too long");
  display_press (desk->approve);
  g_assert_false (nuan_decision_dialog_end (desk->dialog, NULL, error));
  display_settle ();
  assert_reason_invalid (desk, TRUE);
  g_assert_true (display_has_text (GTK_WIDGET (desk->reason), "Too long"));
  g_assert_true (gtk_widget_is_sensitive (desk->approve));
}

static void
any_other_error_stands_above_the_buttons (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  nuan_error_set (&error, NUAN_ERROR_CONFLICT, NULL, "Decided by somebody else");
  display_press (desk->approve);
  g_assert_false (nuan_decision_dialog_end (desk->dialog, NULL, error));
  display_settle ();
  assert_reason_invalid (desk, FALSE);
  g_assert_true (display_has_text (GTK_WIDGET (desk->dialog), "Decided by somebody else"));

  display_press (desk->approve);   /* a new try, and the old problem is gone */
  g_assert_false (display_has_text (GTK_WIDGET (desk->dialog), "Decided by somebody else"));
}

static void
what_is_done_is_told_where_the_dialog_stood (Desk *desk, gconstpointer unused)
{
  nuan_row_put_value (desk->reason, "材料不齐");
  display_press (desk->refuse);
  g_assert_true (nuan_decision_dialog_end (desk->dialog, NULL, NULL));
  display_settle ();
  g_assert_null (desk->dialog);
  g_assert_true (display_has_text (GTK_WIDGET (desk->page.window), "It is refused"));
}

/* Hidden data must not stand before the sign-in page until an answer comes. */
static void
a_dialog_that_waits_is_gone_when_the_desk_is_locked (Desk *desk, gconstpointer unused)
{
  display_press (desk->approve);
  nuan_context_set_staff (desk->page.context, NULL);
  display_settle ();
  g_assert_null (desk->dialog);
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/decision-dialog/" path, Desk, NULL, set_up, function, tear_down)
  ADD ("a-way-that-needs-a-reason-asks-for-it", a_way_that_needs_a_reason_asks_for_it);
  ADD ("what-is-wrong-with-the-reason-is-in-sight", what_is_wrong_with_the_reason_is_in_sight);
  ADD ("a-toast-leaves-the-buttons-free", a_toast_leaves_the_buttons_free);
  ADD ("a-way-that-needs-none-goes-without", a_way_that_needs_none_goes_without);
  ADD ("a-dialog-that-waits-rests", a_dialog_that_waits_rests);
  ADD ("an-error-of-the-reason-stands-there", an_error_of_the_reason_stands_there);
  ADD ("any-other-error-stands-above-the-buttons", any_other_error_stands_above_the_buttons);
  ADD ("what-is-done-is-told-where-the-dialog-stood", what_is_done_is_told_where_the_dialog_stood);
  ADD ("a-dialog-that-waits-is-gone-when-the-desk-is-locked", a_dialog_that_waits_is_gone_when_the_desk_is_locked);
#undef ADD

  return g_test_run ();
}
