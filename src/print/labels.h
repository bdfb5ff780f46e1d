#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words on paper: a group of the data file papers.ini. */
typedef struct _NuanLabels NuanLabels;

/* GROUP must hold every key of KEYS (NULL-terminated): NUAN_ERROR_INVALID naming the file and the key otherwise,
 * NUAN_ERROR_NOT_FOUND when there is no such group. Values of OVERRIDE (a group that need not exist, or NULL) win. */
NuanLabels *nuan_labels_load (const char *group, const char *override, const char *const *keys, GError **error);
void        nuan_labels_free (NuanLabels *labels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NuanLabels, nuan_labels_free)

const char *nuan_labels_get  (const NuanLabels *labels, const char *key);   /* borrowed */

G_END_DECLS
