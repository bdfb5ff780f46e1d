#include "config.h"

#include "app/office/room.h"

#include "app/office/dialogs.h"

static void
staff (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_show_staff (window, context);
}

static void
standards (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_show_standards (window, context);
}

static void
journal (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_show_journal (window, context);
}

static void
check (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_show_check (window, context);
}

static void
backup (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_choose_backup (window, context);
}

static void
password (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_show_password (window, context, nuan_context_get_staff (context)->login);
}

static void
preferences (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_show_preferences (window);
}

static void
about (GtkWidget *window, NuanContext *context, GVariant *what)
{
  nuan_show_about (window);
}

static const NuanWish wishes[] = {
  { .name = "staff", .fulfil = staff, .right = NUAN_RIGHT_MANAGE_STAFF },
  { .name = "standards", .fulfil = standards },
  { .name = "journal", .fulfil = journal },
  { .name = "check", .fulfil = check },
  { .name = "backup", .fulfil = backup, .right = NUAN_RIGHT_BACKUP },
  { .name = "password", .fulfil = password },
  { .name = "preferences", .fulfil = preferences, .before_sign_in = TRUE },
  { .name = "about", .fulfil = about, .before_sign_in = TRUE },
  { NULL }
};

static const char *const accels[] = { "win.preferences", "<Control>comma", NULL };

const NuanRoom nuan_office_room = {
  .name = "office",
  .wishes = wishes,
  .accels = accels,
};
