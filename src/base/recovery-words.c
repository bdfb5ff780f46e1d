#include "config.h"

#include "base/recovery-words.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "base/base32.h"
#include "base/error.h"
#include "base/seal.h"
#include "base/text-sign.h"

#define SECRET_BYTES  16
#define CHECK_BYTES   4
#define PAYLOAD_BYTES (SECRET_BYTES + CHECK_BYTES)   /* four signs of each group */
#define GROUP_SIGNS   NUAN_RECOVERY_GROUP_SIGNS
#define N_GROUPS      NUAN_RECOVERY_GROUPS
#define N_SIGNS       (N_GROUPS * GROUP_SIGNS)
#define TEXT_CHARS    (N_SIGNS + N_GROUPS - 1)
#define MINUS         0x2212                         /* no dash to Unicode */

/* What is hashed with the secret as its key: each for one thing. */
#define OF_CHECK "nuanchuang recovery check 1"
#define OF_BOX   "nuanchuang recovery box 1"
#define OF_SIGN  "nuanchuang recovery sign 1"

G_STATIC_ASSERT (SECRET_BYTES >= crypto_generichash_KEYBYTES_MIN);
G_STATIC_ASSERT (PAYLOAD_BYTES * 8 == N_GROUPS * (GROUP_SIGNS - 1) * 5);

struct _NuanRecoveryWords
{
  NuanSecretBytes *payload;   /* the secret, then the check of it */
  NuanSecretBytes *text;
};

/* Times x in GF(32), x⁵ = x² + 1. */
static guint8
times_x (guint8 value)
{
  return (guint8) ((value << 1 ^ ((value & 16) != 0 ? 0x25 : 0)) & 31);
}

/* Of N signs at SIGNS, the last with the weight 1, each before it with x times that of the next: five different ones, so that neither a wrong
 * sign nor two that changed places leave the sum as it was. */
static guint8
weigh (const guint8 *signs, guint n)
{
  guint8 sum = 0;

  for (guint i = 0; i < n; i++)
    sum = times_x (sum) ^ signs[i];
  return sum;
}

/* All five signs of a group sum up to its number, from 1: one in the wrong place is no group there. */
static gboolean
is_group (const guint8 *signs, guint number)
{
  return weigh (signs, GROUP_SIGNS) == number;
}

static NuanSecretBytes *
derive (const NuanSecretBytes *payload, const char *purpose)
{
  g_autoptr (NuanSecretBytes) derived = nuan_secret_bytes_new (NUAN_KEY_BYTES);

  crypto_generichash (nuan_secret_bytes_data (derived), NUAN_KEY_BYTES, (const guint8 *) purpose, strlen (purpose), nuan_secret_bytes_data (payload),
                      SECRET_BYTES);
  return g_steal_pointer (&derived);
}

/* The 5 bits from AT on. */
static guint8
take_sign (const guint8 *bytes, guint at)
{
  const guint two = (guint) bytes[at / 8] << 8 | (at / 8 + 1 < PAYLOAD_BYTES ? bytes[at / 8 + 1] : 0);

  return (guint8) (two >> (11 - at % 8) & 31);
}

static NuanSecretBytes *
write_text (const NuanSecretBytes *payload)
{
  NuanSecretBytes *text = nuan_secret_bytes_new (TEXT_CHARS);
  char *at = (char *) nuan_secret_bytes_data (text);
  guint8 signs[GROUP_SIGNS];

  for (guint group = 0; group < N_GROUPS; group++)
    {
      for (guint i = 0; i < GROUP_SIGNS - 1; i++)
        signs[i] = take_sign (nuan_secret_bytes_data (payload), (group * (GROUP_SIGNS - 1) + i) * 5);
      signs[GROUP_SIGNS - 1] = 0;
      signs[GROUP_SIGNS - 1] = (guint8) (weigh (signs, GROUP_SIGNS) ^ (group + 1));
      if (group > 0)
        *at++ = '-';
      for (guint i = 0; i < GROUP_SIGNS; i++)
        *at++ = NUAN_BASE32_SIGNS[signs[i]];
    }

  nuan_wipe (signs, sizeof signs);
  return text;
}

static NuanRecoveryWords *
words_of (NuanSecretBytes *payload)
{
  NuanRecoveryWords *words = g_new (NuanRecoveryWords, 1);

  words->payload = payload;
  words->text = write_text (payload);
  return words;
}

NuanRecoveryWords *
nuan_recovery_words_new (void)
{
  NuanSecretBytes *payload = nuan_secret_bytes_new (PAYLOAD_BYTES);
  g_autoptr (NuanSecretBytes) check = NULL;

  nuan_random_bytes (nuan_secret_bytes_data (payload), SECRET_BYTES);
  check = derive (payload, OF_CHECK);
  memcpy (nuan_secret_bytes_data (payload) + SECRET_BYTES, nuan_secret_bytes_data (check), CHECK_BYTES);
  return words_of (payload);
}

void
nuan_recovery_words_free (NuanRecoveryWords *words)
{
  nuan_secret_bytes_unref (words->payload);
  nuan_secret_bytes_unref (words->text);
  g_free (words);
}

