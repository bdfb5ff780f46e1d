#pragma once

/* The public face of a database: connections, transactions, statements. SQL text is the API: there is no query builder. It stays in what SQLite
 * and PostgreSQL both run, and what differs between them lies behind these functions. */

#include "store/engine/catalogue.h"
#include "store/engine/connection.h"
#include "store/engine/file.h"
#include "store/engine/query.h"
#include "store/engine/statement.h"
