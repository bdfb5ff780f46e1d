#include "config.h"

#include "store/journal/journal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/seal.h"
#include "store/engine/engine.h"
#include "store/journal/content.h"
#include "store/journal/journal-private.h"
#include "store/office/clock.h"

#define FIRST_PREVIOUS NUAN_JOURNAL_FIRST_PREVIOUS

typedef struct
{
  const NuanShape *shape;
  gint64 key;
} Written;

/* The row that is open: it is written last, since it covers what was written before it. */
typedef struct
{
  gint64 id;
  gint64 staff_id;
  char *login, *action, *previous;
  GArray *written;   /* Written */
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_free (act->login);
  g_free (act->action);
  g_free (act->previous);
  g_array_unref (act->written);
  g_free (act);
}

static gboolean
read_last (NuanConnection *connection, gint64 *id, char **hash, GError **error)
{
  g_autoptr (NuanStatement) last = nuan_statement (connection, "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1", "");

  *id = 0;
  if (nuan_statement_next (last, error))
    {
      *id = nuan_statement_int (last, 0);
      *hash = nuan_statement_dup (last, 1);
      return TRUE;
    }

  if (nuan_statement_failed (last))
    return FALSE;

  *hash = g_strdup (FIRST_PREVIOUS);
  return TRUE;
}

gint64
nuan_journal_open (NuanConnection *connection, const NuanStaff *actor, const char *action, GError **error)
{
  g_autofree char *previous = NULL;
  gint64 id;
  Act *act;

  g_assert (nuan_connection_in_transaction (connection));
  g_assert (nuan_connection_get_act (connection) == NULL);
  g_assert (actor != NULL && action != NULL && *action != '\0');

  if (!read_last (connection, &id, &previous, error))
    return 0;
  if (__builtin_add_overflow (id, 1, &id))
    {
      nuan_error_set (error, NUAN_ERROR_DAMAGED, NULL, _("The last row of the journal has a number behind which there is none"));
      return 0;
    }

  act = g_new (Act, 1);
  *act = (Act) { id, actor->id, g_strdup (actor->login), g_strdup (action), g_steal_pointer (&previous), NULL };
  act->written = g_array_new (FALSE, FALSE, sizeof (Written));
  nuan_connection_set_act (connection, act, act_free);
  return id;
}

void
nuan_journal_wrote (NuanConnection *connection, const char *table, gint64 key)
{
  Act *act = nuan_connection_get_act (connection);
  const Written written = { nuan_shape_find (table), key };

  g_assert (act != NULL);

  g_array_append_val (act->written, written);
}

static int
compare_written (gconstpointer a, gconstpointer b)
{
  const Written *one = a, *other = b;
  const int tables = (int) (one->shape->kind == NUAN_SHAPE_THING) - (int) (other->shape->kind == NUAN_SHAPE_THING);
  const int names = tables != 0 ? tables : strcmp (one->shape->table, other->shape->table);

  return names != 0 ? names : (one->key > other->key) - (one->key < other->key);
}

static gboolean
write_version (NuanConnection *connection, gint64 journal_id, const char *thing, gint64 id, const char *content, GError **error)
{
  return nuan_sql_run (connection, error, "INSERT INTO version (journal_id, thing, id, content) VALUES (?, ?, ?, ?)", "itit", journal_id,
                       thing, id, content);
}

/* COVERED gets what stands in the row now: what is hashed is what was written, whatever the caller meant to write. */
static gboolean
cover (NuanConnection *connection, const Act *act, const Written *written, GString *covered, GString *content, GError **error)
{
  g_string_truncate (content, 0);
  if (!nuan_content_read (connection, written->shape, written->key, content, error))
    return FALSE;
  if (content->len == 0)
    {
      nuan_error_set (error, NUAN_ERROR_DAMAGED, NULL, _("The data file lacks a row that was just written: run the check"));
      return FALSE;
    }

  if (written->shape->kind == NUAN_SHAPE_FACT)
    {
      g_string_append_len (covered, content->str, (gssize) content->len);
      return TRUE;
    }

  nuan_content_append_version (covered, act->id, written->shape->table, written->key, content->str);
  return write_version (connection, act->id, written->shape->table, written->key, content->str, error);
}