/* What was typed, sign by sign, and where blanks and dashes parted it. */
typedef struct {
  NuanSecretBytes *signs;                  /* N_SIGNS values */
  guint            n_signs;                /* may be more */
  guint            lengths[N_GROUPS];      /* of what stands between blanks and dashes */
  guint            n_groups;               /* of those; may be more */
} Typed;

static gboolean
is_between (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || nuan_sign_is_invisible (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == MINUS;
}

static void
add_sign (Typed *typed, gint value, gboolean begins)
{
  if (typed->n_signs < N_SIGNS)
    nuan_secret_bytes_data (typed->signs)[typed->n_signs] = (guint8) value;
  typed->n_signs++;
  typed->n_groups += begins;
  if (typed->n_groups <= N_GROUPS)
    typed->lengths[typed->n_groups - 1]++;
}

static gboolean
collect (const char *text, Typed *typed, GError **error)
{
  gboolean between = TRUE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);
      const gint value = nuan_base32_value (c);

      if (value >= 0)
        add_sign (typed, value, between);
      else if (!is_between (c))
        {
          nuan_error_set (error, NUAN_ERROR_INVALID, "words",
                          _("Group %u of the recovery words has a sign that no sheet has: they are digits and letters, but for U"),
                          MIN (typed->n_signs / GROUP_SIGNS + 1, N_GROUPS));
          return FALSE;
        }
      between = value < 0;
    }

  return TRUE;
}

static gboolean
check_length (const Typed *typed, GError **error)
{
  if (typed->n_signs == N_SIGNS)
    return TRUE;

  for (guint i = 0; typed->n_groups == N_GROUPS && i < N_GROUPS; i++)
    if (typed->lengths[i] != GROUP_SIGNS)
      {
        nuan_error_set (error, NUAN_ERROR_INVALID, "words", _("Group %u of the recovery words has %u signs; each group has 5"), i + 1, typed->lengths[i]);
        return FALSE;
      }
  nuan_error_set (error, NUAN_ERROR_INVALID, "words", _("The recovery words are 8 groups of 5 signs, 40 in all; here are %u"), typed->n_signs);
  return FALSE;
}

static gboolean
check_groups (const Typed *typed, GError **error)
{
  g_autoptr (GString) wrong = g_string_new (NULL);

  for (guint group = 0; group < N_GROUPS; group++)
    if (!is_group (nuan_secret_bytes_data (typed->signs) + group * GROUP_SIGNS, group + 1))
      g_string_append_printf (wrong, "%s%u", wrong->len > 0 ? ", " : "", group + 1);
  if (wrong->len == 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "words", _("Not as the sheet has it: group %s of the recovery words; compare it sign by sign"), wrong->str);
  return FALSE;
}

static NuanSecretBytes *
pack (const Typed *typed)
{
  const guint8 *signs = nuan_secret_bytes_data (typed->signs);
  NuanSecretBytes *payload = nuan_secret_bytes_new (PAYLOAD_BYTES);
  guint8 *bytes = nuan_secret_bytes_data (payload);
  guint bit = 0;

  for (guint i = 0; i < N_SIGNS; i++)
    if (i % GROUP_SIGNS != GROUP_SIGNS - 1)
      for (guint k = 0; k < 5; k++, bit++)
        bytes[bit / 8] |= (guint8) ((signs[i] >> (4 - k) & 1) << (7 - bit % 8));

  return payload;
}

static gboolean
check_whole (const NuanSecretBytes *payload, GError **error)
{
  g_autoptr (NuanSecretBytes) check = derive (payload, OF_CHECK);

  if (sodium_memcmp (nuan_secret_bytes_data (payload) + SECRET_BYTES, nuan_secret_bytes_data (check), CHECK_BYTES) == 0)
    return TRUE;

  nuan_error_set (error, NUAN_ERROR_INVALID, "words", _("These are the words of no recovery sheet; compare all the groups, one of them has two wrong signs"));
  return FALSE;
}

NuanRecoveryWords *
nuan_recovery_words_read (const char *text, GError **error)
{
  g_autoptr (NuanSecretBytes) signs = nuan_secret_bytes_new (N_SIGNS), payload = NULL;
  Typed typed = { .signs = signs };

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    {
      nuan_error_set (error, NUAN_ERROR_INVALID, "words", _("The recovery words are no text in UTF-8"));
      return NULL;
    }
  if (!collect (text != NULL ? text : "", &typed, error) || !check_length (&typed, error) || !check_groups (&typed, error))
    return NULL;

  payload = pack (&typed);
  return check_whole (payload, error) ? words_of (g_steal_pointer (&payload)) : NULL;
}

const char *
nuan_recovery_words_get_text (const NuanRecoveryWords *words)
{
  return nuan_secret_bytes_text (words->text);
}

NuanBoxKey *
nuan_recovery_words_box_key (const NuanRecoveryWords *words)
{
  g_autoptr (NuanSecretBytes) seed = derive (words->payload, OF_BOX);

  return nuan_box_key_new (seed);
}

NuanSignKey *
nuan_recovery_words_sign_key (const NuanRecoveryWords *words)
{
  g_autoptr (NuanSecretBytes) seed = derive (words->payload, OF_SIGN);

  return nuan_sign_key_new_from (seed);
}
