#include <stdlib.h>
#include <string.h>

#include "license.h"
#include "platform.h"

#define POLL 1000

static bool may_use_seat(keyward_license *license) {
  if (kw_is_open(license) && !license->is_floating) {
    const char *message = "There is no floating seat: open the license with is_floating";
    kw_fail(&license->problem, KEYWARD_INVALID_REQUEST, NULL, message);
  }
  return !license->is_closed && license->is_floating;
}

static keyward_error borrow(keyward_license *license, int days) {
  if (!may_use_seat(license)) {
    return license->problem.shown.error;
  }
  if (days < 0) {
    return kw_fail(&license->problem, KEYWARD_INVALID_REQUEST, NULL, "A seat is borrowed for one day or more");
  }
  keyward_error error = days > 0 ? kw_seat_hold(license) : KEYWARD_OK;
  if (error == KEYWARD_OK && (days > 0 || kw_seat_is_borrowed(license))) {
    error = kw_seat_borrow(license, days);
  }
  if (error == KEYWARD_OK && days == 0 && !kw_is_usable(license, KW_SEAT_NOT_NEEDED)) {
    /* The answer that lent the seat has held so far. */
    keyward_check(license);
  } else if (error == KEYWARD_OK) {
    kw_settle(license);
  }
  return error;
}

keyward_error keyward_borrow(keyward_license *license, int days) {
  return borrow(license, days > 0 ? days : -1);
}

keyward_error keyward_return_borrowed(keyward_license *license) {
  return borrow(license, 0);
}

int64_t keyward_borrowed_until(keyward_license *license) {
  bool is_borrowed = kw_memory_is_borrowed(&license->memory, kw_time_now(&license->time));
  return is_borrowed ? license->memory.borrowed.until : KEYWARD_NO_TIME;
}

const keyward_seat_place *keyward_get_place(keyward_license *license) {
  kw_seat_enter_process(license);
  return license->seat.line.token == NULL ? NULL : &license->seat.line.place;
}

static bool is_waiting(keyward_license *license) {
  return kw_seat_status_of(license) == KW_SEAT_TAKEN;
}

/* Whether the listener, if there is one, wants to wait on. */
static bool goes_on(keyward_license *license, keyward_place_listener listener, void *context) {
  const keyward_seat_place *place = keyward_get_place(license);
  return listener == NULL || place == NULL || listener(context, place) == 0;
}

keyward_error keyward_wait_for_seat(
    keyward_license *license, int64_t timeout_ms, keyward_place_listener listener, void *context) {
  if (!may_use_seat(license)) {
    return license->problem.shown.error;
  }
  license->seat.line.has_given_up = false;
  kw_start_seat(license);
  bool wants_seat = goes_on(license, listener, context);
  for (int64_t left = timeout_ms; left > 0 && wants_seat && is_waiting(license); left -= POLL) {
    kw_sleep(left < POLL ? left : POLL);
    if (!kw_seat_is_waiting(license)) {
      keyward_wake(license);
      wants_seat = goes_on(license, listener, context);
    }
  }
  kw_problem failure = license->seat.failure;
  keyward_stop_waiting(license);
  if (failure.shown.error != KEYWARD_OK) {
    kw_take_problem(&license->problem, &failure);
  }
  return failure.shown.error;
}

keyward_error keyward_stop_waiting(keyward_license *license) {
  if (!may_use_seat(license)) {
    return license->problem.shown.error;
  }
  kw_seat_give_up(license);
  kw_settle(license);
  return KEYWARD_OK;
}

void keyward_active(keyward_license *license) {
  kw_seat *seat = &license->seat;
  kw_seat_enter_process(license);
  seat->has_activity = true;
  seat->active_at = kw_time_now(&license->time);
  if (seat->is_idle) {
    seat->is_idle = false;
    seat->next = seat->active_at;
  }
}

static json_t *texts(const char *const *list, size_t count) {
  json_t *array = json_array();
  for (size_t index = 0; index < count; index++) {
    json_array_append_new(array, json_string(list[index]));
  }
  return array;
}

/* Takes the claims. */
static keyward_error read_features(keyward_license *license, json_t *claims) {
  kw_features *features = &license->features;
  const json_t *listed = json_object_get(claims, "features");
  kw_features_free(features);
  features->claims = claims;
  features->shown = calloc(json_array_size(listed) + 1, sizeof *features->shown);
  if (features->shown == NULL) {
    return kw_no_memory(&license->problem);
  }
  for (size_t index = 0; index < json_array_size(listed); index++) {
    const json_t *one = json_array_get(listed, index), *max = json_object_get(one, "max");
    features->shown[features->count++] = (keyward_floating_feature){
        .feature = kw_text_of(one, "feature"),
        .is_held = json_is_true(json_object_get(one, "held")),
        .used = json_integer_value(json_object_get(one, "used")),
        .max = json_is_integer(max) ? json_integer_value(max) : KEYWARD_UNLIMITED,
        .code = kw_text_of(one, "code"),
    };
  }
  return KEYWARD_OK;
}

void kw_features_free(kw_features *features) {
  free(features->shown);
  json_decref(features->claims);
  *features = (kw_features){.shown = NULL};
}

static keyward_error change_features(
    keyward_license *license, json_t *take, json_t *release, const keyward_floating_feature **features, size_t *count) {
  const char *token = license->seat.lease.token;
  json_t *fields = json_pack("{s:s, s:o, s:o}", "session_token", token, "take", take, "release", release);
  kw_asked asked = {
      .operation = "session",
      .path = "/api/v1/license-sessions/features",
      .credential = token,
      .is_for_any_device = true,
      .left_out = kw_all_facts,
  };
  json_t *claims = kw_server_outcome(license, &asked, fields, NULL);
  keyward_error error = claims == NULL ? license->problem.shown.error : read_features(license, claims);
  if (error == KEYWARD_OK && features != NULL) {
    *features = license->features.shown;
    *count = license->features.count;
  }
  return error;
}

static bool has_seat(keyward_license *license) {
  kw_seat_status status = may_use_seat(license) ? kw_seat_status_of(license) : KW_SEAT_NOT_NEEDED;
  if (status == KW_SEAT_NEVER || status == KW_SEAT_TAKEN) {
    kw_fail(&license->problem, KEYWARD_INVALID_REQUEST, NULL, "The program has no floating seat now");
  }
  return status == KW_SEAT_HELD || status == KW_SEAT_LOST;
}

keyward_error keyward_take_features(
    keyward_license *license,
    const char *const *codes,
    size_t code_count,
    const keyward_floating_feature **features,
    size_t *count) {
  return has_seat(license) ? change_features(license, texts(codes, code_count), json_array(), features, count)
                           : license->problem.shown.error;
}

keyward_error keyward_release_features(
    keyward_license *license,
    const char *const *codes,
    size_t code_count,
    const keyward_floating_feature **features,
    size_t *count) {
  return has_seat(license) ? change_features(license, json_array(), texts(codes, code_count), features, count)
                           : license->problem.shown.error;
}
