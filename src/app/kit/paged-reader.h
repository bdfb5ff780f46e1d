#pragma once

#include "app/kit/paged-source.h"
#include "store/engine/database.h"

G_BEGIN_DECLS

/* Reads the windows of a list that are wanted and counts its rows, on database threads. A new generation drops all that is still
 * under way. Main thread only. */
typedef struct _NuanPagedReader NuanPagedReader;

typedef enum { NUAN_WANTED_NOW, NUAN_WANTED_LATER, NUAN_WANTED_NO_MORE } NuanWanted;

/* What the reader asks of its owner, and tells it. */
typedef struct {
  NuanWanted (*is_wanted)   (gpointer owner, guint window);                                           /* before it is read */
  /* RECORDS borrowed; MORE: the beginning of a window, the whole of it follows. */
  void       (*was_read)    (gpointer owner, guint window, GPtrArray *records, gboolean more, const GError *error);
  void       (*was_counted) (gpointer owner, const gint64 *n, const GError *error);
} NuanPagedOwner;

/* OWNER holds the reader, and is held while an answer is under way. */
NuanPagedReader *nuan_paged_reader_new         (NuanDatabase *database, const NuanPagedSource *source,
                                                const NuanPagedOwner *calls, GObject *owner);
void             nuan_paged_reader_free        (NuanPagedReader *reader);

void             nuan_paged_reader_set_query   (NuanPagedReader *reader, gconstpointer query);   /* copied */
gconstpointer    nuan_paged_reader_get_query   (NuanPagedReader *reader);                        /* NULL until the first one */

/* How many rows there are, as the next reads are told; -1 as long as it is not known. */
void             nuan_paged_reader_set_total   (NuanPagedReader *reader, gint64 n);
gint64           nuan_paged_reader_get_total   (NuanPagedReader *reader);

void             nuan_paged_reader_begin       (NuanPagedReader *reader);   /* a new generation */
void             nuan_paged_reader_want        (NuanPagedReader *reader, guint window);
void             nuan_paged_reader_read        (NuanPagedReader *reader);   /* what is wanted */
void             nuan_paged_reader_count       (NuanPagedReader *reader);
gboolean         nuan_paged_reader_is_counting (NuanPagedReader *reader);

G_END_DECLS
