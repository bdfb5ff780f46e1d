#include "config.h"

#include "database.h"

#include <unistd.h>

#include "store/engine/engine-private.h"
#include "store/engine/postgres/postgres.h"

#define NOBODYS "nuan_none"   /* where databases are made */

char *
database_address (const char *name)
{
  const char *server = g_getenv ("NUAN_TEST_SERVER");

  g_assert_nonnull (server);
  return g_strdup_printf ("postgresql:///%s?host=%s&user=nuan", name, server);
}

/* Outside of any transaction, and of any schema of ours. */
static gboolean
say (const char *sql, GError **error)
{
  g_autofree char *address = database_address (NOBODYS);
  gpointer db = nuan_engine_postgres.open (address, NUAN_OPEN_WRITE, error);
  const gboolean done = db != NULL && nuan_engine_postgres.exec (db, sql, error);

  if (db != NULL)
    nuan_engine_postgres.close (db);
  return done;
}

static void
create (const char *name, const char *template)
{
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE %s TEMPLATE %s", name, template);
  g_autoptr (GError) error = NULL;

  say (sql, &error);
  g_assert_no_error (error);
}

char *
database_create (const char *template)
{
  static guint count = 0;
  char *name = g_strdup_printf ("test_%d_%u", (int) getpid (), count++);

  create (name, template);
  return name;
}

void
database_drop (const char *name)
{
  g_autofree char *sql = g_strdup_printf ("DROP DATABASE %s WITH (FORCE)", name);
  g_autoptr (GError) error = NULL;

  say (sql, &error);
  g_assert_no_error (error);
}

static gboolean
is_there (const char *name)
{
  g_autofree char *address = database_address (name);
  gpointer db = nuan_engine_postgres.open (address, NUAN_OPEN_WRITE, NULL);

  if (db != NULL)
    nuan_engine_postgres.close (db);
  return db != NULL;
}

void
database_template (const char *name, void (*make) (const char *address))
{
  g_autofree char *address = database_address (name);

  if (is_there (name))
    return;

  create (name, "template0");
  make (address);
}
