#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NUAN_WINDOW_ROWS 128   /* one SQL read: LIMIT 128 */

/* The records that were read, in windows of 128: the last few of them, for rows that scroll back into sight. */
typedef struct _NuanRecordWindows NuanRecordWindows;

NuanRecordWindows *nuan_record_windows_new   (void);
void               nuan_record_windows_free  (NuanRecordWindows *windows);

void               nuan_record_windows_keep  (NuanRecordWindows *windows, guint window, GPtrArray *records);
void               nuan_record_windows_clear (NuanRecordWindows *windows);

/* The records of WINDOW, or the record at POSITION of the list; borrowed, NULL when it is not kept. */
GPtrArray         *nuan_record_windows_get   (NuanRecordWindows *windows, guint window);
gpointer           nuan_record_windows_at    (NuanRecordWindows *windows, guint position);

G_END_DECLS
