#include "config.h"

#include "base/unfinished.h"

#include <glib/gstdio.h>

static GMutex mutex;
static GCond released;
static GHashTable *paths;   /* char * → itself */
static guint n_holds;

void
nuan_unfinished_add (const char *path)
{
  g_mutex_lock (&mutex);
  if (paths == NULL)
    paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (paths, g_strdup (path));
  g_mutex_unlock (&mutex);
}

void
nuan_unfinished_drop (const char *path)
{
  g_mutex_lock (&mutex);
  if (paths != NULL && g_hash_table_remove (paths, path) && g_hash_table_size (paths) == 0)
    g_clear_pointer (&paths, g_hash_table_unref);
  g_mutex_unlock (&mutex);
}

void
nuan_unfinished_remove (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
}

void
nuan_unfinished_hold (void)
{
  g_mutex_lock (&mutex);
  n_holds++;
  g_mutex_unlock (&mutex);
}

void
nuan_unfinished_release (void)
{
  g_mutex_lock (&mutex);
  g_assert (n_holds > 0);
  n_holds--;
  g_cond_broadcast (&released);
  g_mutex_unlock (&mutex);
}

void
nuan_unfinished_end (void)
{
  GHashTableIter iter;
  gpointer path;

  g_mutex_lock (&mutex);   /* and never given back */
  while (n_holds > 0)
    g_cond_wait (&released, &mutex);
  if (paths == NULL)
    return;

  g_hash_table_iter_init (&iter, paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    nuan_unfinished_remove (path);
}
