#include "config.h"

#include <stdlib.h>

#include "base/data-file.h"
#include "base/region.h"

#define FILE_NAME "regions.csv"

typedef struct {
  guint       code;
  const char *name;
  guint       from, to;   /* years; 0: unknown, or in force */
} Region;

typedef struct {
  Region *regions;   /* by code */
  gsize   n_regions;
  char  **lines;     /* the names stand in them */
} Table;

static int
compare_regions (const void *a, const void *b)
{
  const Region *first = a, *second = b;

  return (first->code > second->code) - (first->code < second->code);
}

static Region *
find (const Table *table, guint code)
{
  const Region key = { .code = code };

  return bsearch (&key, table->regions, table->n_regions, sizeof (Region), compare_regions);
}

/* A centre may list full names: take province and prefecture off. */
static const char *
without_parent (const Table *table, guint parent_code, const char *name)
{
  const Region *parent = find (table, parent_code);

  if (parent != NULL && g_str_has_prefix (name, parent->name) && strlen (name) > strlen (parent->name))
    return name + strlen (parent->name);

  return name;
}

static void
shorten_names (Table *table)
{
  for (gsize i = 0; i < table->n_regions; i++)   /* parents come first */
    {
      Region *region = &table->regions[i];

      if (region->code % 10000 != 0)
        region->name = without_parent (table, region->code / 10000 * 10000, region->name);
      if (region->code % 100 != 0)
        region->name = without_parent (table, region->code / 100 * 100, region->name);
    }
}

/* A year, which ends at a comma or the line; anything else is none. */
static guint
read_year (const char *text)
{
  char *end;
  const guint64 year = g_ascii_strtoull (text, &end, 10);

  return end == text + 4 && (*end == ',' || *end == '\0') ? (guint) year : 0;
}

/* "510202,渝中区,1980,1996": cut in place. Names alone are enough. */
static gboolean
read_region (char *line, Region *region)
{
  char *name, *from, *to;
  const guint64 code = g_ascii_strtoull (line, &name, 10);

  if (name != line + 6 || *name != ',')
    return FALSE;

  name++;
  from = name + strcspn (name, ",");
  to = *from == ',' ? strchr (from + 1, ',') : NULL;
  *region = (Region) { .code = code, .name = name, .from = to != NULL ? read_year (from + 1) : 0, .to = to != NULL ? read_year (to + 1) : 0 };
  *from = '\0';
  return *name != '\0';
}

static Table *
load (void)
{
  Table *table = g_new0 (Table, 1);
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (Region));

  table->lines = nuan_data_file_load_lines (FILE_NAME, "code,");
  for (guint i = 0; table->lines[i] != NULL; i++)
    {
      Region region;

      if (*table->lines[i] == '\0')
        continue;
      if (read_region (table->lines[i], &region))
        g_array_append_val (regions, region);
      else
        nuan_data_file_skip_line (FILE_NAME, i + 1, "code,name");
    }

  g_array_sort (regions, compare_regions);
  table->regions = g_array_steal (regions, &table->n_regions);
  shorten_names (table);
  return table;
}

static const Region *
lookup (const char *code)
{
  static Table *table = NULL;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, load ());

  if (code == NULL || strlen (code) != 6 || strspn (code, "0123456789") != 6)
    return NULL;

  return table->n_regions > 0 ? find (table, strtoul (code, NULL, 10)) : NULL;
}

const char *
nuan_region_name (const char *code)
{
  const Region *region = lookup (code);

  return region != NULL ? region->name : NULL;
}

gboolean
nuan_region_withdrawn (const char *code, guint *from, guint *to)
{
  const Region *region = lookup (code);

  if (region == NULL || region->from == 0 || region->to == 0)
    return FALSE;

  *from = region->from;
  *to = region->to;
  return TRUE;
}

/* Rows that only hold the tree together: 市辖区, 县, 省直辖县级行政区划 … */
static gboolean
is_placeholder (const char *name)
{
  return g_str_equal (name, "市辖区") || g_str_equal (name, "县") || strstr (name, "直辖") != NULL;
}

char *
nuan_region_full_name (const char *code)
{
  const Region *region = lookup (code);
  GString *full;
  const char *last = NULL;

  if (region == NULL)
    return NULL;

  full = g_string_new (NULL);
  for (guint level = 10000; level >= 1; level /= 100)
    {
      g_autofree char *part_code = g_strdup_printf ("%06u", region->code / level * level);
      const char *name = nuan_region_name (part_code);

      if (name == NULL || is_placeholder (name) || g_strcmp0 (name, last) == 0)
        continue;
      g_string_append (full, name);
      last = name;
    }

  return g_string_free (full, FALSE);
}
