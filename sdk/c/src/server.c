#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "license.h"

/* Slow networks take seconds, and clocks of servers differ by as much. */
#define SKEW 60000
#define DAY 86400000

typedef struct {
  const char *operation;
  const char *path;
  bool is_change;
  const char *license_key;
  /** UUID that the answer must be about; NULL for any. */
  const char *license;
  /** Of the session, if the call names it by that; NULL if by the license key. */
  const char *token;
  /** Id of the relay that has lent the seat which it is about; NULL for none. */
  const char *lender;
  /** Whether the facts of the license are sent, and what else the call is judged by. */
  bool has_facts;
} question;

static const char *const NOTHING[] = {NULL};

static json_t *with_facts(const keyward_license *license, json_t *fields, const char *const *left_out) {
  json_object_update_missing(fields, license->facts);
  for (; *left_out != NULL; left_out++) {
    json_object_del(fields, *left_out);
  }
  return fields;
}

static json_t *send_fields(keyward_license *license, const char *path, json_t *fields, bool is_change) {
  kw_request request = {path, fields, is_change};
  json_t *answer = NULL;
  if (fields == NULL) {
    kw_no_memory(&license->problem);
  } else {
    answer = kw_http_send(&license->http, &request, &license->problem);
  }
  json_decref(fields);
  return answer;
}

json_t *kw_server_change(keyward_license *license, const char *path, json_t *fields, const char *const *left_out) {
  return send_fields(license, path, with_facts(license, fields, left_out), true);
}

json_t *kw_server_ask(keyward_license *license, const char *path, json_t *fields, const char *const *left_out) {
  return send_fields(license, path, with_facts(license, fields, left_out), false);
}

bool kw_server_learn(keyward_license *license) {
  kw_request request = {.path = "/.well-known/jwks.json"};
  json_t *jwks = kw_http_send(&license->http, &request, &license->problem);
  if (jwks == NULL) {
    return false;
  }
  kw_keys_learn(&license->memory.keys, jwks);
  license->learned_at = kw_time_local(&license->time);
  json_decref(jwks);
  return true;
}

/* A newer key may have signed the answer, or the certificate of the relay that signed it. */
bool kw_server_may_learn(keyward_license *license, const char *reason) {
  bool is_unknown = strcmp(reason, "unknown_key") == 0 || strcmp(reason, "relay_chain") == 0;
  return is_unknown && kw_server_learn(license);
}

/* Only the list of keys names revoked ones. Without it, the answer is good nevertheless. */
static void learn_daily(keyward_license *license) {
  kw_problem before = license->problem;
  int64_t age = kw_time_local(&license->time) - license->learned_at;
  if (license->learned_at == 0 || age > DAY || age < -DAY) {
    kw_server_learn(license);
    license->problem = before;
  }
}

/* The nonce proves that the answer was made during this call: its times are compared with the call's duration alone. */
bool kw_server_is_late(keyward_license *license, int64_t issued_at, int64_t ends_at, int64_t duration) {
  if (duration > ends_at - issued_at + SKEW || issued_at < license->last_answered_at - SKEW) {
    return true;
  }
  if (issued_at > license->last_answered_at) {
    license->last_answered_at = issued_at;
  }
  return false;
}

/* The key that signed it may just have turned out to be revoked: it is verified again after the list of keys was read.
 */
static const char *verified_answer(
    keyward_license *license, const question *asked, const char *text, const char *nonce, kw_proof **proof) {
  kw_subject subject = kw_memory_subject(&license->memory, asked->license_key, asked->license);
  subject.now = kw_time_now(&license->time);
  kw_keys *keys = &license->memory.keys;
  const char *reason = kw_read_answer(keys, text, &subject, nonce, asked->operation, proof);
  if (reason != NULL && kw_server_may_learn(license, reason)) {
    reason = kw_read_answer(keys, text, &subject, nonce, asked->operation, proof);
  }
  if (reason != NULL) {
    return reason;
  }
  kw_proof_free(*proof);
  *proof = NULL;
  learn_daily(license);
  return kw_read_answer(keys, text, &subject, nonce, asked->operation, proof);
}

