#include "config.h"

#include "model/standard-fields.h"

#include <glib/gi18n-lib.h>

const NuanField nuan_standard_fields[] = {
  { .name = "name", .kind = NUAN_FIELD_CODE, .title = N_("Stan_dard"), .required = TRUE },
  { .name = "value", .kind = NUAN_FIELD_FIGURE, .title = N_("_Value"), .required = TRUE },
  { .name = "choice", .kind = NUAN_FIELD_CODE, .title = N_("_Value"), .required = TRUE },   /* in place of the value, where there are two */
  { .name = "from", .kind = NUAN_FIELD_DAY, .title = N_("In force _from"), .required = TRUE },
  NUAN_FIELD_END
};
