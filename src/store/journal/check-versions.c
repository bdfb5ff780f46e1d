#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/engine/engine.h"
#include "store/journal/check-private.h"
#include "store/journal/content.h"
#include "store/journal/finding-sources.h"

/* The newest version of each thing is what stands in its rows. */

#define NEWEST \
  "SELECT v.id, v.content FROM version v WHERE v.thing = ? AND v.id > ? AND v.id <= ?" \
  " AND NOT EXISTS (SELECT 1 FROM version n WHERE n.thing = v.thing AND n.id = v.id AND n.journal_id > v.journal_id) ORDER BY v.id"

typedef struct
{
  NuanConnection  *connection;
  NuanFindings    *findings;
  const NuanShape *shape;
  gint64          *count;
} Look;

static void
add (const Look *look, gint64 key, const char *what, const char *text)
{
  g_autofree char *about = g_strdup_printf ("%s %" G_GINT64_FORMAT, nuan_finding_word_of_table (look->shape->table), key);
  g_autofree char *words = nuan_finding_words (about);

  nuan_findings_add (look->findings, about, what, g_strdup_printf ("%s: %s", words, text));
}

static gboolean
has_line (char **lines, const char *line)
{
  return g_strv_contains ((const char *const *) lines, line);
}

/* The names of what stands in ONE and not in OTHER: "staff: roles", "member: card". */
static void
name_differences (char **one, char **other, GPtrArray *names)
{
  for (guint i = 0; one[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (one[i], "\t", -1);

      if (fields[0] == NULL || has_line (other, one[i]))
        continue;
      for (guint field = 1; fields[field] != NULL; field++)
        {
          const gsize length = strcspn (fields[field], "=");
          g_autofree char *name = g_strdup_printf ("%s.%.*s", fields[0], (int) length, fields[field]);
          g_autofree char *ending = g_strconcat ("\t", fields[field], NULL);
          gboolean same = FALSE;

          for (guint line = 0; other[line] != NULL && !same; line++)
            same = g_str_has_prefix (other[line], fields[0]) && strstr (other[line], ending) != NULL;
          if (!same && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            g_ptr_array_add (names, g_steal_pointer (&name));
        }
    }
}

/* What was written by no act: by a shell, or a program that is not ours. Which columns, never what stood in them: it may be somebody's number. */
static void
add_difference (const Look *look, gint64 key, const char *written, const char *found)
{
  g_auto (GStrv) before = g_strsplit (written, "\n", -1), after = g_strsplit (found, "\n", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL, *text = NULL;

  name_differences (before, after, names);
  name_differences (after, before, names);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  text = g_strdup_printf (_("is not as it was last written: %s"), list);
  add (look, key, found, text);
}

/* Both are in the order of the keys. */
static gboolean
compare_window (const Look *look, const GArray *window, gint64 after, gint64 upto, GError **error)
{
  guint at = 0;
  g_autoptr (NuanStatement) row = nuan_statement (look->connection, NEWEST, "tii", look->shape->table, after, upto);

  while (nuan_statement_next (row, error))
    {
      const gint64 id = nuan_statement_int (row, 0);

      for (; at < window->len && g_array_index (window, NuanContent, at).key < id; at++)
        add (look, g_array_index (window, NuanContent, at).key, "no version", _("was written by no act"));
      if (at >= window->len || g_array_index (window, NuanContent, at).key > id)
        add (look, id, "gone", _("is gone"));
      else
        {
          if (!g_str_equal (g_array_index (window, NuanContent, at).text->str, nuan_statement_text (row, 1)))
            add_difference (look, id, nuan_statement_text (row, 1), g_array_index (window, NuanContent, at).text->str);
          at++;
        }
    }
  if (nuan_statement_failed (row))
    return FALSE;

  for (; at < window->len; at++)
    add (look, g_array_index (window, NuanContent, at).key, "no version", _("was written by no act"));
  return TRUE;
}

static gboolean
look_through (const Look *look, GError **error)
{
  NuanWalk walk;
  gint64 after = G_MININT64;
  GError *problem = NULL;
  GArray *window;
  const GArray *none;

  nuan_walk_init (&walk, look->shape);
  while (problem == NULL && (window = nuan_walk_window (&walk, look->connection, &problem)) != NULL)
    {
      compare_window (look, window, after, walk.after_key, &problem);
      after = walk.after_key;
      *look->count += window->len;
    }
  none = walk.rows;
  if (problem == NULL)
    compare_window (look, none, after, G_MAXINT64, &problem);   /* things that were, behind the last one that is */
  nuan_walk_clear (&walk);

  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

gboolean
nuan_check_versions (NuanConnection *connection, NuanFindings *findings, gint64 *count, GError **error)
{
  guint n;
  const NuanShape *shapes = nuan_shapes (&n);

  for (guint i = 0; i < n; i++)
    {
      const Look look = { connection, findings, &shapes[i], count };

      if (shapes[i].kind == NUAN_SHAPE_THING && !look_through (&look, error))
        return FALSE;
    }

  return TRUE;
}
