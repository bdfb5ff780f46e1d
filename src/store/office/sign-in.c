#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/seal.h"
#include "store/journal/journal.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

#define FREE_FAILURES    5    /* wrong passwords in a row before the waiting begins */
#define LONGEST_WAIT_S   60

/* Nobody's: hashed for a login that doesn't exist, so that it takes as long as one that does. */
#define NOBODYS_HASH "$argon2id$v=19$m=65536,t=2,p=1$4QWkngYQouVImYnYjOrXBg$VFM8S43UorMCp9PSTYMYJdojlkxoQAg02MBsQ1Gvtco"

typedef struct {
  NuanStaff *staff;      /* NULL: no such login */
  char      *hash;
  gint64     failures, failed_at;
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

/* 2, 4, 8 … 60 seconds after the fifth, sixth, seventh … wrong password. A clock that was put back locks nobody out. */
static gint64
seconds_to_wait (const SignIn *sign_in)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const gint64 past = sign_in->failures - FREE_FAILURES;
  const gint64 wait_s = past < 0 ? 0 : past > 5 ? LONGEST_WAIT_S : MIN (2 << past, LONGEST_WAIT_S);

  if (sign_in->failed_at > now + LONGEST_WAIT_S)
    return 0;

  return MAX (sign_in->failed_at + wait_s - now, 0);
}

/* A login typed wrong may be a password: only what could be a login is written down. */
static gboolean
write_failure (NuanConnection *connection, SignIn *sign_in, const char *login, GError **error)
{
  NuanStaff nobody = { .id = 0, .login = (char *) "?" };
  g_autofree char *subject = NULL;

  if (sign_in->staff == NULL)
    return nuan_journal_write (connection, &nobody, "sign-in.fail", "",
                               nuan_login_check (login, NULL) ? nuan_detail_add (nuan_detail_new (), "login", login) : NULL, error) > 0;

  subject = g_strdup_printf ("staff:%" G_GINT64_FORMAT, sign_in->staff->id);
  if (!sign_in->right &&
      !nuan_sql_run (connection, error, "UPDATE staff SET failures = failures + 1, failed_at = ? WHERE id = ?", "ii",
                     g_get_real_time () / G_USEC_PER_SEC, sign_in->staff->id))
    return FALSE;
  return nuan_journal_write (connection, sign_in->staff, "sign-in.fail", subject,
                             nuan_detail_add (nuan_detail_new (), "cause", sign_in->right ? "disabled" : "password"), error) > 0;
}

typedef struct { SignIn *sign_in; const char *login; } Outcome;

static gboolean
write_outcome (NuanConnection *connection, gpointer data, GError **error)
{
  const Outcome *outcome = data;
  const NuanStaff *staff = outcome->sign_in->staff;
  g_autofree char *subject = NULL;

  if (staff == NULL || !outcome->sign_in->right || staff->disabled)
    return write_failure (connection, outcome->sign_in, outcome->login, error);

  subject = g_strdup_printf ("staff:%" G_GINT64_FORMAT, staff->id);
  return nuan_sql_run (connection, error, "UPDATE staff SET failures = 0, failed_at = 0 WHERE id = ?", "i", staff->id) &&
         nuan_journal_write (connection, staff, "sign-in", subject, NULL, error) > 0;
}

NuanStaff *
nuan_staff_store_sign_in (NuanConnection *connection, const char *login, const char *password, GError **error)
{
  g_auto (SignIn) sign_in = { 0 };
  Outcome outcome = { &sign_in, login };
  gint64 wait_s;

  if (!read_row (connection, login != NULL ? login : "", &sign_in, error))
    return NULL;

  wait_s = seconds_to_wait (&sign_in);
  if (wait_s > 0)
    {
      nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "password",
                      ngettext ("Too many wrong passwords: wait %lld second", "Too many wrong passwords: wait %lld seconds",
                                (gulong) wait_s),
                      (long long) wait_s);
      return NULL;
    }

  sign_in.right = nuan_password_verify (sign_in.staff != NULL ? sign_in.hash : NOBODYS_HASH, password) && sign_in.staff != NULL;
  if (!nuan_file_is_read_only (connection) && !nuan_connection_transact (connection, write_outcome, &outcome, error))
    return NULL;
  if (!sign_in.right)
    {
      nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "password", _("Login or password is wrong"));
      return NULL;
    }
  if (sign_in.staff->disabled)
    {
      nuan_error_set (error, NUAN_ERROR_FORBIDDEN, "login", _("This login is disabled"));
      return NULL;
    }

  return g_steal_pointer (&sign_in.staff);
}
