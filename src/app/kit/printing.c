#define _GNU_SOURCE   /* memfd_create */
#include "config.h"

#include "app/kit/printing.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <gtk/gtkunixprint.h>

#include "app/kit/saving.h"
#include "app/kit/state.h"
#include "app/kit/toast.h"
#include "app/kit/toplevel.h"
#include "base/atomic-file.h"
#include "base/error.h"

#define STATE_GROUP "printing"
#define PRINTERS_MS 800   /* CUPS answers within; then a machine without a default printer prints to a file */

/* The PDF in memory that has a descriptor: the print job reads it from there and nothing lies on the disk. -1 on error. */
static int
memory_file (GBytes *pdf, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);
  int descriptor = memfd_create ("nuanchuang.pdf", MFD_CLOEXEC);
  gsize done = 0;

  while (descriptor >= 0 && done < size)
    {
      gssize written = write (descriptor, data + done, size - done);

      if (written >= 0)
        done += (gsize) written;
      else if (errno != EINTR)
        break;
    }
  if (descriptor >= 0 && done == size && lseek (descriptor, 0, SEEK_SET) == 0)
    return descriptor;

  nuan_error_set (error, NUAN_ERROR_STORAGE, NULL, "%s", g_strerror (errno));
  if (descriptor >= 0)
    close (descriptor);
  return -1;
}

struct _NuanPrinting
{
  GtkWidget        *parent;       /* a reference: the page may go while the job is sent */
  char             *title;
  GtkPrinter       *printer;
  GtkPrintSettings *settings;
  GtkPageSetup     *setup;
  char             *file;         /* that is printed to; NULL: a real printer */
  NuanFileMode      mode;
  int               descriptor;   /* of the paper in memory, once it is sent; -1 before */
};

void
nuan_printing_free (NuanPrinting *printing)
{
  if (printing == NULL)
    return;

  if (printing->descriptor >= 0)
    close (printing->descriptor);
  g_free (printing->title);
  g_free (printing->file);
  g_object_unref (printing->printer);
  g_object_unref (printing->settings);
  g_object_unref (printing->setup);
  g_object_unref (printing->parent);
  g_free (printing);
}

const char *
nuan_printing_get_file (NuanPrinting *printing)
{
  return printing->file;
}

NuanFileMode
nuan_printing_get_mode (NuanPrinting *printing)
{
  return printing->mode;
}

static void
free_printing (gpointer printing)
{
  nuan_printing_free (printing);
}

static void
job_done_cb (GtkPrintJob *job, gpointer data, const GError *error)
{
  NuanPrinting *printing = data;

  if (error != NULL)
    nuan_show_error (printing->parent, _("The paper could not be printed"), error);
  else
    nuan_toast (printing->parent, _("Sent to the printer"));
}

void
nuan_printing_send (NuanPrinting *printing, GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintJob) job = gtk_print_job_new (printing->title, printing->printer, printing->settings, printing->setup);

  printing->descriptor = memory_file (pdf, &error);
  if (printing->descriptor >= 0 && gtk_print_job_set_source_fd (job, printing->descriptor, &error))
    {
      gtk_print_job_send (job, job_done_cb, printing, free_printing);
      return;
    }
  nuan_show_error (printing->parent, _("The paper could not be printed"), error);
  nuan_printing_free (printing);
}

/* GTK adds ".pdf" to a name of its own accord. Owned. */
static char *
file_name (const char *title)
{
  g_autofree char *name = g_strdelimit (g_strdup (title), "/\\\n", '-');

  if (g_str_has_suffix (name, ".pdf"))
    name[strlen (name) - strlen (".pdf")] = '\0';
  return g_steal_pointer (&name);
}

/* NAME may be ""; a file that is printed to is called like the paper. */
static void
choose_printer (GtkPrintUnixDialog *dialog, const char *name)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *file = file_name (gtk_window_get_title (GTK_WINDOW (dialog)));

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, file);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR, nuan_papers_folder ());
  if (*name != '\0')
    gtk_print_settings_set_printer (settings, name);
  gtk_print_unix_dialog_set_settings (dialog, settings);
}

