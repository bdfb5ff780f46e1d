#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The journal's codes as people say them. The code itself when there is no word for it; borrowed and owned. */
const char *nuan_journal_action_word  (const char *action);    /* "grant.approve" → "Grant approved" */
char       *nuan_journal_subject_word (const char *subject);   /* "household:12" → "household 12"; owned */

G_END_DECLS
