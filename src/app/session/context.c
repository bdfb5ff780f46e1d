#include "config.h"

#include "app/session/context.h"

#include "store/journal/journal-themes.h"
#include "store/office/centre.h"

struct _NuanContext
{
  GObject       parent_instance;

  NuanDatabase *database;
  NuanStaff    *staff;     /* NULL while nobody is signed in */
  char         *centre;
  gboolean      hide;      /* F8 */
  gboolean      let_go;    /* the data file: it is closed */
  GCancellable *reading;
  gint64        newest;    /* line of the journal that was told; -1 before the first */
};

enum {
  PROP_0,
  PROP_CENTRE,
  PROP_PRIVATE,
  LAST_PROP
};

static GParamSpec *properties[LAST_PROP];

enum {
  CHANGED,
  STAFF_CHANGED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (NuanContext, nuan_context, G_TYPE_OBJECT)

static gpointer
read_centre (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  return nuan_centre_read (connection, error);
}

static void
centre_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NuanContext) self = user_data;
  g_autoptr (NuanCentre) centre = nuan_database_finish (NUAN_DATABASE (source), result, NULL);

  if (centre == NULL || g_strcmp0 (centre->name, self->centre) == 0)
    return;

  g_free (self->centre);
  self->centre = g_strdup (centre->name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CENTRE]);
}

typedef struct {
  gint64 after, upto;
  guint  themes;
} News;

static gpointer
read_news (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  News *news = input;

  return nuan_journal_themes (connection, news->after, news->upto, &news->themes, error) ? g_memdup2 (news, sizeof *news) : NULL;
}

static void
news_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanContext) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree News *news = nuan_database_finish (NUAN_DATABASE (source), result, &error);

  if (news != NULL)
    g_signal_emit (self, signals[CHANGED], 0, news->upto, news->themes);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[CHANGED], 0, self->newest, (guint) NUAN_THEME_ALL);
}

static void
database_changed_cb (NuanContext *self, gint64 newest)
{
  const News news = { .after = self->newest, .upto = newest };

  self->newest = newest;
  if (news.after < 0)   /* nobody knows what was there before */
    g_signal_emit (self, signals[CHANGED], 0, newest, (guint) NUAN_THEME_ALL);
  else
    nuan_database_read (self->database, NUAN_READ_QUICK, read_news, g_memdup2 (&news, sizeof news), g_free, g_free, self->reading, news_read_cb,
                        g_object_ref (self));
}

