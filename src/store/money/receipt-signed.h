#pragma once

/* A receipt is ticked as signed in receipt_signature; a tick that was a mistake is undone in receipt_tick, and so is ticked again. */

/* 1 or 0: whether the receipt of that id is signed now. */
#define NUAN_RECEIPT_SIGNED_SQL(id) \
  "coalesce ((SELECT t.is_signed FROM receipt_tick t WHERE t.id = (SELECT max (n.id) FROM receipt_tick n WHERE n.receipt_id = " id "))," \
  " (SELECT 1 FROM receipt_signature s WHERE s.receipt_id = " id "), 0)"
/* Whether it ever was: then a paper with a signature may be out there. */
#define NUAN_RECEIPT_TICKED_SQL(id) "EXISTS (SELECT 1 FROM receipt_signature s WHERE s.receipt_id = " id ")"
