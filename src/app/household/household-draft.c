#include "config.h"

#include "app/household/household-form.h"

/* A draft is a key file in a text: group "draft" (version, time), and for the form as typed and the form before it a group of
 * its fields and one for each member. */

static char *
member_group (const char *prefix, guint i)
{
  return g_strdup_printf ("%s member %u", prefix, i);
}

static void
save_form (GKeyFile *file, const char *prefix, const NuanHouseholdForm *form)
{
  nuan_field_texts_save (form->texts, file, prefix);
  g_key_file_set_integer (file, prefix, "members", (int) form->members->len);

  for (guint i = 0; i < form->members->len; i++)
    {
      const NuanMemberForm *member = g_ptr_array_index (form->members, i);
      g_autofree char *group = member_group (prefix, i);

      g_key_file_set_int64 (file, group, "id", member->id);
      nuan_field_texts_save (member->texts, file, group);
    }
}

static NuanHouseholdForm *
load_form (GKeyFile *file, const char *prefix)
{
  NuanHouseholdForm *form = nuan_household_form_new ();
  const int n = g_key_file_get_integer (file, prefix, "members", NULL);

  nuan_field_texts_load (form->texts, file, prefix);
  g_ptr_array_set_size (form->members, 0);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *group = member_group (prefix, (guint) i);
      NuanMemberForm *member;

      if (!g_key_file_has_group (file, group))
        break;

      member = nuan_member_form_new ();
      g_ptr_array_add (form->members, member);
      member->id = g_key_file_get_int64 (file, group, "id", NULL);
      nuan_field_texts_load (member->texts, file, group);
    }

  return form;
}

char *
nuan_household_form_save (const NuanHouseholdForm *form, const NuanHouseholdForm *base, gint version, gint64 at)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_integer (file, "draft", "version", version);
  g_key_file_set_int64 (file, "draft", "at", at);
  save_form (file, "typed", form);
  save_form (file, "base", base);
  return g_key_file_to_data (file, NULL, NULL);
}

gboolean
nuan_household_form_load (const char *content, NuanHouseholdForm **form, NuanHouseholdForm **base, gint *version, gint64 *at,
                          GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_data (file, content, (gsize) -1, G_KEY_FILE_NONE, error))
    return FALSE;
  if (!g_key_file_has_group (file, "typed") || !g_key_file_has_group (file, "base"))
    {
      g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND, "not a household form");
      return FALSE;
    }

  *version = g_key_file_get_integer (file, "draft", "version", NULL);
  *at = g_key_file_get_int64 (file, "draft", "at", NULL);
  *form = load_form (file, "typed");
  *base = load_form (file, "base");
  return TRUE;
}
