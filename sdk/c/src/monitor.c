#include <stdlib.h>
#include <string.h>

#include "license.h"

#define SECOND 1000
#define MINUTE 60000

static kw_knowledge knowledge(keyward_license *license, kw_seat_status seat) {
  return (kw_knowledge){
      .has_key = license->memory.license_key != NULL,
      .answer = license->memory.answer,
      .file = license->memory.file,
      .borrowed = license->memory.borrowed.proof,
      .borrowed_until = license->memory.borrowed.until,
      .is_unanswered = license->schedule.failures > 0,
      .is_postponed = license->schedule.is_postponed,
      .seat = seat,
      .now = kw_time_now(&license->time),
      .is_clock_turned_back = kw_time_is_turned_back(&license->time),
      .longest_grace = license->longest_grace,
  };
}

static bool read_state(keyward_license *license, kw_state *state) {
  kw_knowledge known = knowledge(license, license->is_floating ? kw_seat_status_of(license) : KW_SEAT_NOT_NEEDED);
  return kw_state_of(&known, state);
}

const keyward_state *keyward_get_state(keyward_license *license) {
  static const keyward_state WITHOUT_MEMORY = {
      .kind = KEYWARD_MUST_CONNECT,
      .reason = "no_answer",
      .until = KEYWARD_NO_TIME,
      .since = KEYWARD_NO_TIME,
      .max_users = KEYWARD_UNLIMITED,
      .expires_at = KEYWARD_NO_TIME,
      .metadata = "{}",
      .device_metadata = "{}",
      .customer_metadata = "{}",
  };
  kw_state_free(&license->current);
  return read_state(license, &license->current) ? &license->current.shown : &WITHOUT_MEMORY;
}

/* Whether the program may run, with or without a floating seat. */
bool kw_is_usable(keyward_license *license, kw_seat_status seat) {
  kw_knowledge known = knowledge(license, seat);
  kw_state state;
  bool is_usable = kw_state_of(&known, &state) && state.shown.is_usable;
  kw_state_free(&state);
  return is_usable;
}

char *kw_key_or(keyward_license *license, const char *given) {
  const char *known = license->memory.license_key != NULL ? license->memory.license_key : license->given_key;
  char *key = kw_trimmed(given != NULL ? given : known);
  if (key != NULL && *key != '\0') {
    return key;
  }
  free(key);
  kw_fail(&license->problem, KEYWARD_LICENSE_KEY_MISSING, NULL, NULL);
  return NULL;
}

bool kw_is_open(keyward_license *license) {
  if (license->is_closed) {
    kw_fail(&license->problem, KEYWARD_LICENSE_CLOSED, NULL, NULL);
  }
  return !license->is_closed;
}

void kw_warn(keyward_license *license, const char *code, const char *message) {
  for (size_t index = 0; index < license->warning_count; index++) {
    if (strcmp(license->warnings[index].code, code) == 0) {
      return;
    }
  }
  if (license->warning_count < sizeof license->warnings / sizeof *license->warnings) {
    license->warnings[license->warning_count++] = (keyward_warning){code, message};
  }
}

static void note_stored(keyward_license *license, bool is_stored) {
  if (!is_stored) {
    kw_warn(
        license,
        "STORE_NOT_WRITABLE",
        "The store cannot be written: the license is forgotten when the program ends. Give a path that it may write");
    kw_fail(&license->problem, KEYWARD_STORAGE_ERROR, NULL, "The license could not be stored");
  }
}

void kw_save(keyward_license *license) {
  note_stored(license, kw_memory_save(&license->memory, kw_time_now(&license->time)));
}

/* The first state is announced by nobody. */
static void announce(keyward_license *license) {
  kw_state state;
  if (license->announced.kept == NULL || !read_state(license, &state)) {
    return;
  }
  if (kw_state_equals(&license->announced, &state)) {
    kw_state_free(&state);
    return;
  }
  kw_state_free(&license->announced);
  license->announced = state;
  if (license->listener != NULL) {
    license->listener(license->listener_context, &license->announced.shown);
  }
}

void kw_settle(keyward_license *license) {
  kw_save(license);
  announce(license);
}

void kw_forget(keyward_license *license) {
  kw_memory_forget(&license->memory);
  note_stored(license, kw_memory_replace(&license->memory, kw_time_now(&license->time)));
  announce(license);
}

void kw_start_seat(keyward_license *license) {
  if (license->is_closed || !license->is_floating || license->seat.line.has_given_up) {
    return;
  }
  if (kw_is_usable(license, KW_SEAT_NOT_NEEDED)) {
    kw_seat_start(license);
  } else {
    kw_seat_stop_waiting(license);
  }
}

static void renew_seat(keyward_license *license) {
  kw_problem before = license->problem;
  keyward_error error = kw_seat_renew(license);
  if (error == KEYWARD_OK && (!license->seat.lease.is_valid || license->schedule.failures > 0)) {
    license->schedule.next = 0;
  }
  /* Nobody has to answer while the seat is borrowed. */
  if (error != KEYWARD_OK && kw_seat_is_borrowed(license) && license->problem.shown.is_unreachable) {
    license->problem = before;
  }
}

