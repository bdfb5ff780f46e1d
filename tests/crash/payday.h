#pragma once

#include "../store/fixture.h"

/* A file with N approved grants to pay, for the crash tests: one fund, some households, help of 100 元 each (临时救助 has no cap). */
void  payday_prepare (Fixture *fixture, guint n_grants);

/* Pays grant ID by cash in a transaction of its own; the receipt number (owned), NULL on any error. */
char *payday_pay     (NuanConnection *connection, const NuanStaff *cashier, gint64 grant_id);
