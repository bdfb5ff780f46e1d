#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/code-list.h"
#include "base/error.h"
#include "base/id-number.h"
#include "base/name-form.h"
#include "base/phone.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "model/household/household-fields.h"
#include "store/people/household-private.h"
#include "store/engine/engine.h"

void
nuan_duplicate_free (NuanDuplicate *duplicate)
{
  if (duplicate == NULL)
    return;

  g_free (duplicate->path);
  g_free (duplicate->number);
  g_free (duplicate->head);
  g_free (duplicate->reason);
  g_free (duplicate);
}

typedef enum { SAME_ID_NUMBER, SAME_PERSON, LIKE_PERSON, SAME_CARD, SAME_PHONE, LIKE_PHONE } Likeness;

#define FILE_OF_MEMBER \
  "SELECT DISTINCT h.id, h.number, h.head_name, h.state FROM member m JOIN household h ON h.id = m.household_id" \
  " WHERE m.household_id <> ? AND m.removed = 0 AND "

/* What many share (a works' telephone) is told a few times, not a thousand. */
#define FEW " ORDER BY h.id LIMIT 5"

static const char *const queries[] = {
  [SAME_ID_NUMBER] = FILE_OF_MEMBER "m.id_number = ? AND m.id_number <> ''" FEW,
  [SAME_PERSON] = FILE_OF_MEMBER "m.name = ? AND m.birth = ? AND m.birth <> '' AND m.id_number <> ?" FEW,
  /* Written otherwise: by the key of the whole name. */
  [LIKE_PERSON] = "SELECT DISTINCT h.id, h.number, h.head_name, h.state, m.name FROM search_key s JOIN member m ON m.id = s.member_id"
                  " JOIN household h ON h.id = m.household_id WHERE s.key = ?1 AND m.household_id <> ?2 AND m.removed = 0 AND m.birth = ?3"
                  " AND m.id_number <> ?4 AND m.name <> ?5 ORDER BY h.id",
  [SAME_CARD] = FILE_OF_MEMBER "m.card = ? AND m.card <> ''" FEW,
  [SAME_PHONE] = "SELECT h.id, h.number, h.head_name, h.state FROM household h WHERE h.id <> ?1 AND h.id IN"
                 " (SELECT m.household_id FROM member m WHERE m.phone = ?2 AND m.phone <> '' AND m.removed = 0"
                 "  UNION SELECT o.id FROM household o WHERE o.phone = ?2 AND o.phone <> '')" FEW,
  /* As older programs took it, with +86 or other dashes: by the key of its end. */
  [LIKE_PHONE] = "SELECT DISTINCT h.id, h.number, h.head_name, h.state, m.phone, h.phone FROM search_key s JOIN member m ON m.id = s.member_id"
                 " JOIN household h ON h.id = m.household_id WHERE s.key >= ?1 AND s.key < ?2 AND m.household_id <> ?3 AND m.removed = 0"
                 " AND m.phone <> ?4 AND h.phone <> ?4 ORDER BY h.id",
};

static char *
tell (Likeness likeness, const char *number, const char *head, NuanHouseholdState state)
{
  const char *label = nuan_code_label ("household-state", nuan_household_state_code (state));

  switch (likeness)
    {
    case SAME_ID_NUMBER:
      return g_strdup_printf (_("This ID number stands in file %s (%s, %s)"), number, head, label);
    case SAME_PERSON:
    case LIKE_PERSON:
      return g_strdup_printf (_("Somebody of the same name and birth date stands in file %s (%s, %s)"), number, head, label);
    case SAME_CARD:
      return g_strdup_printf (_("The same card stands in file %s (%s, %s)"), number, head, label);
    case SAME_PHONE:
    case LIKE_PHONE:
    default:
      return g_strdup_printf (_("The same phone stands in file %s (%s, %s)"), number, head, label);
    }
}

