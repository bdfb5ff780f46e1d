#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/seal.h"
#include "store/journal/journal.h"
#include "store/office/form-draft.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

#define FREE_FAILURES   5   /* wrong passwords in a row that slow nobody down */
#define FIRST_WAIT_S    2
#define MOST_DOUBLINGS  5   /* 64 seconds: more than the longest */

/* Nobody's: hashed for a login that doesn't exist, so that it takes as long as one that does. */
#define NOBODYS_HASH "$argon2id$v=19$m=65536,t=2,p=1$4QWkngYQouVImYnYjOrXBg$VFM8S43UorMCp9PSTYMYJdojlkxoQAg02MBsQ1Gvtco"

typedef struct {
  NuanStaff *staff;      /* NULL: no such login */
  char      *hash;
  gint64     failures, failed_at;
  gint64     longest_s;  /* to wait */
  gboolean   right;      /* the password */
} SignIn;

static void
sign_in_clear (SignIn *sign_in)
{
  nuan_staff_free (sign_in->staff);
  g_free (sign_in->hash);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SignIn, sign_in_clear)

static gboolean
read_row (NuanConnection *connection, const char *login, SignIn *sign_in, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection,
    "SELECT id, login, name, roles, disabled, password, failures, failed_at FROM staff WHERE login = ?", "t", login);

  if (!nuan_statement_next (row, error))
    return !nuan_statement_failed (row);

  sign_in->staff = g_new0 (NuanStaff, 1);
  sign_in->staff->id = nuan_statement_int (row, 0);
  sign_in->staff->login = nuan_statement_dup (row, 1);
  sign_in->staff->name = nuan_statement_dup (row, 2);
  sign_in->staff->roles = (guint) nuan_statement_int (row, 3);
  sign_in->staff->disabled = nuan_statement_int (row, 4) != 0;
  sign_in->hash = nuan_statement_dup (row, 5);
  sign_in->failures = nuan_statement_int (row, 6);
  sign_in->failed_at = nuan_statement_int (row, 7);
  return TRUE;
}

/* 2, 4, 8 … seconds after the sixth, seventh, eighth … wrong password. A clock that was put back meanwhile locks nobody out: then nobody waits. */
static gint64
seconds_to_wait (const SignIn *sign_in)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const gint64 doublings = sign_in->failures - FREE_FAILURES - 1;
  const gint64 wait_s = doublings < 0 ? 0 : MIN (FIRST_WAIT_S << MIN (doublings, MOST_DOUBLINGS), sign_in->longest_s);

  return sign_in->failed_at > now ? 0 : MAX (sign_in->failed_at + wait_s - now, 0);
}

static void
refuse_for_a_while (gint64 wait_s, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "password",
                  ngettext ("Too many wrong passwords: wait %lld second", "Too many wrong passwords: wait %lld seconds", (gulong) wait_s),
                  (long long) wait_s);
}

static void
refuse_password (gint64 wait_s, GError **error)
{
  if (wait_s == 0)
    nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "password", _("Login or password is wrong"));
  else
    nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "password",
                    ngettext ("Login or password is wrong; wait %lld second before the next try",
                              "Login or password is wrong; wait %lld seconds before the next try", (gulong) wait_s),
                    (long long) wait_s);
}

/* A login that nobody has may be a password typed at the wrong place: it is written down nowhere, whatever it looks like. */
static gboolean
write_unknown (NuanConnection *connection, GError **error)
{
  NuanStaff nobody = { .id = 0, .login = (char *) "?" };

  return nuan_journal_write (connection, &nobody, "sign-in.fail", "", nuan_detail_add (nuan_detail_new (), "cause", "login"), error) > 0;
}

static gboolean
write_failure (NuanConnection *connection, SignIn *sign_in, GError **error)
{
  g_autofree char *subject = g_strdup_printf ("staff:%" G_GINT64_FORMAT, sign_in->staff->id);

  if (!sign_in->right)
    {
      sign_in->failures++;
      sign_in->failed_at = g_get_real_time () / G_USEC_PER_SEC;
      if (!nuan_sql_run (connection, error, "UPDATE staff SET failures = ?, failed_at = ? WHERE id = ?", "iii", sign_in->failures,
                         sign_in->failed_at, sign_in->staff->id))
        return FALSE;
    }
  return nuan_journal_write (connection, sign_in->staff, "sign-in.fail", subject,
                             nuan_detail_add (nuan_detail_new (), "cause", sign_in->right ? "disabled" : "password"), error) > 0;
}

/* While the password was looked at, others may have tried theirs: whoever tries many at once waits as long. */
static gboolean
count_others (NuanConnection *connection, SignIn *sign_in, GError **error)
{
  g_autoptr (NuanStatement) row = nuan_statement (connection, "SELECT failures, failed_at FROM staff WHERE id = ?", "i", sign_in->staff->id);
  gint64 wait_s;

  if (!nuan_statement_next (row, error))
    return !nuan_statement_failed (row);

  sign_in->failures = nuan_statement_int (row, 0);
  sign_in->failed_at = nuan_statement_int (row, 1);
  wait_s = seconds_to_wait (sign_in);
  if (wait_s > 0)
    refuse_for_a_while (wait_s, error);
  return wait_s == 0;
}

static gboolean
write_outcome (NuanConnection *connection, gpointer data, GError **error)
{
  SignIn *sign_in = data;
  const NuanStaff *staff = sign_in->staff;
  g_autofree char *subject = NULL;

  if (staff == NULL)
    return write_unknown (connection, error);
  if (!count_others (connection, sign_in, error))
    return FALSE;
  if (!sign_in->right || staff->disabled)
    return write_failure (connection, sign_in, error);

  subject = g_strdup_printf ("staff:%" G_GINT64_FORMAT, staff->id);
  return nuan_sql_run (connection, error, "UPDATE staff SET failures = 0, failed_at = 0 WHERE id = ?", "i", staff->id) &&
         nuan_form_draft_expire (connection, error) &&
         nuan_journal_write (connection, staff, "sign-in", subject, NULL, error) > 0;
}

/* Nothing can be counted in a file that can only be read. */
static gboolean
look_and_write (NuanConnection *connection, SignIn *sign_in, const char *password, GError **error)
{
  const gint64 wait_s = seconds_to_wait (sign_in);

  if (wait_s > 0)
    {
      refuse_for_a_while (wait_s, error);
      return FALSE;
    }

  sign_in->right = nuan_password_verify (sign_in->staff != NULL ? sign_in->hash : NOBODYS_HASH, password) && sign_in->staff != NULL;
  return nuan_file_is_read_only (connection) || nuan_connection_transact (connection, write_outcome, sign_in, error);
}

NuanStaff *
nuan_staff_store_sign_in (NuanConnection *connection, const char *login, const char *password, NuanSlowDown *slow_down, GError **error)
{
  g_auto (SignIn) sign_in = { .longest_s = slow_down != NULL ? slow_down->longest_s : NUAN_SLOW_DOWN_LONGEST_S };
  gboolean done;
  gint64 wait_s;

  if (!read_row (connection, login != NULL ? login : "", &sign_in, error))
    return NULL;

  done = look_and_write (connection, &sign_in, password, error);
  wait_s = done && sign_in.right ? 0 : seconds_to_wait (&sign_in);
  if (slow_down != NULL)
    slow_down->wait_s = wait_s;
  if (!done)
    return NULL;

  if (!sign_in.right)
    {
      refuse_password (wait_s, error);
      return NULL;
    }
  if (sign_in.staff->disabled)
    {
      nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "login", _("This login is disabled"));
      return NULL;
    }

  return g_steal_pointer (&sign_in.staff);
}
