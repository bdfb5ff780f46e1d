#include "config.h"

#include "app/session/form-keeper.h"

#include "app/session/act.h"
#include "store/office/form-draft.h"

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

/* What is written: nobody's act. CONTENT NULL forgets. */
typedef struct {
  gint64 staff_id, subject;
  char  *kind, *content;
} Draft;

static gpointer
draft_work (NuanConnection *connection, const NuanStaff *actor, gconstpointer data, GError **error)
{
  const Draft *draft = data;

  return nuan_act_done (draft->content != NULL
                            ? nuan_form_draft_save (connection, draft->staff_id, draft->kind, draft->subject, draft->content, error)
                            : nuan_form_draft_forget (connection, draft->staff_id, draft->kind, draft->subject, error));
}

static void
draft_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (nuan_session_finish (source, result, &error) == NULL)
    g_debug ("the half-typed form was not kept: %s", error->message);
}

NuanFormKeeper *
nuan_form_keeper_new (NuanContext *context, gint64 staff_id, const char *kind, gint64 subject, gboolean kept, NuanFormText text, gpointer form)
{
  NuanFormKeeper *self = g_new0 (NuanFormKeeper, 1);

  self->context = g_object_ref (context);
  self->staff_id = staff_id;
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

static void
write_draft (NuanFormKeeper *self)
{
  static const NuanActPart parts[] = { NUAN_ACT_TEXT (Draft, kind), NUAN_ACT_TEXT (Draft, content), NUAN_ACT_PARTS_END };
  static const NuanAct act = { draft_work, sizeof (Draft), parts, NULL };
  g_autofree char *text = self->text (self->form);
  const Draft draft = { .staff_id = self->staff_id, .subject = self->subject, .kind = (char *) self->kind, .content = text };

  if (text != NULL || self->kept)
    nuan_session_write_for (self->context, NULL, &act, &draft, draft_written_cb, NULL);
  self->kept = text != NULL;
}

static gboolean
draft_due (gpointer data)
{
  NuanFormKeeper *self = data;

  self->due = 0;
  write_draft (self);
  return G_SOURCE_REMOVE;
}

void
nuan_form_keeper_changed (NuanFormKeeper *keeper)
{
  if (keeper == NULL)
    return;

  g_clear_handle_id (&keeper->due, g_source_remove);
  if (!keeper->resting)
    keeper->due = g_timeout_add (DELAY_MS, draft_due, keeper);
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
  if (keeper == NULL)
    return;

  keeper->resting = rest;
  if (rest)
    g_clear_handle_id (&keeper->due, g_source_remove);
}