static void
add (GPtrArray *duplicates, Likeness likeness, const char *path, NuanStatement *row)
{
  NuanDuplicate *duplicate = g_new0 (NuanDuplicate, 1);

  duplicate->path = g_strdup (path);
  duplicate->household_id = nuan_statement_int (row, 0);
  duplicate->number = nuan_statement_dup (row, 1);
  duplicate->head = nuan_statement_dup (row, 2);
  nuan_household_state_parse (nuan_statement_text (row, 3), &duplicate->state, NULL);
  duplicate->blocks = likeness == SAME_ID_NUMBER && !nuan_household_has_ended (duplicate->state);
  duplicate->reason = tell (likeness, duplicate->number, duplicate->head, duplicate->state);
  g_ptr_array_add (duplicates, duplicate);
}

/* STATEMENT is bound, and ended here; each row is a file. */
static gboolean
collect (GPtrArray *duplicates, Likeness likeness, const char *path, NuanStatement *statement, GError **error)
{
  g_autoptr (NuanStatement) row = statement;

  while (nuan_statement_next (row, error))
    add (duplicates, likeness, path, row);
  return !nuan_statement_failed (row);
}

/* Half-typed forms come here too: what is not yet a number is no duplicate. Owned, "" then. */
static char *
clean (const NuanField *fields, const char *name, const char *text)
{
  char *cleaned = nuan_field_clean (nuan_fields_find (fields, name), text, NULL);

  return cleaned != NULL ? cleaned : g_strdup ("");
}

static gboolean
find_by_text (NuanConnection *connection, GPtrArray *duplicates, Likeness likeness, gint64 own_id, const char *path,
              const char *text, GError **error)
{
  if (*text == '\0')
    return TRUE;

  return collect (duplicates, likeness, path, nuan_statement (connection, queries[likeness], "it", own_id, text), error);
}

#define MOST_ALIKE 5

/* The end of another name may be this whole one: 建国 is a key of 张建国. */
static gboolean
find_alike (NuanConnection *connection, GPtrArray *duplicates, gint64 own_id, const char *path, const char *name, const NuanIdNumber *id, GError **error)
{
  g_autofree char *form = nuan_name_form (name);
  g_autoptr (NuanStatement) row = nuan_statement (connection, queries[LIKE_PERSON], "tidtt", form, own_id, id->birth, id->number, name);
  guint n = 0;

  while (n < MOST_ALIKE && nuan_statement_next (row, error))
    if (nuan_name_alike (nuan_statement_text (row, 4), name))
      {
        add (duplicates, LIKE_PERSON, path, row);
        n++;
      }

  return !nuan_statement_failed (row);
}

static gboolean
find_by_id_number (NuanConnection *connection, GPtrArray *duplicates, const NuanHousehold *household, const NuanMember *member,
                   guint index, GError **error)
{
  const NuanDay today = nuan_connection_get_today (connection);
  g_autofree char *id_path = g_strdup_printf ("members[%u].id_number", index);
  g_autofree char *name_path = g_strdup_printf ("members[%u].name", index);
  g_autofree char *name = nuan_text_clean (member->name, FALSE, FALSE, 60, NULL, NULL);
  NuanIdNumber id;

  if (!nuan_id_number_parse (member->id_number, FALSE, today, NULL, &id, NULL))
    return TRUE;
  if (!find_by_text (connection, duplicates, SAME_ID_NUMBER, household->id, id_path, id.number, error))
    return FALSE;
  if (name == NULL || *name == '\0')
    return TRUE;

  return collect (duplicates, SAME_PERSON, name_path,
                  nuan_statement (connection, queries[SAME_PERSON], "itdt", household->id, name, id.birth, id.number), error) &&
         find_alike (connection, duplicates, household->id, name_path, name, &id, error);
}