/* GTK chooses a printer only where CUPS has a default one. */
static gboolean
choose_file_cb (gpointer data)
{
  GtkPrintUnixDialog *dialog = data;

  if (gtk_print_unix_dialog_get_selected_printer (dialog) == NULL)
    choose_printer (dialog, g_dgettext ("gtk40", "Print to File"));   /* GTK finds printers by their translated names */
  g_object_steal_data (G_OBJECT (dialog), "choose-file");
  return G_SOURCE_REMOVE;
}

static void
remove_source (gpointer id)
{
  g_source_remove (GPOINTER_TO_UINT (id));
}

static void
prepare_printer (GtkPrintUnixDialog *dialog)
{
  g_autofree char *last = nuan_state_get_text (STATE_GROUP, "printer");

  choose_printer (dialog, last);
  g_object_set_data_full (G_OBJECT (dialog), "choose-file",
                          GUINT_TO_POINTER (g_timeout_add (PRINTERS_MS, choose_file_cb, dialog)), remove_source);
}

typedef struct {
  GtkWidget        *parent;
  char             *title;
  NuanPrinterChosen chosen;
  gpointer          data;        /* NULL once CHOSEN has it */
  GDestroyNotify    free_data;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->data != NULL && question->free_data != NULL)
    question->free_data (question->data);
  g_free (question->title);
  g_object_unref (question->parent);
  g_free (question);
}

static GtkColumnView *
find_printers (GtkWidget *below)
{
  GtkColumnView *found = GTK_IS_COLUMN_VIEW (below) ? GTK_COLUMN_VIEW (below) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (below); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_printers (child);
  return found;
}

/* GTK 4.8 sorts the printers once more while the dialog goes and asks its list, gone by then, for the selected one. */
static void
destroy_dialog (GtkPrintUnixDialog *dialog)
{
  GtkColumnView *printers = find_printers (GTK_WIDGET (dialog));

  if (printers != NULL && gtk_column_view_get_model (printers) != NULL)
    g_signal_handlers_disconnect_matched (gtk_column_view_get_model (printers), G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The file that the dialog prints to, NULL for a real printer. Owned. */
static char *
file_of (GtkPrinter *printer, GtkPrintSettings *settings)
{
  const char *uri = gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);
  g_autoptr (GFile) file = uri != NULL && gtk_printer_is_virtual (printer) ? g_file_new_for_uri (uri) : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}

static void
finish_dialog (GtkPrintUnixDialog *dialog, Question *question, NuanFileMode mode)
{
  NuanPrinting *printing = g_new0 (NuanPrinting, 1);

  printing->parent = g_object_ref (question->parent);
  printing->title = g_strdup (question->title);
  printing->printer = g_object_ref (gtk_print_unix_dialog_get_selected_printer (dialog));
  printing->settings = gtk_print_unix_dialog_get_settings (dialog);
  printing->setup = g_object_ref (gtk_print_unix_dialog_get_page_setup (dialog));
  printing->file = file_of (printing->printer, printing->settings);
  printing->mode = mode;
  printing->descriptor = -1;
  nuan_state_set_text (STATE_GROUP, "printer", gtk_printer_get_name (printing->printer));
  question->chosen (printing, g_steal_pointer (&question->data));
  destroy_dialog (dialog);
}

static void
replace_response_cb (AdwMessageDialog *ask, const char *response, gpointer data)
{
  GtkPrintUnixDialog *dialog = GTK_PRINT_UNIX_DIALOG (gtk_window_get_transient_for (GTK_WINDOW (ask)));

  if (g_str_equal (response, "replace") && gtk_print_unix_dialog_get_selected_printer (dialog) != NULL)
    finish_dialog (dialog, data, NUAN_FILE_REPLACE);
}

static void
ask_to_replace (GtkPrintUnixDialog *dialog, Question *question, const char *file)
{
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *text = g_strdup_printf (_("There is a file “%s” already."), name);
  AdwMessageDialog *ask = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (dialog), _("Replace the file?"), text));

  adw_message_dialog_add_responses (ask, "stay", _("_Cancel"), "replace", _("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (ask, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ask, "stay");
  adw_message_dialog_set_close_response (ask, "stay");
  g_signal_connect (ask, "response", G_CALLBACK (replace_response_cb), question);
  /* libadwaita 1.2 lets go of the window below when it closes itself, which is after the answer has destroyed that one. */
  g_object_set_data_full (G_OBJECT (ask), "below", g_object_ref (dialog), g_object_unref);
  gtk_window_present (GTK_WINDOW (ask));
}

/* What GTK would ask about a file that is there is asked here alone: a question of ours knows a data file, suggests to stay, and what was not
 * asked about is never replaced. GTK's answer also waits for a printer that is not ready. */
static void
silence_dialog (GtkPrintUnixDialog *dialog)
{
  const guint response = g_signal_lookup ("response", GTK_TYPE_DIALOG);
  const gulong question = g_signal_handler_find (dialog, G_SIGNAL_MATCH_ID, response, 0, NULL, NULL, NULL);

  if (question != 0)
    g_signal_handler_block (dialog, question);
}

static gboolean
is_ready (GtkPrinter *printer)
{
  return printer != NULL && gtk_printer_has_details (printer) && gtk_printer_is_accepting_jobs (printer);
}

static void
take_printer (GtkPrintUnixDialog *dialog, Question *question)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_unix_dialog_get_settings (dialog);
  g_autofree char *file = file_of (gtk_print_unix_dialog_get_selected_printer (dialog), settings);
  g_autoptr (GError) error = NULL;

  if (file == NULL || nuan_atomic_file_check (file, NUAN_FILE_NEW, NULL))
    finish_dialog (dialog, question, NUAN_FILE_NEW);
  else if (nuan_atomic_file_check (file, NUAN_FILE_REPLACE, &error))
    ask_to_replace (dialog, question, file);
  else
    nuan_show_error (GTK_WIDGET (dialog), _("The paper could not be printed"), error);
}

