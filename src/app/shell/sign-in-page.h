#pragma once

#include <adwaita.h>

#include "app/session/context.h"

G_BEGIN_DECLS

/* Who are you? The first thing on the screen, and what is left of it when the desk is locked. The password is checked on a
 * thread; what is entered before the data file is open is checked as soon as it is. On success the context gets its staff
 * member. */
#define NUAN_TYPE_SIGN_IN_PAGE (nuan_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (NuanSignInPage, nuan_sign_in_page, NUAN, SIGN_IN_PAGE, AdwBin)

void nuan_sign_in_page_set_context (NuanSignInPage *page, NuanContext *context);
void nuan_sign_in_page_show_demo   (NuanSignInPage *page);                      /* the invented staff with their passwords */
void nuan_sign_in_page_begin       (NuanSignInPage *page);                      /* the focus goes to what is to be typed; nothing typed is shown */
void nuan_sign_in_page_reset       (NuanSignInPage *page, const char *login);   /* locked by LOGIN; NULL for somebody else */

G_END_DECLS
