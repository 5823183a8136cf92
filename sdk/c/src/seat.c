#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "license.h"
#include "platform.h"

#define SHORTEST_INTERVAL 5000
#define RETRY_INTERVAL 60000
#define BORROWED_INTERVAL 30000
#define BORROWED_PAUSE 600000
/* The server keeps a place in the waiting line for 30 seconds or more. */
#define LINE_INTERVAL 10000
#define SECOND 1000
#define LONGEST_WAIT 300000

static void ended(keyward_license *license, const char *token) {
  if (kw_memory_return_seat(&license->memory, token)) {
    kw_save(license);
  }
}

bool kw_seat_end_session(keyward_license *license, const char *token) {
  json_t *fields = json_pack("{s:s}", "session_token", token);
  kw_request request = {"/api/v1/license-sessions/end", fields, true};
  json_t *answer = kw_http_send(&license->http, &request, &license->problem);
  bool has_ended = answer != NULL || license->problem.shown.status == 404;
  json_decref(answer);
  json_decref(fields);
  return has_ended;
}

/* Gives back the seat of a program that crashed. If nobody answers, the next start tries again. */
static void end_left(keyward_license *license) {
  kw_seat_lock(license);
  kw_problem before = license->problem;
  char *left = license->seat.is_locked ? kw_read_locked_file(license->seat.lock) : NULL;
  if (left != NULL && *left != '\0' && kw_seat_end_session(license, left)) {
    kw_seat_keep(&license->seat, NULL);
  }
  license->problem = before;
  free(left);
}

void kw_seat_enter_process(keyward_license *license) {
  kw_seat *seat = &license->seat;
  if (seat->process != kw_process_id()) {
    kw_seat_unlock(seat);
    free(seat->lease.id);
    free(seat->lease.token);
    kw_line_clear(&seat->line);
    *seat = (kw_seat){.process = kw_process_id()};
  }
}

kw_seat_status kw_seat_status_of(keyward_license *license) {
  kw_seat_enter_process(license);
  const kw_seat *seat = &license->seat;
  if (seat->lease.id == NULL) {
    return seat->attempts > 0 || seat->line.has_given_up ? KW_SEAT_TAKEN : KW_SEAT_NEVER;
  }
  return kw_time_now(&license->time) < seat->lease.expires_at ? KW_SEAT_HELD : KW_SEAT_LOST;
}

bool kw_seat_is_due(keyward_license *license) {
  kw_seat_enter_process(license);
  /* One that was taken back from an idle user waits for the user. */
  return license->seat.lease.id != NULL && !license->seat.is_idle && kw_time_now(&license->time) >= license->seat.next;
}

bool kw_seat_is_waiting(keyward_license *license) {
  kw_seat_enter_process(license);
  const kw_seat *seat = &license->seat;
  return seat->lease.id == NULL && (seat->line.has_given_up || kw_time_now(&license->time) < seat->next);
}

void kw_seat_stop_waiting(keyward_license *license) {
  if (license->seat.lease.id == NULL) {
    kw_line_clear(&license->seat.line);
    kw_no_problem(&license->seat.failure);
    license->seat.attempts = 0;
    license->seat.next = 0;
  }
}

/* A third of the lease, so that one lost call does no harm; a minute once the seat is lost. Not before the server wants
 * to be asked again. */
static void plan(keyward_license *license, keyward_error error) {
  kw_seat *seat = &license->seat;
  int64_t third = (seat->lease.expires_at - seat->lease.issued_at) / 3;
  int64_t interval = third > SHORTEST_INTERVAL ? third : SHORTEST_INTERVAL;
  bool is_held = kw_seat_status_of(license) == KW_SEAT_HELD;
  if (kw_seat_is_borrowed(license)) {
    /* Without heartbeats, the server takes it for one whose program does not run. */
    interval = error != KEYWARD_OK ? BORROWED_PAUSE : interval < BORROWED_INTERVAL ? interval : BORROWED_INTERVAL;
  }
  interval = is_held ? interval : seat->line.token != NULL ? LINE_INTERVAL : RETRY_INTERVAL;
  double requested = error == KEYWARD_OK ? 0 : kw_requested_wait(&license->problem.shown, LONGEST_WAIT);
  seat->next = kw_time_now(&license->time) + (int64_t)fmax((double)interval, requested);
}

