#include "config.h"

#include "app/household/household-form.h"

#include "base/error.h"
#include "base/money.h"

static const char *const member_paths[NUAN_N_MEMBER_TEXTS] = {
  "name", "relation", "id_number", "phone", "card", "employer", "health"
};

NuanMemberForm *
nuan_member_form_new (void)
{
  NuanMemberForm *member = g_new0 (NuanMemberForm, 1);

  member->counted = TRUE;
  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    member->texts[i] = g_strdup ("");
  return member;
}

static NuanMemberForm *
member_form_copy (const NuanMemberForm *member)
{
  NuanMemberForm *copy = g_new0 (NuanMemberForm, 1);

  copy->id = member->id;
  copy->counted = member->counted;
  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    copy->texts[i] = g_strdup (member->texts[i]);
  return copy;
}

void
nuan_member_form_free (NuanMemberForm *member)
{
  if (member == NULL)
    return;

  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    g_free (member->texts[i]);
  g_free (member);
}

void
nuan_member_form_set (NuanMemberForm *member, NuanMemberText text, const char *value)
{
  g_free (member->texts[text]);
  member->texts[text] = g_strdup (value != NULL ? value : "");
}

gboolean
nuan_member_form_is_empty (const NuanMemberForm *member)
{
  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    if (i != NUAN_MEMBER_RELATION && *member->texts[i] != '\0')
      return FALSE;

  return TRUE;
}

static NuanHouseholdForm *
form_alloc (void)
{
  NuanHouseholdForm *form = g_new0 (NuanHouseholdForm, 1);

  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    form->texts[i] = g_strdup ("");
  form->members = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_member_form_free);
  return form;
}

NuanHouseholdForm *
nuan_household_form_new (void)
{
  NuanHouseholdForm *form = form_alloc ();
  NuanMemberForm *head = nuan_member_form_new ();

  nuan_member_form_set (head, NUAN_MEMBER_RELATION, NUAN_RELATION_HEAD);
  g_ptr_array_add (form->members, head);
  return form;
}

static void
set_amount (NuanHouseholdForm *form, NuanFormText text, gint64 fen)
{
  g_autofree char *amount = fen != 0 ? nuan_money_format (fen) : NULL;

  nuan_household_form_set (form, text, amount);
}

NuanHouseholdForm *
nuan_household_form_of (const NuanHousehold *household)
{
  NuanHouseholdForm *form = form_alloc ();

  nuan_household_form_set (form, NUAN_FORM_UNIT, household->unit);
  nuan_household_form_set (form, NUAN_FORM_ADDRESS, household->address);
  nuan_household_form_set (form, NUAN_FORM_PHONE, household->phone);
  nuan_household_form_set (form, NUAN_FORM_NOTE, household->note);
  nuan_household_form_set (form, NUAN_FORM_ACCIDENT_REASON, household->accident_reason);
  form->accident = household->accident;
  for (guint i = 0; i < 4 && household->causes != NULL && household->causes[i] != NULL; i++)
    nuan_household_form_set (form, NUAN_FORM_CAUSE_0 + i, household->causes[i]);
  for (guint i = 0; i < NUAN_N_INCOMES; i++)
    set_amount (form, NUAN_FORM_INCOME_0 + i, household->incomes_fen[i]);
  for (guint i = 0; i < NUAN_N_EXPENSES; i++)
    set_amount (form, NUAN_FORM_EXPENSE_0 + i, household->expenses_fen[i]);

  for (guint i = 0; i < household->members->len; i++)
    {
      const NuanMember *member = g_ptr_array_index (household->members, i);
      const char *texts[NUAN_N_MEMBER_TEXTS] = { member->name, member->relation, member->id_number, member->phone, member->card,
                                                 member->employer, member->health };
      NuanMemberForm *copy = nuan_member_form_new ();

      copy->id = member->id;
      copy->counted = member->counted;
      for (guint j = 0; j < NUAN_N_MEMBER_TEXTS; j++)
        nuan_member_form_set (copy, j, texts[j]);
      g_ptr_array_add (form->members, copy);
    }

  return form;
}

NuanHouseholdForm *
nuan_household_form_copy (const NuanHouseholdForm *form)
{
  NuanHouseholdForm *copy = form_alloc ();

  copy->accident = form->accident;
  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    nuan_household_form_set (copy, i, form->texts[i]);
  for (guint i = 0; i < form->members->len; i++)
    g_ptr_array_add (copy->members, member_form_copy (g_ptr_array_index (form->members, i)));
  return copy;
}

void
nuan_household_form_free (NuanHouseholdForm *form)
{
  if (form == NULL)
    return;

  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    g_free (form->texts[i]);
  g_ptr_array_unref (form->members);
  g_free (form);
}

void
nuan_household_form_set (NuanHouseholdForm *form, NuanFormText text, const char *value)
{
  g_free (form->texts[text]);
  form->texts[text] = g_strdup (value != NULL ? value : "");
}

static gboolean
member_equal (const NuanMemberForm *a, const NuanMemberForm *b)
{
  if (a->id != b->id || a->counted != b->counted)
    return FALSE;
  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    if (strcmp (a->texts[i], b->texts[i]) != 0)
      return FALSE;

  return TRUE;
}

static gboolean
members_equal (const NuanHouseholdForm *a, const NuanHouseholdForm *b)
{
  if (a->members->len != b->members->len)
    return FALSE;
  for (guint i = 0; i < a->members->len; i++)
    if (!member_equal (g_ptr_array_index (a->members, i), g_ptr_array_index (b->members, i)))
      return FALSE;

  return TRUE;
}

