#pragma once

#include "store/engine/catalogue.h"
#include "store/engine/connection.h"
#include "store/engine/file.h"
#include "store/engine/statement.h"

G_BEGIN_DECLS

/* What a back end is: one table of functions. Only the files of store/engine see it, and only a back end's own folder sees its database. */

typedef enum {
  NUAN_BEGIN_WRITE,     /* the one-writer lock, waited for */
  NUAN_BEGIN_READ,      /* one moment, from this call on */
  NUAN_BEGIN_SCHEMA,    /* as WRITE; no row is held to its parents until the end, which looks at all of them */
} NuanBegin;
typedef enum { NUAN_SAVE_SET, NUAN_SAVE_RELEASE, NUAN_SAVE_BACK } NuanSave;   /* BACK keeps the savepoint set */
typedef enum { NUAN_STEP_ROW, NUAN_STEP_DONE, NUAN_STEP_FAILED } NuanStep;

/* A parameter; copied when it is bound. Text that is NULL binds NULL. */
typedef struct {
  char          type;   /* i number · t text · z bytes */
  gint64        number;
  gconstpointer data;
  gsize         n_bytes;
} NuanValue;

typedef struct {
  int      number;   /* the last step done; 0: none */
  gboolean ours;     /* the mark of this program is on it */
  gboolean empty;    /* no table at all */
} NuanVersion;

/* What only a database in a file can do; file.h tells what each is. */
typedef struct {
  gboolean (*in_place)   (gpointer db, GError **error);
  gboolean (*is_read_only) (gpointer db);
  gboolean (*settle_id)  (gpointer db, GError **error);   /* once the schema is up to date */
  gboolean (*renew_id)   (gpointer db, GError **error);
  gboolean (*squeeze)    (gpointer db, const char *to, NuanProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);
  gboolean (*gather)     (gpointer db, GError **error);
  gboolean (*fill_fast)  (gpointer db, GError **error);
  void     (*read_ahead) (gpointer db, GCancellable *cancellable);
  gboolean (*integrity)  (gpointer db, GPtrArray *problems, gint64 *count, GError **error);
  gboolean (*orphans)    (gpointer db, NuanOrphanFunc each, gpointer data, GError **error);
} NuanFileEngine;

typedef struct {
  const char *name;
  const char *scheme;  /* how an address begins that it opens; NULL: it opens paths */
  const char *steps;   /* folder of its steps below store/schema; "" or with a slash at its end */

  /* A database. SCRATCH is an empty one of the same kind that goes with its close. SETTLE follows once it is known to be ours. */
  gpointer      (*open)        (const char *where, NuanOpen how, GError **error);
  gpointer      (*scratch)     (gpointer db, GError **error);
  gboolean      (*settle)      (gpointer db, NuanOpen how, GError **error);
  void          (*close)       (gpointer db);
  void          (*cancel)      (gpointer db, GCancellable *cancellable);             /* what runs stops soon after it fires; NULL: nothing does */
  gboolean      (*stamp)       (gpointer db, gint64 *stamp, GError **error);         /* another number after each commit of somebody else; cheap */

  gboolean      (*begin)       (gpointer db, NuanBegin how, GError **error);
  gboolean      (*end)         (gpointer db, gboolean keep, GError **error);         /* not to KEEP one that failed already is fine */
  gboolean      (*in_transaction) (gpointer db);
  gboolean      (*savepoint)   (gpointer db, NuanSave what, GError **error);

  /* TYPES as in nuan_statement(), a letter a parameter. KEPT: it will be run often. Parameters and columns count from 0. */
  gboolean      (*exec)        (gpointer db, const char *script, GError **error);
  gpointer      (*prepare)     (gpointer db, const char *sql, const char *types, gboolean kept, GError **error);
  void          (*bind)        (gpointer statement, int parameter, const NuanValue *value);
  NuanStep      (*step)        (gpointer statement, GError **error);
  void          (*reset)       (gpointer statement);
  void          (*finish)      (gpointer statement);
  gint64        (*get_int)     (gpointer statement, int column);                     /* a boolean is 0 or 1 */
  const char   *(*get_text)    (gpointer statement, int column);                     /* NULL for NULL; until the next step */
  gconstpointer (*get_bytes)   (gpointer statement, int column, gsize *n_bytes);

  gboolean      (*get_version) (gpointer db, NuanVersion *version, GError **error);
  gboolean      (*set_version) (gpointer db, int number, GError **error);            /* inside the transaction of the step */
  gboolean      (*catalogue)   (gpointer db, NuanCatalogueFunc each, gpointer data, GError **error);
  gboolean      (*columns)     (gpointer db, NuanCatalogueFunc each, gpointer data, GError **error);
  gboolean      (*rebuild)     (gpointer db, const NuanRebuild *table, GError **error);
  gboolean      (*defer)       (gpointer db, const char *parent, GError **error);
  gboolean      (*reword)      (gpointer db, const char *from, const char *to, GError **error);

  const NuanFileEngine *file;   /* NULL: the data are not a file */
} NuanEngine;

extern const NuanEngine nuan_engine_sqlite;

/* One more engine beside that of files, for addresses of its scheme; before the first connection. */
void nuan_engine_register (const NuanEngine *engine);

struct _NuanConnection
{
  const NuanEngine *engine;
  gpointer          db;            /* of the engine */
  char             *where;         /* absolute, where it is a path */
  NuanOpen          how;
  GHashTable       *statements;    /* address of the SQL → NuanStatement */
  NuanDay           today;         /* set by a test or the demo */
  gboolean          broken;        /* a transaction could not be ended: nothing more is read or written */
  gpointer          act;           /* gathered by a writer */
  GDestroyNotify    free_act;
  gboolean          has_newest;    /* for changed.c: the journal's newest line, read when the stamp was this */
  gint64            newest, stamp;
};

/* Statements left before their last row would keep a snapshot open and hold up the checkpoint. */
void     nuan_connection_reset_statements (NuanConnection *connection);
/* For migrations.c too, which begins with NUAN_BEGIN_SCHEMA. */
gboolean nuan_transaction_run             (NuanConnection *connection, NuanBegin how, NuanTransaction work, gpointer data, GError **error);
void     nuan_statement_free              (NuanStatement *statement);

/* For query.c alone: VALUES as text, a letter of TYPES (i or t) each. Made for once. */
NuanStatement *nuan_statement_with_values (NuanConnection *connection, const char *sql, const char *types, char **values);

G_END_DECLS