/* While all are taken, after 10 seconds at first; later, and after another failure, every minute. Not before the server
 * wants to be asked again. With jitter. */
static void wait_for_seat(keyward_license *license) {
  kw_seat *seat = &license->seat;
  double backoff = RETRY_INTERVAL;
  if (strcmp(license->problem.code, "SESSIONS_EXHAUSTED") == 0) {
    double growth = seat->line.token != NULL ? 1 : pow(1.5, seat->attempts < 10 ? seat->attempts : 10);
    backoff = fmin(LINE_INTERVAL * growth, backoff);
    seat->attempts += seat->attempts < 1000;
  }
  double wait = fmax(backoff * (1 - kw_jitter()), kw_requested_wait(&license->problem.shown, LONGEST_WAIT));
  seat->next = kw_time_now(&license->time) + (int64_t)wait;
}

static keyward_error take(keyward_license *license) {
  char *key = kw_key_or(license, NULL);
  keyward_error error = key == NULL ? license->problem.shown.error : kw_server_start_session(license, key);
  free(key);
  kw_take_problem(&license->seat.failure, &license->problem);
  if (error == KEYWARD_OK) {
    kw_no_problem(&license->seat.failure);
    kw_line_clear(&license->seat.line);
    license->seat.line.has_given_up = false;
  } else {
    kw_line_note(license);
  }
  return error;
}

static keyward_error renew_lease(keyward_license *license, int borrow_days) {
  char *key = kw_key_or(license, NULL);
  keyward_error error =
      key == NULL ? license->problem.shown.error : kw_server_renew_session(license, key, borrow_days);
  free(key);
  return error;
}

bool kw_seat_is_borrowed(keyward_license *license) {
  const kw_lease *lease = &license->seat.lease;
  return lease->id != NULL && lease->borrowed_until != KEYWARD_NO_TIME &&
         kw_time_now(&license->time) < lease->borrowed_until + SECOND;
}

/* Without asking the server, unless nothing is borrowed, or another process is on it. */
static bool resume(keyward_license *license) {
  const kw_borrowed *borrowed = &license->memory.borrowed;
  intptr_t handle = 0;
  if (!kw_memory_is_borrowed(&license->memory, kw_time_now(&license->time))) {
    return false;
  }
  kw_lock_result result = kw_seat_lock_borrowed(license, &handle);
  if (result == KW_LOCK_TAKEN) {
    return false;
  }
  /* The process that had the lock may have returned the seat. */
  kw_memory_refresh(&license->memory);
  if (!kw_memory_is_borrowed(&license->memory, kw_time_now(&license->time))) {
    if (result == KW_LOCK_OWN) {
      kw_close_locked_file(handle);
    }
    return false;
  }
  kw_seat_use_lock_of_borrowed(&license->seat, result, handle);
  license->seat.attempts = 0;
  license->seat.lease = (kw_lease){
      .id = kw_copy(kw_session_id(borrowed->proof)),
      .token = kw_copy(borrowed->token),
      .issued_at = borrowed->proof->issued_at,
      .expires_at = borrowed->until + SECOND,
      .is_valid = true,
      .borrowed_until = borrowed->until,
  };
  plan(license, KEYWARD_OK);
  return license->seat.lease.id != NULL && license->seat.lease.token != NULL;
}

keyward_error kw_seat_start(keyward_license *license) {
  kw_seat_enter_process(license);
  if (license->seat.lease.id != NULL || resume(license)) {
    return KEYWARD_OK;
  }
  end_left(license);
  keyward_error error = take(license);
  if (error == KEYWARD_OK) {
    license->seat.attempts = 0;
    kw_seat_keep(&license->seat, license->seat.lease.token);
    kw_seat_fit_lock(license);
    plan(license, error);
  } else {
    wait_for_seat(license);
  }
  return error;
}

