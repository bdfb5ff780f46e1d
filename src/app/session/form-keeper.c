#include "config.h"

#include "app/session/form-keeper.h"

#include "app/session/household-work.h"

#define DELAY_MS 400

struct _NuanFormKeeper
{
  NuanContext *context;
  gint64       staff_id, subject;
  const char  *kind;
  gboolean     kept, resting;
  guint        due;
  NuanFormText text;
  gpointer     form;
};

NuanFormKeeper *
nuan_form_keeper_new (NuanContext *context, const char *kind, gint64 subject, gboolean kept, NuanFormText text, gpointer form)
{
  const NuanStaff *staff = nuan_context_get_staff (context);
  NuanFormKeeper *self;

  g_return_val_if_fail (staff != NULL, NULL);

  self = g_new0 (NuanFormKeeper, 1);
  self->context = g_object_ref (context);
  self->staff_id = staff->id;
  self->kind = g_intern_string (kind);
  self->subject = subject;
  self->kept = kept;
  self->text = text;
  self->form = form;
  return self;
}

void
nuan_form_keeper_free (NuanFormKeeper *keeper)
{
  if (keeper == NULL)
    return;

  g_clear_handle_id (&keeper->due, g_source_remove);
  g_object_unref (keeper->context);
  g_free (keeper);
}

static gboolean
write_draft (gpointer data)
{
  NuanFormKeeper *self = data;
  g_autofree char *text = self->text (self->form);

  self->due = 0;
  if (text != NULL || self->kept)
    nuan_draft_write (self->context, self->staff_id, self->kind, self->subject, text);
  self->kept = text != NULL;
  return G_SOURCE_REMOVE;
}

void
nuan_form_keeper_changed (NuanFormKeeper *keeper)
{
  g_clear_handle_id (&keeper->due, g_source_remove);
  if (!keeper->resting)
    keeper->due = g_timeout_add (DELAY_MS, write_draft, keeper);
}

void
nuan_form_keeper_flush (NuanFormKeeper *keeper)
{
  if (keeper == NULL || keeper->due == 0)
    return;

  g_clear_handle_id (&keeper->due, g_source_remove);
  write_draft (keeper);
}

void
nuan_form_keeper_rest (NuanFormKeeper *keeper, gboolean rest)
{
  keeper->resting = rest;
  if (rest)
    g_clear_handle_id (&keeper->due, g_source_remove);
}
