#include "signed.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENDORSEMENT "keyward-endorsement+jws"
#define KEY_LIST "keyward-keys+jws"
#define EDDSA "EdDSA"
#define ES256 "ES256"
#define KID_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
#define MAX_KID 64

static kw_key *find(kw_keys *keys, const char *kid) {
  for (size_t index = 0; index < keys->count; index++) {
    if (strcmp(keys->keys[index].kid, kid) == 0) {
      return &keys->keys[index];
    }
  }
  return NULL;
}

static bool has_text(const json_t *list, const char *text) {
  for (size_t index = 0; index < json_array_size(list); index++) {
    const char *item = json_string_value(json_array_get(list, index));
    if (item != NULL && strcmp(item, text) == 0) {
      return true;
    }
  }
  return false;
}

/* Its length says of which algorithm a key is. */
static bool is_key(const kw_bytes *bytes) {
  return bytes->size == crypto_sign_PUBLICKEYBYTES || (bytes->size == KW_POINT && kw_es256_is_point(bytes->data));
}

static const char *algorithm_of(const kw_key *key) {
  return key->size == KW_POINT ? ES256 : EDDSA;
}

static bool read_key(const char *text, bool is_pasted, kw_key *key) {
  kw_bytes bytes;
  kw_part part = {text, text == NULL ? 0 : strlen(text)};
  if (text == NULL || !(is_pasted ? kw_from_pasted_base64(part, true, &bytes) : kw_from_base64url(part, &bytes))) {
    return false;
  }
  bool is_read = is_key(&bytes);
  if (is_read) {
    memcpy(key->bytes, bytes.data, bytes.size);
    key->size = bytes.size;
    kw_sha256_text(key->bytes, key->size, key->kid, sizeof key->kid);
    key->has_successor = false;
  }
  kw_free_bytes(&bytes, 1);
  return is_read;
}

bool kw_key_read(const char *text, kw_key *key) {
  return read_key(text, false, key);
}

static bool add(kw_keys *keys, const kw_key *key) {
  if (find(keys, key->kid) == NULL) {
    if (keys->count == KW_MAX_KEYS) {
      return false;
    }
    keys->keys[keys->count++] = *key;
  }
  return true;
}

static bool is_form(const kw_bytes *header, const char *form, const char *more) {
  size_t size = strlen(form), more_size = strlen(more);
  const char *text = (const char *)header->data;
  return header->size == size + more_size + 1 && memcmp(text, form, size) == 0 &&
         memcmp(text + size, more, more_size) == 0 && text[size + more_size] == '}';
}

/* The server writes headers in one form only. Comparing the text refuses repeated and unknown members, `crit` among
 * them. more: members after these. */
static const char *signer_in(
    const kw_bytes *header, const char *typ, const char *more, char kid[MAX_KID + 1], const char **algorithm) {
  json_t *members = kw_json_object(header->data, header->size);
  const char *alg = kw_text_of(members, "alg"), *type = kw_text_of(members, "typ"), *named = kw_text_of(members, "kid");
  const char *reason = NULL;
  if (members == NULL) {
    reason = "malformed";
  } else if (alg == NULL || (strcmp(alg, EDDSA) != 0 && strcmp(alg, ES256) != 0)) {
    reason = "algorithm";
  } else if (type == NULL || strcmp(type, typ) != 0) {
    reason = "type";
  } else if (named == NULL || strlen(named) > MAX_KID || strspn(named, KID_CHARACTERS) != strlen(named)) {
    reason = "malformed";
  } else {
    char expected[256];
    *algorithm = strcmp(alg, EDDSA) == 0 ? EDDSA : ES256;
    const char *form = "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"%s\"";
    snprintf(expected, sizeof expected, form, *algorithm, named, typ);
    reason = is_form(header, expected, more) ? NULL : "malformed";
    strcpy(kid, named);
  }
  json_decref(members);
  return reason;
}

static bool has_signed(const kw_key *key, const void *data, size_t size, const kw_bytes *signature) {
  if (key->size == KW_POINT) {
    return kw_es256_verify(key->bytes, data, size, signature->data, signature->size);
  }
  return signature->size == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature->data, data, size, key->bytes) == 0;
}

static const char *read_signed(const kw_key *key, const char *jws, const kw_bytes *parts, json_t **claims) {
  if (!has_signed(key, jws, (size_t)(strrchr(jws, '.') - jws), &parts[2])) {
    return "signature";
  }
  json_t *read = kw_json_object(parts[1].data, parts[1].size);
  if (read == NULL) {
    return "malformed";
  }
  *claims = read;
  return NULL;
}

static const char *verify_parts(
    kw_keys *keys, const char *jws, const kw_bytes *parts, const char *typ, kw_key **signer, json_t **claims) {
  char kid[MAX_KID + 1];
  const char *algorithm = NULL;
  const char *reason = signer_in(&parts[0], typ, "", kid, &algorithm);
  if (reason != NULL) {
    return reason;
  }
  if (strcmp(algorithm, ES256) == 0 && !kw_es256_is_built_in()) {
    return "es256_missing";
  }
  if (json_object_get(keys->revoked, kid) != NULL) {
    return "revoked_key";
  }
  *signer = find(keys, kid);
  if (*signer == NULL) {
    return "unknown_key";
  }
  if (strcmp(algorithm, algorithm_of(*signer)) != 0) {
    return "algorithm";
  }
  return read_signed(*signer, jws, parts, claims);
}