static void
nuan_context_dispose (GObject *object)
{
  NuanContext *self = NUAN_CONTEXT (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (nuan_context_parent_class)->dispose (object);
}

static void
nuan_context_finalize (GObject *object)
{
  NuanContext *self = NUAN_CONTEXT (object);

  g_clear_pointer (&self->staff, nuan_staff_free);
  g_free (self->centre);
  g_object_unref (self->reading);

  G_OBJECT_CLASS (nuan_context_parent_class)->finalize (object);
}

static void
nuan_context_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  NuanContext *self = NUAN_CONTEXT (object);

  switch (property_id)
    {
    case PROP_CENTRE:
      g_value_set_string (value, nuan_context_get_centre (self));
      break;
    case PROP_PRIVATE:
      g_value_set_boolean (value, self->hide);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
nuan_context_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  NuanContext *self = NUAN_CONTEXT (object);

  switch (property_id)
    {
    case PROP_PRIVATE:
      nuan_context_set_private (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
nuan_context_class_init (NuanContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nuan_context_dispose;
  object_class->finalize = nuan_context_finalize;
  object_class->get_property = nuan_context_get_property;
  object_class->set_property = nuan_context_set_property;

  properties[PROP_CENTRE] = g_param_spec_string ("centre", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_INT64, G_TYPE_UINT);
  signals[STAFF_CHANGED] = g_signal_new ("staff-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
nuan_context_init (NuanContext *self)
{
  self->reading = g_cancellable_new ();
  self->newest = -1;
}

NuanContext *
nuan_context_new (NuanDatabase *database)
{
  NuanContext *self;

  g_return_val_if_fail (NUAN_IS_DATABASE (database), NULL);

  self = g_object_new (NUAN_TYPE_CONTEXT, NULL);
  self->database = g_object_ref (database);
  g_signal_connect_object (database, "changed", G_CALLBACK (database_changed_cb), self, G_CONNECT_SWAPPED);
  nuan_database_read (database, NUAN_READ_QUICK, read_centre, NULL, NULL, (GDestroyNotify) nuan_centre_free, self->reading,
                      centre_read_cb, g_object_ref (self));

  return self;
}

NuanDatabase *
nuan_context_get_database (NuanContext *context)
{
  g_return_val_if_fail (NUAN_IS_CONTEXT (context), NULL);

  return context->database;
}

const NuanStaff *
nuan_context_get_staff (NuanContext *context)
{
  g_return_val_if_fail (NUAN_IS_CONTEXT (context), NULL);

  return context->staff;
}

NuanStaff *
nuan_context_dup_staff (NuanContext *context)
{
  return nuan_staff_copy (nuan_context_get_staff (context));
}

void
nuan_context_set_staff (NuanContext *context, const NuanStaff *staff)
{
  NuanStaff *before;

  g_return_if_fail (NUAN_IS_CONTEXT (context));

  if (staff != NULL && context->let_go)   /* the password was still being looked at */
    return;

  before = context->staff;
  context->staff = staff != NULL ? nuan_staff_copy (staff) : NULL;
  g_clear_pointer (&before, nuan_staff_free);
  g_signal_emit (context, signals[STAFF_CHANGED], 0);
}

void
nuan_context_let_go (NuanContext *context)
{
  g_return_if_fail (NUAN_IS_CONTEXT (context));

  if (context->let_go)
    return;

  context->let_go = TRUE;
  nuan_context_set_staff (context, NULL);   /* what is half typed is written on the way */
  nuan_database_close (context->database);
}

gboolean
nuan_context_is_let_go (NuanContext *context)
{
  g_return_val_if_fail (NUAN_IS_CONTEXT (context), TRUE);

  return context->let_go;
}

const char *
nuan_context_get_centre (NuanContext *context)
{
  g_return_val_if_fail (NUAN_IS_CONTEXT (context), "");

  return context->centre != NULL ? context->centre : "";
}

gboolean
nuan_context_is_read_only (NuanContext *context)
{
  g_return_val_if_fail (NUAN_IS_CONTEXT (context), FALSE);

  return context->database != NULL && nuan_database_is_read_only (context->database);
}

gboolean
nuan_context_may (NuanContext *context, NuanRight right)
{
  g_return_val_if_fail (NUAN_IS_CONTEXT (context), FALSE);

  if (nuan_context_is_read_only (context) && right != NUAN_RIGHT_READ && right != NUAN_RIGHT_BACKUP)
    return FALSE;
  return context->staff != NULL && nuan_roles_check (context->staff->roles, right, NULL);
}

typedef struct {
  guint    themes;
  gpointer object;
  void   (*changed) (gpointer object);
} Follower;

static void
follower_free (gpointer follower, GClosure *closure)
{
  g_free (follower);
}

static void
followed_cb (NuanContext *context, gint64 newest, guint themes, gpointer data)
{
  const Follower *follower = data;

  if ((follower->themes & themes) != 0)
    follower->changed (follower->object);
}

void
nuan_context_follow (NuanContext *context, guint themes, gpointer object, void (*changed) (gpointer object))
{
  Follower *follower;
  GClosure *closure;

  g_return_if_fail (NUAN_IS_CONTEXT (context));
  g_return_if_fail (G_IS_OBJECT (object));

  follower = g_new (Follower, 1);
  *follower = (Follower) { .themes = themes, .object = object, .changed = changed };
  closure = g_cclosure_new (G_CALLBACK (followed_cb), follower, follower_free);
  g_object_watch_closure (object, closure);
  g_signal_connect_closure (context, "changed", closure, FALSE);
}

gboolean
nuan_context_get_private (NuanContext *context)
{
  g_return_val_if_fail (NUAN_IS_CONTEXT (context), FALSE);

  return context->hide;
}

void
nuan_context_set_private (NuanContext *context, gboolean hide)
{
  g_return_if_fail (NUAN_IS_CONTEXT (context));

  if (context->hide == hide)
    return;

  context->hide = hide;
  g_object_notify_by_pspec (G_OBJECT (context), properties[PROP_PRIVATE]);
}
