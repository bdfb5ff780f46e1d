#include "config.h"

#include <string.h>

#include "display.h"

#include "app/session/act.h"
#include "base/error.h"

/* What the work saw on its thread. */
typedef struct {
  gint64 actor_id;
  char  *login, *text;
  int    number;
} Seen;

typedef struct {
  NuanContext *context;
  GtkWidget   *asker;
  guint        n_answers;
  GError      *error;
  char        *result;
} Desk;

typedef struct {
  char *text;
  int   number;
} Arguments;

static Desk *asking;
static Seen seen;
static guint n_worked;
static int n_freed;    /* results; atomic */
static GMutex gate;    /* held: the work waits before it looks at anything */

static void
result_free (gpointer result)
{
  g_atomic_int_inc (&n_freed);
  g_free (result);
}

static gpointer
see (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  const Arguments *arguments = data;

  g_mutex_lock (&gate);
  n_worked++;
  seen = (Seen) { actor != NULL ? actor->id : 0, actor != NULL ? g_strdup (actor->login) : NULL, g_strdup (arguments->text), arguments->number };
  g_mutex_unlock (&gate);
  if (arguments->number >= 0)
    return g_strdup (arguments->text);

  nuan_error_set (error, NUAN_ERROR_INVALID, "number", "too small");
  return NULL;
}

static const NuanActPart parts[] = { NUAN_ACT_TEXT (Arguments, text), NUAN_ACT_PARTS_END };
static const NuanAct see_act = { see, sizeof (Arguments), parts, result_free };

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GObject) asker = data;

  g_assert_true (asker == NULL || asker == G_OBJECT (asking->asker));
  asking->n_answers++;
  asking->result = nuan_session_finish (source, result, &asking->error);
}

static gboolean
is_answered (gpointer desk)
{
  return ((Desk *) desk)->n_answers > 0;
}

static void
set_up (Desk *desk, gconstpointer unused)
{
  g_autofree char *path = display_copy ("act.db");

  memset (&seen, 0, sizeof seen);
  n_worked = 0;
  n_freed = 0;
  asking = desk;
  desk->context = display_context (path);
  display_sign_in (desk->context, NUAN_ROLE_INTAKE);
  desk->asker = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (desk->asker));
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  if (desk->asker != NULL)
    gtk_window_destroy (GTK_WINDOW (desk->asker));
  display_close (desk->context);
  g_clear_error (&desk->error);
  g_free (desk->result);
  g_free (seen.login);
  g_free (seen.text);
}

static void
write_as_asker (Desk *desk, const char *text, int number)
{
  const Arguments arguments = { .text = (char *) text, .number = number };

  nuan_session_write (desk->context, &see_act, &arguments, answered_cb, g_object_ref (desk->asker));
}

static void
the_person_and_the_arguments_are_copied (Desk *desk, gconstpointer unused)
{
  const gint64 intake = nuan_context_get_staff (desk->context)->id;
  char text[] = "王秀兰";
  Arguments arguments = { .text = text, .number = 7 };

  g_mutex_lock (&gate);
  nuan_session_write (desk->context, &see_act, &arguments, answered_cb, NULL);
  strcpy (text, "x");
  arguments = (Arguments) { .text = NULL, .number = 8 };
  nuan_context_set_staff (desk->context, NULL);
  g_mutex_unlock (&gate);
  display_wait (is_answered, desk, "the work is done");

  g_assert_no_error (desk->error);
  g_assert_cmpint (seen.actor_id, ==, intake);
  g_assert_nonnull (seen.login);
  g_assert_cmpstr (seen.text, ==, "王秀兰");
  g_assert_cmpint (seen.number, ==, 7);
  g_assert_cmpstr (desk->result, ==, "王秀兰");
  g_assert_cmpint (n_freed, ==, 0);
}

static void
a_missing_text_stays_missing (Desk *desk, gconstpointer unused)
{
  const Arguments arguments = { .text = NULL, .number = -1 };

  nuan_session_write (desk->context, &see_act, &arguments, answered_cb, NULL);
  display_wait (is_answered, desk, "the work is done");
  g_assert_cmpuint (n_worked, ==, 1);
  g_assert_null (seen.text);
}

static void
an_error_comes_with_its_field (Desk *desk, gconstpointer unused)
{
  write_as_asker (desk, "甲", -1);
  display_wait (is_answered, desk, "the work has failed");
  g_assert_error (desk->error, NUAN_ERROR, NUAN_ERROR_INVALID);
  g_assert_cmpstr (nuan_error_get_field (desk->error), ==, "number");
  g_assert_null (desk->result);
}

static void
nobody_signed_in_is_refused (Desk *desk, gconstpointer unused)
{
  nuan_context_set_staff (desk->context, NULL);
  write_as_asker (desk, "甲", 1);
  g_assert_cmpuint (desk->n_answers, ==, 0);   /* never before the starter is back */
  display_wait (is_answered, desk, "the refusal");
  g_assert_error (desk->error, NUAN_ERROR, NUAN_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (desk->error->message, "没有人登录"));
  display_settle ();
  g_assert_cmpuint (n_worked, ==, 0);
}

