#include "config.h"

#include <string.h>

#include "check-error.h"
#include "exchange/fields-json.h"

static const NuanField fields[] = {
  { .name = "method", .kind = NUAN_FIELD_CODE },
  { .name = "amount", .kind = NUAN_FIELD_MONEY },
  { .name = "urgent", .kind = NUAN_FIELD_FLAG },
  { .name = "proxy", .kind = NUAN_FIELD_FLAG },
  { .name = "proxy_name", .kind = NUAN_FIELD_TEXT },
  { .name = "proxy_id", .kind = NUAN_FIELD_ID_NUMBER },
  NUAN_FIELD_END
};

static const NuanFieldName names[] = { { "proxy", NULL }, { "proxy_name", "proxy.name" }, { "proxy_id", "proxy.id_number" }, { NULL } };

typedef struct {
  NuanFieldsJson *json;
  GPtrArray      *errors;
} Read;

static Read
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  Read read = { .errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free) };

  read.json = nuan_fields_json_read (fields, names, text, strlen (text), read.errors, &error);
  g_assert_no_error (error);
  return read;
}

static void
read_clear (Read *read)
{
  nuan_fields_json_free (read->json);
  g_ptr_array_unref (read->errors);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Read, read_clear)

static const char *
value_of (const Read *read, const char *name)
{
  return nuan_fields_json_value (nuan_fields_find (fields, name), read->json);
}

static void
values_are_found_under_their_paths (void)
{
  g_auto (Read) read = read_text ("{\"method\": \"cash\", \"amount\": 12.50, \"urgent\": true, \"proxy\": {\"name\": \"张老三\"}}");

  g_assert_cmpuint (read.errors->len, ==, 0);
  g_assert_cmpstr (value_of (&read, "method"), ==, "cash");
  g_assert_cmpstr (value_of (&read, "amount"), ==, "12.50");   /* as it was written */
  g_assert_cmpstr (value_of (&read, "urgent"), ==, "1");
  g_assert_cmpstr (value_of (&read, "proxy_name"), ==, "张老三");
  g_assert_null (value_of (&read, "proxy_id"));
  g_assert_null (value_of (&read, "proxy"));
  g_assert_true (nuan_fields_json_has (read.json, "proxy"));
}

static void
an_object_without_values_is_there (void)
{
  g_auto (Read) read = read_text ("{\"amount\": \"12.50\", \"urgent\": false, \"proxy\": {}}");
  g_auto (Read) nothing = read_text ("{}");

  g_assert_cmpuint (read.errors->len, ==, 0);
  g_assert_cmpstr (value_of (&read, "amount"), ==, "12.50");
  g_assert_cmpstr (value_of (&read, "urgent"), ==, "");
  g_assert_true (nuan_fields_json_has (read.json, "proxy"));
  g_assert_false (nuan_fields_json_has (nothing.json, "proxy"));
}

static void
finds (const char *text, const char *first, const char *second)
{
  g_auto (Read) read = read_text (text);
  const char *const expected[] = { first, second };

  g_assert_cmpuint (read.errors->len, ==, second != NULL ? 2 : 1);
  for (guint i = 0; i < read.errors->len; i++)
    {
      g_autoptr (GError) error = g_error_copy (g_ptr_array_index (read.errors, i));

      check_error (error, NUAN_ERROR_INVALID, expected[i]);
    }
}

static void
each_wrong_value_is_named (void)
{
  finds ("{\"method\": 5, \"urgent\": \"yes\"}", "method", "urgent");
  finds ("{\"method\": null}", "method", NULL);
  finds ("{\"amount\": []}", "amount", NULL);
  finds ("{\"proxy\": {\"id_number\": 511102}, \"proxy_name\": \"x\"}", "proxy.id_number", "proxy_name");   /* that has another name here */
  finds ("{\"proxy\": {\"colour\": 1}, \"colour\": 1}", "proxy.colour", "colour");
  finds ("{\"proxy\": true}", "proxy", NULL);
  finds ("{\"proxy\": {\"name\": {\"name\": \"x\"}}}", "proxy.name", NULL);
  finds ("{\"method\": \"cash\", \"method\": \"cash\"}", "method", NULL);
  finds ("{\"method\": \"a\\u0000b\"}", "method", NULL);
  finds ("{\"\": \"x\"}", "", NULL);
}

static void
what_is_not_one_object_is_refused (void)
{
  static const char *const texts[] = { "", "[]", "[{}]", "5", "\"text\"", "{", "{} {}", "{\"method\": \"\xFF\"}", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
      g_autoptr (GError) error = NULL;

      g_assert_null (nuan_fields_json_read (fields, names, texts[i], strlen (texts[i]), errors, &error));
      g_assert_error (error, NUAN_ERROR, NUAN_ERROR_INVALID);
      g_assert_cmpuint (errors->len, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fields-json/values-are-found-under-their-paths", values_are_found_under_their_paths);
  g_test_add_func ("/fields-json/an-object-without-values-is-there", an_object_without_values_is_there);
  g_test_add_func ("/fields-json/each-wrong-value-is-named", each_wrong_value_is_named);
  g_test_add_func ("/fields-json/what-is-not-one-object-is-refused", what_is_not_one_object_is_refused);
  return g_test_run ();
}
