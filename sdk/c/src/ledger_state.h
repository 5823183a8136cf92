/**
 * The state of a ledger as JSON: the sum of its entries. Amounts are decimal texts. `at` is the latest time that was seen in
 * milliseconds, `from` the end of the newest report, or the beginning, in seconds since 1970; `place` the number of the
 * directory, which a copy does not have.
 */
#ifndef KW_LEDGER_STATE_H
#define KW_LEDGER_STATE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/** The state of a new ledger. NULL without memory. */
json_t *kw_ledger_state_new(int64_t now);
/** Names a ledger anew in a copied directory. */
void kw_ledger_state_place(json_t *state, const char *place);
/** Whether it has the form of one. */
bool kw_ledger_state_is_whole(const json_t *state);
/** Adds an entry, or returns false for one that has not its form. */
bool kw_ledger_state_apply(json_t *state, const json_t *entry);
int64_t kw_ledger_integer(const json_t *object, const char *name);

#endif
