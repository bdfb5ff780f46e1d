#include "config.h"

#include "app/kit/form.h"

#include "app/kit/field-row.h"
#include "app/kit/pointing.h"
#include "app/kit/rows.h"
#include "app/kit/wrap-layout.h"
#include "base/error.h"
#include "base/money.h"

#define SPACING 12
#define LINE_SPACING 10

struct _NuanForm
{
  GtkWidget        parent_instance;

  const NuanField *fields;
  GPtrArray       *rows;      /* NuanRow, beside fields; the form's own children own them */
  GPtrArray       *told;      /* those of them at which the form itself found something wrong; what the store said is not its to take back */
  GtkWidget       *line;      /* of short fields, still open */
  NuanFormMore     more;
  gpointer         more_data;
  guint            setting : 1;
};

G_DEFINE_FINAL_TYPE (NuanForm, nuan_form, GTK_TYPE_WIDGET)

enum { CHANGED, LAST_SIGNAL };
static guint signals[LAST_SIGNAL];

static NuanRow *
row_of (NuanForm *self, const NuanField *field)
{
  return g_ptr_array_index (self->rows, field - self->fields);
}

static NuanRow *
find_row (NuanForm *self, const char *name)
{
  const NuanField *field = nuan_fields_find (self->fields, name);

  return field != NULL ? row_of (self, field) : NULL;
}

/* Whoever is in it already stays there: GTK grabs the form itself when Shift+Tab leaves its first field. */
static gboolean
nuan_form_grab_focus (GtkWidget *widget)
{
  NuanForm *self = NUAN_FORM (widget);

  if (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_get_visible (g_ptr_array_index (self->rows, i)))
      return gtk_widget_grab_focus (g_ptr_array_index (self->rows, i));

  return FALSE;
}

static void
nuan_form_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (nuan_form_parent_class)->dispose (object);
}

static void
nuan_form_finalize (GObject *object)
{
  g_ptr_array_unref (NUAN_FORM (object)->rows);
  g_ptr_array_unref (NUAN_FORM (object)->told);

  G_OBJECT_CLASS (nuan_form_parent_class)->finalize (object);
}

static void
nuan_form_class_init (NuanFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = nuan_form_finalize;
  widget_class->grab_focus = nuan_form_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nuan_form_init (NuanForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), LINE_SPACING);
  self->rows = g_ptr_array_new ();
  self->told = g_ptr_array_new ();
}

static gboolean
is_short (const NuanField *field)
{
  if (field->width == NUAN_FIELD_LINE)
    return FALSE;

  switch (field->kind)
    {
    case NUAN_FIELD_MEMO:
    case NUAN_FIELD_CODES:
    case NUAN_FIELD_FLAG:
      return FALSE;
    case NUAN_FIELD_TEXT:
    case NUAN_FIELD_FIGURE:
      return field->width > 0;
    default:
      return TRUE;
    }
}

static void changed_cb (NuanForm *self);

