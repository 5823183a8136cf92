/** The last problem of a license, in memory of fixed size: a report needs no memory. */
#ifndef KW_PROBLEM_H
#define KW_PROBLEM_H

#include <stdbool.h>

#include "keyward.h"

typedef struct {
  keyward_problem shown;
  char code[64];
  char message[512];
  char request_id[64];
} kw_problem;

/** Returns the kind of error, so that a function can end with it. code: NULL for that of the kind. */
keyward_error kw_fail(kw_problem *problem, keyward_error error, const char *code, const char *message);
keyward_error kw_no_memory(kw_problem *problem);
/** An answer that proves nothing counts as none. reason: see kw_keys_verify and kw_read_proof. */
keyward_error kw_untrusted(kw_problem *problem, const char *reason);
/** Another server knows neither the devices nor the sessions of a relay that has lent a seat. */
keyward_error kw_other_lender(kw_problem *problem);
/** Copies a problem with its texts. */
void kw_take_problem(kw_problem *problem, const kw_problem *other);
keyward_error kw_unusable_file(kw_problem *problem, const char *reason);
/** Whether the server, or a proxy before it, has no time now, and wants to be asked again. */
bool kw_is_postponed(const keyward_problem *problem);
void kw_no_problem(kw_problem *problem);

#endif
