#pragma once

#include "model/field-texts.h"
#include "model/household/household-fields.h"

G_BEGIN_DECLS

/* The household form as typed. No widget here; a plain value. */

typedef struct {
  gint64          id;       /* 0: a new member */
  NuanFieldTexts *texts;    /* of nuan_member_fields; owned */
} NuanMemberForm;

typedef struct {
  NuanFieldTexts *texts;    /* of nuan_household_fields; owned */
  GPtrArray      *members;  /* NuanMemberForm, owned */
} NuanHouseholdForm;

NuanMemberForm    *nuan_member_form_new       (void);   /* it counts */
void               nuan_member_form_free      (NuanMemberForm *member);

NuanHouseholdForm *nuan_household_form_new    (void);   /* one empty head */
NuanHouseholdForm *nuan_household_form_of     (const NuanHousehold *household);
NuanHouseholdForm *nuan_household_form_copy   (const NuanHouseholdForm *form);
void               nuan_household_form_free   (NuanHouseholdForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanHouseholdForm, nuan_household_form_free)

gboolean           nuan_household_form_equal  (const NuanHouseholdForm *a, const NuanHouseholdForm *b);

/* F2 takes along what stood in the search entry: an ID number, a phone number, or the head's name, but not the number of a
 * file: no name has figures in it. */
void               nuan_household_form_fill   (NuanHouseholdForm *form, const char *typed);

/* A household with the facts of the form; id, number, state and version from BASE (NULL: a new file). Never NULL: an amount
 * that can't be read counts 0 and is told in PROBLEMS (GError, may be NULL). */
NuanHousehold     *nuan_household_form_read   (const NuanHouseholdForm *form, const NuanHousehold *base, GPtrArray *problems);

/* Everything that is wrong with it, by the fields and by the rules of a file: GError *, one a field, the members first; empty: nothing.
 * Owned. */
GPtrArray         *nuan_household_form_errors (const NuanHouseholdForm *form, const NuanHousehold *base, NuanDay today);

/* What the person changed since BASE, put onto NEWEST: another person's change to other fields is not lost. */
NuanHouseholdForm *nuan_household_form_merge  (const NuanHouseholdForm *base, const NuanHouseholdForm *typed,
                                               const NuanHouseholdForm *newest);

/* For the draft that survives a crash. BASE is the form as it was before anything was typed. */
char              *nuan_household_form_save   (const NuanHouseholdForm *form, const NuanHouseholdForm *base, gint version,
                                               gint64 at);
gboolean           nuan_household_form_load   (const char *content, NuanHouseholdForm **form, NuanHouseholdForm **base,
                                               gint *version, gint64 *at,
                                               GError **error);

G_END_DECLS
