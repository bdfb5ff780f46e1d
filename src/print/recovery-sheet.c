#include "config.h"

#include "print/recovery-sheet.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/seal.h"
#include "print/labels.h"
#include "print/sheet.h"

/* Millimetres, but for type sizes. */
#define LEFT         20.0
#define RIGHT        190.0
#define TOP          18.0
#define BOTTOM       279.0
#define QR_SIZE      52.0
#define GRID_WIDTH   116.0
#define ROW          18.0
#define COLUMNS      2
#define ROWS         (NUAN_RECOVERY_GROUPS / COLUMNS)
#define TICK         4.5
#define LABEL_WIDTH  48.0
#define SIGN_HEIGHT  26.0
#define CENTRE_SIZE  14.0
#define TITLE_SIZE   24.0
#define GROUP_SIZE   30.0
#define HEAD_SIZE    13.0
#define BODY_SIZE    11.0
#define SMALL_SIZE   9.0

#define MOST_LINES   4   /* of a value */
#define MOST_EARLIER 6   /* that are named one by one */

static const char *const label_keys[] = {
  "title", "secret", "number", "date", "check", "root", "root-none", "earlier", "earlier-none", "earlier-more", "opens-title", "opens", "keeping-title",
  "keeping", "signatures", "sign-date", NULL
};

typedef struct {
  const NuanRecoverySheet *content;
  NuanLabels              *labels;
  NuanSheet               *sheet;
  char                    *fingerprint;   /* of the sheet */
  double                   y;             /* where the next thing stands */
} Paper;

static void
paper_clear (Paper *paper)
{
  g_clear_pointer (&paper->sheet, nuan_sheet_free);
  g_clear_pointer (&paper->labels, nuan_labels_free);
  g_free (paper->fingerprint);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paper, paper_clear)

static const char *
label (const Paper *paper, const char *key)
{
  return nuan_labels_get (paper->labels, key);
}

/* One below the other from Y on; Y moves below them. FALSE where there are more than MOST. */
static gboolean
draw_lines (Paper *paper, double x, double right, NuanFontRole role, double size, NuanAlign align, guint most, const char *text)
{
  g_auto (GStrv) lines = NULL;

  nuan_sheet_measure (paper->sheet, role, size, text);   /* refuses what no font covers */
  lines = nuan_sheet_wrap (paper->sheet, role, size, text, right - x);
  if (g_strv_length (lines) > most)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++, paper->y += nuan_type_line (size))
    nuan_sheet_text (paper->sheet, align == NUAN_ALIGN_CENTRE ? (x + right) / 2 : x, paper->y + nuan_type_rise (size), role, size, align, lines[i]);
  return TRUE;
}

static gboolean
refuse_long (const char *field, GError **error)
{
  nuan_error_set (error, NUAN_ERROR_INVALID, field, _("This value is too long for the recovery sheet; shorten it"));
  return FALSE;
}

static gboolean
draw_head (Paper *paper, GError **error)
{
  g_autofree char *day = nuan_day_format_long (paper->content->date);
  g_autofree char *line = g_strdup_printf ("%s：%s　　%s：%s", label (paper, "number"), paper->fingerprint, label (paper, "date"), day);

  nuan_sheet_set_field (paper->sheet, "centre");
  if (!draw_lines (paper, LEFT, RIGHT, NUAN_FONT_HEAD, CENTRE_SIZE, NUAN_ALIGN_CENTRE, 2, paper->content->centre))
    return refuse_long ("centre", error);

  nuan_sheet_set_field (paper->sheet, NULL);
  paper->y += 1.5;
  draw_lines (paper, LEFT, RIGHT, NUAN_FONT_HEAD, TITLE_SIZE, NUAN_ALIGN_CENTRE, 1, label (paper, "title"));
  paper->y += 1.5;
  draw_lines (paper, LEFT, RIGHT, NUAN_FONT_HEAD, BODY_SIZE, NUAN_ALIGN_CENTRE, 2, label (paper, "secret"));
  draw_lines (paper, LEFT, RIGHT, NUAN_FONT_BODY, BODY_SIZE, NUAN_ALIGN_CENTRE, 1, line);
  paper->y += 4;
  return TRUE;
}

