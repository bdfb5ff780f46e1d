#include "config.h"

#include "app/kit/field-row.h"

#include "app/kit/plain-keys.h"
#include "app/kit/rows.h"

static GType
row_type (NuanFieldKind kind)
{
  switch (kind)
    {
    case NUAN_FIELD_MEMO:
      return NUAN_TYPE_MEMO_ROW;
    case NUAN_FIELD_MONEY:
      return NUAN_TYPE_MONEY_ROW;
    case NUAN_FIELD_DAY:
      return NUAN_TYPE_DAY_ROW;
    case NUAN_FIELD_ID_NUMBER:
      return NUAN_TYPE_ID_NUMBER_ROW;
    case NUAN_FIELD_CODE:
      return NUAN_TYPE_CHOICE_ROW;
    case NUAN_FIELD_CODES:
      return NUAN_TYPE_CODES_ROW;
    case NUAN_FIELD_FLAG:
      return NUAN_TYPE_FLAG_ROW;
    case NUAN_FIELD_TEXT:
    case NUAN_FIELD_FIGURE:
    case NUAN_FIELD_PHONE:
    case NUAN_FIELD_CARD:
    case NUAN_FIELD_LOGIN:
    case NUAN_FIELD_PASSWORD:
    case NUAN_FIELD_NEW_PASSWORD:
      return NUAN_TYPE_TEXT_ROW;
    }

  g_return_val_if_reached (NUAN_TYPE_TEXT_ROW);
}

static int
width_of (const NuanField *field)
{
  switch (field->kind)
    {
    case NUAN_FIELD_CARD:
      return 22;
    case NUAN_FIELD_PHONE:
      return 14;
    case NUAN_FIELD_LOGIN:
    case NUAN_FIELD_PASSWORD:
    case NUAN_FIELD_NEW_PASSWORD:
      return 20;
    case NUAN_FIELD_TEXT:
    case NUAN_FIELD_FIGURE:
      return field->width;
    default:
      return 0;
    }
}

static NuanSecret
secret_of (const NuanField *field)
{
  switch (field->kind)
    {
    case NUAN_FIELD_ID_NUMBER:
      return NUAN_SECRET_ID_NUMBER;
    case NUAN_FIELD_CARD:
      return NUAN_SECRET_CARD;
    case NUAN_FIELD_PHONE:
      return NUAN_SECRET_PHONE;
    case NUAN_FIELD_MONEY:
      return NUAN_SECRET_AMOUNT;
    default:
      return NUAN_SECRET_PLAIN;
    }
}

/* A line of text of this kind: how wide, by which keys, with what hint. */
static void
fit_entry (NuanTextRow *row, const NuanField *field)
{
  GtkEntry *entry = nuan_text_row_get_entry (row);
  const int width = width_of (field);

  if (width > 0)
    g_object_set (row, "width-chars", width, NULL);
  if (field->kind == NUAN_FIELD_PHONE || field->kind == NUAN_FIELD_CARD || field->kind == NUAN_FIELD_FIGURE)
    nuan_text_row_make_plain (row);
  else if (field->kind != NUAN_FIELD_TEXT)
    nuan_plain_keys (GTK_WIDGET (entry));
  if (nuan_field_is_password (field))
    nuan_text_row_make_password (row);
  if (field->help != NULL)
    gtk_entry_set_placeholder_text (entry, nuan_field_help (field));
}

void
nuan_field_row_fit (NuanRow *row, const NuanField *field)
{
  g_return_if_fail (NUAN_IS_ROW (row));

  nuan_row_set_title (row, nuan_field_title (field));
  nuan_row_set_required (row, field->required);
  if (NUAN_IS_TEXT_ROW (row))
    fit_entry (NUAN_TEXT_ROW (row), field);
  else if (field->help != NULL)
    gtk_widget_set_tooltip_text (GTK_WIDGET (row), nuan_field_help (field));
  if (NUAN_IS_CHOICE_ROW (row))
    nuan_choice_row_set_width (NUAN_CHOICE_ROW (row), MAX (field->width, 0));
  if (field->kind == NUAN_FIELD_CODE && field->list != NULL)
    nuan_choice_row_set_list (NUAN_CHOICE_ROW (row), field->list, nuan_field_none (field));
  if (field->kind == NUAN_FIELD_CODES)
    nuan_codes_row_set_list (NUAN_CODES_ROW (row), field->list);
  if (field->secret && !nuan_field_is_password (field))
    nuan_row_set_secret (row, secret_of (field));
}

NuanRow *
nuan_field_row_new (const NuanField *field)
{
  NuanRow *row = g_object_new (row_type (field->kind), NULL);

  nuan_field_row_fit (row, field);
  return row;
}
