#pragma once

#include "cli/kit/session.h"

G_BEGIN_DECLS

typedef enum {
  NUAN_NEEDS_NOTHING,   /* neither a file nor a login */
  NUAN_NEEDS_FILE,      /* the file, read-only, without a login: figures and counts only */
  NUAN_NEEDS_STAFF,     /* the file and who is acting */
} NuanNeeds;

typedef enum {
  NUAN_COMMAND_PLAIN,    /* looks after itself */
  NUAN_COMMAND_SHOWS,    /* looks after itself and changes nothing */
  NUAN_COMMAND_READS,    /* reads the file as of one moment, on a read-only connection */
  NUAN_COMMAND_WRITES,   /* runs in one transaction: all or nothing; answer and warnings are printed after COMMIT */
  NUAN_COMMAND_LONG,     /* looks after itself, for long */
} NuanCommandKind;

/* One command: `nuanctl GROUP VERB USAGE`. VERB NULL: the group's own command. The usage line is the grammar (arguments.h). */
typedef struct {
  const char      *group;
  const char      *verb;
  const char      *usage;
  const char      *summary;
  NuanNeeds        needs;
  NuanCommandKind  kind;
  gboolean       (*run) (NuanSession *session, GError **error);
  const char      *reads;      /* a grammar in place of usage, which has besides what is no longer shown; NULL: all is shown */
} NuanCommand;

/* A file of commands/ has one table of them, nuan_NAME_commands, ended by a NULL group; main.c lists the tables. */

G_END_DECLS
