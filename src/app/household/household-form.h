#pragma once

#include "model/household/household.h"

G_BEGIN_DECLS

/* The household form as typed: every field is text, so that a half-typed amount survives too. No widget here; a plain value. */

typedef enum {
  NUAN_FORM_UNIT, NUAN_FORM_ADDRESS, NUAN_FORM_PHONE, NUAN_FORM_NOTE, NUAN_FORM_ACCIDENT_REASON,
  NUAN_FORM_CAUSE_0,   /* the primary cause, then three more */
  NUAN_FORM_INCOME_0 = NUAN_FORM_CAUSE_0 + 4,
  NUAN_FORM_EXPENSE_0 = NUAN_FORM_INCOME_0 + NUAN_N_INCOMES,
  NUAN_N_FORM_TEXTS = NUAN_FORM_EXPENSE_0 + NUAN_N_EXPENSES
} NuanFormText;

typedef enum {
  NUAN_MEMBER_NAME, NUAN_MEMBER_RELATION, NUAN_MEMBER_ID_NUMBER, NUAN_MEMBER_PHONE, NUAN_MEMBER_CARD, NUAN_MEMBER_EMPLOYER,
  NUAN_MEMBER_HEALTH, NUAN_N_MEMBER_TEXTS
} NuanMemberText;

typedef struct {
  gint64   id;                          /* 0: a new member */
  gboolean counted;
  char    *texts[NUAN_N_MEMBER_TEXTS];  /* never NULL */
} NuanMemberForm;

typedef struct {
  gboolean   accident;
  char      *texts[NUAN_N_FORM_TEXTS];   /* never NULL */
  GPtrArray *members;                    /* NuanMemberForm, owned */
} NuanHouseholdForm;

NuanMemberForm    *nuan_member_form_new       (void);
void               nuan_member_form_free      (NuanMemberForm *member);
void               nuan_member_form_set       (NuanMemberForm *member, NuanMemberText text, const char *value);
gboolean           nuan_member_form_is_empty  (const NuanMemberForm *member);   /* nothing typed but the relation */

NuanHouseholdForm *nuan_household_form_new    (void);   /* one empty head */
NuanHouseholdForm *nuan_household_form_of     (const NuanHousehold *household);
NuanHouseholdForm *nuan_household_form_copy   (const NuanHouseholdForm *form);
void               nuan_household_form_free   (NuanHouseholdForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanHouseholdForm, nuan_household_form_free)

void               nuan_household_form_set    (NuanHouseholdForm *form, NuanFormText text, const char *value);
gboolean           nuan_household_form_equal  (const NuanHouseholdForm *a, const NuanHouseholdForm *b);

/* F2 takes along what stood in the search entry: an ID number, a phone number or else the head's name. */
void               nuan_household_form_fill   (NuanHouseholdForm *form, const char *typed);

/* A household with the facts of the form; id, number, state and version from BASE (NULL: a new file). Never NULL: an amount
 * that can't be read counts 0 and is told in PROBLEMS (GError, may be NULL). */
NuanHousehold     *nuan_household_form_read   (const NuanHouseholdForm *form, const NuanHousehold *base, GPtrArray *problems);

/* What the person changed since BASE, put onto NEWEST: another person's change to other fields is not lost. */
NuanHouseholdForm *nuan_household_form_merge  (const NuanHouseholdForm *base, const NuanHouseholdForm *typed,
                                               const NuanHouseholdForm *newest);

/* The path of a field as errors carry it: "phone", "causes[1]", "incomes.wage"; "id_number". Owned; the second borrowed. */
char              *nuan_household_form_path   (NuanFormText text);
const char        *nuan_member_form_path      (NuanMemberText text);

/* For the draft that survives a crash. BASE is the form as it was before anything was typed. */
char              *nuan_household_form_save   (const NuanHouseholdForm *form, const NuanHouseholdForm *base, gint version,
                                               gint64 at);
gboolean           nuan_household_form_load   (const char *content, NuanHouseholdForm **form, NuanHouseholdForm **base,
                                               gint *version, gint64 *at,
                                               GError **error);

G_END_DECLS
