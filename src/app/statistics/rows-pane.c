#include "config.h"

#include "app/statistics/rows-pane.h"

#include <glib/gi18n-lib.h>

#include "app/parts/table-files.h"
#include "app/kit/table-view.h"
#include "app/kit/toast.h"
#include "app/session/wishes.h"
#include "store/tables/statistics.h"

#define KEYS_SHOWN 3
#define MOST_ROWS  20000   /* on the screen and on paper; a file takes them all */

struct _NuanRowsPane
{
  AdwBin         parent_instance;

  NuanContext   *context;
  GCancellable  *reading;
  gpointer       asked;      /* Question for all the rows of what is shown; NULL: nothing */
  guint          most;       /* rows on the screen */
  gboolean       cut;        /* there are more than that */

  GtkLabel      *title, *count;
  GtkStack      *stack;
  NuanTableView *table;
};

G_DEFINE_FINAL_TYPE (NuanRowsPane, nuan_rows_pane, ADW_TYPE_BIN)

typedef struct {
  NuanSharedTable *shared;
  char            *key;      /* NULL: the total */
  char            *column;
  guint            limit;    /* 0: all */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  nuan_shared_table_unref (question->shared);
  g_free (question->key);
  g_free (question->column);
  g_free (question);
}

static Question *
question_new (NuanSharedTable *shared, const char *key, const char *column, guint limit)
{
  Question *question = g_new0 (Question, 1);

  question->shared = nuan_shared_table_ref (shared);
  question->key = g_strdup (key);
  question->column = g_strdup (column);
  question->limit = limit;
  return question;
}

static gpointer
rows_work (NuanConnection *connection, gpointer input, GCancellable *cancellable, GError **error)
{
  const Question *question = input;
  NuanTable *rows = nuan_statistics_rows (connection, question->shared->table, question->key, question->column, question->limit, error);

  return rows != NULL ? nuan_shared_table_new (rows) : NULL;
}

/* Paper never shows a part as if it were all. */
static void
set_enabled (NuanRowsPane *self, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rows.print", enabled && !self->cut);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rows.save", enabled);
}

static void
ask (NuanRowsPane *self, Question *question, GAsyncReadyCallback answered, gpointer data)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  nuan_database_read (nuan_context_get_database (self->context), NUAN_READ_LONG, rows_work, question, question_free,
                      (GDestroyNotify) nuan_shared_table_unref, self->reading, answered, data);
}

static void
tell_count (NuanRowsPane *self, guint n)
{
  g_autofree char *text = self->cut ? g_strdup_printf (_("the first %u rows; a saved file has all of them"), n)
                                    : g_strdup_printf (ngettext ("%u row", "%u rows", n), n);

  gtk_label_set_text (self->count, text);
}

static void
rows_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NuanRowsPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanSharedTable) rows = nuan_database_finish (NUAN_DATABASE (source), result, &error);
  guint n;

  if (self->context == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  if (rows == NULL)
    {
      nuan_rows_pane_close (self);
      nuan_show_error (GTK_WIDGET (self), _("The rows could not be read"), error);
      return;
    }
  self->cut = rows->table->rows->len > self->most;
  if (self->cut)
    nuan_table_cut (rows->table, self->most);   /* nobody else has seen it yet */
  n = rows->table->rows->len;
  tell_count (self, n);
  nuan_table_view_set_table (self->table, rows);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "rows" : "empty");
  set_enabled (self, n > 0);
}

/* "中央财政 2025 · 生活救助 — 人次": the headings of the row and of the figure. */
static char *
describe_cell (const NuanTable *table, int row, const char *column)
{
  GString *text = g_string_new (NULL);
  guint n_keys = 0;

  for (guint i = 0; row >= 0 && n_keys < KEYS_SHOWN && i < table->definition->columns->len; i++)
    {
      const NuanColumn *definition = g_ptr_array_index (table->definition->columns, i);
      const NuanCell *cells = g_ptr_array_index (table->rows, row);

      if (definition->is_key && cells[i].text != NULL && *cells[i].text != '\0')
        g_string_append_printf (text, "%s%s", n_keys++ > 0 ? " · " : "", cells[i].text);
    }
  if (row < 0)
    g_string_append (text, C_("table", "Total"));
  for (guint i = 0; i < table->definition->columns->len; i++)
    {
      const NuanColumn *definition = g_ptr_array_index (table->definition->columns, i);

      if (g_str_equal (definition->code, column))
        g_string_append_printf (text, " — %s", definition->title);
    }
  return g_string_free (text, FALSE);
}

void
nuan_rows_pane_open (NuanRowsPane *pane, NuanSharedTable *table, int row, const char *column)
{
  g_autofree char *title = NULL;
  const char *key = NULL;

  g_return_if_fail (NUAN_IS_ROWS_PANE (pane));
  g_return_if_fail (table != NULL);

  title = describe_cell (table->table, row, column);
  gtk_label_set_text (pane->title, title);
  gtk_label_set_text (pane->count, _("Reading…"));
  set_enabled (pane, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (pane), TRUE);

  if (row >= 0)
    key = g_ptr_array_index (table->table->keys, row);
  g_clear_pointer (&pane->asked, question_free);
  pane->asked = question_new (table, key, column, 0);
  ask (pane, question_new (table, key, column, pane->most + 1), rows_read_cb, g_object_ref (pane));
}

