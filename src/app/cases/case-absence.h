#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* An empty list of households says on PAGE why it is empty, and the first step: SEARCH as typed, FILTERED when less than the whole list
 * was asked for, WAITING when it was what waits for approval, MAY_ADD whether the one who looks may open a file. */
void nuan_case_absence_show (AdwStatusPage *page, const char *search, gboolean filtered, gboolean waiting, gboolean may_add);

G_END_DECLS
