#include "config.h"

#include "print/table-paper.h"

#include "print/chart.h"

/* Millimetres, but for type sizes. */
#define FOOTER     12.0   /* page number, from the lower edge */
#define SIGNATURES 30.0
#define NOTE_SIZE  9.0
#define LINE_SIZE  10.5
#define CHART_MOST 110.0

void
nuan_table_paper_add_page (NuanTablePaper *paper)
{
  nuan_sheet_add_page (paper->sheet, paper->landscape);
  paper->y = NUAN_TABLE_MARGIN;
}

/* Lines of text one below the other from Y on; Y moves below them. */
void
nuan_table_paper_draw_paragraph (NuanTablePaper *paper, NuanFontRole role, double size, NuanAlign align, const char *text)
{
  const double x = align == NUAN_ALIGN_LEFT    ? paper->left
                   : align == NUAN_ALIGN_RIGHT ? paper->right
                                               : (paper->left + paper->right) / 2;
  g_auto (GStrv) lines = nuan_sheet_wrap (paper->sheet, role, size, text, paper->right - paper->left);

  for (guint i = 0; lines[i] != NULL; i++, paper->y += nuan_type_line (size))
    nuan_sheet_text (paper->sheet, x, paper->y + nuan_type_rise (size), role, size, align, lines[i]);
}

static char *
describe_period (const NuanTablePaper *paper)
{
  g_autofree char *from = nuan_day_format_long (paper->table->from);
  g_autofree char *to = nuan_day_format_long (paper->table->to);

  if (paper->table->from == NUAN_DAY_NONE)
    return g_strdup ("");
  if (paper->table->from == paper->table->to)
    return g_strdup_printf ("%s：%s", nuan_labels_get (paper->labels, "period"), from);
  return g_strdup_printf ("%s：%s%s%s", nuan_labels_get (paper->labels, "period"), from, nuan_labels_get (paper->labels, "until"),
                          to);
}

/* Who reports and when on one line with the measure; where that is too much, who has a line of its own. */
void
nuan_table_paper_draw_line_above (NuanTablePaper *paper)
{
  const double middle = (paper->left + paper->right) / 2;
  const char *measure = paper->table->definition->measure;
  g_autofree char *period = describe_period (paper);
  g_autofree char *reporter = g_strdup_printf ("%s：%s", nuan_labels_get (paper->labels, "reporter"), paper->table->centre);
  const double half = nuan_sheet_measure (paper->sheet, NUAN_FONT_BODY, LINE_SIZE, period) / 2 + 4;
  const double base = nuan_type_rise (LINE_SIZE);
  gboolean together;

  together = nuan_sheet_measure (paper->sheet, NUAN_FONT_BODY, LINE_SIZE, reporter) < middle - half - paper->left
             && nuan_sheet_measure (paper->sheet, NUAN_FONT_BODY, LINE_SIZE, measure) < paper->right - middle - half;

  if (together)
    {
      nuan_sheet_text (paper->sheet, paper->left, paper->y + base, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_LEFT, reporter);
      nuan_sheet_text (paper->sheet, middle, paper->y + base, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_CENTRE, period);
    }
  else
    {
      nuan_table_paper_draw_paragraph (paper, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_LEFT, reporter);
      nuan_sheet_text (paper->sheet, paper->left, paper->y + base, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_LEFT, period);
    }

  nuan_sheet_text (paper->sheet, paper->right, paper->y + base, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_RIGHT, measure);
  paper->y += nuan_type_line (LINE_SIZE) + 1;
}

static double
height_of_paragraph (NuanTablePaper *paper, double size, const char *text)
{
  g_auto (GStrv) lines = nuan_sheet_wrap (paper->sheet, NUAN_FONT_BODY, size, text, paper->right - paper->left);

  return g_strv_length (lines) * nuan_type_line (size);
}

void
nuan_table_paper_draw_note (NuanTablePaper *paper)
{
  const char *note = paper->table->definition->note;

  paper->y += 2;
  if (note == NULL || note[0] == '\0')
    return;
  if (paper->y + height_of_paragraph (paper, NOTE_SIZE, note) > paper->bottom)
    nuan_table_paper_add_page (paper);
  nuan_table_paper_draw_paragraph (paper, NUAN_FONT_BODY, NOTE_SIZE, NUAN_ALIGN_LEFT, note);
}

/* In what is left of the page if that is enough with the signatures, else on a page of its own. */
void
nuan_table_paper_draw_chart (NuanTablePaper *paper)
{
  const char *kind = paper->table->definition->chart;
  const double natural = nuan_chart_get_height (paper->table, kind, 9) * 25.4 / 72;
  const double height = MIN (natural, CHART_MOST);

  if (height <= 0)
    return;

  paper->y += 5;
  if (paper->y + height + SIGNATURES > paper->bottom)
    nuan_table_paper_add_page (paper);
  nuan_chart_draw_on_sheet (paper->sheet, paper->table, kind, paper->left, paper->y, paper->right - paper->left, height);
  paper->y += height + 3;
}

void
nuan_table_paper_draw_signatures (NuanTablePaper *paper)
{
  g_auto (GStrv) who = g_strsplit (nuan_labels_get (paper->labels, "signatures"), ";", -1);
  const char *seal = nuan_labels_get (paper->labels, "seal");
  const guint n = g_strv_length (who);
  const double slot = (paper->right - paper->left) / MAX (n, 1);
  double base;

  if (paper->y + SIGNATURES > paper->bottom)
    nuan_table_paper_add_page (paper);

  base = paper->y + 10;
  for (guint i = 0; i < n; i++)
    {
      const double x = paper->left + i * slot;
      g_autofree char *text = g_strdup_printf ("%s：", who[i]);
      const double line = x + nuan_sheet_measure (paper->sheet, NUAN_FONT_BODY, LINE_SIZE, text);

      nuan_sheet_text (paper->sheet, x, base, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_LEFT, text);
      nuan_sheet_line (paper->sheet, line, base + 0.8, x + slot - 6, base + 0.8, NUAN_LINE_HAIR);
    }

  if (seal[0] != '\0')
    nuan_sheet_text (paper->sheet, paper->right - 24, base + 9, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_CENTRE, seal);
  nuan_sheet_text (paper->sheet, paper->right - 4, base + 17, NUAN_FONT_BODY, LINE_SIZE, NUAN_ALIGN_RIGHT,
                   nuan_labels_get (paper->labels, "date"));
}

/* Only now is it known how many pages there are. */
void
nuan_table_paper_number_pages (NuanTablePaper *paper)
{
  const guint n_pages = nuan_sheet_count_pages (paper->sheet);
  g_autofree char *n = g_strdup_printf ("%u", n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *p = g_strdup_printf ("%u", i + 1);
      g_autoptr (GString) text = g_string_new (nuan_labels_get (paper->labels, "page"));

      g_string_replace (text, "%p", p, 0);
      g_string_replace (text, "%n", n, 0);
      nuan_sheet_go_to_page (paper->sheet, i);
      nuan_sheet_text (paper->sheet, nuan_sheet_get_width (paper->sheet) / 2, nuan_sheet_get_height (paper->sheet) - FOOTER,
                       NUAN_FONT_BODY, NOTE_SIZE, NUAN_ALIGN_CENTRE, text->str);
    }
}