static bool is_taken_back(const kw_lease *lease) {
  return lease->id != NULL && lease->expires_at == 0;
}

static keyward_error take_again(keyward_license *license) {
  keyward_error error = take(license);
  if (!license->seat.has_lock_of_borrowed) {
    kw_seat_keep(&license->seat, license->seat.lease.token);
  }
  return error;
}

/* The server has ended the session, and said why. */
static void lose(keyward_license *license) {
  kw_problem before = license->problem;
  kw_lease *lease = &license->seat.lease;
  license->seat.is_idle = strcmp(license->problem.code, "SESSION_IDLE") == 0;
  lease->expires_at = 0;
  lease->borrowed_until = KEYWARD_NO_TIME;
  ended(license, lease->token);
  kw_seat_fit_lock(license);
  kw_take_problem(&license->problem, &before);
}

keyward_error kw_seat_renew(keyward_license *license) {
  const keyward_problem *problem = &license->problem.shown;
  bool is_lost = is_taken_back(&license->seat.lease);
  keyward_error error = is_lost ? take_again(license) : renew_lease(license, -1);
  bool is_refused = !is_lost && error == KEYWARD_REFUSED;
  if (is_refused && (strcmp(problem->code, "SESSION_IDLE") == 0 || strcmp(problem->code, "SESSION_TAKEN_BACK") == 0)) {
    lose(license);
  } else if (is_refused && problem->status == 404) {
    ended(license, license->seat.lease.token);
    error = take_again(license);
  }
  if (error == KEYWARD_OK) {
    kw_seat_fit_lock(license);
  }
  plan(license, error);
  return error;
}

keyward_error kw_seat_hold(keyward_license *license) {
  return is_taken_back(&license->seat.lease) ? kw_seat_renew(license) : kw_seat_start(license);
}

void kw_seat_give_up(keyward_license *license) {
  kw_line *line = &license->seat.line;
  line->has_given_up = line->has_given_up || kw_seat_status_of(license) == KW_SEAT_TAKEN;
  kw_line_leave(license);
  kw_seat_stop_waiting(license);
}

keyward_error kw_seat_borrow(keyward_license *license, int days) {
  intptr_t handle = 0;
  bool is_first = days > 0 && !license->seat.has_lock_of_borrowed;
  kw_lock_result result = is_first ? kw_seat_lock_borrowed(license, &handle) : KW_LOCK_UNKNOWN;
  if (result == KW_LOCK_TAKEN) {
    return kw_fail(&license->problem, KEYWARD_SEAT_BORROWED, NULL, NULL);
  }
  keyward_error error = renew_lease(license, days);
  if (error != KEYWARD_OK) {
    if (result == KW_LOCK_OWN) {
      kw_close_locked_file(handle);
    }
    return error;
  }
  if (is_first) {
    kw_seat_use_lock_of_borrowed(&license->seat, result, handle);
  }
  kw_seat_fit_lock(license);
  plan(license, KEYWARD_OK);
  return KEYWARD_OK;
}

void kw_seat_close(keyward_license *license) {
  kw_seat_enter_process(license);
  if (!kw_seat_is_borrowed(license)) {
    kw_seat_end(license);
    return;
  }
  kw_seat_unlock(&license->seat);
  free(license->seat.lease.id);
  free(license->seat.lease.token);
  license->seat.lease = (kw_lease){.id = NULL};
}

void kw_seat_end(keyward_license *license) {
  kw_seat_enter_process(license);
  kw_lease lease = license->seat.lease;
  kw_line_leave(license);
  license->seat.lease = (kw_lease){.id = NULL};
  kw_seat_stop_waiting(license);
  if (lease.id != NULL && kw_seat_end_session(license, lease.token)) {
    kw_seat_keep(&license->seat, NULL);
    ended(license, lease.token);
  }
  kw_seat_unlock(&license->seat);
  free(lease.id);
  free(lease.token);
}
