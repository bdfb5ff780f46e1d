#include "config.h"

#include "app/household/household-form.h"

#include "base/error.h"

NuanMemberForm *
nuan_member_form_new (void)
{
  NuanMemberForm *member = g_new0 (NuanMemberForm, 1);

  member->texts = nuan_field_texts_new (nuan_member_fields);
  nuan_field_texts_set (member->texts, "counted", "1");
  return member;
}

static gpointer
copy_member (gconstpointer data, gpointer unused)
{
  const NuanMemberForm *member = data;
  NuanMemberForm *copy = g_new0 (NuanMemberForm, 1);

  copy->id = member->id;
  copy->texts = nuan_field_texts_copy (member->texts);
  return copy;
}

void
nuan_member_form_free (NuanMemberForm *member)
{
  if (member == NULL)
    return;

  nuan_field_texts_free (member->texts);
  g_free (member);
}

static NuanHouseholdForm *
form_alloc (void)
{
  NuanHouseholdForm *form = g_new0 (NuanHouseholdForm, 1);

  form->texts = nuan_field_texts_new (nuan_household_fields);
  form->members = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_member_form_free);
  return form;
}

NuanHouseholdForm *
nuan_household_form_new (void)
{
  NuanHouseholdForm *form = form_alloc ();
  NuanMemberForm *head = nuan_member_form_new ();

  nuan_field_texts_set (head->texts, "relation", NUAN_RELATION_HEAD);
  g_ptr_array_add (form->members, head);
  return form;
}

static NuanMemberForm *
form_of_member (const NuanMember *member)
{
  NuanMemberForm *form = nuan_member_form_new ();

  form->id = member->id;
  for (const NuanField *field = nuan_member_fields; field->name != NULL; field++)
    {
      g_autofree char *text = nuan_field_get (field, member);

      nuan_field_texts_set (form->texts, field->name, text);
    }
  return form;
}

NuanHouseholdForm *
nuan_household_form_of (const NuanHousehold *household)
{
  NuanHouseholdForm *form = form_alloc ();

  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    {
      g_autofree char *text = nuan_household_get_text (household, field);

      nuan_field_texts_set (form->texts, field->name, text);
    }
  for (guint i = 0; i < household->members->len; i++)
    g_ptr_array_add (form->members, form_of_member (g_ptr_array_index (household->members, i)));
  return form;
}

NuanHouseholdForm *
nuan_household_form_copy (const NuanHouseholdForm *form)
{
  NuanHouseholdForm *copy = g_new0 (NuanHouseholdForm, 1);

  copy->texts = nuan_field_texts_copy (form->texts);
  copy->members = g_ptr_array_copy (form->members, copy_member, NULL);
  return copy;
}

void
nuan_household_form_free (NuanHouseholdForm *form)
{
  if (form == NULL)
    return;

  nuan_field_texts_free (form->texts);
  g_ptr_array_unref (form->members);
  g_free (form);
}

static gboolean
members_equal (const NuanHouseholdForm *a, const NuanHouseholdForm *b)
{
  if (a->members->len != b->members->len)
    return FALSE;
  for (guint i = 0; i < a->members->len; i++)
    {
      const NuanMemberForm *one = g_ptr_array_index (a->members, i);
      const NuanMemberForm *other = g_ptr_array_index (b->members, i);

      if (one->id != other->id || !nuan_field_texts_equal (one->texts, other->texts))
        return FALSE;
    }

  return TRUE;
}

gboolean
nuan_household_form_equal (const NuanHouseholdForm *a, const NuanHouseholdForm *b)
{
  return nuan_field_texts_equal (a->texts, b->texts) && members_equal (a, b);
}

void
nuan_household_form_fill (NuanHouseholdForm *form, const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed != NULL ? typed : ""));
  const gsize digits = strspn (text, "0123456789xX");
  const NuanMemberForm *head = g_ptr_array_index (form->members, 0);

  if (*text == '\0' || (text[digits] != '\0' && strpbrk (text, "0123456789") != NULL))
    return;

  nuan_field_texts_set (head->texts, text[digits] != '\0' ? "name" : digits >= 15 ? "id_number" : "phone", text);
}

/* The reason of an accident is asked for where one was chosen. */
static const char *
value_of (const NuanField *field, gpointer texts)
{
  if (strcmp (field->name, "accident_reason") == 0 && *nuan_field_texts_get (texts, "accident") == '\0')
    return NULL;

  return nuan_field_texts_value (field, texts);
}

static NuanMember *
read_member (const NuanMemberForm *form)
{
  NuanMember *member = nuan_member_new ();

  member->id = form->id;
  for (const NuanField *field = nuan_member_fields; field->name != NULL; field++)
    nuan_field_set (field, member, nuan_field_texts_get (form->texts, field->name), NULL);
  return member;
}

NuanHousehold *
nuan_household_form_read (const NuanHouseholdForm *form, const NuanHousehold *base, GPtrArray *problems)
{
  NuanHousehold *household = base != NULL ? nuan_household_copy (base) : nuan_household_new ();

  nuan_household_set_texts (household, value_of, form->texts, problems);
  g_ptr_array_set_size (household->members, 0);
  for (guint i = 0; i < form->members->len; i++)
    g_ptr_array_add (household->members, read_member (g_ptr_array_index (form->members, i)));
  return household;
}

/* Takes FOUND; PREFIX (may be NULL) goes before their fields. */
static void
add_errors (GPtrArray *errors, GPtrArray *found, const char *prefix)
{
  while (found->len > 0)
    {
      GError *error = g_ptr_array_steal_index (found, 0);

      if (prefix != NULL)
        nuan_error_prefix_field (&error, prefix);
      nuan_fields_add_error (errors, error);
    }
  g_ptr_array_unref (found);
}

GPtrArray *
nuan_household_form_errors (const NuanHouseholdForm *form, const NuanHousehold *base, NuanDay today)
{
  GPtrArray *errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (NuanHousehold) household = nuan_household_form_read (form, base, NULL);

  for (guint i = 0; i < form->members->len; i++)
    {
      const NuanMemberForm *member = g_ptr_array_index (form->members, i);
      g_autofree char *prefix = g_strdup_printf ("members[%u].", i);

      add_errors (errors, nuan_fields_check (nuan_member_fields, nuan_field_texts_value, member->texts), prefix);
    }
  add_errors (errors, nuan_fields_check (nuan_household_fields, value_of, form->texts), NULL);
  add_errors (errors, nuan_household_find_errors (household, today), NULL);
  return errors;
}

NuanHouseholdForm *
nuan_household_form_merge (const NuanHouseholdForm *base, const NuanHouseholdForm *typed, const NuanHouseholdForm *newest)
{
  NuanHouseholdForm *merged = nuan_household_form_copy (newest);

  for (const NuanField *field = nuan_household_fields; field->name != NULL; field++)
    {
      const char *text = nuan_field_texts_get (typed->texts, field->name);

      if (strcmp (text, nuan_field_texts_get (base->texts, field->name)) != 0)
        nuan_field_texts_set (merged->texts, field->name, text);
    }
  if (members_equal (typed, base))
    return merged;

  /* Members are one thing: whoever changed the list has seen all of it. */
  g_ptr_array_unref (merged->members);
  merged->members = g_ptr_array_copy (typed->members, copy_member, NULL);
  return merged;
}
