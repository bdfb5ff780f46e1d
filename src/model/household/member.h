#pragma once

#include "base/id-number.h"

G_BEGIN_DECLS

#define NUAN_RELATION_HEAD "02"   /* 户主, GB/T 4761-2008 */

/* A person of a household. Strings are never NULL once read from the store; "" is unknown. */
typedef struct {
  gint64   id;          /* 0: not saved yet */
  char    *name;
  char    *id_number;   /* 18 signs, or "" (a child without one) */
  char    *relation;    /* GB/T 4761, two digits */
  char    *phone;
  char    *card;
  char    *employer;
  char    *health;      /* code list "health"; "" unknown */
  gboolean counted;     /* 计入人口: counts in N (domain.md §9 row 3) */
} NuanMember;

NuanMember *nuan_member_new  (void);                       /* all "", counted */
NuanMember *nuan_member_copy (const NuanMember *member);
void        nuan_member_free (NuanMember *member);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanMember, nuan_member_free)

gboolean    nuan_member_is_head (const NuanMember *member);
NuanSex     nuan_member_get_sex   (const NuanMember *member);   /* from the ID number */
NuanDay     nuan_member_get_birth (const NuanMember *member);   /* from the ID number; NUAN_DAY_NONE without one */

/* Cleans and checks every field in place. All that is wrong (GError *, with field "name", "id_number", …) in the order of
 * nuan_member_fields; empty: nothing. Owned. TODAY judges birth dates. A head needs an ID number (实名制). */
GPtrArray  *nuan_member_find_errors (NuanMember *member, NuanDay today);

G_END_DECLS
