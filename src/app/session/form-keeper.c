#include "config.h"

#include "app/session/form-keeper.h"

#include <glib/gi18n-lib.h>

#include "app/kit/notices.h"
#include "app/kit/toast.h"
#include "app/session/act.h"
#include "store/office/form-draft.h"

#define DELAY_MS 400

struct _NuanFormKeeper
{
  NuanContext *context;
  gint64       staff_id, subject;
  const char  *kind;
  gboolean     kept, resting;
  gboolean     missed;   /* something was typed while it rested */
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

static gboolean told;   /* that what is typed is not kept, until it is again; main thread */

static void
tell (const GError *error)
{
  NuanNotices *notices = nuan_notices_in_front (NULL);
  g_autofree char *text = NULL;

  if (told || notices == NULL)
    {
      g_debug ("the half-typed form was not kept: %s", error->message);
      return;
    }

  told = TRUE;
  if (nuan_notices_take_error (GTK_WIDGET (notices), NULL, error))
    return;

  text = g_strdup_printf (_("What you type is not kept until you save it: %s"), error->message);
  nuan_toast (GTK_WIDGET (notices), text);
}

static void
draft_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (nuan_session_finish (source, result, &error) == NULL)
    tell (error);
  else
    told = FALSE;
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
  keeper->missed = keeper->resting;
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

  if (rest)
    nuan_form_keeper_flush (keeper);   /* before the work, which forgets it when it is done */
  keeper->resting = rest;
  if (!rest && keeper->missed)
    nuan_form_keeper_changed (keeper);
}
