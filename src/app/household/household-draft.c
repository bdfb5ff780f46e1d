#include "config.h"

#include "app/household/household-form.h"

/* A draft is a key file in a text: group "draft" (version, time), and for the form as typed and the form before it a group of
 * its fields and one for each member. A field that a later program does not know is passed over; one that is missing is
 * empty. */

static void
save_form (GKeyFile *file, const char *prefix, const NuanHouseholdForm *form)
{
  g_key_file_set_boolean (file, prefix, "accident", form->accident);
  g_key_file_set_integer (file, prefix, "members", (int) form->members->len);
  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    {
      g_autofree char *path = nuan_household_form_path (i);
      g_autofree char *key = g_strdelimit (g_strdup (path), "[].", '-');

      g_key_file_set_string (file, prefix, key, form->texts[i]);
    }

  for (guint i = 0; i < form->members->len; i++)
    {
      const NuanMemberForm *member = g_ptr_array_index (form->members, i);
      g_autofree char *group = g_strdup_printf ("%s member %u", prefix, i);

      g_key_file_set_int64 (file, group, "id", member->id);
      g_key_file_set_boolean (file, group, "counted", member->counted);
      for (guint j = 0; j < NUAN_N_MEMBER_TEXTS; j++)
        g_key_file_set_string (file, group, nuan_member_form_path (j), member->texts[j]);
    }
}

static NuanHouseholdForm *
load_form (GKeyFile *file, const char *prefix)
{
  NuanHouseholdForm *form = nuan_household_form_new ();
  const int n = g_key_file_get_integer (file, prefix, "members", NULL);

  form->accident = g_key_file_get_boolean (file, prefix, "accident", NULL);
  for (guint i = 0; i < NUAN_N_FORM_TEXTS; i++)
    {
      g_autofree char *path = nuan_household_form_path (i);
      g_autofree char *key = g_strdelimit (g_strdup (path), "[].", '-');
      g_autofree char *text = g_key_file_get_string (file, prefix, key, NULL);

      nuan_household_form_set (form, i, text);
    }

  g_ptr_array_set_size (form->members, 0);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *group = g_strdup_printf ("%s member %d", prefix, i);
      NuanMemberForm *member;

      if (!g_key_file_has_group (file, group))
        break;

      member = nuan_member_form_new ();
      g_ptr_array_add (form->members, member);
      member->id = g_key_file_get_int64 (file, group, "id", NULL);
      member->counted = g_key_file_get_boolean (file, group, "counted", NULL);
      for (guint j = 0; j < NUAN_N_MEMBER_TEXTS; j++)
        {
          g_autofree char *text = g_key_file_get_string (file, group, nuan_member_form_path (j), NULL);

          nuan_member_form_set (member, j, text);
        }
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
