#include "license.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define SECOND 1000
#define AIR_GAP_NONCE 16

void keyward_close(keyward_license *license) {
  if (!license->is_closed) {
    license->is_closed = true;
    kw_seat_close(license);
    kw_memory_save(&license->memory, kw_time_now(&license->time));
  }
}

void keyward_free(keyward_license *license) {
  if (license == NULL) {
    return;
  }
  keyward_close(license);
  kw_state_free(&license->current);
  kw_state_free(&license->announced);
  kw_update_free(&license->update);
  kw_balances_free(&license->balances);
  kw_features_free(&license->features);
  kw_line_clear(&license->seat.line);
  free(license->reservation_token);
  kw_memory_free(&license->memory);
  kw_http_free(&license->http);
  json_decref(license->facts);
  json_decref(license->scope);
  free(license->product);
  free(license->fingerprint);
  free(license->given_key);
  free(license->offline_request);
  free(license->release_code);
  free(license);
}

const keyward_problem *keyward_last_problem(keyward_license *license) {
  return license->problem.shown.error == KEYWARD_OK ? NULL : &license->problem.shown;
}

const char *keyward_license_key(keyward_license *license) {
  return license->memory.license_key;
}

const char *keyward_fingerprint(keyward_license *license) {
  return license->fingerprint;
}

const char *keyward_environment(keyward_license *license) {
  return license->environment;
}

const keyward_warning *keyward_warnings(keyward_license *license, size_t *count) {
  *count = license->warning_count;
  return license->warnings;
}

void keyward_on_change(keyward_license *license, keyward_listener listener, void *context) {
  license->listener = listener;
  license->listener_context = context;
}

const char *keyward_version(void) {
  return KEYWARD_VERSION;
}

keyward_error keyward_activate(keyward_license *license, const char *license_key) {
  if (!kw_is_open(license)) {
    return license->problem.shown.error;
  }
  char *key = kw_key_or(license, license_key);
  keyward_error error = key == NULL ? license->problem.shown.error : kw_activate(license, key);
  free(key);
  return error;
}

keyward_error keyward_release(keyward_license *license) {
  if (!kw_is_open(license)) {
    return license->problem.shown.error;
  }
  static const char *const LEFT_OUT[] = {"user", NULL};
  char *key = kw_key_or(license, NULL);
  if (key == NULL) {
    return license->problem.shown.error;
  }
  kw_seat_end(license);
  kw_asked asked = {
      .operation = "deactivate",
      .path = "/api/v1/deactivate",
      .is_change = true,
      .credential = key,
      .left_out = LEFT_OUT,
  };
  json_t *claims = kw_server_outcome(license, &asked, json_pack("{s:s}", "license_key", key), NULL);
  free(key);
  if (claims == NULL) {
    return license->problem.shown.error;
  }
  json_decref(claims);
  kw_no_problem(&license->problem);
  kw_forget(license);
  return KEYWARD_OK;
}

keyward_error keyward_start_trial(keyward_license *license, const char *email, const char *domain, int *is_granted) {
  if (!kw_is_open(license)) {
    return license->problem.shown.error;
  }
  static const char *const LEFT_OUT[] = {"channel", "user", NULL};
  json_t *fields = json_pack("{s:s*, s:s*}", "email", email, "domain", domain);
  json_t *reply = kw_server_change(license, "/api/v1/trials", fields, LEFT_OUT);
  if (reply == NULL) {
    return license->problem.shown.error;
  }
  const char *key = kw_text_of(reply, "license_key");
  keyward_error error = key == NULL ? KEYWARD_OK : keyward_activate(license, key);
  if (is_granted != NULL) {
    *is_granted = key != NULL && error == KEYWARD_OK;
  }
  json_decref(reply);
  return error;
}

static void take_time_of(keyward_license *license, const kw_proof *file) {
  kw_time_saw(&license->time, file->issued_at);
  if (kw_memory_is_new(&license->memory, file)) {
    const kw_file_request *request = &license->memory.request;
    bool is_answer = kw_memory_has_request(&license->memory) && file->request != NULL &&
                     strcmp(file->request, request->nonce) == 0;
    kw_time_saw_new(&license->time, file->issued_at, is_answer ? request->at : KEYWARD_NO_TIME);
  }
}

