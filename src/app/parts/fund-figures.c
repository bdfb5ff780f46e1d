#include "config.h"

#include "app/parts/fund-figures.h"

#include <glib/gi18n-lib.h>

#include "base/money.h"

enum { RECEIVED, RETURNED, RESERVED, PAID, FREE, BANK, CASH, GOODS, N_FIGURES };

struct _NuanFundFigures
{
  GtkGrid    parent_instance;

  GtkWidget *now[N_FIGURES], *after[N_FIGURES];
  GtkWidget *after_head;
};

G_DEFINE_FINAL_TYPE (NuanFundFigures, nuan_fund_figures, GTK_TYPE_GRID)

static GtkWidget *
add_label (NuanFundFigures *self, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column > 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (GTK_GRID (self), label, column, row, 1, 1);
  return label;
}

static void
nuan_fund_figures_class_init (NuanFundFiguresClass *klass)
{
}

static void
nuan_fund_figures_init (NuanFundFigures *self)
{
  const char *const titles[N_FIGURES] = {
    [RECEIVED] = C_("fund", "Received"), [RETURNED] = C_("fund", "Returned"), [RESERVED] = C_("fund", "Reserved"), [PAID] = C_("fund", "Paid"),
    [FREE] = C_("fund", "Free"), [BANK] = C_("fund", "In the bank"), [CASH] = C_("fund", "In cash"), [GOODS] = C_("fund", "In goods"),
  };

  gtk_grid_set_column_spacing (GTK_GRID (self), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self), 2);
  add_label (self, 1, 0, C_("fund", "Now"), "caption-heading");
  self->after_head = add_label (self, 2, 0, C_("fund", "Afterwards"), "caption-heading");
  for (int i = 0; i < N_FIGURES; i++)
    {
      add_label (self, 0, i + 1, titles[i], "caption");
      self->now[i] = add_label (self, 1, i + 1, NULL, "numeric");
      self->after[i] = add_label (self, 2, i + 1, NULL, "numeric");
    }
}

static void
collect (const NuanFund *fund, gint64 figures[N_FIGURES])
{
  figures[RECEIVED] = fund->received_fen;
  figures[RETURNED] = fund->returned_fen;
  figures[RESERVED] = fund->reserved_fen;
  figures[PAID] = fund->paid_fen;
  figures[FREE] = nuan_fund_get_free (fund);
  figures[BANK] = fund->bank_fen;
  figures[CASH] = fund->cash_fen;
  figures[GOODS] = fund->goods_fen;
}

static void
show_figure (GtkWidget *label, gint64 fen, gboolean changed)
{
  g_autofree char *text = nuan_money_format (fen);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (changed)
    gtk_widget_add_css_class (label, "heading");
  else
    gtk_widget_remove_css_class (label, "heading");
  if (fen < 0)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");
}

void
nuan_fund_figures_set (NuanFundFigures *figures, const NuanFund *now, const NuanFund *after)
{
  gint64 before[N_FIGURES], afterwards[N_FIGURES];

  g_return_if_fail (NUAN_IS_FUND_FIGURES (figures));

  collect (now, before);
  collect (after != NULL ? after : now, afterwards);
  gtk_widget_set_visible (figures->after_head, after != NULL);
  for (int i = 0; i < N_FIGURES; i++)
    {
      show_figure (figures->now[i], before[i], FALSE);
      show_figure (figures->after[i], afterwards[i], before[i] != afterwards[i]);
      gtk_widget_set_visible (figures->after[i], after != NULL);
    }
}

GtkWidget *
nuan_fund_figures_new (void)
{
  return g_object_new (NUAN_TYPE_FUND_FIGURES, NULL);
}
