#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/code-list.h"
#include "base/data-file.h"
#include "base/error.h"

#define FILE_NAME   "code-lists.csv"
#define NAMED_CODES 12   /* so many codes of a long list stand in a message */

typedef struct {
  GArray     *codes;    /* NuanCode, in file order */
  GHashTable *labels;   /* code → label */
} List;

static List *
list_new (void)
{
  List *list = g_new (List, 1);

  list->codes = g_array_new (TRUE, FALSE, sizeof (NuanCode));
  list->labels = g_hash_table_new (g_str_hash, g_str_equal);
  return list;
}

static void
add_line (GHashTable *lists, const char *line, guint number)
{
  g_auto (GStrv) fields = nuan_csv_split (line);
  List *list;
  NuanCode code;

  if (g_strv_length (fields) < 3 || *fields[0] == '\0' || *fields[1] == '\0' || *fields[2] == '\0')
    {
      nuan_data_file_skip_line (FILE_NAME, number, "list,code,label");
      return;
    }

  list = g_hash_table_lookup (lists, fields[0]);
  if (list == NULL)
    {
      list = list_new ();
      g_hash_table_insert (lists, g_strdup (fields[0]), list);
    }
  if (g_hash_table_contains (list->labels, fields[1]))
    return;

  code = (NuanCode) { .code = g_strdup (fields[1]), .label = g_strdup (fields[2]) };
  g_array_append_val (list->codes, code);
  g_hash_table_insert (list->labels, (gpointer) code.code, (gpointer) code.label);
}

static GHashTable *
load (void)
{
  GHashTable *lists = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) lines = nuan_data_file_load_lines (FILE_NAME, "list,");

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      add_line (lists, lines[i], i + 1);

  return lists;
}

static const List *
find_list (const char *name)
{
  static GHashTable *lists = NULL;

  if (g_once_init_enter (&lists))
    g_once_init_leave (&lists, load ());

  return g_hash_table_lookup (lists, name);
}

const NuanCode *
nuan_code_list (const char *list, guint *n_codes)
{
  static const NuanCode none = { NULL, NULL };
  const List *found = find_list (list);

  if (n_codes != NULL)
    *n_codes = found != NULL ? found->codes->len : 0;

  return found != NULL ? (const NuanCode *) (gpointer) found->codes->data : &none;
}

const char *
nuan_code_label (const char *list, const char *code)
{
  const List *found = find_list (list);
  const char *label = found != NULL && code != NULL ? g_hash_table_lookup (found->labels, code) : NULL;

  return label != NULL ? label : code;
}

char *
nuan_code_labels (const char *list, const char *const *codes, const char *between)
{
  GString *labels = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? between : "", nuan_code_label (list, codes[i]));
  return g_string_free (labels, FALSE);
}

gboolean
nuan_code_known (const char *list, const char *code)
{
  const List *found = find_list (list);

  return found != NULL && code != NULL && g_hash_table_contains (found->labels, code);
}

gboolean
nuan_code_check (const char *list, const char *code, const char *field, GError **error)
{
  g_autoptr (GString) known = NULL;
  const NuanCode *codes;
  guint n_codes;

  if (nuan_code_known (list, code))
    return TRUE;
  if (code != NULL && *code == '\0')   /* nothing was chosen: the codes would only be in the way */
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, field, _("This must not be empty"));
      return FALSE;
    }

  known = g_string_new (NULL);
  codes = nuan_code_list (list, &n_codes);
  for (guint i = 0; i < MIN (n_codes, NAMED_CODES); i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", codes[i].code);
  if (n_codes > NAMED_CODES)
    g_string_append_printf (known, " … %s", codes[n_codes - 1].code);

  nuan_error_set (error, NUAN_ERROR_INVALID, field, _("This code is unknown; the codes are %s"), known->str);
  return FALSE;
}
