#pragma once

#include "base/box-key.h"
#include "base/sign-key.h"

G_BEGIN_DECLS

/* The words of a recovery sheet: one random secret of 128 bits as 8 groups of 5 signs of base 32 (base32.h). The last sign of a group is its check: a
 * wrong sign, two that changed places, and groups that did so are noticed, and the group is named. 32 bits more are a check of all of them
 * together. The words and what comes from them are in locked memory, wiped when they are freed. Any thread.
 *
 * For whoever reads them without this program: of the group n (from 1) with the signs a b c d e, ax⁴ + bx³ + cx² + dx + e = n in GF(32), x⁵ = x² + 1. The
 * first four signs of all groups are the secret and the first 32 bits of H ("nuanchuang recovery check 1"), where H is BLAKE2b-256 with the secret as its key.
 * H ("nuanchuang recovery box 1") and H ("nuanchuang recovery sign 1") are the seeds of the two pairs (libsodium's …_seed_keypair). */
typedef struct _NuanRecoveryWords NuanRecoveryWords;

#define NUAN_RECOVERY_GROUPS      8
#define NUAN_RECOVERY_GROUP_SIGNS 5

NuanRecoveryWords *nuan_recovery_words_new  (void);

/* As people type them, scan or paste them: the case, blanks, dashes and line ends are nothing, I and L are 1, O is 0, full-width forms are taken.
 * NUAN_ERROR_INVALID at "words" names the groups that can't be right, and never what was typed. NULL is nothing typed. */
NuanRecoveryWords *nuan_recovery_words_read (const char *text, GError **error);
void               nuan_recovery_words_free (NuanRecoveryWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanRecoveryWords, nuan_recovery_words_free)

/* The groups with a dash between them, as the sheet and its QR code have them. Borrowed, in locked memory: not to be copied elsewhere. */
const char        *nuan_recovery_words_get_text (const NuanRecoveryWords *words);

/* What opens the backups that were sealed to this sheet, and what confirms in a second person's place. Owned. */
NuanBoxKey        *nuan_recovery_words_box_key  (const NuanRecoveryWords *words);
NuanSignKey       *nuan_recovery_words_sign_key (const NuanRecoveryWords *words);

G_END_DECLS
