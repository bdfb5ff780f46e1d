#pragma once

#include "base/atomic-file.h"
#include "base/secret-bytes.h"
#include "cli/kit/arguments.h"
#include "cli/kit/output.h"
#include "model/progress.h"
#include "model/staff.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* 0 done · 1 understood, but a rule, state, role or password forbids it · 2 malformed, unknown or not found · 3 storage */
typedef enum { NUAN_EXIT_DONE, NUAN_EXIT_FORBIDDEN, NUAN_EXIT_INVALID, NUAN_EXIT_STORAGE } NuanExit;

/* How far a run is, for whoever ends it from outside. */
typedef enum { NUAN_STAGE_WORKING, NUAN_STAGE_DONE, NUAN_STAGE_TOLD } NuanStage;

/* One run of the program: what was asked for, the open file, who asks. */
typedef struct {
  NuanArguments  *arguments;
  char           *path;           /* of the data file */
  NuanConnection *connection;     /* NULL while not open */
  NuanStaff      *actor;          /* NULL while nobody has signed in */
  GCancellable   *cancellable;    /* fires when the program is told to end */
  GPtrArray      *warnings;       /* char *: for stderr when the command is done */
  GString        *answer;         /* for stdout when the command is done and committed */
  gboolean        input_taken;    /* the standard input is read for something (input.h) */
  NuanExit        exit;           /* of errors that the command has printed itself */

  GThread        *signal_thread;
  GMainContext   *signal_context;
  gint            signal_stop;      /* atomic */
  gint            stage;            /* atomic, NuanStage */
  gint64          progress_shown;   /* monotonic time, 0: nothing on the terminal */
} NuanSession;

NuanSession *nuan_session_new  (NuanArguments *arguments /* taken */);
void         nuan_session_free (NuanSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanSession, nuan_session_free)

gboolean     nuan_session_open    (NuanSession *session, NuanOpen how, GError **error);   /* in place of one that is open */
gboolean     nuan_session_sign_in (NuanSession *session, GError **error);   /* --as, NUAN_PASSWORD */

/* From the environment VARIABLE, which is wiped, else asked for on the terminal without echo, twice with CONFIRM. Owned. */
NuanSecretBytes *nuan_session_ask_password (const char *variable, gboolean confirm, const char *field, GError **error);

/* From here on SIGINT, SIGTERM and SIGHUP cancel the work. Where it waits and does not hear that, the program ends soon after, with nothing half
 * written left behind. */
void         nuan_session_watch_signals (NuanSession *session);

/* OPTION held a number that others can read among the arguments of a process: what takes it instead, "--json FILE|-", is told when the command is done. */
void         nuan_session_warn_of_number (NuanSession *session, const char *option, const char *instead);

/* Where -o leads, whether --force lets it go over a file, and whether that may be, told before the work begins. */
const char  *nuan_session_get_output    (NuanSession *session);
NuanFileMode nuan_session_get_file_mode (NuanSession *session);
gboolean     nuan_session_check_output  (NuanSession *session, GError **error);

/* A NuanProgress for SESSION: a percentage on stderr when that is a terminal, else nothing. */
void         nuan_session_progress (gint64 done, gint64 total, gpointer session);
void         nuan_session_clear_progress (NuanSession *session);

void         nuan_session_say      (NuanSession *session, const char *format, ...) G_GNUC_PRINTF (2, 3);   /* a line */
gboolean     nuan_session_is_json  (NuanSession *session);

/* Errors of one part of a command that goes on to find the others: printed now, remembered for the exit code. */
void         nuan_session_complain (NuanSession *session, const GError *error);
/* TRUE: ERRORS (GError *) is empty. Else all are told: the last one by ERROR. */
gboolean     nuan_session_tell_all (NuanSession *session, const GPtrArray *errors, GError **error);

G_END_DECLS