/* Its number, its signs, and a box to tick when they were compared. */
static void
draw_group (Paper *paper, guint number, const char *signs, double x, double y)
{
  const double width = GRID_WIDTH / COLUMNS;
  const double base = y + ROW / 2 + GROUP_SIZE * 0.37 * 25.4 / 72;
  g_autofree char *count = g_strdup_printf ("%u", number + 1);
  char group[NUAN_RECOVERY_GROUP_SIGNS + 1] = "";

  memcpy (group, signs, NUAN_RECOVERY_GROUP_SIGNS);
  nuan_sheet_frame (paper->sheet, x, y, width, ROW, NUAN_LINE_HAIR);
  nuan_sheet_text (paper->sheet, x + 4, y + 6, NUAN_FONT_BODY, SMALL_SIZE, NUAN_ALIGN_CENTRE, count);
  nuan_sheet_text (paper->sheet, x + width / 2, base, NUAN_FONT_HEAD, GROUP_SIZE, NUAN_ALIGN_CENTRE, group);
  nuan_sheet_frame (paper->sheet, x + width - TICK - 2.5, y + (ROW - TICK) / 2, TICK, TICK, NUAN_LINE_HAIR);
  nuan_wipe (group, sizeof group);
}

/* Read from left to right, line by line, as they are typed; the code beside them. */
static void
draw_words (Paper *paper)
{
  const char *text = nuan_recovery_words_get_text (paper->content->words);

  for (guint i = 0; i < NUAN_RECOVERY_GROUPS; i++)
    draw_group (paper, i, text + i * (NUAN_RECOVERY_GROUP_SIGNS + 1), LEFT + i % COLUMNS * GRID_WIDTH / COLUMNS, paper->y + i / COLUMNS * ROW);
  nuan_sheet_frame (paper->sheet, LEFT, paper->y, GRID_WIDTH, ROWS * ROW, NUAN_LINE_FRAME);
  nuan_sheet_qr (paper->sheet, RIGHT - QR_SIZE, paper->y + (ROWS * ROW - QR_SIZE) / 2, QR_SIZE, text);

  paper->y += ROWS * ROW + 1.5;
  draw_lines (paper, LEFT, RIGHT, NUAN_FONT_BODY, SMALL_SIZE, NUAN_ALIGN_LEFT, 3, label (paper, "check"));
  paper->y += 2.5;
}

/* "name：value", the value beside the name on as many lines as it takes. */
static gboolean
draw_fact (Paper *paper, const char *name, const char *field, const char *value, GError **error)
{
  g_autofree char *title = g_strdup_printf ("%s：", label (paper, name));

  nuan_sheet_text (paper->sheet, LEFT, paper->y + nuan_type_rise (BODY_SIZE), NUAN_FONT_BODY, BODY_SIZE, NUAN_ALIGN_LEFT, title);
  nuan_sheet_set_field (paper->sheet, field);
  if (!draw_lines (paper, LEFT + LABEL_WIDTH, RIGHT, NUAN_FONT_BODY, BODY_SIZE, NUAN_ALIGN_LEFT, MOST_LINES, value))
    return refuse_long (field, error);
  nuan_sheet_set_field (paper->sheet, NULL);
  paper->y += 0.8;
  return TRUE;
}

/* Owned. */
static char *
describe_earlier (const Paper *paper)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (; paper->content->earlier != NULL && paper->content->earlier[n] != NULL; n++)
    if (n < MOST_EARLIER)
      g_string_append_printf (text, "%s%s", n > 0 ? "、" : "", paper->content->earlier[n]);
  if (n == 0)
    g_string_append (text, label (paper, "earlier-none"));
  else if (n > MOST_EARLIER)
    {
      const char *more = label (paper, "earlier-more");
      const char *place = strstr (more, "%n");

      g_string_append_len (text, more, place != NULL ? (gssize) (place - more) : -1);
      if (place != NULL)
        g_string_append_printf (text, "%u%s", n, place + strlen ("%n"));
    }

  return g_string_free (text, FALSE);
}

static gboolean
draw_facts (Paper *paper, GError **error)
{
  const char *root = paper->content->root[0] != '\0' ? paper->content->root : label (paper, "root-none");
  g_autofree char *earlier = describe_earlier (paper);

  return draw_fact (paper, "root", "root", root, error) && draw_fact (paper, "earlier", "earlier", earlier, error);
}

