#include "config.h"

#include "display.h"

/* A button whose work is done goes away, and the keyboard comes to text that can be copied. */
static void
the_keyboard_selects_nothing (void)
{
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_with_label ("Approve"), *label = gtk_label_new ("333.33 < 1,062.00");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), label);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  display_settle ();
  gtk_widget_grab_focus (button);
  display_settle ();

  gtk_box_remove (GTK_BOX (box), button);   /* GTK 4.8 would tell of a widget that is none, and the test end there */
  display_settle ();
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == label);
  g_assert_false (gtk_label_get_selection_bounds (GTK_LABEL (label), NULL, NULL));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  display_init (&argc, &argv);
  g_test_add_func ("/plain-labels/the-keyboard-selects-nothing", the_keyboard_selects_nothing);
  return g_test_run ();
}
