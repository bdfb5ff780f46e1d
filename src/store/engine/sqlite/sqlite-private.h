#pragma once

#include <sqlite3.h>

#include "store/engine/engine-private.h"
#include "store/engine/place.h"
#include "store/engine/sqlite/file-id.h"

G_BEGIN_DECLS

/* claim.c: a data file is in use under one name at a time. Each name has a log of its own (-wal) beside it, and two of them over one file lose what
 * stands in one. */
typedef struct _NuanClaim NuanClaim;

#define NUAN_N_COMPANIONS    2    /* the log (-wal) and its index (-shm) */
#define NUAN_FILE_MARK_BYTES 41   /* of the id of a file */

/* Shared by the files of this folder alone. */
typedef struct
{
  sqlite3      *db;
  NuanOpen      how;
  char         *path;          /* absolute, links and all; NULL: no file */
  NuanFilePlace place;         /* where the file lay when it was opened */
  NuanFilePlace companions[NUAN_N_COMPANIONS];   /* and what stood beside it */
  gboolean      watches_companions, has_companions;
  gboolean      saves_log;     /* companions.c: into the main file, at the end */
  NuanClaim    *claim;         /* of the name; NULL: no file */
  NuanLogRound  known, next;   /* rounds of the log that hold the id; once this transaction is committed */
  char          mark[NUAN_FILE_MARK_BYTES + 1];   /* main-mark.c: what the main file holds as long as it is ours … */
  gint64        mark_at;       /* … on the page that begins here; 0: unknown */
  guint32       mark_count;    /* the number of the newest log that it was seen to hold */
  gboolean      mark_noted;
  gboolean      read_only;     /* opened for writing where nothing can be written */
  GCancellable *cancellable;   /* borrowed */
  gboolean      loose;         /* a step of the schema is under way: foreign keys are off */
} NuanSqlite;

/* Turns SQLite's last error into a GError: busy, full, read-only, a guard's RAISE (NUAN_ERROR_RULE), anything else STORAGE. Returns FALSE. */
gboolean      nuan_sqlite_fail          (sqlite3 *db, GError **error);
gboolean      nuan_sqlite_exec          (sqlite3 *db, const char *sql, GError **error);
/* The one number that SQL asks for. */
gboolean      nuan_sqlite_value         (sqlite3 *db, const char *sql, gint64 *value, GError **error);
/* Work that OTHER does stops with what SELF does. */
void          nuan_sqlite_share_cancel  (NuanSqlite *self, sqlite3 *other);

/* open.c */
gpointer      nuan_sqlite_open          (const char *path, NuanOpen how, GError **error);
/* Reading the main file alone, as if there were no log: for what nobody can write to. NULL when it can't be opened. */
sqlite3      *nuan_sqlite_open_alone    (const char *path);
gpointer      nuan_sqlite_scratch       (gpointer db, GError **error);
gboolean      nuan_sqlite_settle        (gpointer db, NuanOpen how, GError **error);
void          nuan_sqlite_close         (gpointer db);

/* names.c: what stands beside PATH is what SQLite takes it for, no log of its file stands beside another name in its folder, and, ALONE, PATH is the
 * only name of its file. */
gboolean      nuan_sqlite_accept_names  (const char *path, gboolean alone, GError **error);

/* names.c: logs (char *) that may be those of PATH, where a link leads to: in its folder those beside which no file stands, and the one beside the name under which the
 * file was last written to. The refusal of one that is PATH's own; FALSE. The file keeps PATH as that name, where it can. */
GPtrArray    *nuan_sqlite_list_lost_logs (const char *path);
void          nuan_sqlite_note_name     (const char *path);
gboolean      nuan_sqlite_refuse_lost   (const char *log, const char *path, GError **error);

/* beside.c: SQLite removes the log of a file without a byte, in whatever way it opens it. NUAN_ERROR_CONFLICT where there is one: asked before. */
gboolean      nuan_sqlite_accept_size   (const char *path, GError **error);

/* No program of ours leaves a rollback journal (-journal) with anything in it, and SQLite would play it into whatever file stands beside it: it is
 * another's. It is moved to *ASIDE (owned) before SQLite opens the file; without ASIDE that is FALSE. */
gboolean      nuan_sqlite_accept_journal (const char *path, const NuanClaim *claim, char **aside, GError **error);
gboolean      nuan_sqlite_has_journal   (const char *path);
gboolean      nuan_sqlite_has_log       (const char *path);
gboolean      nuan_sqlite_move_log      (const char *log, const char *path, char **aside, GError **error);
/* These set ERROR and return FALSE: where another's log lies now; that it was left where it is; that nobody knows whose it is; that it is damaged,
 * and where it lies now where it is moved. */
gboolean      nuan_sqlite_refuse_moved  (const char *path, const char *aside, GError **error);
gboolean      nuan_sqlite_refuse_log    (const char *log, GError **error);
gboolean      nuan_sqlite_refuse_unknown (const char *path, GError **error);
gboolean      nuan_sqlite_refuse_damaged (const char *log, const char *path, gboolean moves, GError **error);

/* claim.c: NUAN_ERROR_STORAGE where this or another program has the file of PATH open under another name. Held from before SQLite opens the
 * file until after it has closed it; thread-safe. Where nothing can be locked it is granted. */
