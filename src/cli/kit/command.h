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
} NuanCommand;

/* One table a file, ended by a NULL group. */
extern const NuanCommand nuan_words_commands[];
extern const NuanCommand nuan_id_commands[];
extern const NuanCommand nuan_init_commands[];
extern const NuanCommand nuan_staff_commands[];
extern const NuanCommand nuan_standard_commands[];
extern const NuanCommand nuan_household_commands[];
extern const NuanCommand nuan_fund_commands[];
extern const NuanCommand nuan_grant_commands[];
extern const NuanCommand nuan_payment_commands[];
extern const NuanCommand nuan_receipt_commands[];
extern const NuanCommand nuan_report_commands[];
extern const NuanCommand nuan_ledger_commands[];
extern const NuanCommand nuan_journal_commands[];
extern const NuanCommand nuan_check_commands[];
extern const NuanCommand nuan_search_commands[];
extern const NuanCommand nuan_backup_commands[];
extern const NuanCommand nuan_demo_commands[];

G_END_DECLS
