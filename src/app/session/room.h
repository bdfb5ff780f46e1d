#pragma once

#include "app/kit/page.h"
#include "app/session/context.h"

G_BEGIN_DECLS

/* What somebody else may ask of a room: an action of the window (app/session/wishes.h has the calls). FULFIL NULL: the room's page is shown,
 * and what was carried is shown in it; a wish that carries nothing then takes what is typed in the search box, as a text. */
typedef struct {
  const char *name;
  const char *type;             /* of what it carries, a GVariant type; NULL: nothing */
  void      (*fulfil) (GtkWidget *window, NuanContext *context /* NULL before the data file is open */, GVariant *what);
  NuanRight   right;            /* who may wish it; 0: everybody */
  gboolean    before_sign_in;   /* needs nobody signed in */
} NuanWish;

/* A part of the program that stands for itself: a tab, dialogs, or both. shell/rooms.c lists them; no room knows another. */
typedef struct {
  const char        *name;      /* of its tab, for ever */
  const char        *title;     /* N_() with the context "tab"; NULL when it has no page */
  const char        *icon;
  NuanRight          right;     /* who sees its tab; 0: everybody */
  GType            (*page) (void);   /* a NuanPage; NULL: dialogs only */
  gboolean           waits;     /* the page is empty until something is wished for: never the first one */
  const NuanWish    *wishes;    /* the last one has no name; NULL: none */
  const char *const *accels;    /* pairs of an action and its key: "win.…", or "page.…" of whichever page is shown; NULL: none */
} NuanRoom;

G_END_DECLS
