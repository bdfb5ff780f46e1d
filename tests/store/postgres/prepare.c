#include "config.h"

#include <string.h>

#include "store/engine/engine-private.h"
#include "store/engine/postgres/postgres.h"

/* prepare FILE SERVER LIST: each statement of LIST is prepared on the data file and on the database of the server. LIST has lines of two,
 * parted by a tabulator: the letters of the parameters and the SQL, escaped. What is refused is printed: which engine, its words, the SQL. */

static gboolean
is_prepared (NuanConnection *connection, const char *sql, const char *types)
{
  g_autoptr (GError) error = NULL;
  gpointer statement = connection->engine->prepare (connection->db, sql, types, TRUE, &error);

  if (statement == NULL)
    {
      g_autofree char *escaped = g_strescape (sql, NULL);

      g_print ("%s\t%s\t%s\n", connection->engine->name, error->message, escaped);
      return FALSE;
    }

  connection->engine->finish (statement);
  return TRUE;
}

/* A literal that SQLite does not take either is a piece of a statement that is put together later. */
static void
prepare_line (NuanConnection *file, NuanConnection *server, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", 2);
  g_autofree char *sql = g_strcompress (parts[1]);

  if (is_prepared (file, sql, parts[0]))
    is_prepared (server, sql, parts[0]);
}

int
main (int argc, char *argv[])
{
  g_autoptr (NuanConnection) file = NULL, server = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;

  nuan_engine_register (&nuan_engine_postgres);
  if (argc != 4 || !g_file_get_contents (argv[3], &list, NULL, &error)
      || (file = nuan_connection_open (argv[1], NUAN_OPEN_CREATE, &error)) == NULL
      || (server = nuan_connection_open (argv[2], NUAN_OPEN_CREATE, &error)) == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "prepare FILE SERVER LIST");
      return 1;
    }

  lines = g_strsplit (list, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      prepare_line (file, server, lines[i]);
  return 0;
}