/* NULL on an error. */
static char *
digest (NuanConnection *connection, Act *act, GError **error)
{
  g_autoptr (GString) covered = g_string_sized_new (2048), content = g_string_sized_new (1024);

  g_array_sort (act->written, compare_written);
  for (guint i = 0; i < act->written->len; i++)
    {
      const Written *written = &g_array_index (act->written, Written, i);

      if ((i == 0 || compare_written (written - 1, written) != 0) && !cover (connection, act, written, covered, content, error))
        return NULL;
    }

  return nuan_sha256_hex (covered->str, covered->len);
}

static gboolean
write_row (NuanConnection *connection, const Act *act, const char *subject, const char *detail, const char *digest, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  g_autofree char *at = nuan_clock_now (connection), *day = nuan_day_format (today), *hash = NULL;
  g_autoptr (GString) canonical = g_string_sized_new (512);
  const NuanJournalText text = { act->id, act->staff_id, 0, at, day, act->login, act->action, subject, detail, digest, act->previous };

  hash = nuan_journal_hash (canonical, &text);
  return nuan_sql_run (connection, error,
                       "INSERT INTO journal (id, at, staff_id, login, action, subject, detail, previous, hash, day, digest, key_id)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                       "ititttttttt", act->id, at, act->staff_id, act->login, act->action, subject, detail, act->previous, hash, day, digest);
}

gboolean
nuan_journal_close (NuanConnection *connection, const char *subject, NuanDetail *detail, GError **error)
{
  g_autoptr (NuanDetail) taken = detail;
  Act *act = nuan_connection_get_act (connection);
  g_autofree char *covered = NULL;
  gboolean done;

  g_assert (act != NULL);

  covered = digest (connection, act, error);
  done = covered != NULL
         && write_row (connection, act, subject != NULL ? subject : "", detail != NULL ? nuan_detail_get_text (detail) : "", covered, error);
  nuan_connection_set_act (connection, NULL, NULL);
  return done;
}

gboolean
nuan_journal_write_digest (NuanConnection *connection, const char *action, const char *detail, NuanDigest *digest, GError **error)
{
  g_autofree char *covered = nuan_digest_finish (digest);
  Act act = { .login = (char *) "", .action = (char *) action };
  gboolean done = FALSE;

  if (read_last (connection, &act.id, &act.previous, error))
    {
      act.id++;
      done = write_row (connection, &act, "", detail, covered, error);
    }
  g_free (act.previous);
  return done;
}

gint64
nuan_journal_write (NuanConnection *connection, const NuanStaff *actor, const char *action, const char *subject, NuanDetail *detail,
                    GError **error)
{
  const gint64 id = nuan_journal_open (connection, actor, action, error);

  if (id == 0)
    {
      nuan_detail_free (detail);
      return 0;
    }

  return nuan_journal_close (connection, subject, detail, error) ? id : 0;
}

void
nuan_journal_row_free (NuanJournalRow *row)
{
  if (row == NULL)
    return;

  g_free (row->at);
  g_free (row->login);
  g_free (row->name);
  g_free (row->action);
  g_free (row->subject);
  g_free (row->detail);
  g_free (row);
}

#define LIST_COLUMNS \
  "SELECT j.id, j.at, j.login, coalesce (s.name, ''), j.action, j.subject, j.detail" \
  "  FROM journal j LEFT JOIN staff s ON s.id = j.staff_id "

static gpointer
read_row (NuanStatement *statement)
{
  NuanJournalRow *row = g_new (NuanJournalRow, 1);

  row->id = nuan_statement_int (statement, 0);
  row->at = nuan_statement_dup (statement, 1);
  row->login = nuan_statement_dup (statement, 2);
  row->name = nuan_statement_dup (statement, 3);
  row->action = nuan_statement_dup (statement, 4);
  row->subject = nuan_statement_dup (statement, 5);
  row->detail = nuan_statement_dup (statement, 6);
  return row;
}

GPtrArray *
nuan_journal_list (NuanConnection *connection, const char *subject, gint64 before_id, guint limit, GError **error)
{
  const gint64 before = before_id > 0 ? before_id : G_MAXINT64;
  NuanStatement *statement;

  if (subject != NULL)
    statement = nuan_statement (connection, LIST_COLUMNS "WHERE j.subject = ? AND j.id < ? ORDER BY j.id DESC LIMIT ?", "tii", subject, before,
                                (gint64) limit);
  else
    statement = nuan_statement (connection, LIST_COLUMNS "WHERE j.id < ? ORDER BY j.id DESC LIMIT ?", "ii", before, (gint64) limit);

  return nuan_statement_list (statement, read_row, (GDestroyNotify) nuan_journal_row_free, error);
}