static void
dialog_response_cb (GtkPrintUnixDialog *dialog, int response, gpointer data)
{
  if (response != GTK_RESPONSE_OK)
    destroy_dialog (dialog);
  else if (is_ready (gtk_print_unix_dialog_get_selected_printer (dialog)))
    take_printer (dialog, data);
}

void
nuan_choose_printer (GtkWidget *parent, const char *title, NuanPrinterChosen chosen, gpointer data, GDestroyNotify free_data)
{
  GtkWidget *dialog;
  Question *question;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  question = g_new0 (Question, 1);
  question->parent = g_object_ref (parent);
  question->title = g_strdup (title);
  question->chosen = chosen;
  question->data = data;
  question->free_data = free_data;

  dialog = gtk_print_unix_dialog_new (title, nuan_toplevel_of (parent));
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_print_unix_dialog_set_manual_capabilities (GTK_PRINT_UNIX_DIALOG (dialog), GTK_PRINT_CAPABILITY_GENERATE_PDF);
  prepare_printer (GTK_PRINT_UNIX_DIALOG (dialog));
  silence_dialog (GTK_PRINT_UNIX_DIALOG (dialog));   /* before anybody of ours listens */
  g_signal_connect_data (dialog, "response", G_CALLBACK (dialog_response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
print_chosen_cb (NuanPrinting *printing, gpointer data)
{
  g_autoptr (GBytes) pdf = data;

  if (printing->file == NULL)
    {
      nuan_printing_send (printing, pdf);
      return;
    }
  nuan_write_file (printing->parent, pdf, printing->file, printing->mode);
  nuan_printing_free (printing);
}

void
nuan_print_pdf (GtkWidget *parent, GBytes *pdf, const char *title)
{
  nuan_choose_printer (parent, title, print_chosen_cb, g_bytes_ref (pdf), (GDestroyNotify) g_bytes_unref);
}
