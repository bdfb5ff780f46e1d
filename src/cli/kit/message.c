#include "config.h"

#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/kit/message.h"

/* The last guard: whatever was typed into the wrong place, no ID number reaches a screen or a log through a message. */
static void
hide_id_numbers (char *text)
{
  guint run = 0;

  for (char *at = text; *at != '\0'; at++)
    {
      const gboolean sign = g_ascii_isdigit (*at) || (run >= 17 && (*at == 'X' || *at == 'x'));

      run = sign ? run + 1 : 0;
      if (run == 18)
        memset (at - 11, '*', 8);
    }
}

/* Owned. */
static char *
make_line (const char *prefix, const char *field, const char *message)
{
  char *line = g_strconcat (prefix, field != NULL ? field : "", field != NULL ? ": " : "", message, NULL);

  for (char *at = line; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  hide_id_numbers (line);
  return line;
}

static void
print_message (const char *prefix, const char *field, const char *message)
{
  g_autofree char *line = make_line (prefix, field, message);

  fprintf (stderr, "%s\n", line);
}

void
nuan_message_last (const GError *error)
{
  g_autofree char *line = make_line ("nuanctl: ", nuan_error_get_field (error), error->message);
  g_autofree char *whole = g_strconcat (isatty (STDERR_FILENO) ? "\r\033[K" : "", line, "\n", NULL);
  struct pollfd ready = { .fd = STDERR_FILENO, .events = POLLOUT };

  if (poll (&ready, 1, 0) == 1 && write (STDERR_FILENO, whole, strlen (whole)) < 0)
    return;   /* nobody listens */
}

void
nuan_message_error (const GError *error)
{
  print_message ("nuanctl: ", nuan_error_get_field (error), error->message);
}

void
nuan_message_warning (const char *message)
{
  print_message ("nuanctl: warning: ", NULL, message);   /* the word is fixed: scripts look for it */
}
