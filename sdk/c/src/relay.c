#include "relay.h"

#include <stdlib.h>
#include <string.h>

#define CERTIFICATE "keyward-relay+jws"
#define SECOND 1000
/* Clocks are corrected by minutes every day, and by nobody by hours. */
#define TOLERANCE 3600000

static bool is_text(const json_t *object, const char *name, const char *expected) {
  const char *text = kw_text_of(object, name);
  return text != NULL && strcmp(text, expected) == 0;
}

static bool time_in(const json_t *claims, const char *name, int64_t *time) {
  double seconds;
  bool is_time = kw_number_of(json_object_get(claims, name), &seconds) && seconds > -1e12 && seconds < 1e12;
  *time = is_time ? (int64_t)(seconds * 1000) : 0;
  return is_time;
}

static bool is_within(const json_t *claims, const char *name, int64_t end, bool is_needed) {
  const json_t *claim = json_object_get(claims, name);
  int64_t time;
  return !is_needed && (claim == NULL || json_is_null(claim)) ? true : time_in(claims, name, &time) && time <= end;
}

/* A relay signs in its own name, and for no longer than it is certified. */
static bool may_sign(const kw_relay *relay, const json_t *claims) {
  const json_t *session = json_object_get(claims, "session");
  return is_text(claims, "relay", relay->id) && is_within(claims, "exp", relay->ends_at, true) &&
         is_within(claims, "offline_until", relay->ends_at, false) &&
         is_within(session, "expires_at", relay->ends_at, false) &&
         is_within(session, "borrowed_until", relay->ends_at, false);
}

static bool read_certificate(json_t *claims, kw_relay *relay, kw_key *key) {
  const json_t *described = json_object_get(claims, "relay"), *jwk = json_object_get(described, "key");
  double version;
  *relay = (kw_relay){
      .certificate = claims,
      .id = kw_text_of(described, "id"),
      .name = kw_text_of(described, "name"),
      .product = kw_text_of(claims, "product"),
      .key_hash = kw_text_of(claims, "key_hash"),
  };
  bool is_named = relay->id != NULL && relay->name != NULL && relay->product != NULL && relay->key_hash != NULL;
  bool is_timed = time_in(claims, "iat", &relay->issued_at) && time_in(claims, "nbf", &relay->starts_at) &&
                  time_in(claims, "exp", &relay->ends_at);
  return is_named && is_timed && kw_number_of(json_object_get(claims, "ver"), &version) && version == 1 &&
         is_text(jwk, "kty", "OKP") && is_text(jwk, "crv", "Ed25519") && kw_text_of(jwk, "kid") != NULL &&
         kw_key_read(kw_text_of(jwk, "x"), key) && key->size < KW_POINT;
}

static bool verify_by_relay(const char *jws, const char *typ, const char *text, kw_relay *relay, const kw_key *key,
                            json_t **claims) {
  const char *kid = kw_text_of(json_object_get(json_object_get(relay->certificate, "relay"), "key"), "kid");
  char *more = kw_format(",\"chain\":[\"%s\"]", text);
  bool is_signed = more != NULL && kw_key_verify(key, kid, jws, typ, more, claims) == NULL;
  free(more);
  if (is_signed && !may_sign(relay, *claims)) {
    json_decref(*claims);
    return false;
  }
  return is_signed;
}

static bool is_relayed(
    kw_keys *keys, const char *jws, const char *typ, const json_t *chain, json_t **claims, kw_relay *relay) {
  const char *text = json_array_size(chain) == 1 ? json_string_value(json_array_get(chain, 0)) : NULL;
  json_t *certificate;
  if (text == NULL || kw_keys_verify(keys, text, CERTIFICATE, &certificate) != NULL) {
    return false;
  }
  kw_relay read;
  kw_key key;
  if (!read_certificate(certificate, &read, &key) || !verify_by_relay(jws, typ, text, &read, &key, claims)) {
    json_decref(certificate);
    return false;
  }
  *relay = read;
  return true;
}

static const char *unusable(const kw_relay *relay, const kw_relay_use *use) {
  char hash[KW_SHA256_HEX];
  if (use->license_key != NULL) {
    kw_sha256_hex(use->license_key, strlen(use->license_key), hash);
  }
  bool is_of_key = use->license_key == NULL || strcmp(hash, relay->key_hash) == 0;
  if (strcmp(use->product, relay->product) != 0 || !is_of_key) {
    return "relay_chain";
  }
  if (use->now == 0) {
    return NULL;
  }
  /* Something signed at this instant exists. */
  int64_t latest = use->now > relay->issued_at ? use->now : relay->issued_at;
  if (latest < relay->starts_at - TOLERANCE) {
    return "relay_chain";
  }
  return latest >= relay->ends_at + SECOND ? "relay_expired" : NULL;
}

/* Owned by the caller; NULL for a text without a header in JSON. */
static json_t *header_of(const char *jws) {
  kw_part texts[3];
  kw_bytes parts[3];
  if (!kw_decode_parts(jws, texts, parts, 3)) {
    return NULL;
  }
  json_t *header = kw_json_object(parts[0].data, parts[0].size);
  kw_free_bytes(parts, 3);
  return header;
}

const char *kw_verify_answer(
    kw_keys *keys, const char *jws, const char *typ, const kw_relay_use *use, json_t **claims, kw_relay *relay) {
  json_t *header = header_of(jws), *read = NULL;
  const json_t *chain = json_object_get(header, "chain");
  kw_relay found = {.certificate = NULL};
  const char *reason = NULL;
  if (chain == NULL) {
    reason = kw_keys_verify(keys, jws, typ, &read);
  } else if (!is_relayed(keys, jws, typ, chain, &read, &found)) {
    reason = "relay_chain";
  } else {
    reason = unusable(&found, use);
    if (reason != NULL) {
      json_decref(read);
      kw_relay_free(&found);
    }
  }
  json_decref(header);
  if (reason == NULL) {
    *claims = read;
    *relay = found;
  }
  return reason;
}

void kw_relay_free(kw_relay *relay) {
  json_decref(relay->certificate);
  relay->certificate = NULL;
}
