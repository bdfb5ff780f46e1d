#include "config.h"

#include "display.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/shell/sign-in-page.h"
#include "base/secret-bytes.h"
#include "desk/sign-in-work.h"
#include "store/demo/demo.h"

typedef struct {
  GtkWidget      *window;
  NuanSignInPage *page;
  NuanContext    *context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = display_copy ("sign-in.db");

  fixture->context = display_context (path);
  fixture->window = gtk_window_new ();
  fixture->page = g_object_new (NUAN_TYPE_SIGN_IN_PAGE, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  display_close (fixture->context);
}

static GtkEditable *
password_of (Fixture *fixture)
{
  return GTK_EDITABLE (display_find (GTK_WIDGET (fixture->page), ADW_TYPE_PASSWORD_ENTRY_ROW));
}

static GtkEditable *
login_of (Fixture *fixture)
{
  return GTK_EDITABLE (display_find (GTK_WIDGET (fixture->page), ADW_TYPE_ENTRY_ROW));
}

static void
enter (Fixture *fixture, const char *login, const char *password)
{
  gtk_editable_set_text (login_of (fixture), login);
  gtk_editable_set_text (password_of (fixture), password);
  g_signal_emit_by_name (password_of (fixture), "entry-activated");
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
is_signed_in (gpointer data)
{
  return nuan_context_get_staff (data) != NULL;
}

static gboolean
is_refused (gpointer data)
{
  return gtk_widget_has_css_class (data, "error");
}

static gboolean
is_looked_at (gpointer password)
{
  return *gtk_editable_get_text (password) == '\0';
}

static void
the_right_password_signs_in (Fixture *fixture, gconstpointer unused)
{
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (password_of (fixture)));

  nuan_sign_in_page_set_context (fixture->page, fixture->context);
  g_assert_true (GTK_IS_PASSWORD_ENTRY_BUFFER (gtk_text_get_buffer (text)));   /* what is typed lies in locked memory */
  enter (fixture, "intake", nuan_demo_staff ()->password);
  display_wait (is_signed_in, fixture->context, "somebody is signed in");

  g_assert_cmpstr (nuan_context_get_staff (fixture->context)->login, ==, "intake");
  g_assert_cmpstr (gtk_editable_get_text (password_of (fixture)), ==, "");
}

#define MASK  0x55          /* the searched word is not found in the search itself */
#define PIECE (1 << 20)     /* bytes read at once */

/* A password with MASK on each byte. */
static const guint8 masked[] = { 'k' ^ MASK, '7' ^ MASK, '-' ^ MASK, 'w' ^ MASK, 'e' ^ MASK, 'i' ^ MASK, 'q' ^ MASK, 'i' ^ MASK, '-' ^ MASK, 'm' ^ MASK,
                                 'Q' ^ MASK, '9' ^ MASK };

static gsize
count_in (const guint8 *bytes, gsize size)
{
  gsize n = 0;

  for (gsize i = 0; i + sizeof masked <= size; i++)
    {
      gsize k = 0;

      while (k < sizeof masked && bytes[i + k] == (masked[k] ^ MASK))
        k++;
      n += k == sizeof masked;
    }
  return n;
}

/* Where it lies between FROM and TO of MEMORY. */
static gsize
count_between (int memory, guint64 from, guint64 to, guint8 *piece)
{
  gsize n = 0;

  for (guint64 at = from; at < to; at += PIECE - sizeof masked)
    {
      const gssize got = pread (memory, piece, MIN (PIECE, to - at), (off_t) at);

      if (got <= 0)
        break;
      n += count_in (piece, (gsize) got);
    }
  return n;
}

/* How often the password lies in memory that this program can write to. */
static gsize
count_in_memory (void)
{
  guint8 *piece = mmap (NULL, PIECE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize n = 0;

  g_assert_cmpint (memory, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      guint64 from, to;
      char may[5];

      if (sscanf (*line, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &from, &to, may) != 3 || !g_str_has_prefix (may, "rw"))
        continue;
      if (to - from < (G_GUINT64_CONSTANT (1) << 30) && !((guintptr) piece >= from && (guintptr) piece < to))   /* those are the sanitizer's shadow */
        n += count_between (memory, from, to, piece);
    }
  close (memory);
  munmap (piece, PIECE);
  return n;
}

/* Freed memory keeps what was in it until somebody else needs it, under the sanitizer for long. */
static void
no_password_stays_in_memory (Fixture *fixture, gconstpointer unused)
{
  char typed[sizeof masked + 1] = "";

  nuan_sign_in_page_set_context (fixture->page, fixture->context);
  for (gsize i = 0; i < sizeof masked; i++)
    typed[i] = (char) (masked[i] ^ MASK);
  enter (fixture, "intake", typed);
  g_assert_cmpuint (count_in_memory (), >, 0);
  nuan_wipe_text (typed);
  display_wait (is_refused, password_of (fixture), "the password is refused");
  display_settle ();

  g_assert_cmpuint (count_in_memory (), ==, 0);
}

static void
a_wrong_password_is_said_at_the_field (Fixture *fixture, gconstpointer unused)
{
  nuan_sign_in_page_set_context (fixture->page, fixture->context);
  enter (fixture, "intake", "not the password");
  display_wait (is_refused, password_of (fixture), "the password is refused");

  gtk_test_accessible_assert_state (password_of (fixture), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_null (nuan_context_get_staff (fixture->context));
  g_assert_cmpstr (gtk_editable_get_text (password_of (fixture)), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (login_of (fixture)), ==, "intake");
}

static void
slow_down (Fixture *fixture, gint64 failures)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE staff SET failures = %" G_GINT64_FORMAT ", failed_at = %" G_GINT64_FORMAT " WHERE login = 'cash'", failures,
                                          g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr (NuanConnection) connection = nuan_connection_open (nuan_database_get_path (nuan_context_get_database (fixture->context)), NUAN_OPEN_WRITE, NULL);

  g_assert_true (nuan_connection_exec (connection, sql, NULL));
}

/* Five wrong ones are behind. */
static void
the_sixth_wrong_password_slows_down (Fixture *fixture, gconstpointer unused)
{
  nuan_sign_in_page_set_context (fixture->page, fixture->context);
  slow_down (fixture, 5);
  enter (fixture, "cash", "wrong");
  display_wait (is_refused, password_of (fixture), "the password is refused");
  g_assert_true (display_has_text (GTK_WIDGET (fixture->page), "2"));

  enter (fixture, "cash", nuan_demo_staff ()->password);
  display_wait (is_looked_at, password_of (fixture), "the right password is looked at");
  g_assert_true (is_refused (password_of (fixture)));
  g_assert_null (nuan_context_get_staff (fixture->context));
}

static gboolean
one_second_is_left (gpointer page)
{
  g_autofree char *text = nuan_sign_in_say_wait (1);

  return display_has_text (page, text);
}

static gboolean
is_free (gpointer password)
{
  return !is_refused (password);
}

/* The seconds go down on the page, which stays open to whoever wants to type; at their end the right password is taken. */
static void
the_wait_is_counted_down (Fixture *fixture, gconstpointer unused)
{
  nuan_sign_in_page_set_context (fixture->page, fixture->context);
  slow_down (fixture, 5);
  enter (fixture, "cash", "wrong");
  display_wait (is_refused, password_of (fixture), "the password is refused");
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (password_of (fixture))));
  display_wait (one_second_is_left, fixture->page, "the last second");
  display_wait (is_free, password_of (fixture), "the wait is over");
  g_assert_false (one_second_is_left (fixture->page));

  enter (fixture, "cash", nuan_demo_staff ()->password);
  display_wait (is_signed_in, fixture->context, "somebody is signed in");
}

