#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "license.h"
#include "platform.h"

#define SHORTEST_INTERVAL 5000
#define LOST_INTERVAL 60000
#define LONGEST_REQUESTED_WAIT 300000

void kw_seat_enter_process(keyward_license *license) {
  kw_seat *seat = &license->seat;
  if (seat->process != kw_process_id()) {
    free(seat->lease.id);
    free(seat->lease.token);
    *seat = (kw_seat){.process = kw_process_id()};
  }
}

kw_seat_status kw_seat_status_of(keyward_license *license) {
  kw_seat_enter_process(license);
  const kw_seat *seat = &license->seat;
  if (seat->lease.id == NULL) {
    return seat->attempts > 0 ? KW_SEAT_TAKEN : KW_SEAT_NEVER;
  }
  return kw_time_now(&license->time) < seat->lease.expires_at ? KW_SEAT_HELD : KW_SEAT_LOST;
}

bool kw_seat_is_due(keyward_license *license) {
  kw_seat_enter_process(license);
  return license->seat.lease.id != NULL && kw_time_now(&license->time) >= license->seat.next;
}

bool kw_seat_is_waiting(keyward_license *license) {
  return kw_seat_status_of(license) == KW_SEAT_TAKEN && kw_time_now(&license->time) < license->seat.next;
}

/* A third of the lease, so that one lost call does no harm; a minute once the seat is lost. */
static void plan(keyward_license *license) {
  kw_seat *seat = &license->seat;
  int64_t third = (seat->lease.expires_at - seat->lease.issued_at) / 3;
  int64_t interval = third > SHORTEST_INTERVAL ? third : SHORTEST_INTERVAL;
  bool is_held = kw_seat_status_of(license) == KW_SEAT_HELD;
  seat->next = kw_time_now(&license->time) + (is_held ? interval : LOST_INTERVAL);
}

/* After 10 seconds at first, later every minute, and not before the server wants to be asked again. With jitter. */
static void wait_for_seat(keyward_license *license) {
  kw_seat *seat = &license->seat;
  double jitter = kw_jitter();
  double backoff = fmin(10000 * pow(1.5, seat->attempts < 10 ? seat->attempts : 10), 60000) * (1 - jitter);
  double requested = fmin(license->problem.shown.retry_after * 1000, LONGEST_REQUESTED_WAIT) * (1 + jitter);
  seat->attempts += seat->attempts < 1000;
  seat->next = kw_time_now(&license->time) + (int64_t)fmax(backoff, requested);
}

static keyward_error take(keyward_license *license) {
  char *key = kw_key_or(license, NULL);
  keyward_error error = key == NULL ? license->problem.shown.error : kw_server_start_session(license, key);
  free(key);
  return error;
}

static keyward_error renew_lease(keyward_license *license) {
  char *key = kw_key_or(license, NULL);
  keyward_error error = key == NULL ? license->problem.shown.error : kw_server_renew_session(license, key);
  free(key);
  return error;
}

keyward_error kw_seat_start(keyward_license *license) {
  kw_seat_enter_process(license);
  if (license->seat.lease.id != NULL) {
    return KEYWARD_OK;
  }
  keyward_error error = take(license);
  if (error == KEYWARD_OK) {
    license->seat.attempts = 0;
    plan(license);
  } else if (strcmp(license->problem.code, "SESSIONS_EXHAUSTED") == 0) {
    wait_for_seat(license);
  }
  return error;
}

keyward_error kw_seat_renew(keyward_license *license) {
  keyward_error error = renew_lease(license);
  if (error != KEYWARD_OK && license->problem.shown.status == 404) {
    error = take(license);
  }
  plan(license);
  return error;
}

void kw_seat_end(keyward_license *license) {
  kw_seat_enter_process(license);
  kw_lease lease = license->seat.lease;
  license->seat.lease = (kw_lease){.id = NULL};
  license->seat.attempts = 0;
  if (lease.id != NULL) {
    json_t *fields = json_pack("{s:s}", "session_token", lease.token);
    kw_request request = {"/api/v1/license-sessions/end", fields, true};
    json_decref(kw_http_send(&license->http, &request, &license->problem));
    json_decref(fields);
  }
  free(lease.id);
  free(lease.token);
}
