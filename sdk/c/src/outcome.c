#include <stdlib.h>
#include <string.h>

#include "license.h"

static const char *verified(
    keyward_license *license, const char *text, const kw_call *call, const char *code, json_t **claims) {
  kw_keys *keys = &license->memory.keys;
  const char *reason = kw_read_outcome(keys, text, call, code, claims);
  if (reason != NULL && kw_server_may_learn(license, reason)) {
    reason = kw_read_outcome(keys, text, call, code, claims);
  }
  return reason;
}

static const char *late(keyward_license *license, const json_t *claims, int64_t duration) {
  double issued_at, ends_at;
  if (!kw_number_of(json_object_get(claims, "iat"), &issued_at) ||
      !kw_number_of(json_object_get(claims, "exp"), &ends_at) ||
      !(issued_at > 0 && issued_at < 1e12 && ends_at > 0 && ends_at < 1e12)) {
    return "malformed";
  }
  bool is_late = kw_server_is_late(license, (int64_t)(issued_at * 1000), (int64_t)(ends_at * 1000), duration);
  return is_late ? "expired" : NULL;
}

/* Whether another server than the relay that has lent a seat says it. */
static bool is_of_other(const json_t *claims, const char *lender) {
  const char *signer = kw_text_of(claims, "relay");
  return lender != NULL && (signer == NULL || strcmp(signer, lender) != 0);
}

void kw_server_check_refusal(keyward_license *license, const kw_call *call) {
  kw_problem refusal = license->problem;
  /* A call for the list of keys keeps its own. */
  char *signature = license->http.signature;
  json_t *waiting = json_incref(license->http.waiting);
  license->http.signature = NULL;
  bool is_refused = refusal.shown.error == KEYWARD_REFUSED;
  json_t *claims = NULL;
  const char *reason =
      is_refused && signature != NULL ? verified(license, signature, call, refusal.code, &claims) : NULL;
  if (reason != NULL) {
    kw_untrusted(&license->problem, reason);
  } else if (is_refused && refusal.shown.status == 404 && is_of_other(claims, call->lender)) {
    kw_other_lender(&license->problem);
  } else {
    license->problem = refusal;
    license->problem.shown.is_signed = claims != NULL;
  }
  json_decref(license->http.waiting);
  license->http.waiting = waiting;
  json_decref(claims);
  free(signature);
}

json_t *kw_server_outcome(keyward_license *license, const kw_asked *asked, json_t *fields, json_t **reply) {
  char nonce[KW_NONCE];
  kw_random_nonce(nonce);
  const char *fingerprint = asked->is_for_any_device ? NULL : license->fingerprint;
  int64_t now = kw_time_now(&license->time);
  kw_call call = {asked->operation, nonce, asked->credential, fingerprint, license->product, now, NULL};
  json_object_set_new(fields, "nonce", json_string(nonce));
  int64_t sent_at = kw_time_local(&license->time);
  json_t *answer = asked->is_change ? kw_server_change(license, asked->path, fields, asked->left_out)
                                    : kw_server_ask(license, asked->path, fields, asked->left_out);
  if (answer == NULL) {
    kw_server_check_refusal(license, &call);
    return NULL;
  }
  json_t *claims = NULL;
  const char *reason = verified(license, kw_text_of(answer, "signed"), &call, NULL, &claims);
  reason = reason == NULL ? late(license, claims, kw_time_local(&license->time) - sent_at) : reason;
  if (reason != NULL) {
    json_decref(claims);
    claims = NULL;
    kw_untrusted(&license->problem, reason);
  }
  if (claims != NULL && reply != NULL) {
    *reply = json_incref(answer);
  }
  json_decref(answer);
  return claims;
}
