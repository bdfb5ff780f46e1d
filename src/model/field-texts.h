#pragma once

#include "model/field.h"

G_BEGIN_DECLS

/* The values of a table of fields as typed: all text, so that a half-typed amount survives too. A plain value. */
typedef struct {
  const NuanField *fields;   /* borrowed, for ever */
  char           **texts;    /* beside FIELDS; none is NULL */
} NuanFieldTexts;

NuanFieldTexts *nuan_field_texts_new   (const NuanField *fields);   /* all empty */
NuanFieldTexts *nuan_field_texts_copy  (const NuanFieldTexts *texts);
void            nuan_field_texts_free  (NuanFieldTexts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanFieldTexts, nuan_field_texts_free)

gboolean        nuan_field_texts_equal (const NuanFieldTexts *a, const NuanFieldTexts *b);   /* of the same table */
const char     *nuan_field_texts_get   (const NuanFieldTexts *texts, const char *name);   /* borrowed */
void            nuan_field_texts_set   (NuanFieldTexts *texts, const char *name, const char *value);
const char     *nuan_field_texts_value (const NuanField *field, gpointer texts);   /* a NuanFieldValue */

/* A group of a draft: a key for each field, "incomes-wage" for incomes.wage. What a later program does not know is passed over, what
 * is missing is empty. */
void            nuan_field_texts_save  (const NuanFieldTexts *texts, GKeyFile *file, const char *group);
void            nuan_field_texts_load  (NuanFieldTexts *texts, GKeyFile *file, const char *group);

G_END_DECLS