static const char *verify_by(kw_keys *keys, const char *jws, const char *typ, kw_key **signer, json_t **claims) {
  kw_part texts[3];
  kw_bytes parts[3];
  if (!kw_decode_parts(jws, texts, parts, 3)) {
    return "malformed";
  }
  const char *reason = verify_parts(keys, jws, parts, typ, signer, claims);
  kw_free_bytes(parts, 3);
  return reason;
}

const char *kw_keys_verify(kw_keys *keys, const char *jws, const char *typ, json_t **claims) {
  kw_key *signer;
  return verify_by(keys, jws, typ, &signer, claims);
}

const char *kw_key_verify(
    const kw_key *key, const char *kid, const char *jws, const char *typ, const char *more, json_t **claims) {
  kw_part texts[3];
  kw_bytes parts[3];
  char named[MAX_KID + 1];
  const char *algorithm = NULL;
  if (!kw_decode_parts(jws, texts, parts, 3)) {
    return "malformed";
  }
  const char *reason = signer_in(&parts[0], typ, more, named, &algorithm);
  if (reason == NULL && (strcmp(algorithm, algorithm_of(key)) != 0 || strcmp(named, kid) != 0)) {
    reason = "unknown_key";
  }
  reason = reason == NULL ? read_signed(key, jws, parts, claims) : reason;
  kw_free_bytes(parts, 3);
  return reason;
}

/* Only the first endorsement by a key counts: whoever steals a retired key cannot name another successor. */
static bool accept_endorsement(kw_keys *keys, const char *jws) {
  kw_key *signer, endorsed;
  json_t *claims;
  if (verify_by(keys, jws, ENDORSEMENT, &signer, &claims) != NULL) {
    return false;
  }
  const char *kid = kw_text_of(claims, "kid");
  const char *key = kw_text_of(claims, "public_key");
  bool is_named = read_key(key == NULL ? kw_text_of(claims, "x") : key, false, &endorsed) && kid != NULL &&
                  strcmp(kid, endorsed.kid) == 0;
  json_decref(claims);
  if (!is_named || signer->has_successor || !add(keys, &endorsed)) {
    return false;
  }
  signer->has_successor = true;
  return true;
}

/* Only the newest key of a chain revokes, and names keys of the other algorithm. */
static bool accept_key_list(kw_keys *keys, const char *jws) {
  kw_key *signer;
  json_t *claims;
  if (verify_by(keys, jws, KEY_LIST, &signer, &claims) != NULL) {
    return false;
  }
  const json_t *revoked = signer->has_successor ? NULL : json_object_get(claims, "revoked");
  const json_t *others = json_is_array(revoked) ? json_object_get(claims, "other_keys") : NULL;
  size_t known = json_object_size(keys->revoked) + keys->count;
  for (size_t index = 0; index < json_array_size(revoked) && index < KW_MAX_KEYS; index++) {
    const char *kid = json_string_value(json_array_get(revoked, index));
    if (kid != NULL) {
      json_object_set_new(keys->revoked, kid, json_true());
    }
  }
  for (size_t index = 0; index < json_array_size(others) && index < KW_MAX_KEYS; index++) {
    kw_key other;
    if (read_key(json_string_value(json_array_get(others, index)), false, &other)) {
      add(keys, &other);
    }
  }
  json_decref(claims);
  return json_object_size(keys->revoked) + keys->count > known;
}

static bool accept(kw_keys *keys, const json_t *proof) {
  const char *jws = json_string_value(proof);
  if (jws == NULL || has_text(keys->proofs, jws)) {
    return false;
  }
  bool is_accepted = accept_endorsement(keys, jws) || accept_key_list(keys, jws);
  if (is_accepted) {
    json_array_append_new(keys->proofs, json_string(jws));
  }
  return is_accepted;
}

bool kw_keys_init(kw_keys *keys, const char *const *pinned, size_t count, const json_t *proofs) {
  memset(keys, 0, sizeof *keys);
  keys->revoked = json_object();
  keys->proofs = json_array();
  bool is_valid = count > 0 && pinned != NULL;
  for (size_t index = 0; is_valid && index < count; index++) {
    kw_key key;
    is_valid = read_key(pinned[index], true, &key) && add(keys, &key);
  }
  for (size_t index = 0; is_valid && index < json_array_size(proofs) && index < 2 * KW_MAX_KEYS; index++) {
    accept(keys, json_array_get(proofs, index));
  }
  return is_valid;
}

void kw_keys_free(kw_keys *keys) {
  json_decref(keys->revoked);
  json_decref(keys->proofs);
}

static bool accept_endorsements(kw_keys *keys, const json_t *listed) {
  bool is_accepted = false;
  for (size_t index = 0; index < json_array_size(listed) && index < KW_MAX_KEYS; index++) {
    is_accepted |= accept(keys, json_object_get(json_array_get(listed, index), "endorsement"));
  }
  return is_accepted;
}

void kw_keys_learn(kw_keys *keys, const json_t *jwks) {
  bool is_accepted = true;
  while (is_accepted) {
    /* Their order says nothing: a pass that accepts none is the last. */
    while (accept_endorsements(keys, json_object_get(jwks, "keys"))) {
    }
    is_accepted = accept(keys, json_object_get(jwks, "signed"));
    is_accepted |= accept(keys, json_object_get(jwks, "signed_es256"));
  }
}