static NuanRow *
build_row (NuanForm *self, const NuanField *field)
{
  NuanRow *row = nuan_field_row_new (field);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
add_row (NuanForm *self, const NuanField *field)
{
  NuanRow *row = build_row (self, field);

  g_ptr_array_add (self->rows, row);
  if (!is_short (field))
    {
      self->line = NULL;
      gtk_widget_insert_before (GTK_WIDGET (row), GTK_WIDGET (self), NULL);
      return;
    }

  if (self->line == NULL)
    {
      self->line = nuan_wrap_box_new (SPACING, LINE_SPACING);
      gtk_widget_insert_before (self->line, GTK_WIDGET (self), NULL);
    }
  nuan_wrap_box_append (NUAN_WRAP_BOX (self->line), GTK_WIDGET (row));
}

NuanForm *
nuan_form_new (const NuanField *fields)
{
  NuanForm *self = g_object_new (NUAN_TYPE_FORM, NULL);

  self->fields = fields;
  for (const NuanField *field = fields; field->name != NULL; field++)
    add_row (self, field);
  return self;
}

NuanRow *
nuan_form_get_row (NuanForm *form, const char *name)
{
  g_return_val_if_fail (NUAN_IS_FORM (form), NULL);

  return find_row (form, name);
}

const char *
nuan_form_value (const NuanField *field, gpointer form)
{
  NuanRow *row = row_of (form, field);

  return gtk_widget_get_visible (GTK_WIDGET (row)) ? nuan_row_get_value (row) : NULL;
}

const char *
nuan_form_get (NuanForm *form, const char *name)
{
  const NuanField *field;
  const char *value;

  g_return_val_if_fail (NUAN_IS_FORM (form), "");

  field = nuan_fields_find (form->fields, name);
  g_return_val_if_fail (field != NULL, "");
  value = nuan_form_value (field, form);
  return value != NULL ? value : "";
}

gint64
nuan_form_get_fen (NuanForm *form, const char *name)
{
  gint64 fen = 0;

  return nuan_money_parse (nuan_form_get (form, name), name, &fen, NULL) ? fen : 0;
}

NuanDay
nuan_form_get_day (NuanForm *form, const char *name)
{
  g_autofree char *text = nuan_day_tidy (nuan_form_get (form, name));
  NuanDay day;

  return nuan_day_parse (text, name, &day, NULL) ? day : NUAN_DAY_NONE;
}

gboolean
nuan_form_get_flag (NuanForm *form, const char *name)
{
  return *nuan_form_get (form, name) != '\0';
}

void
nuan_form_set (NuanForm *form, const char *name, const char *value)
{
  NuanRow *row;

  g_return_if_fail (NUAN_IS_FORM (form));

  row = find_row (form, name);
  g_return_if_fail (row != NULL);
  form->setting = TRUE;
  nuan_row_put_value (row, value);
  form->setting = FALSE;
}

void
nuan_form_set_day (NuanForm *form, const char *name, NuanDay day)
{
  g_autofree char *text = nuan_day_format (day);

  nuan_form_set (form, name, text);
}

void
nuan_form_set_asked (NuanForm *form, const char *name, gboolean asked)
{
  NuanRow *row;

  g_return_if_fail (NUAN_IS_FORM (form));

  row = find_row (form, name);
  g_return_if_fail (row != NULL);
  gtk_widget_set_visible (GTK_WIDGET (row), asked);
}

gboolean
nuan_form_is_asked (NuanForm *form, const char *name)
{
  NuanRow *row;

  g_return_val_if_fail (NUAN_IS_FORM (form), FALSE);

  row = find_row (form, name);
  return row != NULL && gtk_widget_get_visible (GTK_WIDGET (row));
}

void
nuan_form_set_more (NuanForm *form, NuanFormMore more, gpointer data)
{
  g_return_if_fail (NUAN_IS_FORM (form));

  form->more = more;
  form->more_data = data;
}

/* NULL: at none of the fields that are asked for. */
static NuanRow *
row_at (NuanForm *self, const GError *error)
{
  const char *name = nuan_error_get_field (error);
  NuanRow *row = name != NULL ? find_row (self, name) : NULL;

  return row != NULL && gtk_widget_get_visible (GTK_WIDGET (row)) ? row : NULL;
}

/* The first one there. */
static const GError *
error_at (NuanForm *self, GPtrArray *errors, NuanRow *row)
{
  for (guint i = 0; i < errors->len; i++)
    if (row_at (self, g_ptr_array_index (errors, i)) == row)
      return g_ptr_array_index (errors, i);

  return NULL;
}

/* Gives what is shown at no field. FIRST, where it is NULL yet, becomes the first row in the order of the paper. */
static const GError *
show_errors (NuanForm *self, GPtrArray *errors, NuanRow **first)
{
  g_ptr_array_set_size (self->told, 0);
  for (const NuanField *field = self->fields; field->name != NULL; field++)
    {
      NuanRow *row = row_of (self, field);
      const GError *error = error_at (self, errors, row);

      nuan_row_show_problem (row, error != NULL ? error->message : NULL);
      if (error != NULL && *first == NULL)
        *first = row;
    }

  return error_at (self, errors, NULL);
}

static GPtrArray *
find_errors (NuanForm *self)
{
  GPtrArray *errors = nuan_fields_check (self->fields, nuan_form_value, self);

  if (self->more != NULL)
    self->more (self, errors, self->more_data);
  return errors;
}

/* What was put right in one field may put another one right. */
static void
take_back (NuanForm *self)
{
  g_autoptr (GPtrArray) errors = self->told->len > 0 ? find_errors (self) : NULL;

  for (guint i = self->told->len; i > 0; i--)
    {
      NuanRow *row = g_ptr_array_index (self->told, i - 1);

      if (error_at (self, errors, row) != NULL)
        continue;
      nuan_row_show_problem (row, NULL);
      g_ptr_array_remove_index (self->told, i - 1);
    }
}

static void
changed_cb (NuanForm *self)
{
  if (self->setting)
    return;

  take_back (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
check (NuanForm *self, NuanRow **first, GError **other)
{
  g_autoptr (GPtrArray) errors = find_errors (self);
  const GError *elsewhere = show_errors (self, errors, first);

  for (guint i = 0; i < self->rows->len; i++)
    if (error_at (self, errors, g_ptr_array_index (self->rows, i)) != NULL)
      g_ptr_array_add (self->told, g_ptr_array_index (self->rows, i));
  if (elsewhere != NULL && other != NULL)
    *other = g_error_copy (elsewhere);
  return errors->len == 0;
}

gboolean
nuan_form_check (NuanForm *form, GError **other)
{
  NuanRow *first = NULL;
  gboolean right;

  g_return_val_if_fail (NUAN_IS_FORM (form), FALSE);

  right = check (form, &first, other);
  if (first != NULL)
    nuan_point_at (first);
  return right;
}

gboolean
nuan_forms_check (NuanForm *const *forms, guint n_forms)
{
  NuanRow *first = NULL;
  gboolean right = TRUE;

  for (guint i = 0; i < n_forms; i++)
    right &= check (forms[i], &first, NULL);
  if (first != NULL)
    nuan_point_at (first);
  return right;
}

gboolean
nuan_form_show_error (NuanForm *form, const GError *error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new ();
  NuanRow *first = NULL;
  const GError *elsewhere;

  g_return_val_if_fail (NUAN_IS_FORM (form), FALSE);

  if (error != NULL)
    g_ptr_array_add (errors, (gpointer) error);
  elsewhere = show_errors (form, errors, &first);
  if (first != NULL)
    nuan_point_at (first);
  return error != NULL && elsewhere == NULL;
}

char *
nuan_form_save (NuanForm *form, const char *group)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (NUAN_IS_FORM (form), NULL);

  for (const NuanField *field = form->fields; field->name != NULL; field++)
    if (!nuan_field_is_password (field))
      g_key_file_set_string (file, group, field->name, nuan_row_get_value (row_of (form, field)));
  return g_key_file_to_data (file, NULL, NULL);
}

/* A flag is read as key files have it: "true" of an older draft, "1", "false", nothing. */
static char *
read_value (GKeyFile *file, const char *group, const NuanField *field)
{
  if (field->kind == NUAN_FIELD_FLAG && g_key_file_has_key (file, group, field->name, NULL))
    return g_strdup (g_key_file_get_boolean (file, group, field->name, NULL) ? "1" : "");

  return g_key_file_get_string (file, group, field->name, NULL);
}

gboolean
nuan_form_load (NuanForm *form, const char *group, const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (NUAN_IS_FORM (form), FALSE);

  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return FALSE;

  for (const NuanField *field = form->fields; field->name != NULL; field++)
    {
      g_autofree char *value = read_value (file, group, field);

      if (value != NULL && !nuan_field_is_password (field))
        nuan_form_set (form, field->name, value);
    }
  return TRUE;
}
