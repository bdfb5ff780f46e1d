#include "config.h"

#include "app/session/household-work.h"

#include "store/office/form-draft.h"

/* A job without a result returns this. */
static char done[] = "done";

typedef struct {
  NuanStaff     *actor;
  NuanHousehold *household;
  gint64         id, staff_id;
  gint           version;
  NuanDecision   decision;
  char          *text, *kind;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_clear_pointer (&input->actor, nuan_staff_free);
  g_clear_pointer (&input->household, nuan_household_free);
  g_free (input->text);
  g_free (input->kind);
  g_free (input);
}

static Input *
input_new (NuanContext *context)
{
  Input *input = g_new0 (Input, 1);
  const NuanStaff *staff = nuan_context_get_staff (context);

  if (staff != NULL)
    {
      input->actor = nuan_staff_copy (staff);
      input->staff_id = staff->id;
    }
  return input;
}

static gpointer
view_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;

  return nuan_household_work_view (connection, input->id, input->staff_id, error);
}

void
nuan_household_view_read (NuanContext *context, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Input *input = input_new (context);

  input->id = id;
  nuan_database_read (nuan_context_get_database (context), NUAN_READ_QUICK, view_work, input, input_free,
                      (GDestroyNotify) nuan_household_view_free, cancellable, callback, data);
}

NuanHouseholdView *
nuan_household_view_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_database_finish (NUAN_DATABASE (source), result, error);
}

static gpointer
save_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;

  return nuan_household_work_save (connection, input->actor, input->household, TRUE, error);
}

void
nuan_household_save (NuanContext *context, const NuanHousehold *household, GAsyncReadyCallback callback, gpointer data)
{
  Input *input = input_new (context);

  input->household = nuan_household_copy (household);
  nuan_database_write (nuan_context_get_database (context), save_work, input, input_free, (GDestroyNotify) nuan_saved_free, NULL,
                       callback, data);
}

NuanSaved *
nuan_household_save_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_database_finish (NUAN_DATABASE (source), result, error);
}

static gpointer
draft_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Input *input = data;
  const gboolean written = input->text != NULL
                               ? nuan_form_draft_save (connection, input->staff_id, input->kind, input->id, input->text, error)
                               : nuan_form_draft_forget (connection, input->staff_id, input->kind, input->id, error);

  return written ? done : NULL;
}

static void
draft_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (nuan_database_finish (NUAN_DATABASE (source), result, &error) == NULL)
    g_debug ("the half-typed form was not kept: %s", error->message);
}

void
nuan_draft_write (NuanContext *context, gint64 staff_id, const char *kind, gint64 subject, const char *content)
{
  Input *input = input_new (context);

  input->staff_id = staff_id;
  input->id = subject;
  input->kind = g_strdup (kind);
  input->text = g_strdup (content);
  nuan_database_write (nuan_context_get_database (context), draft_work, input, input_free, NULL, NULL, draft_written_cb, NULL);
}

static gpointer
decide_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Input *input = data;

  return nuan_household_work_decide (connection, input->actor, input->id, input->version, input->decision, input->text, error) ? done : NULL;
}

void
nuan_household_decide (NuanContext *context, gint64 id, gint version, NuanDecision decision, const char *reason,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  Input *input = input_new (context);

  input->id = id;
  input->version = version;
  input->decision = decision;
  input->text = g_strdup (reason);
  nuan_database_write (nuan_context_get_database (context), decide_work, input, input_free, NULL, NULL, callback, data);
}

gboolean
nuan_household_decide_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_database_finish (NUAN_DATABASE (source), result, error) != NULL;
}

static gpointer
reveal_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Input *input = data;

  return nuan_household_store_log_reveal (connection, input->actor, input->id, error) ? done : NULL;
}

static void
revealed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (nuan_database_finish (NUAN_DATABASE (source), result, &error) == NULL)
    g_warning ("a look at a number could not be written to the journal: %s", error->message);
}

void
nuan_log_reveal (NuanContext *context, gint64 id)
{
  Input *input = input_new (context);

  input->id = id;
  nuan_database_write (nuan_context_get_database (context), reveal_work, input, input_free, NULL, NULL, revealed_cb, NULL);
}

/* Reading duplicates. */

static gpointer
duplicates_work (NuanConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return nuan_household_store_duplicates (connection, ((Input *) data)->household, error);
}

void
nuan_duplicates_read (NuanContext *context, const NuanHousehold *household, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer data)
{
  Input *input = input_new (context);

  input->household = nuan_household_copy (household);
  nuan_database_read (nuan_context_get_database (context), NUAN_READ_QUICK, duplicates_work, input, input_free,
                      (GDestroyNotify) g_ptr_array_unref,
                      cancellable, callback, data);
}

GPtrArray *
nuan_duplicates_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return nuan_database_finish (NUAN_DATABASE (source), result, error);
}
