#pragma once

#include "app/session/context.h"

G_BEGIN_DECLS

/* Work on the database for the person at the desk, and the only way in which the window writes. What is handed over is copied, the person too:
 * whatever happens at the desk while the work waits for its turn, it is done as it was asked for. Starters are for the main thread. */

/* Something the arguments point to that is copied with them; NULL stays NULL. */
typedef struct {
  gsize          at;     /* where in the arguments */
  gpointer     (*copy) (gconstpointer part);
  GDestroyNotify free;
} NuanActPart;

#define NUAN_ACT_PART(Arguments, member, copy, free) \
  { G_STRUCT_OFFSET (Arguments, member), (gpointer (*) (gconstpointer)) (copy), (GDestroyNotify) (free) }
#define NUAN_ACT_TEXT(Arguments, member) NUAN_ACT_PART (Arguments, member, g_strdup, g_free)
#define NUAN_ACT_PARTS_END { 0 }

/* One kind of work. WORK runs on a database thread, in a transaction where it writes; ACTOR is NULL where nobody is signed in. It gives its
 * result, or nuan_act_done() when it has none; NULL with ERROR. */
typedef struct {
  gpointer         (*work) (NuanConnection *connection, const NuanStaff *actor, gconstpointer arguments, GError **error);
  gsize              size;          /* of the arguments, a struct */
  const NuanActPart *parts;         /* ends with NUAN_ACT_PARTS_END; NULL: there are none */
  GDestroyNotify     free_result;   /* NULL for nuan_act_done() */
} NuanAct;

gpointer nuan_act_done          (gboolean done);   /* not NULL when DONE */

/* Writes for whoever is signed in; refused (NUAN_ERROR_FORBIDDEN, by way of CALLBACK) when nobody is. ASKER, a reference to the object that
 * waits for the answer, is taken, and given to CALLBACK as its data. It is not kept alive meanwhile: an answer that comes too late — ASKER is gone,
 * its window closed, another person signed in — is dropped, CALLBACK never called. ASKER NULL: nobody waits, CALLBACK is always called. */
void     nuan_session_write     (NuanContext *context, const NuanAct *act, gconstpointer arguments, GAsyncReadyCallback callback, gpointer asker);

/* Writes what was asked for before, by ACTOR (copied; NULL where it is nobody's act), whoever is signed in by now. Always answered. */
void     nuan_session_write_for (NuanContext *context, const NuanStaff *actor, const NuanAct *act, gconstpointer arguments,
                                 GAsyncReadyCallback callback, gpointer data);

/* Reads quickly, for whoever is signed in, if anybody is. Always answered. */
void     nuan_session_read      (NuanContext *context, const NuanAct *act, gconstpointer arguments, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);

gpointer nuan_session_finish    (GObject *source, GAsyncResult *result, GError **error);   /* of all three; owned */

G_END_DECLS
