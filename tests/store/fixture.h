#pragma once

#include "model/household/household.h"
#include "model/staff.h"
#include "store/engine/engine.h"

/* A new centre in a folder of its own, one member of staff for each role, standards from 2024 on, and a fixed today. Real parts:
 * the passwords alone are hashed cheaply. With NUAN_TEST_ENGINE=postgresql the data are in a database of the server at NUAN_TEST_SERVER:
 * tests/store/postgres/test_suite.py tells which tests run there too.
 *
 *   g_test_add ("/x/y", Fixture, NULL, fixture_set_up, test, fixture_tear_down);                                            */
typedef struct {
  char           *folder;
  char           *path;          /* or the address of the database */
  char           *database;      /* its name; NULL for a file */
  NuanConnection *connection;    /* writing; today is FIXTURE_TODAY */
  NuanStaff      *admin, *intake, *review, *direct, *cash, *audit;
  NuanStaff      *all;           /* every role in one person */
} Fixture;

#define FIXTURE_TODAY    nuan_day_new (2025, 11, 20)
#define FIXTURE_PASSWORD "sesame-open"
#define FIXTURE_DIBAO    106200   /* fen, since 2025-01-01; 100100 in 2024 */

void           fixture_set_up    (Fixture *fixture, gconstpointer unused);
void           fixture_set_up_file (Fixture *fixture);   /* in a file, whatever the engine of this run */
void           fixture_tear_down (Fixture *fixture, gconstpointer unused);

/* A transaction by hand: writing functions want one. */
void           fixture_begin     (Fixture *fixture);
void           fixture_commit    (Fixture *fixture);
void           fixture_rollback  (Fixture *fixture);

/* The one number that SQL asks for; no row is -1. */
gint64         fixture_value     (Fixture *fixture, const char *sql);

/* As with a shell of the database, in which nobody turned foreign keys on; and what such a person could do once the guards are gone. */
void           fixture_loosen    (Fixture *fixture);
void           fixture_tamper    (Fixture *fixture, const char *sql);

/* SQLite's own handle of the connection: to look over its shoulder. */
struct sqlite3 *fixture_handle   (Fixture *fixture);

/* An invented ID number with a right check digit: born on BIRTH ("19800215"), SEQUENCE 0 to 999, odd is male. Owned. */
char          *fixture_id_number (const char *birth, guint sequence);

/* Another file each N (below 300): head 张建国, wife, son; net 1,000.00 a person and month, so deep at FIXTURE_DIBAO. Not saved. */
NuanHousehold *fixture_household (guint n);

/* Saved by intake; approved by review too. Returns the id. */
gint64         fixture_add_household (Fixture *fixture, guint n);
gint64         fixture_add_approved  (Fixture *fixture, guint n);