void
nuan_rows_pane_close (NuanRowsPane *pane)
{
  g_return_if_fail (NUAN_IS_ROWS_PANE (pane));

  g_cancellable_cancel (pane->reading);
  g_clear_object (&pane->reading);
  g_clear_pointer (&pane->asked, question_free);
  nuan_table_view_set_table (pane->table, NULL);
  gtk_widget_set_visible (GTK_WIDGET (pane), FALSE);
}

gboolean
nuan_rows_pane_is_open (NuanRowsPane *pane)
{
  g_return_val_if_fail (NUAN_IS_ROWS_PANE (pane), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (pane));
}

static void
private_changed_cb (NuanRowsPane *self)
{
  nuan_table_view_set_private (self->table, nuan_context_get_private (self->context));
}

void
nuan_rows_pane_set_context (NuanRowsPane *pane, NuanContext *context)
{
  g_return_if_fail (NUAN_IS_ROWS_PANE (pane));

  g_set_object (&pane->context, context);
  g_signal_connect_object (context, "notify::private", G_CALLBACK (private_changed_cb), pane, G_CONNECT_SWAPPED);
  private_changed_cb (pane);
}

/* A row with a receipt number opens that receipt. */
static void
row_activated_cb (NuanRowsPane *self, int row)
{
  const NuanTable *table = nuan_table_view_get_table (self->table)->table;
  const NuanCell *cells = g_ptr_array_index (table->rows, row);

  for (guint i = 0; i < table->definition->columns->len; i++)
    {
      const NuanColumn *column = g_ptr_array_index (table->definition->columns, i);

      if (g_str_equal (column->code, "number") && cells[i].text != NULL && *cells[i].text != '\0')
        nuan_wish_receipt (GTK_WIDGET (self), 0, cells[i].text);
    }
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nuan_table_print_dialog (widget, nuan_table_view_get_table (NUAN_ROWS_PANE (widget)->table));
}

typedef struct {
  NuanRowsPane *pane;
  NuanRowsUse   use;
  gpointer      data;
} AllRows;

static void
all_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree AllRows *all = data;
  g_autoptr (NuanRowsPane) self = all->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (NuanSharedTable) rows = nuan_database_finish (NUAN_DATABASE (source), result, &error);

  if (self->context == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  tell_count (self, nuan_table_view_get_table (self->table)->table->rows->len);
  set_enabled (self, TRUE);
  if (rows != NULL)
    all->use (self, rows, all->data);
  else
    nuan_show_error (GTK_WIDGET (self), _("The rows could not be read"), error);
}

void
nuan_rows_pane_use_all (NuanRowsPane *pane, NuanRowsUse use, gpointer data)
{
  const Question *asked = pane->asked;
  AllRows *all;

  g_return_if_fail (NUAN_IS_ROWS_PANE (pane));

  if (!pane->cut)
    {
      use (pane, nuan_table_view_get_table (pane->table), data);
      return;
    }
  gtk_label_set_text (pane->count, _("Reading all rows…"));
  set_enabled (pane, FALSE);
  all = g_new (AllRows, 1);
  *all = (AllRows) { .pane = g_object_ref (pane), .use = use, .data = data };
  ask (pane, question_new (asked->shared, asked->key, asked->column, 0), all_read_cb, all);
}

static void
save_rows (NuanRowsPane *self, NuanSharedTable *rows, gpointer unused)
{
  nuan_table_save (GTK_WIDGET (self), rows, NUAN_TABLE_XLSX);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nuan_rows_pane_use_all (NUAN_ROWS_PANE (widget), save_rows, NULL);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nuan_rows_pane_close (NUAN_ROWS_PANE (widget));
}

static void
nuan_rows_pane_dispose (GObject *object)
{
  NuanRowsPane *self = NUAN_ROWS_PANE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->context);
  g_clear_pointer (&self->asked, question_free);

  G_OBJECT_CLASS (nuan_rows_pane_parent_class)->dispose (object);
}

static void
nuan_rows_pane_class_init (NuanRowsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nuan_rows_pane_dispose;

  g_type_ensure (NUAN_TYPE_TABLE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/nuanchuang/Nuanchuang/rows-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, NuanRowsPane, title);
  gtk_widget_class_bind_template_child (widget_class, NuanRowsPane, count);
  gtk_widget_class_bind_template_child (widget_class, NuanRowsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, NuanRowsPane, table);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "rows.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "rows.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "rows.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "rows.close", NULL);
}

static void
nuan_rows_pane_init (NuanRowsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->most = MOST_ROWS;
}

void
nuan_rows_pane_set_most (NuanRowsPane *pane, guint most)
{
  g_return_if_fail (NUAN_IS_ROWS_PANE (pane));

  pane->most = most;
}
