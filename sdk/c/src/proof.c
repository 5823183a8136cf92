#include "proof.h"

#include <stdlib.h>
#include <string.h>

static bool is_text(const json_t *value, const char *text) {
  const char *said = json_string_value(value);
  return said != NULL && text != NULL && strcmp(said, text) == 0;
}

/* A text or null; false for anything else. */
static bool text_or_null(const json_t *claims, const char *name, const char **text) {
  *text = kw_text_of(claims, name);
  return *text != NULL || json_is_null(json_object_get(claims, name));
}

static bool time_in(const json_t *claims, const char *name, int64_t *time) {
  double seconds;
  bool is_number = kw_number_of(json_object_get(claims, name), &seconds) && seconds > -1e12 && seconds < 1e12;
  *time = is_number ? (int64_t)(seconds * 1000) : KEYWARD_NO_TIME;
  return is_number;
}

static bool time_or_null(const json_t *claims, const char *name, int64_t *time) {
  return time_in(claims, name, time) || json_is_null(json_object_get(claims, name));
}

static bool number_or_null(const json_t *claims, const char *name, int64_t *number) {
  const json_t *value = json_object_get(claims, name);
  double read;
  bool is_number = kw_number_of(value, &read);
  *number = is_number ? (int64_t)read : KEYWARD_UNLIMITED;
  return is_number || json_is_null(value);
}

/* text: NULL for null. */
static bool is_text_or_null(const json_t *value, const char *text) {
  return text == NULL ? json_is_null(value) : is_text(value, text);
}

static bool is_hash(const json_t *value, const char *credential) {
  char hash[KW_SHA256_HEX];
  if (credential != NULL) {
    kw_sha256_hex(credential, strlen(credential), hash);
  }
  return is_text_or_null(value, credential == NULL ? NULL : hash);
}

/* Of an unknown license key, the server knows neither product nor license. */
static const char *other_subject(const json_t *claims, const kw_subject *subject, bool is_valid) {
  const json_t *product = json_object_get(claims, "product"), *license = json_object_get(claims, "license");
  bool is_unknown = !is_valid && json_is_null(product) && json_is_null(license);
  if (!is_hash(json_object_get(claims, "key_hash"), subject->license_key)) {
    return "license_key";
  }
  bool names_other_product = !is_valid && is_text(json_object_get(claims, "code"), "PRODUCT_MISMATCH");
  if (!is_unknown && !is_text(product, subject->product) && !names_other_product) {
    return "product";
  }
  bool is_other = !is_unknown && subject->license != NULL && !is_text(license, subject->license);
  return is_other ? "license" : NULL;
}

static const char *other_device(const json_t *claims, const kw_subject *subject, keyward_source source) {
  const json_t *fingerprint = json_object_get(claims, "fingerprint");
  bool is_allowed = source == KEYWARD_FROM_FILE && json_is_null(fingerprint);
  return is_allowed || is_text(fingerprint, subject->fingerprint) ? NULL : "device";
}

static bool read_facts(const json_t *claims, kw_proof *proof) {
  const json_t *file = json_object_get(claims, "license_file");
  proof->jti = kw_text_of(claims, "jti");
  proof->code = kw_text_of(claims, "code");
  proof->is_for_any_device = json_is_null(json_object_get(claims, "fingerprint"));
  proof->request = kw_text_of(claims, "request");
  proof->revokes_file = json_is_true(json_object_get(file, "revoked"));
  return proof->jti != NULL && text_or_null(claims, "license", &proof->license) &&
         time_in(claims, "iat", &proof->issued_at) && time_in(claims, "exp", &proof->ends_at) &&
         time_in(claims, "next_check", &proof->next_check) &&
         time_or_null(claims, "offline_until", &proof->offline_until) && proof->code != NULL &&
         json_is_array(json_object_get(claims, "features")) && number_or_null(claims, "max_users", &proof->max_users) &&
         time_or_null(claims, "expires_at", &proof->expires_at);
}

static const char *read_claims(json_t *claims, const kw_subject *subject, kw_proof *proof) {
  const json_t *valid = json_object_get(claims, "valid");
  const char *fingerprint;
  if (!json_is_boolean(valid) || !text_or_null(claims, "fingerprint", &fingerprint)) {
    return "malformed";
  }
  proof->is_valid = json_is_true(valid);
  const char *reason = other_subject(claims, subject, proof->is_valid);
  if (reason == NULL) {
    reason = other_device(claims, subject, proof->source);
  }
  return reason != NULL || read_facts(claims, proof) ? reason : "malformed";
}

/* Of an answer, which a relay may have signed. */
static const char *verify_answer(kw_keys *keys, const char *text, const kw_subject *subject, json_t **claims,
                                 kw_relay *relay) {
  kw_relay_use use = {subject->product, subject->license_key, subject->now};
  return kw_verify_answer(keys, text, KW_VERDICT, &use, claims, relay);
}

