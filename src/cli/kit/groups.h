#pragma once

/* In the order of the manual: NAME is nuan_NAME_commands of commands/. */
#define NUAN_GROUPS(GROUP) \
  GROUP (words) \
  GROUP (id) \
  GROUP (init) \
  GROUP (staff) \
  GROUP (standard) \
  GROUP (household) \
  GROUP (fund) \
  GROUP (grant) \
  GROUP (payment) \
  GROUP (receipt) \
  GROUP (report) \
  GROUP (ledger) \
  GROUP (journal) \
  GROUP (check) \
  GROUP (search) \
  GROUP (backup) \
  GROUP (demo)
