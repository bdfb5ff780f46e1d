#include "config.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "app/shell/application.h"
#include "app/shell/probe.h"
#include "base/core-dump.h"
#include "base/language.h"
#include "base/streams.h"

int
main (int argc, char *argv[])
{
  g_autoptr (NuanApplication) application = NULL;

  if (!nuan_streams_fill ())
    return EXIT_FAILURE;   /* and nobody could be told */
  nuan_core_dump_forbid ();
  signal (SIGXFSZ, SIG_IGN);   /* a limit on the size of files is an error to be told, as a full disk is */
  umask (0077);   /* whatever a dialog of GTK writes is private too */
  nuan_language_init ();
  /* Han characters are drawn in their Chinese forms in every locale. */
  g_setenv ("PANGO_LANGUAGE", "zh-cn", FALSE);
  /* Input methods answer before the next key comes: asynchronously, keys typed fast change places. Before GTK loads the module. */
  g_setenv ("IBUS_ENABLE_SYNC_MODE", "1", FALSE);
  g_setenv ("FCITX_ENABLE_SYNC_MODE", "1", FALSE);
  g_set_prgname (APPLICATION_ID);

  g_set_application_name (_("Nuanchuang"));

  nuan_probe_start ();
  application = nuan_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
