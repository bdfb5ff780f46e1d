#pragma once

#include <adwaita.h>

#include "app/shell/window.h"

/* What the display tests share: a home of their own, a small invented centre, waiting without sleeping. */
void         display_init     (int *argc, char ***argv);
/* path of an invented centre of 60 households, made once */
const char  *display_demo     (void);
char        *display_copy     (const char *name);                            /* a copy of it that a test may change; owned */
NuanContext *display_context  (const char *path);                            /* opened; end with display_close() */
void         display_close    (NuanContext *context);
void         display_sign_in  (NuanContext *context, guint role);            /* as the invented staff member with that role */

/* CONTENT as the half-typed form that STAFF_ID has of SUBJECT; NULL: none. */
void         display_keep_form (NuanContext *context, gint64 staff_id, const char *kind, gint64 subject, const char *content);

typedef gboolean (*DisplayCondition) (gpointer data);
void         display_wait     (DisplayCondition condition, gpointer data, const char *what);   /* fails after ten seconds */
void         display_settle   (void);                                        /* until nothing is left to do */

void         display_key      (GtkWidget *window, const char *key);           /* a real key stroke, as xdotool names it; what it does comes after */

GtkWidget   *display_find     (GtkWidget *below, GType type);                /* the first one; asserts that there is one */
GtkWidget   *display_button   (GtkWidget *below, const char *action);         /* the one with that action; NULL without */
GtkWidget   *display_labelled (GtkWidget *below, const char *label);          /* the button that says so; NULL without */
GtkWidget   *display_styled   (GtkWidget *below, const char *style);          /* the button of that class; NULL without */
void         display_press    (GtkWidget *button);                           /* as a click does, and waits for what comes of it; asserts that it is there */
GtkWidget   *display_window   (GType type);                                  /* the newest one; NULL without */
NuanWindow  *display_other    (gconstpointer window);                        /* of ours other than WINDOW, which may be gone; NULL without */
gboolean     display_has_text (GtkWidget *below, const char *text);          /* some shown label says it */
void         display_shot     (GtkWidget *widget, const char *name);         /* NAME.png where NUAN_SHOTS points, for people */

/* A fixture of g_test_add(): a window of 1366×720 on a copy of the centre, named NAME, at TAB (from 1), whose page is of TYPE. */
typedef struct {
  NuanWindow  *window;
  NuanContext *context;
  GtkWidget   *page;
} DisplayPage;

void         display_page_open  (DisplayPage *fixture, const char *name, guint role, int tab, GType type);
void         display_page_close (DisplayPage *fixture, gconstpointer unused);
