/** When the server is asked again. Times are milliseconds since 1970. */
#ifndef KW_SCHEDULE_H
#define KW_SCHEDULE_H

#include "proof.h"

typedef struct {
  int64_t next;
  /** Attempts that failed since the last answer. */
  int failures;
  /** Whether the server was asked to activate this device, and wants to be asked again later. */
  bool is_postponed;
} kw_schedule;

/** An answer from the store: it says when it wanted to be renewed. NULL for none. */
void kw_schedule_recalled(kw_schedule *schedule, const kw_proof *answer, int64_t longest_grace);
/** By the duration that the server wished, because the local clock may not be the server's. */
void kw_schedule_answered(kw_schedule *schedule, const kw_proof *answer, int64_t longest_grace, int64_t now);
/** At first after a minute, at last every hour, and not before the server wants to be asked again. With jitter. */
void kw_schedule_failed(kw_schedule *schedule, const keyward_problem *problem, int64_t now);
/** An activation has failed. Returns whether it is only postponed. */
bool kw_schedule_postpones(kw_schedule *schedule, const keyward_problem *problem, int64_t now);
/** Milliseconds for which the server wants to be left alone, at most so many. With jitter. */
double kw_requested_wait(const keyward_problem *problem, double longest);
/** Milliseconds from now until there is something to do: 1000 to 3600000. */
int64_t kw_delay_until(int64_t instant, int64_t now);
/** A random number from 0 to 1/4. */
double kw_jitter(void);

#endif
