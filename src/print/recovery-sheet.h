#pragma once

#include <gio/gio.h>

#include "base/day.h"
#include "base/recovery-words.h"

G_BEGIN_DECLS

/* The recovery sheet on one A4 page: its words, large and as a QR code, what they open and how they are kept. Everything is borrowed. */
typedef struct {
  const char              *centre;
  NuanDay                  date;      /* of printing */
  const NuanRecoveryWords *words;     /* the sheet is called by the fingerprint of their box key */
  const char              *root;      /* fingerprint of the first administrator's key; "" is none yet */
  const char *const       *earlier;   /* sheets before this one, the newest first, as they are to be read; NULL-terminated, may be NULL */
} NuanRecoverySheet;

/* As PDF; the same values give the same bytes. They hold the words, and are wiped when the last one lets go of them; libharu's own memory is not. What
 * does not fit or has a character that no font on the machine covers is NUAN_ERROR_INVALID at its field ("centre", "root", "earlier"; "papers.ini" for
 * the labels). Slow: never on the main thread. */
GBytes *nuan_recovery_sheet_print (const NuanRecoverySheet *sheet, GError **error);

G_END_DECLS