static keyward_error end_problem(keyward_license *license, const kw_proof *file) {
  int64_t end = file->ends_at + SECOND;
  if (kw_time_now(&license->time) < end) {
    return KEYWARD_OK;
  }
  if (kw_time_is_turned_back(&license->time) && kw_time_reading(&license->time) < end) {
    return kw_fail(
        &license->problem,
        KEYWARD_UNUSABLE_FILE,
        "CLOCK_WAS_AHEAD",
        "The clock of this device was ahead once, or is behind now: correct it, and use a license file that was made for "
        "a new request");
  }
  return kw_fail(&license->problem, KEYWARD_UNUSABLE_FILE, "LICENSE_FILE_EXPIRED", "The license file has ended");
}

static keyward_error file_problem(keyward_license *license, const kw_proof *file) {
  if (kw_memory_has_released(&license->memory, file)) {
    return kw_fail(
        &license->problem,
        KEYWARD_UNUSABLE_FILE,
        "LICENSE_FILE_RELEASED",
        "The seat of this license file was given up");
  }
  take_time_of(license, file);
  return end_problem(license, file);
}

static keyward_error use_file(keyward_license *license, const char *text, const char *key) {
  kw_subject subject = kw_memory_subject(&license->memory, key, NULL);
  kw_proof *file;
  const char *reason = kw_read_file(&license->memory.keys, text, &subject, &file);
  if (reason != NULL) {
    return kw_unusable_file(&license->problem, reason);
  }
  keyward_error error = file_problem(license, file);
  if (error != KEYWARD_OK) {
    kw_proof_free(file);
    return error;
  }
  if (!kw_memory_use_file(&license->memory, key, file)) {
    return kw_no_memory(&license->problem);
  }
  kw_settle(license);
  return KEYWARD_OK;
}

keyward_error keyward_use_file(keyward_license *license, const char *text, const char *license_key) {
  if (!kw_is_open(license)) {
    return license->problem.shown.error;
  }
  char *key = kw_key_or(license, license_key);
  keyward_error error = key == NULL ? license->problem.shown.error : use_file(license, text, key);
  free(key);
  return error;
}

static void make_request(keyward_license *license) {
  unsigned char bytes[AIR_GAP_NONCE];
  char nonce[2 * AIR_GAP_NONCE];
  kw_file_request *request = &license->memory.request;
  randombytes_buf(bytes, sizeof bytes);
  sodium_bin2base64(nonce, sizeof nonce, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  nonce[AIR_GAP_NONCE] = '\0';
  strcpy(request->nonce, nonce);
  request->at = kw_time_local(&license->time);
}

keyward_error keyward_offline_request(keyward_license *license, const char *license_key, const char **request) {
  char *key = kw_key_or(license, license_key);
  *request = NULL;
  if (key == NULL) {
    return license->problem.shown.error;
  }
  if (!kw_memory_has_request(&license->memory)) {
    make_request(license);
    kw_settle(license);
  }
  free(license->offline_request);
  license->offline_request = kw_offline_request(key, license->fingerprint, license->memory.request.nonce);
  *request = license->offline_request;
  free(key);
  return *request == NULL ? kw_no_memory(&license->problem) : KEYWARD_OK;
}

keyward_error keyward_release_offline(keyward_license *license, const char **code) {
  const kw_proof *file = license->memory.file;
  *code = NULL;
  if (file == NULL || file->is_for_any_device) {
    return kw_fail(
        &license->problem,
        KEYWARD_UNUSABLE_FILE,
        "LICENSE_FILE_MISSING",
        "There is no license file of this device");
  }
  char *release = kw_release_code(license->memory.license_key, license->fingerprint, file->jti);
  if (release == NULL) {
    return kw_no_memory(&license->problem);
  }
  free(license->release_code);
  license->release_code = release;
  kw_forget(license);
  *code = release;
  return KEYWARD_OK;
}