keyward_error kw_accept(keyward_license *license, const char *license_key, kw_proof *answer) {
  const char *known = license->memory.license_key;
  if (known == NULL || strcmp(known, license_key) != 0) {
    /* It holds a seat of another license. */
    kw_seat_end(license);
  }
  int64_t issued_at = answer->issued_at;
  /* The clock of a relay is its customer's: it sets no clock back. */
  if (answer->relay.certificate == NULL || issued_at > kw_time_now(&license->time)) {
    kw_time_trust(&license->time, issued_at);
  }
  kw_schedule_answered(&license->schedule, answer, license->longest_grace, kw_time_now(&license->time));
  if (!kw_memory_remember(&license->memory, license_key, answer)) {
    return kw_no_memory(&license->problem);
  }
  kw_no_problem(&license->problem);
  kw_memory_verify_again(&license->memory);
  kw_start_seat(license);
  kw_settle(license);
  return KEYWARD_OK;
}

keyward_error kw_activate(keyward_license *license, const char *license_key) {
  license->seat.line.has_given_up = false;
  kw_proof *answer = kw_server_activate(license, license_key);
  if (answer != NULL) {
    return kw_accept(license, license_key, answer);
  }
  kw_problem problem = license->problem;
  const char *known = license->memory.license_key;
  if (known != NULL && strcmp(known, license_key) == 0 &&
      kw_schedule_postpones(&license->schedule, &problem.shown, kw_time_now(&license->time))) {
    kw_settle(license);
    license->problem = problem;
  }
  return problem.shown.error;
}

/* Whether another server than that of the borrowed seat does not know this device. */
static bool is_of_other_lender(keyward_license *license, const kw_proof *answer) {
  const kw_relay *relay = &answer->relay;
  bool is_borrowed = kw_memory_is_borrowed(&license->memory, kw_time_now(&license->time));
  const char *lender = is_borrowed ? kw_memory_lender(&license->memory) : NULL;
  bool is_other = lender != NULL && (relay->id == NULL || strcmp(relay->id, lender) != 0);
  return is_other && !answer->is_valid && kw_is_about_device(answer->code);
}

static void check(keyward_license *license) {
  const char *key = license->memory.license_key;
  if (key == NULL) {
    return;
  }
  kw_proof *answer =
      license->schedule.is_postponed ? kw_server_activate(license, key) : kw_server_validate(license, key);
  if (answer != NULL && !is_of_other_lender(license, answer)) {
    kw_accept(license, key, answer);
    return;
  }
  if (answer != NULL) {
    kw_proof_free(answer);
    kw_other_lender(&license->problem);
  }
  kw_schedule_failed(&license->schedule, &license->problem.shown, kw_time_now(&license->time));
  kw_settle(license);
}

void keyward_check(keyward_license *license) {
  if (kw_is_open(license)) {
    check(license);
  }
}

const keyward_relay *keyward_get_relay(keyward_license *license) {
  const kw_relay *relay = license->memory.answer == NULL ? NULL : &license->memory.answer->relay;
  if (relay == NULL || relay->certificate == NULL) {
    return NULL;
  }
  license->relay = (keyward_relay){relay->id, relay->name, relay->ends_at};
  return &license->relay;
}

static void adopt_stored(keyward_license *license) {
  const kw_proof *before = license->memory.answer;
  kw_memory_refresh(&license->memory);
  const kw_proof *answer = license->memory.answer;
  if (answer != NULL && answer != before) {
    kw_time_saw(&license->time, answer->issued_at);
    kw_schedule_recalled(&license->schedule, answer, license->longest_grace);
  }
}

/* A clock that is turned back is corrected by the next answer. While nobody answers, attempts wait as always. */
static void notice_clock(keyward_license *license) {
  if (kw_time_is_turned_back(&license->time) && license->schedule.failures == 0) {
    license->schedule.next = 0;
  }
}

static bool is_due(keyward_license *license) {
  return license->memory.license_key != NULL && kw_time_now(&license->time) >= license->schedule.next;
}

void keyward_wake(keyward_license *license) {
  adopt_stored(license);
  notice_clock(license);
  if (kw_seat_is_due(license)) {
    renew_seat(license);
  }
  if (is_due(license)) {
    check(license);
    return;
  }
  if (!kw_seat_is_waiting(license)) {
    kw_start_seat(license);
  }
  kw_settle(license);
}

static int64_t earlier(int64_t left, int64_t right) {
  return left < right ? left : right;
}

int64_t keyward_wake_delay(keyward_license *license) {
  if (license->memory.license_key == NULL) {
    return MINUTE;
  }
  int64_t next = license->schedule.next;
  int64_t until = keyward_get_state(license)->until;
  if (until != KEYWARD_NO_TIME) {
    next = earlier(next, until + SECOND);
  }
  if (license->seat.next > 0 && !license->seat.is_idle) {
    next = earlier(next, license->seat.next);
  }
  return kw_delay_until(next, kw_time_now(&license->time));
}

void kw_start(keyward_license *license) {
  notice_clock(license);
  if (license->is_floating && kw_is_usable(license, KW_SEAT_NOT_NEEDED)) {
    kw_start_seat(license);
  } else if (license->memory.license_key != NULL && (!keyward_get_state(license)->is_usable || is_due(license))) {
    check(license);
  }
  read_state(license, &license->announced);
}
