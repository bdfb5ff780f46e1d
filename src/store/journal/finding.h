#pragma once

#include "store/journal/check.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

#define NUAN_FINDING_DIGITS 16      /* of the digest, for people */
#define NUAN_FINDINGS_KEPT  1000    /* of a line; the rest is counted */

/* What two lines of one check need and one of them reads. */
typedef struct {
  GMutex  lock;
  GArray *told;      /* of check-grants.c: by the id of the grant */
  GArray *untold;    /* of check-grants.c: grants that the journal alone knows */
} NuanShared;

/* What a line of `check` finds while it looks. */
typedef struct {
  GPtrArray  *list;     /* NuanCheckFinding, not digested yet */
  gint64      n_more;
  char       *note;     /* a remark on a line where nothing is wrong; NULL */
  NuanShared *shared;   /* borrowed */
} NuanFindings;

NuanFindings *nuan_findings_new  (NuanShared *shared);
void          nuan_findings_free (NuanFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanFindings, nuan_findings_free)

/* ABOUT names the rows ("grant 12", see finding-sources.c), WHAT else the number covers; neither is translated. TEXT for people, taken; NULL: ABOUT in
 * words. */
void          nuan_findings_add  (NuanFindings *findings, const char *about, const char *what, char *text);

/* "领款单 2026-94" for "receipt 2026-94"; what is no name of a row stays as it is. Owned. */
char         *nuan_finding_words (const char *about);

/* ROWS ("payment:8") as people know them, each once, in words: "领款单 2026-000094、成员 张三"; what nobody knows is left out, and so is what
 * stands in TEXT already. Owned. */
char         *nuan_finding_names (NuanConnection *connection, const char *const *rows, const char *text);

/* The rows of each are read: digest, number; what is found twice stands once. LINE is the code. Answers that can't be read are a finding more. */
void          nuan_findings_finish (NuanFindings *findings, NuanConnection *connection, const char *line, gboolean closes);

void          nuan_check_finding_free (NuanCheckFinding *finding);

/* The digest of LINE, ABOUT, WHAT, of the rows as they are now and of what they are compared with. ROWS (char *) is filled where it is not NULL. */
char         *nuan_finding_digest  (NuanConnection *connection, const char *line, const char *about, const char *what, GPtrArray *rows);

/* ACTORS (gint64) gets who drafted, approved, paid, entered … what a finding is about; where that can't be told, who acted on the same subject. */
gboolean      nuan_finding_people_of (NuanConnection *connection, const char *line, const char *about, GArray *actors, GError **error);

/* The answers that the journal confirms are laid beside FINDINGS (NuanCheckFinding). */
gboolean      nuan_findings_lay_answers (GPtrArray *findings, NuanConnection *connection, GError **error);

/* Answers and rows of the journal that do not fit each other. */
gboolean      nuan_check_answers   (NuanConnection *connection, NuanFindings *findings, GError **error);

G_END_DECLS
