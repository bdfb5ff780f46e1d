#include "config.h"

#include "base/core-dump.h"

#include <sys/prctl.h>
#include <sys/resource.h>

void
nuan_core_dump_forbid (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
}

/* The limit is nothing to a service that takes dumps through a pipe (systemd-coredump, apport). LeakSanitizer, which must look into the process, makes it
 * dumpable for that moment itself. */
void
nuan_core_dump_close_memory (void)
{
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}
