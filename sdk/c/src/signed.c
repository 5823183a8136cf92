#include "signed.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENDORSEMENT "keyward-endorsement+jws"
#define KEY_LIST "keyward-keys+jws"
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

static bool read_key(const char *text, bool is_pasted, kw_key *key) {
  kw_bytes bytes;
  kw_part part = {text, text == NULL ? 0 : strlen(text)};
  if (text == NULL || !(is_pasted ? kw_from_pasted_base64(part, true, &bytes) : kw_from_base64url(part, &bytes))) {
    return false;
  }
  bool is_key = bytes.size == sizeof key->bytes;
  if (is_key) {
    memcpy(key->bytes, bytes.data, sizeof key->bytes);
    kw_sha256_text(key->bytes, sizeof key->bytes, key->kid, sizeof key->kid);
    key->has_successor = false;
  }
  kw_free_bytes(&bytes, 1);
  return is_key;
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

/* The server writes headers in one form only. Comparing the text refuses repeated and unknown members, `crit` among
 * them. */
static const char *kid_in(const kw_bytes *header, const char *typ, char kid[MAX_KID + 1]) {
  json_t *members = kw_json_object(header->data, header->size);
  const char *alg = kw_text_of(members, "alg"), *type = kw_text_of(members, "typ"), *named = kw_text_of(members, "kid");
  const char *reason = NULL;
  if (members == NULL) {
    reason = "malformed";
  } else if (alg == NULL || strcmp(alg, "EdDSA") != 0) {
    reason = "algorithm";
  } else if (type == NULL || strcmp(type, typ) != 0) {
    reason = "type";
  } else if (named == NULL || strlen(named) > MAX_KID || strspn(named, KID_CHARACTERS) != strlen(named)) {
    reason = "malformed";
  } else {
    char expected[256];
    snprintf(expected, sizeof expected, "{\"alg\":\"EdDSA\",\"kid\":\"%s\",\"typ\":\"%s\"}", named, typ);
    bool is_same = strlen(expected) == header->size && memcmp(expected, header->data, header->size) == 0;
    reason = is_same ? NULL : "malformed";
    strcpy(kid, named);
  }
  json_decref(members);
  return reason;
}

static const char *verify_parts(
    kw_keys *keys, const char *jws, const kw_bytes *parts, const char *typ, kw_key **signer, json_t **claims) {
  char kid[MAX_KID + 1];
  const char *reason = kid_in(&parts[0], typ, kid);
  if (reason != NULL) {
    return reason;
  }
  if (json_object_get(keys->revoked, kid) != NULL) {
    return "revoked_key";
  }
  *signer = find(keys, kid);
  if (*signer == NULL) {
    return "unknown_key";
  }
  size_t signed_length = (size_t)(strrchr(jws, '.') - jws);
  if (parts[2].size != crypto_sign_BYTES ||
      crypto_sign_verify_detached(parts[2].data, (const unsigned char *)jws, signed_length, (*signer)->bytes) != 0) {
    return "signature";
  }
  json_t *read = kw_json_object(parts[1].data, parts[1].size);
  if (read == NULL) {
    return "malformed";
  }
  *claims = read;
  return NULL;
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

/* Only the first endorsement by a key counts: whoever steals a retired key cannot name another successor. */
static bool accept_endorsement(kw_keys *keys, const char *jws) {
  kw_key *signer, endorsed;
  json_t *claims;
  if (verify_by(keys, jws, ENDORSEMENT, &signer, &claims) != NULL) {
    return false;
  }
  const char *kid = kw_text_of(claims, "kid");
  bool is_key = read_key(kw_text_of(claims, "x"), false, &endorsed) && kid != NULL && strcmp(kid, endorsed.kid) == 0;
  json_decref(claims);
  if (!is_key || signer->has_successor || !add(keys, &endorsed)) {
    return false;
  }
  signer->has_successor = true;
  return true;
}

/* Only the newest key of a chain revokes. */
static bool accept_key_list(kw_keys *keys, const char *jws) {
  kw_key *signer;
  json_t *claims;
  if (verify_by(keys, jws, KEY_LIST, &signer, &claims) != NULL) {
    return false;
  }
  const json_t *revoked = signer->has_successor ? NULL : json_object_get(claims, "revoked");
  size_t known = json_object_size(keys->revoked);
  for (size_t index = 0; index < json_array_size(revoked) && index < KW_MAX_KEYS; index++) {
    const char *kid = json_string_value(json_array_get(revoked, index));
    if (kid != NULL) {
      json_object_set_new(keys->revoked, kid, json_true());
    }
  }
  json_decref(claims);
  return json_object_size(keys->revoked) > known;
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

void kw_keys_learn(kw_keys *keys, const json_t *jwks) {
  const json_t *listed = json_object_get(jwks, "keys");
  bool is_accepted = true;
  /* Their order says nothing: a pass that accepts none is the last. */
  while (is_accepted) {
    is_accepted = false;
    for (size_t index = 0; index < json_array_size(listed) && index < KW_MAX_KEYS; index++) {
      is_accepted |= accept(keys, json_object_get(json_array_get(listed, index), "endorsement"));
    }
  }
  accept(keys, json_object_get(jwks, "signed"));
}
