#include "schedule.h"

#include <math.h>
#include <sodium.h>

#include "problem.h"
#include "state.h"

#define SECOND 1000
#define MINUTE 60000
#define HOUR 3600000

double kw_jitter(void) {
  return randombytes_uniform(1000) / 4000.0;
}

static int64_t renewal_of(const kw_proof *answer, int64_t longest_grace) {
  int64_t end = kw_held_until(answer, longest_grace);
  return answer->is_valid && end < answer->next_check ? end : answer->next_check;
}

void kw_schedule_recalled(kw_schedule *schedule, const kw_proof *answer, int64_t longest_grace) {
  *schedule = (kw_schedule){.next = answer == NULL ? 0 : renewal_of(answer, longest_grace)};
}

void kw_schedule_answered(kw_schedule *schedule, const kw_proof *answer, int64_t longest_grace, int64_t now) {
  int64_t duration = renewal_of(answer, longest_grace) - answer->issued_at;
  *schedule = (kw_schedule){.next = now + (duration > MINUTE ? duration : MINUTE)};
}

double kw_requested_wait(const keyward_problem *problem, double longest) {
  return fmin(problem->retry_after * SECOND, longest) * (1 + kw_jitter());
}

void kw_schedule_failed(kw_schedule *schedule, const keyward_problem *problem, int64_t now) {
  int doublings = schedule->failures < 10 ? schedule->failures : 10;
  double backoff = fmin(ldexp(MINUTE, doublings), HOUR) * (1 - kw_jitter());
  schedule->is_postponed = schedule->is_postponed && problem->is_unreachable;
  schedule->failures += schedule->failures < 1000;
  schedule->next = now + (int64_t)fmax(backoff, kw_requested_wait(problem, HOUR));
}

bool kw_schedule_postpones(kw_schedule *schedule, const keyward_problem *problem, int64_t now) {
  schedule->is_postponed = kw_is_postponed(problem);
  if (schedule->is_postponed) {
    kw_schedule_failed(schedule, problem, now);
  }
  return schedule->is_postponed;
}

int64_t kw_delay_until(int64_t instant, int64_t now) {
  int64_t delay = instant - now;
  return delay < SECOND ? SECOND : delay > HOUR ? HOUR : delay;
}
