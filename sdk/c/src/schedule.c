#include "schedule.h"

#include <math.h>
#include <sodium.h>

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
  *schedule = (kw_schedule){answer == NULL ? 0 : renewal_of(answer, longest_grace), 0};
}

void kw_schedule_answered(kw_schedule *schedule, const kw_proof *answer, int64_t longest_grace, int64_t now) {
  int64_t duration = renewal_of(answer, longest_grace) - answer->issued_at;
  *schedule = (kw_schedule){now + (duration > MINUTE ? duration : MINUTE), 0};
}

void kw_schedule_failed(kw_schedule *schedule, double retry_after, int64_t now) {
  double jitter = kw_jitter();
  int doublings = schedule->failures < 10 ? schedule->failures : 10;
  double backoff = fmin(ldexp(MINUTE, doublings), HOUR) * (1 - jitter);
  double requested = fmin(retry_after * SECOND, HOUR) * (1 + jitter);
  schedule->failures += schedule->failures < 1000;
  schedule->next = now + (int64_t)fmax(backoff, requested);
}

int64_t kw_delay_until(int64_t instant, int64_t now) {
  int64_t delay = instant - now;
  return delay < SECOND ? SECOND : delay > HOUR ? HOUR : delay;
}