static void
an_answer_for_somebody_gone_is_dropped (Desk *desk, gconstpointer unused)
{
  g_mutex_lock (&gate);
  write_as_asker (desk, "甲", 1);
  gtk_window_destroy (GTK_WINDOW (desk->asker));   /* the last reference: waiting keeps nothing alive */
  desk->asker = NULL;
  g_mutex_unlock (&gate);
  display_settle ();
  g_assert_cmpuint (n_worked, ==, 1);
  g_assert_cmpuint (desk->n_answers, ==, 0);
  g_assert_cmpint (n_freed, ==, 1);
}

static void
a_closed_window_hears_nothing_in_whoevers_hands_it_is (Desk *desk, gconstpointer unused)
{
  g_autoptr (GtkWidget) kept = g_object_ref (desk->asker);

  g_mutex_lock (&gate);
  write_as_asker (desk, "甲", 1);
  gtk_window_close (GTK_WINDOW (desk->asker));
  desk->asker = NULL;
  g_mutex_unlock (&gate);
  display_settle ();
  g_assert_cmpuint (n_worked, ==, 1);
  g_assert_cmpuint (desk->n_answers, ==, 0);
  g_assert_cmpint (n_freed, ==, 1);
}

static void
another_person_is_not_told (Desk *desk, gconstpointer unused)
{
  const gint64 intake = nuan_context_get_staff (desk->context)->id;

  g_mutex_lock (&gate);
  write_as_asker (desk, "甲", 1);
  display_sign_in (desk->context, NUAN_ROLE_CASH);
  g_mutex_unlock (&gate);
  display_settle ();
  g_assert_cmpuint (n_worked, ==, 1);
  g_assert_cmpint (seen.actor_id, ==, intake);
  g_assert_cmpuint (desk->n_answers, ==, 0);
  g_assert_cmpint (n_freed, ==, 1);
}

static void
locked_and_back_again_the_answer_is_theirs (Desk *desk, gconstpointer unused)
{
  g_mutex_lock (&gate);
  write_as_asker (desk, "甲", 1);
  nuan_context_set_staff (desk->context, NULL);
  display_sign_in (desk->context, NUAN_ROLE_INTAKE);
  g_mutex_unlock (&gate);
  display_wait (is_answered, desk, "the answer");
  g_assert_cmpstr (desk->result, ==, "甲");
}

static void
what_was_asked_for_before_needs_nobody_signed_in (Desk *desk, gconstpointer unused)
{
  g_autoptr (NuanStaff) actor = nuan_context_dup_staff (desk->context);
  const Arguments arguments = { .text = (char *) "甲", .number = 1 };

  nuan_context_set_staff (desk->context, NULL);
  nuan_session_write_for (desk->context, actor, &see_act, &arguments, answered_cb, NULL);
  display_wait (is_answered, desk, "the work is done");
  g_assert_no_error (desk->error);
  g_assert_cmpint (seen.actor_id, ==, actor->id);
}

static void
reading_works_for_nobody_too (Desk *desk, gconstpointer unused)
{
  const Arguments arguments = { .text = (char *) "甲", .number = 1 };

  nuan_context_set_staff (desk->context, NULL);
  nuan_session_read (desk->context, &see_act, &arguments, NULL, answered_cb, NULL);
  display_wait (is_answered, desk, "it is read");
  g_assert_no_error (desk->error);
  g_assert_cmpint (seen.actor_id, ==, 0);
  g_assert_cmpstr (desk->result, ==, "甲");
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/act/" path, Desk, NULL, set_up, function, tear_down)
  ADD ("the-person-and-the-arguments-are-copied", the_person_and_the_arguments_are_copied);
  ADD ("a-missing-text-stays-missing", a_missing_text_stays_missing);
  ADD ("an-error-comes-with-its-field", an_error_comes_with_its_field);
  ADD ("nobody-signed-in-is-refused", nobody_signed_in_is_refused);
  ADD ("an-answer-for-somebody-gone-is-dropped", an_answer_for_somebody_gone_is_dropped);
  ADD ("a-closed-window-hears-nothing-in-whoevers-hands-it-is", a_closed_window_hears_nothing_in_whoevers_hands_it_is);
  ADD ("another-person-is-not-told", another_person_is_not_told);
  ADD ("locked-and-back-again-the-answer-is-theirs", locked_and_back_again_the_answer_is_theirs);
  ADD ("what-was-asked-for-before-needs-nobody-signed-in", what_was_asked_for_before_needs_nobody_signed_in);
  ADD ("reading-works-for-nobody-too", reading_works_for_nobody_too);
#undef ADD

  return g_test_run ();
}
