#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Crockford's base 32: digits and letters without I, L, O and U, which people mistake for others. What they read out, compare or type is written
 * in it. Any thread. */

#define NUAN_BASE32_SIGNS "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/* 0 … 31 of a sign as people write it: small letters, I and L for 1, O for 0, full-width forms. -1: it is none. */
gint  nuan_base32_value (gunichar sign);

/* The first 50 bits at BYTES (7 at least) as ten signs. Owned. */
char *nuan_base32_code  (const guint8 *bytes);

G_END_DECLS
