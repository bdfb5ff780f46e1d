#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* What one field of a form is, told once: the form, its draft, the error at the field and the command line read it. */
typedef enum {
  NUAN_FIELD_TEXT,       /* a line of text */
  NUAN_FIELD_MEMO,       /* a reason, a note: several lines */
  NUAN_FIELD_FIGURE,     /* a number, an operator: signs of the keyboard, by no input method */
  NUAN_FIELD_MONEY,      /* 元 */
  NUAN_FIELD_DAY,
  NUAN_FIELD_ID_NUMBER,  /* 公民身份号码 */
  NUAN_FIELD_PHONE,
  NUAN_FIELD_CARD,
  NUAN_FIELD_CODE,       /* one of the code list; without a list the choices are the form's own */
  NUAN_FIELD_CODES,      /* several of it, comma-separated */
  NUAN_FIELD_FLAG,       /* "1" or "" */
  NUAN_FIELD_LOGIN,
  NUAN_FIELD_PASSWORD,
  NUAN_FIELD_NEW_PASSWORD,   /* by the rule for new ones */
} NuanFieldKind;

typedef struct {
  const char   *name;      /* machine name: in errors, drafts, JSON, options ("-" for "_") */
  NuanFieldKind kind;
  const char   *title;     /* untranslated, may have a mnemonic; NULL: the label of the name's last part in the code list */
  const char   *context;   /* of its translation, or NULL */
  const char   *list;      /* code list */
  const char   *none;      /* CODE: untranslated label of “none of the list”, in the list's context; NULL: the form's own word */
  gboolean      required;
  gboolean      naming;    /* TEXT: a name, with a letter in it */
  gboolean      past;      /* a day that has come: today or earlier */
  gboolean      secret;    /* not for eyes behind the clerk nor for logs; the kind says how it is masked */
  int           width;     /* in characters, where the kind has none of its own; 0: a text takes the whole line; NUAN_FIELD_LINE: any does */
  const char   *help;      /* untranslated: how it is typed; or NULL */
  guint         most;      /* characters of a text; 0: as many as its kind takes */
  gsize         place;     /* of its value in the struct that is described: char *, gint64 fen, NuanDay or gboolean, by the kind; 0: none */
} NuanField;

#define NUAN_FIELD_LINE (-1)

/* A table ends with a field without a name. */
#define NUAN_FIELD_END { .name = NULL }

/* A field that is called otherwise elsewhere: an option, a path in JSON; NAME NULL: it is not there at all. A list ends with a NULL field. */
typedef struct { const char *field, *name; } NuanFieldName;

const char      *nuan_field_name_elsewhere (const NuanFieldName *names, const char *field);   /* its own where NAMES, which may be NULL, do not tell; borrowed */

const NuanField *nuan_fields_find  (const NuanField *fields, const char *name);   /* NULL: none */
guint            nuan_fields_count (const NuanField *fields);
gboolean         nuan_field_is_password (const NuanField *field);   /* never in a draft, never shown */
const char      *nuan_field_title  (const NuanField *field);                      /* translated; borrowed */
char            *nuan_field_label  (const NuanField *field);                      /* without the mnemonic; owned */
const char      *nuan_field_none   (const NuanField *field);                      /* translated, or NULL */
const char      *nuan_field_help   (const NuanField *field);                      /* translated, or NULL */

/* The value in its place in THING, as somebody would type it; owned. And the other way: FALSE where it can't be read, nothing is changed. */
char            *nuan_field_get    (const NuanField *field, gconstpointer thing);
gboolean         nuan_field_set    (const NuanField *field, gpointer thing, const char *value, GError **error);

/* A text as typed, as it is stored; owned, NULL where it is wrong. */
char            *nuan_field_clean  (const NuanField *field, const char *value, GError **error);

/* What nuan_field_clean() takes out of a text or changes in it (base/text.h); NULL: nothing. Translated, borrowed. */
const char      *nuan_field_notice (const NuanField *field, const char *value);

/* The value in its place in THING as it is stored: trimmed, digits as digits; FALSE where it is wrong. */
gboolean         nuan_field_tidy   (const NuanField *field, gpointer thing, GError **error);

/* ID numbers and cards leave the program by their ends; NULL: the value is no secret of this kind. Owned. */
char            *nuan_field_mask   (const NuanField *field, const char *value);

/* The value of a field as typed; NULL: it is not asked for. */
typedef const char *(*NuanFieldValue) (const NuanField *field, gpointer data);

/* Everything that is wrong (GError *, each at its field: NUAN_ERROR_INVALID, or NUAN_ERROR_RULE of a day to come), in the order of the table; empty: nothing. Owned. */
GPtrArray       *nuan_fields_check (const NuanField *fields, NuanFieldValue value, gpointer data);

/* What is recorded has happened: NUAN_ERROR_RULE at NAME for a day after TODAY, or none. */
gboolean         nuan_field_check_past (const char *name, NuanDay day, NuanDay today, GError **error);

/* ERRORS gets ERROR, unless one of them is about the same field already. Takes ERROR; NULL is passed over. */
void             nuan_fields_add_error (GPtrArray *errors, GError *error);

/* TRUE: there is none; otherwise ERROR is the first. Takes ERRORS. */
gboolean         nuan_fields_are_right (GPtrArray *errors, GError **error);

G_END_DECLS
