#include "config.h"

#include "cli/kit/command.h"
#include "cli/kit/groups.h"

#include "base/error.h"

/* Commands with a fault that none of ours has, so that what stands behind them is seen at work: they fail, and nothing tells why. */
static gboolean
say_nothing (NuanSession *session, GError **error)
{
  return FALSE;
}

/* What was complained of is reason enough. */
static gboolean
complain (NuanSession *session, GError **error)
{
  g_autoptr (GError) problem = NULL;

  nuan_error_set (&problem, NUAN_ERROR_RULE, "row", "one row is wrong");
  nuan_session_complain (session, problem);
  return FALSE;
}

#define TABLE(name) \
  extern const NuanCommand nuan_##name##_commands[]; \
  const NuanCommand nuan_##name##_commands[] = { \
    { #name, "silent", "", "", NUAN_NEEDS_NOTHING, NUAN_COMMAND_PLAIN, say_nothing }, \
    { #name, "complaining", "", "", NUAN_NEEDS_NOTHING, NUAN_COMMAND_PLAIN, complain }, \
    { NULL } \
  };

NUAN_GROUPS (TABLE)