static void
another_person_does_not_wait (Fixture *fixture, gconstpointer unused)
{
  nuan_sign_in_page_set_context (fixture->page, fixture->context);
  slow_down (fixture, 100);
  enter (fixture, "cash", nuan_demo_staff ()->password);
  display_wait (is_refused, password_of (fixture), "the right password is refused for a while");
  gtk_editable_set_text (login_of (fixture), "review");
  g_assert_false (is_refused (password_of (fixture)));

  enter (fixture, "review", nuan_demo_staff ()->password);
  display_wait (is_signed_in, fixture->context, "somebody is signed in");
  g_assert_cmpstr (nuan_context_get_staff (fixture->context)->login, ==, "review");
}

static void
enter_before_the_file_is_open_is_kept (Fixture *fixture, gconstpointer unused)
{
  enter (fixture, "review", nuan_demo_staff ()->password);
  display_settle ();
  g_assert_null (nuan_context_get_staff (fixture->context));

  nuan_sign_in_page_set_context (fixture->page, fixture->context);
  display_wait (is_signed_in, fixture->context, "somebody is signed in");
  g_assert_cmpstr (nuan_context_get_staff (fixture->context)->login, ==, "review");
}

static void
the_invented_staff_is_shown_with_the_password (Fixture *fixture, gconstpointer unused)
{
  nuan_sign_in_page_set_context (fixture->page, fixture->context);
  nuan_sign_in_page_show_demo (fixture->page);
  display_settle ();

  for (const NuanDemoStaff *staff = nuan_demo_staff (); staff->login != NULL; staff++)
    g_assert_true (display_has_text (GTK_WIDGET (fixture->page), staff->login));
  g_assert_true (display_has_text (GTK_WIDGET (fixture->page), nuan_demo_staff ()->password));
  display_shot (GTK_WIDGET (fixture->page), "sign-in");
}