/* Twice in the form itself: the second one is marked. */
static void
find_twice (GPtrArray *duplicates, const NuanHousehold *household, guint index, NuanDay today)
{
  g_autoptr (GError) twice = NULL;
  const NuanMember *twin = nuan_household_find_twin (household, index, today, &twice);
  NuanDuplicate *duplicate;

  if (twin == NULL)
    return;

  duplicate = g_new0 (NuanDuplicate, 1);
  duplicate->blocks = TRUE;
  duplicate->path = g_strdup_printf ("members[%u].id_number", index);
  duplicate->number = g_strdup (household->number);
  duplicate->head = g_strdup (twin->name);
  duplicate->state = household->state;
  duplicate->reason = g_strdup (twice->message);
  g_ptr_array_add (duplicates, duplicate);
}

#define END_DIGITS    7    /* of a number within its area */
#define MOBILE_DIGITS 11

static gboolean
find_phone (NuanConnection *connection, GPtrArray *duplicates, gint64 own_id, const char *path, const char *phone, GError **error)
{
  g_autofree char *tail = nuan_search_tail_key (phone);
  g_autofree char *first = g_strdup_printf ("#%.*s", *phone == '1' ? MOBILE_DIGITS : END_DIGITS, tail);
  g_autofree char *last = g_strconcat (first, "~", NULL);   /* behind every digit */
  g_autoptr (NuanStatement) row = NULL;
  guint n = 0;

  if (!find_by_text (connection, duplicates, SAME_PHONE, own_id, path, phone, error))
    return FALSE;
  if (strlen (tail) < END_DIGITS)
    return TRUE;

  row = nuan_statement (connection, queries[LIKE_PHONE], "ttit", first, last, own_id, phone);
  while (n < MOST_ALIKE && nuan_statement_next (row, error))
    if (nuan_phone_alike (nuan_statement_text (row, 4), phone) || nuan_phone_alike (nuan_statement_text (row, 5), phone))
      {
        add (duplicates, LIKE_PHONE, path, row);
        n++;
      }

  return !nuan_statement_failed (row);
}

static gboolean
find_of_member (NuanConnection *connection, GPtrArray *duplicates, const NuanHousehold *household, guint index, GError **error)
{
  const NuanMember *member = g_ptr_array_index (household->members, index);
  g_autofree char *phone_path = g_strdup_printf ("members[%u].phone", index);
  g_autofree char *card_path = g_strdup_printf ("members[%u].card", index);
  g_autofree char *phone = clean (nuan_member_fields, "phone", member->phone);
  g_autofree char *card = clean (nuan_member_fields, "card", member->card);

  find_twice (duplicates, household, index, nuan_connection_get_today (connection));
  return find_by_id_number (connection, duplicates, household, member, index, error) &&
         find_phone (connection, duplicates, household->id, phone_path, phone, error) &&
         find_by_text (connection, duplicates, SAME_CARD, household->id, card_path, card, error);
}

GPtrArray *
nuan_household_store_duplicates (NuanConnection *connection, const NuanHousehold *household, GError **error)
{
  g_autoptr (GPtrArray) duplicates = g_ptr_array_new_with_free_func ((GDestroyNotify) nuan_duplicate_free);
  g_autofree char *phone = clean (nuan_household_fields, "phone", household->phone);

  for (guint i = 0; i < household->members->len; i++)
    if (!find_of_member (connection, duplicates, household, i, error))
      return NULL;
  if (!find_phone (connection, duplicates, household->id, "phone", phone, error))
    return NULL;

  return g_steal_pointer (&duplicates);
}

gboolean
nuan_household_refuse_duplicates (NuanConnection *connection, const NuanHousehold *household, GPtrArray *warnings, GError **error)
{
  g_autoptr (GPtrArray) duplicates = nuan_household_store_duplicates (connection, household, error);

  if (duplicates == NULL)
    return FALSE;

  for (guint i = 0; i < duplicates->len; i++)
    {
      const NuanDuplicate *duplicate = g_ptr_array_index (duplicates, i);

      if (duplicate->blocks)
        {
          nuan_error_set (error, NUAN_ERROR_CONFLICT, duplicate->path, "%s", duplicate->reason);
          return FALSE;
        }
      if (warnings != NULL)
        g_ptr_array_add (warnings, g_strdup_printf ("%s: %s", duplicate->path, duplicate->reason));
    }

  return TRUE;
}