gboolean
nuan_household_form_equal (const NuanHouseholdForm *a, const NuanHouseholdForm *b)
{
  if (a->accident != b->accident)
    return FALSE;
  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    if (strcmp (a->texts[i], b->texts[i]) != 0)
      return FALSE;

  return members_equal (a, b);
}

void
nuan_household_form_fill (NuanHouseholdForm *form, const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed != NULL ? typed : ""));
  const gsize digits = strspn (text, "0123456789xX");
  NuanMemberForm *head = g_ptr_array_index (form->members, 0);

  if (*text == '\0')
    return;
  if (text[digits] != '\0')
    nuan_member_form_set (head, NUAN_MEMBER_NAME, text);
  else if (digits >= 15)
    nuan_member_form_set (head, NUAN_MEMBER_ID_NUMBER, text);
  else
    nuan_member_form_set (head, NUAN_MEMBER_PHONE, text);
}

static gint64
read_amount (const NuanHouseholdForm *form, NuanFormText text, GPtrArray *problems)
{
  g_autofree char *path = nuan_household_form_path (text);
  GError *problem = NULL;
  gint64 fen = 0;

  if (*form->texts[text] == '\0' || nuan_money_parse (form->texts[text], path, &fen, &problem))
    return fen;

  if (problems != NULL)
    g_ptr_array_add (problems, problem);
  else
    g_error_free (problem);
  return 0;
}

static void
replace (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static NuanMember *
read_member (const NuanMemberForm *form)
{
  NuanMember *member = nuan_member_new ();
  char **texts[NUAN_N_MEMBER_TEXTS] = { &member->name, &member->relation, &member->id_number, &member->phone, &member->card,
                                        &member->employer, &member->health };

  member->id = form->id;
  member->counted = form->counted;
  for (guint i = 0; i < NUAN_N_MEMBER_TEXTS; i++)
    replace (texts[i], form->texts[i]);
  return member;
}

NuanHousehold *
nuan_household_form_read (const NuanHouseholdForm *form, const NuanHousehold *base, GPtrArray *problems)
{
  NuanHousehold *household = base != NULL ? nuan_household_copy (base) : nuan_household_new ();
  g_autoptr (GStrvBuilder) causes = g_strv_builder_new ();

  replace (&household->unit, form->texts[NUAN_FORM_UNIT]);
  replace (&household->address, form->texts[NUAN_FORM_ADDRESS]);
  replace (&household->phone, form->texts[NUAN_FORM_PHONE]);
  replace (&household->note, form->texts[NUAN_FORM_NOTE]);
  replace (&household->accident_reason, form->accident ? form->texts[NUAN_FORM_ACCIDENT_REASON] : "");
  household->accident = form->accident;
  for (guint i = 0; i < 4; i++)
    if (*form->texts[NUAN_FORM_CAUSE_0 + i] != '\0')
      g_strv_builder_add (causes, form->texts[NUAN_FORM_CAUSE_0 + i]);
  g_strfreev (household->causes);
  household->causes = g_strv_builder_end (causes);
  for (guint i = 0; i < NUAN_N_INCOMES; i++)
    household->incomes_fen[i] = read_amount (form, NUAN_FORM_INCOME_0 + i, problems);
  for (guint i = 0; i < NUAN_N_EXPENSES; i++)
    household->expenses_fen[i] = read_amount (form, NUAN_FORM_EXPENSE_0 + i, problems);

  g_ptr_array_set_size (household->members, 0);
  for (guint i = 0; i < form->members->len; i++)
    g_ptr_array_add (household->members, read_member (g_ptr_array_index (form->members, i)));
  return household;
}

NuanHouseholdForm *
nuan_household_form_merge (const NuanHouseholdForm *base, const NuanHouseholdForm *typed, const NuanHouseholdForm *newest)
{
  NuanHouseholdForm *merged = nuan_household_form_copy (newest);

  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    if (strcmp (typed->texts[i], base->texts[i]) != 0)
      nuan_household_form_set (merged, i, typed->texts[i]);
  if (typed->accident != base->accident)
    merged->accident = typed->accident;
  if (members_equal (typed, base))
    return merged;

  /* Members are one thing: whoever changed the list has seen all of it. */
  g_ptr_array_set_size (merged->members, 0);
  for (guint i = 0; i < typed->members->len; i++)
    g_ptr_array_add (merged->members, member_form_copy (g_ptr_array_index (typed->members, i)));
  return merged;
}

char *
nuan_household_form_path (NuanFormText text)
{
  static const char *const paths[] = { "unit", "address", "phone", "note", "accident_reason" };
  if (text < G_N_ELEMENTS (paths))
    return g_strdup (paths[text]);
  if (text < NUAN_FORM_INCOME_0)
    return g_strdup_printf ("causes[%u]", (guint) text - NUAN_FORM_CAUSE_0);
  if (text < NUAN_FORM_EXPENSE_0)
    return g_strconcat ("incomes.", nuan_income_codes[text - NUAN_FORM_INCOME_0], NULL);

  return g_strconcat ("expenses.", nuan_expense_codes[text - NUAN_FORM_EXPENSE_0], NULL);
}

const char *
nuan_member_form_path (NuanMemberText text)
{
  return member_paths[text];
}