NuanClaim    *nuan_sqlite_claim         (const char *path, GError **error);
void          nuan_sqlite_unclaim       (NuanClaim *claim);   /* NULL is fine */
gboolean      nuan_sqlite_accept_locks  (const NuanClaim *claim, const char *path, GError **error);   /* SQLite calls a file busy that can't be locked */
gboolean      nuan_sqlite_is_written    (const NuanClaim *claim);   /* another program is in the middle of a transaction with a rollback journal */
gboolean      nuan_sqlite_is_alone      (const NuanClaim *claim);   /* nobody else has the file open with its log */
int           nuan_sqlite_find_claimed  (int fd);                   /* the claim's descriptor of FD's file; -1 */

gboolean      nuan_sqlite_is_open_elsewhere (const NuanClaim *claim);   /* another program has the file open with its log */

gboolean      nuan_sqlite_is_cached     (const NuanClaim *claim, gint64 at);   /* the byte AT can be read without waiting for the disk */

gboolean      nuan_sqlite_says_log      (const NuanClaim *claim);   /* the header of the file: it is used with a log */

/* companions.c: log and index are the ones that were there when the file was opened, or NUAN_ERROR_STORAGE at "db". Some microseconds. */
void          nuan_sqlite_watch_companions (NuanSqlite *self, gboolean watches);
gboolean      nuan_sqlite_has_companions (NuanSqlite *self, GError **error);
void          nuan_sqlite_save_log      (NuanSqlite *self);   /* before the connection is closed: of a log without a name what can be saved */
/* Another program that has the file open has its log beside it, where PATH's links lead to. */
gboolean      nuan_sqlite_accept_users  (const char *path, const NuanClaim *claim, GError **error);

/* locks.c: SQLite's locks are lost where anybody in this process closes a descriptor of the file: a file chooser that looks what kind of file it is
 * does. From the first call on they are those of an open file (fcntl(2): F_OFD_SETLK), which stands until we close it; other programs meet them as
 * before. */
void          nuan_sqlite_keep_locks    (void);

/* main-mark.c: `cp OTHER FILE` leaves the inode and changes the file under us. The id of a file never changes as long as it is open, nor does the
 * page of the main file on which it stands: where it is not found there, the file is not the one that was opened. Some microseconds.
 * Nor is it where an earlier log is named there than before: an older copy of the same file. Then the connection plays nothing into it any more, when
 * it is closed neither. */
void          nuan_sqlite_note_mark     (NuanSqlite *self);
gboolean      nuan_sqlite_is_own        (NuanSqlite *self);

/* checks.c: a second connection to SELF's file, which knows the CHECK constraints of its tables and writes nothing, also where nothing can be
 * written. NULL where there is none. */
sqlite3      *nuan_sqlite_open_with_checks (NuanSqlite *self);

/* transaction.c */
gboolean      nuan_sqlite_begin         (gpointer db, NuanBegin how, GError **error);
gboolean      nuan_sqlite_end           (gpointer db, gboolean keep, GError **error);
gboolean      nuan_sqlite_in_transaction (gpointer db);
gboolean      nuan_sqlite_savepoint     (gpointer db, NuanSave what, GError **error);

/* statement.c */
gpointer      nuan_sqlite_prepare       (gpointer db, const char *sql, const char *types, gboolean kept, GError **error);
void          nuan_sqlite_bind          (gpointer statement, int parameter, const NuanValue *value);
NuanStep      nuan_sqlite_step          (gpointer statement, GError **error);
void          nuan_sqlite_reset         (gpointer statement);
void          nuan_sqlite_finish        (gpointer statement);
gint64        nuan_sqlite_get_int       (gpointer statement, int column);
const char   *nuan_sqlite_get_text      (gpointer statement, int column);
gconstpointer nuan_sqlite_get_bytes     (gpointer statement, int column, gsize *n_bytes);

/* schema.c */
gboolean      nuan_sqlite_get_version   (gpointer db, NuanVersion *version, GError **error);
gboolean      nuan_sqlite_set_version   (gpointer db, int number, GError **error);
gboolean      nuan_sqlite_catalogue     (gpointer db, NuanCatalogueFunc each, gpointer data, GError **error);
gboolean      nuan_sqlite_columns       (gpointer db, NuanCatalogueFunc each, gpointer data, GError **error);
gboolean      nuan_sqlite_rebuild       (gpointer db, const NuanRebuild *table, GError **error);
gboolean      nuan_sqlite_defer       (gpointer db, const char *parent, GError **error);
gboolean      nuan_sqlite_reword      (gpointer db, const char *from, const char *to, GError **error);

gboolean      nuan_sqlite_is_ours       (sqlite3 *db);

/* orphans.c */
gboolean      nuan_sqlite_orphans       (gpointer db, NuanOrphanFunc each, gpointer data, GError **error);

/* copy.c */
gboolean      nuan_sqlite_squeeze       (gpointer db, const char *to, NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                                         GError **error);

/* file.c */
gboolean      nuan_sqlite_in_place      (gpointer db, GError **error);
extern const NuanFileEngine nuan_sqlite_file;

G_END_DECLS