void kw_random_nonce(char nonce[KW_NONCE]) {
  unsigned char bytes[32];
  randombytes_buf(bytes, sizeof bytes);
  sodium_bin2base64(nonce, KW_NONCE, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* Takes the fields. reply: freed by the caller, NULL if it is not needed. */
static kw_proof *ask(keyward_license *license, const question *asked, json_t *fields, json_t **reply) {
  char nonce[KW_NONCE];
  kw_random_nonce(nonce);
  json_object_set_new(fields, "nonce", json_string(nonce));
  if (asked->has_facts) {
    with_facts(license, fields, NOTHING);
    json_object_update_missing(fields, license->scope);
  }
  int64_t sent_at = kw_time_local(&license->time);
  json_t *answer = send_fields(license, asked->path, fields, asked->is_change);
  if (answer == NULL) {
    bool is_by_token = asked->token != NULL;
    const char *fingerprint = is_by_token ? NULL : license->fingerprint;
    const char *credential = is_by_token ? asked->token : asked->license_key;
    int64_t now = kw_time_now(&license->time);
    kw_call call = {asked->operation, nonce, credential, fingerprint, license->product, now, asked->lender};
    kw_server_check_refusal(license, &call);
    return NULL;
  }
  kw_proof *proof = NULL;
  const char *reason = verified_answer(license, asked, kw_text_of(answer, "signed"), nonce, &proof);
  if (reason == NULL && kw_server_is_late(
                            license, proof->issued_at, proof->ends_at, kw_time_local(&license->time) - sent_at)) {
    kw_proof_free(proof);
    reason = "expired";
  }
  if (reason != NULL) {
    json_decref(answer);
    kw_untrusted(&license->problem, reason);
    return NULL;
  }
  if (reply != NULL) {
    *reply = answer;
  } else {
    json_decref(answer);
  }
  return proof;
}

kw_proof *kw_server_validate(keyward_license *license, const char *license_key) {
  const kw_proof *file = license->memory.file;
  question asked = {
      .operation = "validate",
      .path = "/api/v1/validate",
      .license_key = license_key,
      .license = kw_memory_license(&license->memory),
      .has_facts = true,
  };
  json_t *fields =
      json_pack("{s:s, s:s*}", "license_key", license_key, "license_file", file == NULL ? NULL : file->jti);
  return ask(license, &asked, fields, NULL);
}

kw_proof *kw_server_activate(keyward_license *license, const char *license_key) {
  question asked = {
      .operation = "activate",
      .path = "/api/v1/activate",
      .is_change = true,
      .license_key = license_key,
      .has_facts = true,
  };
  return ask(license, &asked, json_pack("{s:s}", "license_key", license_key), NULL);
}

static void free_lease(kw_lease *lease) {
  free(lease->id);
  free(lease->token);
  *lease = (kw_lease){.id = NULL};
}

static const char *read_lease(const kw_proof *proof, const char *token, kw_lease *lease) {
  const json_t *session = json_object_get(proof->claims, "session");
  const char *id = kw_text_of(session, "id");
  double end;
  if (id == NULL || token == NULL || !kw_number_of(json_object_get(session, "expires_at"), &end)) {
    return "malformed";
  }
  *lease = (kw_lease){kw_copy(id), kw_copy(token), proof->issued_at, (int64_t)(end * 1000), proof->is_valid,
                       kw_session_borrowed_until(proof)};
  return lease->id == NULL || lease->token == NULL ? "malformed" : NULL;
}

/* Takes the proof and the lease. */
static keyward_error take_lease(keyward_license *license, kw_proof *proof, const char *reason, kw_lease *lease) {
  if (reason != NULL) {
    kw_proof_free(proof);
    free_lease(lease);
    return kw_untrusted(&license->problem, reason);
  }
  free_lease(&license->seat.lease);
  license->seat.lease = *lease;
  if (kw_memory_note_session(&license->memory, proof, lease->token)) {
    kw_save(license);
  }
  return KEYWARD_OK;
}

keyward_error kw_server_start_session(keyward_license *license, const char *license_key) {
  question asked = {
      .operation = "session",
      .path = "/api/v1/license-sessions",
      .is_change = true,
      .license_key = license_key,
      .license = kw_memory_license(&license->memory),
      .has_facts = true,
  };
  json_t *reply = NULL;
  /* Without a free seat, the program takes a place in the waiting line, or keeps that of the token. */
  json_t *fields =
      json_pack("{s:s, s:b, s:s*}", "license_key", license_key, "wait", 1, "wait_token", license->seat.line.token);
  kw_proof *proof = ask(license, &asked, fields, &reply);
  if (proof == NULL) {
    return license->problem.shown.error;
  }
  /* A repeated answer has no token: it is shown only once. The seat is free again when the lease ends. */
  kw_lease lease = {.id = NULL};
  const char *reason = read_lease(proof, kw_text_of(reply, "session_token"), &lease);
  json_decref(reply);
  return take_lease(license, proof, reason, &lease);
}

keyward_error kw_server_renew_session(keyward_license *license, const char *license_key, int borrow_days) {
  kw_lease *known = &license->seat.lease, lease = {.id = NULL};
  question asked = {
      .operation = "session",
      .path = "/api/v1/license-sessions/heartbeat",
      .license_key = license_key,
      .token = known->token,
      .lender = known->borrowed_until == KEYWARD_NO_TIME ? NULL : kw_memory_lender(&license->memory),
  };
  json_t *fields = json_pack("{s:s}", "session_token", known->token);
  if (borrow_days >= 0) {
    json_object_set_new(fields, "borrow_days", json_integer(borrow_days));
  } else if (license->seat.has_activity) {
    int64_t idle = (kw_time_now(&license->time) - license->seat.active_at) / 1000;
    json_object_set_new(fields, "idle_seconds", json_integer(idle > 0 ? idle : 0));
  }
  if (borrow_days > 0 && json_object_get(license->facts, "user") != NULL) {
    json_object_set(fields, "user", json_object_get(license->facts, "user"));
  }
  kw_proof *proof = ask(license, &asked, fields, NULL);
  if (proof == NULL) {
    return license->problem.shown.error;
  }
  const char *reason = read_lease(proof, known->token, &lease);
  if (reason == NULL && strcmp(lease.id, known->id) != 0) {
    reason = "session";
  }
  return take_lease(license, proof, reason, &lease);
}

json_t *kw_server_verified(keyward_license *license, const char *text, const char *typ) {
  kw_keys *keys = &license->memory.keys;
  json_t *claims = NULL;
  const char *reason = kw_keys_verify(keys, text, typ, &claims);
  if (reason != NULL && strcmp(reason, "unknown_key") == 0 && kw_server_learn(license)) {
    reason = kw_keys_verify(keys, text, typ, &claims);
  }
  if (reason != NULL) {
    kw_untrusted(&license->problem, reason);
  }
  return claims;
}
