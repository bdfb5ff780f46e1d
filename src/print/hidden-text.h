#pragma once

#include <glib.h>
#include <hpdf.h>

G_BEGIN_DECLS

/* The text of what is drawn as outlines: nobody sees it, whoever searches or copies finds it where the outlines stand. Its fonts
 * (Type 3) have one glyph, which is empty, and a code for each character that they must say. */
typedef struct _NuanHiddenText NuanHiddenText;

NuanHiddenText *nuan_hidden_text_new    (HPDF_Doc doc);
/* After the document. */
void            nuan_hidden_text_free   (NuanHiddenText *hidden);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanHiddenText, nuan_hidden_text_free)

/* TEXT at X, Y, SIZE high and WIDTH wide, all in points. No text object may be open on PAGE. */
void            nuan_hidden_text_write  (NuanHiddenText *hidden, HPDF_Page page, double x, double y, double size, double width,
                                         const char *text);

/* Before the document is saved. */
void            nuan_hidden_text_finish (NuanHiddenText *hidden);

G_END_DECLS
