#pragma once

#include "app/kit/row.h"

G_BEGIN_DECLS

/* The kinds of row. Each can stand in a .ui file. */

/* A line of text. Properties "width-chars", and "plain-keys" for what no input method has a hand in (nuan_plain_keys(), once). */
#define NUAN_TYPE_TEXT_ROW (nuan_text_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (NuanTextRow, nuan_text_row, NUAN, TEXT_ROW, NuanRow)
struct _NuanTextRowClass { NuanRowClass parent_class; };
GtkEntry *nuan_text_row_get_entry   (NuanTextRow *row);
/* Signs of the keyboard, by no input method; what comes full-width all the same is half-width once the field is left. */
void      nuan_text_row_make_plain  (NuanTextRow *row);
/* Nothing of what is typed is shown, and all of it lies in locked memory alone (base/secret-bytes.h). */
void      nuan_text_row_make_password (NuanTextRow *row);

/* 元 with up to two decimals; right-aligned; formatted when the field is left. */
#define NUAN_TYPE_MONEY_ROW (nuan_money_row_get_type ())
G_DECLARE_FINAL_TYPE (NuanMoneyRow, nuan_money_row, NUAN, MONEY_ROW, NuanTextRow)
gboolean  nuan_money_row_get_fen    (NuanMoneyRow *row, gint64 *fen);   /* FALSE when it can't be read; empty is 0 */

/* A calendar day, typed or picked. */
#define NUAN_TYPE_DAY_ROW (nuan_day_row_get_type ())
G_DECLARE_FINAL_TYPE (NuanDayRow, nuan_day_row, NUAN, DAY_ROW, NuanTextRow)

/* 公民身份号码: sex, age, birth and region follow while it is typed. */
#define NUAN_TYPE_ID_NUMBER_ROW (nuan_id_number_row_get_type ())
G_DECLARE_FINAL_TYPE (NuanIdNumberRow, nuan_id_number_row, NUAN, ID_NUMBER_ROW, NuanTextRow)

/* One code of a code list ("relation"), or of choices given one by one. The value is the code. */
#define NUAN_TYPE_CHOICE_ROW (nuan_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (NuanChoiceRow, nuan_choice_row, NUAN, CHOICE_ROW, NuanRow)
/* NONE: label of "no choice", NULL: none */
void      nuan_choice_row_set_list  (NuanChoiceRow *row, const char *list, const char *none);
void      nuan_choice_row_clear     (NuanChoiceRow *row);
/* REFUSED: greyed, why */
void      nuan_choice_row_add       (NuanChoiceRow *row, const char *code, const char *label, const char *refused);
/* REMARK: what is to be known of it, small; under the row while it is the chosen one; or NULL */
void      nuan_choice_row_add_told  (NuanChoiceRow *row, const char *code, const char *label, const char *remark, const char *refused);

/* The closed list is at least as wide as so many characters, whatever is chosen. */
void      nuan_choice_row_set_width (NuanChoiceRow *row, int chars);

/* Somebody typed SIGN on the list: what begins with what was typed in a second (label, pinyin, initials, code) is chosen. */
gboolean  nuan_choice_row_type_ahead (NuanChoiceRow *row, gunichar sign);

/* Several codes of a code list, each with a tick. The value is the codes in the order of the list, comma-separated. */
#define NUAN_TYPE_CODES_ROW (nuan_codes_row_get_type ())
G_DECLARE_FINAL_TYPE (NuanCodesRow, nuan_codes_row, NUAN, CODES_ROW, NuanRow)
void      nuan_codes_row_set_list   (NuanCodesRow *row, const char *list);

/* A tick beside its name. The value is "1" or "". */
#define NUAN_TYPE_FLAG_ROW (nuan_flag_row_get_type ())
G_DECLARE_FINAL_TYPE (NuanFlagRow, nuan_flag_row, NUAN, FLAG_ROW, NuanRow)

/* Several lines of text: a reason, a note. */
#define NUAN_TYPE_MEMO_ROW (nuan_memo_row_get_type ())
G_DECLARE_FINAL_TYPE (NuanMemoRow, nuan_memo_row, NUAN, MEMO_ROW, NuanRow)

G_END_DECLS
