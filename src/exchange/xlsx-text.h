#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text as a part of an XLSX can hold it, so that what was written is read: whatever TEXT is, the part is XML. Owned. */

/* For a cell: what XML can't carry as _xHHHH_, and what reads like that so that it is read as it stands; U+FFFD for a noncharacter. */
char *nuan_xlsx_cell_text (const char *text);

/* For the properties of the document, where nothing is escaped: U+FFFD for all that XML can't carry. */
char *nuan_xlsx_property_text (const char *text);

G_END_DECLS
