#pragma once

#include "base/error.h"

/* ERROR is ours, has CODE and FIELD (NULL: none) and says something; it is cleared for the next try. */
#define check_error(error, wanted, wanted_field)                          \
  G_STMT_START {                                                          \
    g_assert_error (error, NUAN_ERROR, (int) (wanted));                   \
    g_assert_cmpstr (nuan_error_get_field (error), ==, wanted_field);     \
    g_assert_cmpuint (strlen ((error)->message), >, 8);                   \
    g_clear_error (&(error));                                             \
  } G_STMT_END
