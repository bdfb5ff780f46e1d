#pragma once

#include "model/field.h"

G_BEGIN_DECLS

/* One JSON object that holds the values of a table of fields: what a form asks for, given by a program. A field stands under its own name or where
 * NAMES put it: "proxy.name" is "name" in the object "proxy". Texts, and numbers as they are written, are values; true and false those of a flag. */
typedef struct _NuanFieldsJson NuanFieldsJson;

/* What is wrong with a value (its kind, a field that there is not, one given twice) is added to ERRORS (GError *, NUAN_ERROR_INVALID), each at its
 * path, "proxy.name". NULL and ERROR where the text as a whole is not JSON, or not one object. FIELDS and NAMES are borrowed. */
NuanFieldsJson *nuan_fields_json_read  (const NuanField *fields, const NuanFieldName *names, const char *text, gsize size, GPtrArray *errors, GError **error);
void            nuan_fields_json_free  (NuanFieldsJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanFieldsJson, nuan_fields_json_free)

/* The object stands there, with or without values: "proxy". */
gboolean        nuan_fields_json_has   (const NuanFieldsJson *json, const char *object);

/* A NuanFieldValue whose data are the NuanFieldsJson; NULL: not given. Borrowed. */
const char     *nuan_fields_json_value (const NuanField *field, gpointer json);

G_END_DECLS
