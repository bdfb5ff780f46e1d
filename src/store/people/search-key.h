#pragma once

#include "model/household/household.h"
#include "store/engine/engine.h"

G_BEGIN_DECLS

/* What stands in search_key, for the files of store/people and the demo. */

/* Every key under which one person is found by a prefix read: those of NAME (base/pinyin.h), and '#' with the reversed ID number and phones,
 * so that the end of a number is the front of its key. HOUSEHOLD_PHONE: of the head alone, "" for the others. No doubles; owned. */
char         **nuan_person_search_keys    (const char *name, const char *id_number, const char *phone, const char *household_phone);

/* Everybody who has keys and whose id EACH divides: household id, member id and what nuan_search_person_keys() reads of the row. Owned. */
NuanStatement *nuan_search_people         (NuanConnection *connection, gint64 each);
/* So many of them after a member's id, in the order of the ids. Owned. */
NuanStatement *nuan_search_people_after   (NuanConnection *connection, gint64 member_id, gint64 limit);
char         **nuan_search_person_keys    (NuanStatement *person);   /* owned */

/* Search keys of a whole file as "key\tmember id" (a set; owned), and the step from one such set to another. NULL is none. */
GHashTable    *nuan_household_search_keys (const NuanHousehold *household);
gboolean       nuan_household_write_keys  (NuanConnection *connection, gint64 id, GHashTable *before, GHashTable *after, GError **error);

/* Inside a transaction: the keys of everybody made anew as names are read today, and where a household's head or a unit stands in a list that
 * sorts by pinyin. It is also the work of step 4 of the schema, so it reads no column that a later step makes. The same memory for any number. */
gboolean       nuan_search_write_all      (NuanConnection *connection, NuanProgress progress, gpointer progress_data, GCancellable *cancellable,
                                           GError **error);

G_END_DECLS