/* The data file was moved, or a backup is being restored: nothing may come back over what is said about that. */
static void
a_password_that_is_looked_at_too_late_signs_nobody_in (Fixture *fixture, gconstpointer unused)
{
  nuan_sign_in_page_set_context (fixture->page, fixture->context);
  enter (fixture, "intake", nuan_demo_staff ()->password);
  nuan_context_let_go (fixture->context);
  display_wait (is_looked_at, password_of (fixture), "the password is looked at");

  g_assert_null (nuan_context_get_staff (fixture->context));
  g_assert_false (is_refused (password_of (fixture)));
}

static void
locking_keeps_the_login_and_forgets_the_password (Fixture *fixture, gconstpointer unused)
{
  nuan_sign_in_page_set_context (fixture->page, fixture->context);
  gtk_editable_set_text (password_of (fixture), "half-typed");
  nuan_sign_in_page_reset (fixture->page, "cash");

  g_assert_cmpstr (gtk_editable_get_text (login_of (fixture)), ==, "cash");
  g_assert_cmpstr (gtk_editable_get_text (password_of (fixture)), ==, "");
}

static void
page_gone (gpointer gone, GObject *where_it_was)
{
  *(gboolean *) gone = TRUE;
}

static void
a_window_closed_while_the_password_is_looked_at_stays_closed (Fixture *fixture, gconstpointer unused)
{
  gboolean gone = FALSE;

  nuan_sign_in_page_set_context (fixture->page, fixture->context);
  g_object_weak_ref (G_OBJECT (fixture->page), page_gone, &gone);
  enter (fixture, "intake", nuan_demo_staff ()->password);
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  display_wait (is_set, &gone, "the page is gone");
  g_assert_null (nuan_context_get_staff (fixture->context));
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/sign-in/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("the-right-password-signs-in", the_right_password_signs_in);
  ADD ("no-password-stays-in-memory", no_password_stays_in_memory);
  ADD ("a-wrong-password-is-said-at-the-field", a_wrong_password_is_said_at_the_field);
  ADD ("the-sixth-wrong-password-slows-down", the_sixth_wrong_password_slows_down);
  ADD ("the-wait-is-counted-down", the_wait_is_counted_down);
  ADD ("another-person-does-not-wait", another_person_does_not_wait);
  ADD ("enter-before-the-file-is-open-is-kept", enter_before_the_file_is_open_is_kept);
  ADD ("the-invented-staff-is-shown-with-the-password", the_invented_staff_is_shown_with_the_password);
  ADD ("a-password-that-is-looked-at-too-late-signs-nobody-in", a_password_that_is_looked_at_too_late_signs_nobody_in);
  ADD ("locking-keeps-the-login-and-forgets-the-password", locking_keeps_the_login_and_forgets_the_password);
  ADD ("a-window-closed-while-the-password-is-looked-at-stays-closed", a_window_closed_while_the_password_is_looked_at_stays_closed);
#undef ADD

  return g_test_run ();
}
