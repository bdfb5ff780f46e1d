/* bare-window: the least that a libadwaita program can show. Prints how long it took from exec to its first frame, and its memory. */
#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"
#include "paint.h"

static gboolean
is_mapped (gpointer window)
{
  return gtk_widget_get_mapped (GTK_WIDGET (window));
}

static void
activate (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new ("Bare"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 760);
  gtk_window_present (GTK_WINDOW (window));
  if (!paint_wait (is_mapped, window) || !paint_wait_frame ())
    g_error ("nothing was painted");
  printf ("painted\t%.3f\nmemory\t%.3f\n", paint_since_exec_ms (), measure_peak_mb ());
  fflush (stdout);
  _Exit (0);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = adw_application_new ("cn.nuanchuang.Bare", G_APPLICATION_NON_UNIQUE);

  paint_watch ();
  g_signal_connect (application, "activate", G_CALLBACK (activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
