#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Roles of the desk (岗位). One person may hold several; the four-eyes rules hold all the same. */
typedef enum {
  NUAN_ROLE_INTAKE = 1 << 0,   /* 受理 */
  NUAN_ROLE_REVIEW = 1 << 1,   /* 审核 */
  NUAN_ROLE_DIRECT = 1 << 2,   /* 主任 */
  NUAN_ROLE_CASH   = 1 << 3,   /* 出纳 */
  NUAN_ROLE_ADMIN  = 1 << 4,   /* 管理 */
  NUAN_ROLE_AUDIT  = 1 << 5,   /* 审计 */
} NuanRole;

typedef enum {
  NUAN_RIGHT_READ,              /* read and print: everyone */
  NUAN_RIGHT_EDIT_HOUSEHOLD,    /* intake */
  NUAN_RIGHT_DECIDE_HOUSEHOLD,  /* review, direct */
  NUAN_RIGHT_DRAFT_GRANT,       /* intake */
  NUAN_RIGHT_DECIDE_GRANT,      /* review, direct */
  NUAN_RIGHT_VOID_GRANT,        /* direct */
  NUAN_RIGHT_ADD_FUND,          /* direct, cash */
  NUAN_RIGHT_MOVE_MONEY,        /* direct, cash: receive, return */
  NUAN_RIGHT_REVERSE,           /* direct */
  NUAN_RIGHT_PAY,               /* cash */
  NUAN_RIGHT_VOID_PAYMENT,      /* direct; cash for the own payments of the same day, unsigned */
  NUAN_RIGHT_SIGN_RECEIPT,      /* intake, review, direct, cash */
  NUAN_RIGHT_SET_STANDARD,      /* direct, admin */
  NUAN_RIGHT_ANSWER_FINDING,    /* direct: what the check found */
  NUAN_RIGHT_MANAGE_STAFF,      /* admin */
  NUAN_RIGHT_BACKUP,            /* admin */
  NUAN_RIGHT_DEMO,              /* admin */
} NuanRight;

/* Who is acting: a copy that is handed to every writing function; checked again inside the transaction. */
typedef struct {
  gint64   id;
  char    *login;
  char    *name;
  guint    roles;      /* NuanRole, or-ed */
  gboolean disabled;
} NuanStaff;

NuanStaff *nuan_staff_copy (const NuanStaff *staff);
void       nuan_staff_free (NuanStaff *staff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanStaff, nuan_staff_free)

#define NUAN_STAFF_NAME_MOST 40   /* characters */

/* "intake,cash" <-> bits. NUAN_ERROR_INVALID at "role" for an unknown or missing role. */
gboolean   nuan_roles_parse  (const char *text, guint *roles, GError **error);
char      *nuan_roles_format (guint roles);                    /* codes, comma-separated; owned */
char      *nuan_roles_words  (guint roles);                    /* "受理、审核"; owned */

/* Somebody has one role at least, and none that there is not: NUAN_ERROR_INVALID at "role". */
gboolean   nuan_roles_are_some (guint roles, GError **error);

/* FALSE and NUAN_ERROR_FORBIDDEN, naming the roles that may, when ROLES do not carry RIGHT. */
gboolean   nuan_roles_check  (guint roles, NuanRight right, GError **error);

/* a-z, 0-9, dot, dash, underscore; 2 to 32. NUAN_ERROR_INVALID at "login". */
gboolean   nuan_login_check  (const char *login, GError **error);

G_END_DECLS