/* Takes the relay. */
static void set_relay(kw_proof *proof, const kw_relay *relay) {
  proof->relay = *relay;
  /* Where it is all that bounds the use without a server. */
  if (relay->certificate != NULL && proof->next_check > relay->ends_at) {
    proof->next_check = relay->ends_at;
  }
}

/* Takes the claims. */
static const char *read_proof(
    keyward_source source, const char *text, json_t *claims, const kw_subject *subject, kw_proof **proof) {
  kw_proof *read = calloc(1, sizeof *read);
  if (read == NULL) {
    json_decref(claims);
    return "malformed";
  }
  read->source = source;
  read->claims = claims;
  read->text = kw_copy(text);
  const char *reason = read->text == NULL ? "malformed" : read_claims(claims, subject, read);
  if (reason != NULL) {
    kw_proof_free(read);
    return reason;
  }
  *proof = read;
  return NULL;
}

static const char *other_call(const json_t *claims, const char *nonce, const char *operation) {
  if (!is_text(json_object_get(claims, "nonce"), nonce)) {
    return "nonce";
  }
  return is_text(json_object_get(claims, "op"), operation) ? NULL : "operation";
}

const char *kw_read_answer(
    kw_keys *keys,
    const char *text,
    const kw_subject *subject,
    const char *nonce,
    const char *operation,
    kw_proof **proof) {
  json_t *claims;
  kw_relay relay;
  const char *reason = verify_answer(keys, text, subject, &claims, &relay);
  if (reason != NULL) {
    return reason;
  }
  reason = other_call(claims, nonce, operation);
  if (reason != NULL) {
    json_decref(claims);
  } else {
    reason = read_proof(KEYWARD_FROM_SERVER, text, claims, subject, proof);
  }
  if (reason != NULL) {
    kw_relay_free(&relay);
    return reason;
  }
  set_relay(*proof, &relay);
  return NULL;
}

const char *kw_read_outcome(
    kw_keys *keys, const char *text, const kw_call *call, const char *code, json_t **claims) {
  json_t *read;
  kw_relay relay;
  /* A token names its license no more than a call without a license key does. */
  kw_relay_use use = {call->product, call->fingerprint == NULL ? NULL : call->credential, call->now};
  const char *reason = kw_verify_answer(keys, text, KW_ANSWER, &use, &read, &relay);
  if (reason != NULL) {
    return reason;
  }
  kw_relay_free(&relay);
  reason = other_call(read, call->nonce, call->operation);
  if (reason == NULL && !is_text_or_null(json_object_get(read, "code"), code)) {
    reason = "operation";
  } else if (reason == NULL && !is_hash(json_object_get(read, "key_hash"), call->credential)) {
    reason = "license_key";
  } else if (reason == NULL && !is_text_or_null(json_object_get(read, "fingerprint"), call->fingerprint)) {
    reason = "device";
  }
  if (reason != NULL) {
    json_decref(read);
    return reason;
  }
  *claims = read;
  return NULL;
}

static const char *read_file(kw_keys *keys, const char *text, const kw_subject *subject, kw_proof **proof) {
  json_t *claims;
  kw_proof *read;
  const char *reason = kw_read_license_file(keys, text, subject->license_key, subject->fingerprint, &claims);
  if (reason == NULL) {
    reason = read_proof(KEYWARD_FROM_FILE, text, claims, subject, &read);
  }
  if (reason == NULL && !read->is_valid) {
    kw_proof_free(read);
    reason = "malformed";
  }
  if (reason == NULL) {
    *proof = read;
  }
  return reason;
}

const char *kw_read_file(kw_keys *keys, const char *text, const kw_subject *subject, kw_proof **proof) {
  char *clean = kw_clean_license_file(text);
  const char *reason = clean == NULL ? "malformed" : read_file(keys, clean, subject, proof);
  free(clean);
  return reason;
}

static bool is_operation(const json_t *value) {
  return is_text(value, "validate") || is_text(value, "activate") || is_text(value, "heartbeat") ||
         is_text(value, "session");
}

kw_proof *kw_stored_answer(kw_keys *keys, const char *text, const kw_subject *subject) {
  json_t *claims;
  kw_relay relay;
  kw_proof *proof = NULL;
  if (verify_answer(keys, text, subject, &claims, &relay) != NULL) {
    return NULL;
  }
  bool is_answer = is_operation(json_object_get(claims, "op"));
  if (!is_answer) {
    json_decref(claims);
  }
  if (!is_answer || read_proof(KEYWARD_FROM_SERVER, text, claims, subject, &proof) != NULL) {
    kw_relay_free(&relay);
    return NULL;
  }
  set_relay(proof, &relay);
  return proof;
}

kw_proof *kw_stored_file(kw_keys *keys, const char *text, const kw_subject *subject) {
  kw_proof *proof = NULL;
  return kw_read_file(keys, text, subject, &proof) == NULL ? proof : NULL;
}

void kw_proof_free(kw_proof *proof) {
  if (proof != NULL) {
    json_decref(proof->claims);
    kw_relay_free(&proof->relay);
    free(proof->text);
    free(proof);
  }
}
