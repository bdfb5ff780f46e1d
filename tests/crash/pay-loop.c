/* The victim of test-kill.py: signs in once and pays in a loop, printing each receipt number after COMMIT.
 *   pay-loop --prepare FOLDER N     makes FOLDER/centre.db with N approved grants
 *   pay-loop DB FLAG [--split]      FLAG: a file of one byte, 1 while a transaction is open */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "payday.h"
#include "store/money/payment-store.h"
#include "store/office/staff-store.h"
#include "store/engine/engine.h"

static volatile char *in_transaction;

static int
prepare (const char *folder, guint n_grants)
{
  Fixture fixture = { 0 };
  g_autofree char *path = g_build_filename (folder, "centre.db", NULL);

  fixture_set_up (&fixture, NULL);
  payday_prepare (&fixture, n_grants);
  nuan_connection_exec (fixture.connection, "PRAGMA journal_mode = DELETE", NULL);
  g_clear_pointer (&fixture.connection, nuan_connection_close);
  if (g_rename (fixture.path, path) != 0)
    g_error ("%s: %s", path, g_strerror (errno));
  fixture_tear_down (&fixture, NULL);
  return EXIT_SUCCESS;
}

static gboolean
note_step (NuanConnection *connection, GError **error)
{
  *in_transaction = 1;
  return TRUE;
}

static gboolean
split_step (NuanConnection *connection, GError **error)
{
  return nuan_connection_exec (connection, "COMMIT; BEGIN IMMEDIATE", error);
}

static gint64
next_grant (NuanConnection *connection)
{
  gint64 id = 0;

  nuan_sql_value (connection, &id, NULL, "SELECT id FROM grants WHERE state = 'approved' ORDER BY id LIMIT 1", "");
  return id;
}

static void
say (const char *text)
{
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    exit (EXIT_FAILURE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanConnection) connection = NULL;
  g_autoptr (NuanStaff) cashier = NULL;
  int flag;
  gint64 grant;

  if (argc == 4 && strcmp (argv[1], "--prepare") == 0)
    return prepare (argv[2], atoi (argv[3]));
  if (argc < 3)
    return EXIT_FAILURE;

  flag = open (argv[2], O_RDWR | O_CREAT, 0600);
  if (flag < 0 || ftruncate (flag, 1) != 0)
    return EXIT_FAILURE;
  in_transaction = mmap (NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED, flag, 0);
  *in_transaction = 0;

  connection = nuan_connection_open (argv[1], NUAN_OPEN_WRITE, &error);
  if (connection == NULL)
    g_error ("%s", error->message);
  nuan_connection_set_today (connection, FIXTURE_TODAY);
  cashier = nuan_staff_store_sign_in (connection, "cash", FIXTURE_PASSWORD, NULL, &error);
  if (cashier == NULL)
    g_error ("%s", error->message);

  nuan_payment_between_steps = argc > 3 ? split_step : note_step;
  if (argc > 3)
    nuan_connection_exec (connection, "PRAGMA foreign_keys = OFF", NULL);   /* with them the file itself refuses half a payment */
  say ("ready");
  while ((grant = next_grant (connection)) != 0)
    {
      g_autofree char *number = payday_pay (connection, cashier, grant);

      *in_transaction = 0;
      if (number == NULL)
        return EXIT_FAILURE;
      say (number);
    }
  return EXIT_SUCCESS;
}