/* A heading, and numbered points, which stand under each other. */
static void
draw_points (Paper *paper, const char *title, const char *key)
{
  g_auto (GStrv) points = g_strsplit (label (paper, key), ";", -1);

  paper->y += 2.5;
  draw_lines (paper, LEFT, RIGHT, NUAN_FONT_HEAD, HEAD_SIZE, NUAN_ALIGN_LEFT, 1, label (paper, title));
  paper->y += 0.5;
  for (guint i = 0; points[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);

      nuan_sheet_text (paper->sheet, LEFT, paper->y + nuan_type_rise (BODY_SIZE), NUAN_FONT_BODY, BODY_SIZE, NUAN_ALIGN_LEFT, number);
      draw_lines (paper, LEFT + 6, RIGHT, NUAN_FONT_BODY, BODY_SIZE, NUAN_ALIGN_LEFT, G_MAXUINT, g_strstrip (points[i]));
    }
}

/* A place for each at the foot of the page. */
static void
draw_signatures (Paper *paper)
{
  g_auto (GStrv) who = g_strsplit (label (paper, "signatures"), ";", -1);
  const double width = (RIGHT - LEFT) / MAX (g_strv_length (who), 1);

  for (guint i = 0; who[i] != NULL; i++)
    {
      const double x = LEFT + i * width;
      g_autofree char *name = g_strdup_printf ("%s：", who[i]);
      const double written = nuan_sheet_measure (paper->sheet, NUAN_FONT_BODY, BODY_SIZE, name);

      nuan_sheet_text (paper->sheet, x, BOTTOM - 10, NUAN_FONT_BODY, BODY_SIZE, NUAN_ALIGN_LEFT, name);
      nuan_sheet_line (paper->sheet, x + written, BOTTOM - 9, x + width - 6, BOTTOM - 9, NUAN_LINE_HAIR);
      nuan_sheet_text (paper->sheet, x + written, BOTTOM - 2, NUAN_FONT_BODY, BODY_SIZE, NUAN_ALIGN_LEFT, label (paper, "sign-date"));
    }
}

static gboolean
draw (Paper *paper, GError **error)
{
  nuan_sheet_add_page (paper->sheet, FALSE);
  paper->y = TOP;
  if (!draw_head (paper, error))
    return FALSE;
  draw_words (paper);
  if (!draw_facts (paper, error))
    return FALSE;
  draw_points (paper, "opens-title", "opens");
  draw_points (paper, "keeping-title", "keeping");
  if (paper->y > BOTTOM - SIGN_HEIGHT)
    return refuse_long ("papers.ini", error);
  draw_signatures (paper);
  return TRUE;
}

typedef struct {
  gpointer data;
  gsize    size;
} Secret;

static void
secret_free (gpointer data)
{
  Secret *secret = data;

  nuan_wipe (secret->data, secret->size);
  g_free (secret->data);
  g_free (secret);
}

/* The same bytes, wiped when they go. */
static GBytes *
wiped_at_last (GBytes *pdf)
{
  Secret *secret = g_new (Secret, 1);

  secret->data = g_bytes_unref_to_data (pdf, &secret->size);
  return g_bytes_new_with_free_func (secret->data, secret->size, secret_free, secret);
}

GBytes *
nuan_recovery_sheet_print (const NuanRecoverySheet *sheet, GError **error)
{
  g_autoptr (NuanBoxKey) key = nuan_recovery_words_box_key (sheet->words);
  g_autofree char *title = NULL;
  g_auto (Paper) paper = { .content = sheet };
  GBytes *pdf;

  paper.labels = nuan_labels_load ("recovery-sheet", NULL, label_keys, error);
  if (paper.labels == NULL)
    return NULL;

  paper.fingerprint = nuan_key_fingerprint (nuan_box_key_get_public (key));
  title = g_strdup_printf ("%s %s", label (&paper, "title"), paper.fingerprint);
  paper.sheet = nuan_sheet_new (title);
  if (!draw (&paper, error))
    return NULL;

  pdf = nuan_sheet_finish (paper.sheet, error);
  return pdf != NULL ? wiped_at_last (pdf) : NULL;
}
