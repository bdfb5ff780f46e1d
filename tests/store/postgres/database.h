#pragma once

#include "store/engine/engine.h"

/* Databases of the test server (server.py), whose folder stands in NUAN_TEST_SERVER. */

/* The address of one that is there. Owned. */
char *database_address (const char *name);

/* A new one, named after this program; TEMPLATE is "template0" for an empty one. Its name; owned. */
char *database_create  (const char *template);
void  database_drop    (const char *name);

/* One that a fixture is copied from, made at the first call in this run of the server: MAKE fills the new, empty database at ADDRESS. */
void  database_template (const char *name, void (*make) (const char *address));
