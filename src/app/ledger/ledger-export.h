#pragma once

#include "app/session/context.h"

G_BEGIN_DECLS

/* Asks for a file name and writes the whole ledger for hledger, as a job with progress and cancel. */
void nuan_export_ledger (GtkWidget *parent, NuanContext *context);

G_END_DECLS
