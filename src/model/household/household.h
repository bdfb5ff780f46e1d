#pragma once

#include "model/household/household-state.h"
#include "model/household/member.h"

G_BEGIN_DECLS

/* Heads of income and rigid expense over the last 12 months (domain.md §2.3, §2.4). */
typedef enum { NUAN_INCOME_WAGE, NUAN_INCOME_BUSINESS, NUAN_INCOME_PROPERTY, NUAN_INCOME_TRANSFER, NUAN_INCOME_OTHER, NUAN_N_INCOMES } NuanIncome;
typedef enum { NUAN_EXPENSE_ILLNESS, NUAN_EXPENSE_DISABILITY, NUAN_EXPENSE_EDUCATION, NUAN_EXPENSE_HOUSING,
               NUAN_EXPENSE_EMPLOYMENT, NUAN_EXPENSE_CARE, NUAN_EXPENSE_OTHER, NUAN_N_EXPENSES } NuanExpense;

/* Their codes, as stored and as in JSON; the labels stand in the code lists "income" and "expense", in whatever order. Borrowed. */
extern const char *const nuan_income_codes[NUAN_N_INCOMES];
extern const char *const nuan_expense_codes[NUAN_N_EXPENSES];

/* The file of one family (一户一档): a plain value; forms edit a copy. Strings are never NULL once read from the store. */
typedef struct {
  gint64              id;              /* 0: not saved yet */
  char               *number;          /* "H2025-000318"; given by the store */
  NuanHouseholdState  state;
  gint                version;         /* each saved change adds one; a stale form is refused */
  char               *unit;            /* name; created when new */
  char               *address;
  char               *phone;
  char               *note;
  char              **causes;          /* code list "cause"; the first is the primary one, at most three more; never NULL */
  GPtrArray          *members;         /* NuanMember, owned; the order of the paper form */
  gint64              incomes_fen[NUAN_N_INCOMES];
  gint64              expenses_fen[NUAN_N_EXPENSES];
  gboolean            accident;        /* a person chose 意外致困 … */
  char               *accident_reason; /* … for this reason */
  gint64              changed_by;      /* staff id of the last change: may not approve */
  NuanDay             changed_on;
  GPtrArray          *notices;         /* of cleaning (char *, owned), "path: sentence"; NULL: none yet */
} NuanHousehold;

NuanHousehold *nuan_household_new  (void);   /* one empty head */
NuanHousehold *nuan_household_copy (const NuanHousehold *household);
void           nuan_household_free (NuanHousehold *household);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanHousehold, nuan_household_free)

NuanMember    *nuan_household_get_head (const NuanHousehold *household);   /* NULL without one; borrowed */
const char    *nuan_household_get_name (const NuanHousehold *household);   /* of its head, "—" without one; borrowed */

/* Whoever stands before the member at INDEX with the same ID number, however the two are written: NUAN_ERROR_INVALID at "id_number". NULL without
 * one; borrowed. */
const NuanMember *nuan_household_find_twin (const NuanHousehold *household, guint index, NuanDay today, GError **error);

/* Cleans and checks the whole file in place: unit and members present, exactly one head, ID numbers right and not twice in the
 * file, causes known and not twice, amounts >= 0, an accident has its reason. The error's field is a path: "members[1].id_number". */
gboolean       nuan_household_check (NuanHousehold *household, NuanDay today, GError **error);

/* The same, and all that is wrong (GError *), one a field; empty: nothing. Owned. */
GPtrArray     *nuan_household_find_errors (NuanHousehold *household, NuanDay today);

/* What cleaning is going to take out of the texts goes into the notices: before it is gone. */
void           nuan_household_note_signs (NuanHousehold *household);

/* What is odd but possible: relation at odds with sex or age (a daughter who is male, a father younger than his son), an
 * unknown region, a great age, a card that fails Luhn; and what was taken out of texts. NULL-terminated "path: sentence" strings; owned. */
char         **nuan_household_warnings (const NuanHousehold *household, NuanDay today);

G_END_DECLS
