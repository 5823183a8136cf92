#include "known_time.h"

#include "keyward.h"

/* Clocks are corrected by minutes every day, and by nobody by hours. */
#define TOLERANCE 3600000

static int64_t later(int64_t left, int64_t right) {
  return left > right ? left : right;
}

void kw_time_init(kw_time *time, int64_t (*local_clock)(void *context), void *context, int64_t latest_seen) {
  *time = (kw_time){.local_clock = local_clock, .context = context, .latest = latest_seen};
  time->last_reading = kw_time_local(time);
  kw_time_now(time);
}

int64_t kw_time_local(const kw_time *time) {
  return time->local_clock(time->context);
}

int64_t kw_time_now(kw_time *time) {
  int64_t reading = kw_time_local(time);
  int64_t elapsed = later(0, reading - time->last_reading);
  int64_t corrected = reading + time->correction;
  time->last_reading = reading;
  time->is_turned_back = corrected < time->latest - TOLERANCE;
  time->latest = time->is_turned_back ? time->latest + elapsed : later(time->latest, corrected);
  return time->latest;
}

bool kw_time_is_turned_back(kw_time *time) {
  kw_time_now(time);
  return time->is_turned_back;
}

void kw_time_saw(kw_time *time, int64_t instant) {
  time->latest = later(time->latest, instant);
}

int64_t kw_time_reading(const kw_time *time) {
  return kw_time_local(time) + time->correction;
}

void kw_time_saw_new(kw_time *time, int64_t instant, int64_t requested_at) {
  int64_t waited = requested_at == KEYWARD_NO_TIME ? -1 : kw_time_local(time) - requested_at;
  int64_t latest = kw_time_reading(time);
  if (waited >= 0 && instant + waited < latest) {
    latest = instant + waited;
  }
  latest = later(instant, latest);
  if (latest < kw_time_now(time)) {
    kw_time_trust(time, latest);
  }
}

void kw_time_trust(kw_time *time, int64_t instant) {
  time->last_reading = kw_time_local(time);
  time->correction = instant - time->last_reading;
  time->latest = instant;
}
