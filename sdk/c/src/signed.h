/**
 * Verifies what the license server signed: answers, license files, update manifests and keys. The rules are those of
 * RFC 7515 with Ed25519 (RFC 8037) or ES256 (RFC 7518), in one form of header only. Functions that verify return NULL, or
 * the reason for a refusal: `malformed`, `algorithm`, `es256_missing`, `type`, `unknown_key`, `revoked_key`, `signature`
 * or `decryption`.
 */
#ifndef KW_SIGNED_H
#define KW_SIGNED_H

#include <jansson.h>
#include <stdbool.h>

#include "encoding.h"
#include "es256.h"

#define KW_VERDICT "keyward-verdict+jws"
#define KW_LICENSE_FILE "keyward-license+jws"
#define KW_UPDATE "keyward-update+jws"
/** An answer without a verdict, or a refusal. */
#define KW_ANSWER "keyward-answer+jws"
#define KW_MAX_KEYS 200

typedef struct {
  char kid[9];
  /** 32 bytes of an Ed25519 key, or the 65 of an uncompressed point of P-256. */
  unsigned char bytes[KW_POINT];
  size_t size;
  /** Whether it has endorsed another key. */
  bool has_successor;
} kw_key;

/** The pinned public keys, and those that follow from them, by endorsement or by the list that an active key signs. */
typedef struct {
  kw_key keys[KW_MAX_KEYS];
  size_t count;
  /** An object whose members are the ids of revoked keys. */
  json_t *revoked;
  /** What was learned. Each proof is signed, so it may be stored anywhere. */
  json_t *proofs;
} kw_keys;

/** proofs: NULL or what an earlier start has learned. False if a pinned key is none. */
bool kw_keys_init(kw_keys *keys, const char *const *pinned, size_t count, const json_t *proofs);
void kw_keys_free(kw_keys *keys);
/** claims: freed by the caller with json_decref; untouched if it returns a reason. */
const char *kw_keys_verify(kw_keys *keys, const char *jws, const char *typ, json_t **claims);
/** A public key in base64url; false if it is none. */
bool kw_key_read(const char *text, kw_key *key);
/** As kw_keys_verify, by one key that has this id; more: what else stands in the header. */
const char *kw_key_verify(
    const kw_key *key, const char *kid, const char *jws, const char *typ, const char *more, json_t **claims);
/** Follows rotations and revocations in an answer of /.well-known/jwks.json; ignores what no trusted key signed. */
void kw_keys_learn(kw_keys *keys, const json_t *jwks);

#endif
