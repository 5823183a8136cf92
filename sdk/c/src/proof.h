/** Signed answers and license files that were verified and are about this program. */
#ifndef KW_PROOF_H
#define KW_PROOF_H

#include "keyward.h"
#include "license_file.h"
#include "relay.h"

/** A proof must name it. license: UUID of the license, NULL while it is not known. */
typedef struct {
  const char *product;
  const char *license_key;
  const char *fingerprint;
  const char *license;
  /** Milliseconds since 1970; 0 for an answer from the store. */
  int64_t now;
} kw_subject;

/** An answer must say that it answers this call. */
typedef struct {
  /** As signed answers name it. */
  const char *operation;
  const char *nonce;
  /** License key or token that the call names; NULL for none. */
  const char *credential;
  /** NULL if the call names no device. */
  const char *fingerprint;
  const char *product;
  /** Milliseconds since 1970. */
  int64_t now;
  /** Id of the relay that has lent the seat which the call is about; NULL for none. */
  const char *lender;
} kw_call;

/** Times are milliseconds since 1970; texts and JSON belong to the claims. */
typedef struct {
  keyward_source source;
  /** As it was received, to be verified again at the next start. */
  char *text;
  json_t *claims;
  const char *jti;
  /** NULL of an unknown license key. */
  const char *license;
  const char *code;
  bool is_valid;
  /** Whether it names no device: a file for any. */
  bool is_for_any_device;
  /** Whether it says that the license file that the program named was revoked. */
  bool revokes_file;
  /** Nonce of the request that a license file was made for; NULL for none. */
  const char *request;
  int64_t issued_at;
  int64_t ends_at;
  int64_t next_check;
  /** The last second without a server; KEYWARD_NO_TIME for none. */
  int64_t offline_until;
  int64_t expires_at;
  int64_t max_users;
  /** It signed the answer; without a certificate for the server. */
  kw_relay relay;
} kw_proof;

/**
 * These return NULL, or the reason for a refusal: one of kw_keys_verify, or what does not belong here: `nonce`,
 * `operation`, `product`, `license`, `license_key` or `device`. The caller frees the proof.
 */
const char *kw_read_answer(
    kw_keys *keys,
    const char *text,
    const kw_subject *subject,
    const char *nonce,
    const char *operation,
    kw_proof **proof);
const char *kw_read_file(kw_keys *keys, const char *text, const kw_subject *subject, kw_proof **proof);

/**
 * As above, of an answer without a verdict, or of a refusal with a code; code: NULL of an answer. text: may be NULL. The
 * caller frees the claims.
 */
const char *kw_read_outcome(
    kw_keys *keys, const char *text, const kw_call *call, const char *code, json_t **claims);

/** Proof that was verified before, from the store; NULL if it does not verify any more. text: may be NULL. */
kw_proof *kw_stored_answer(kw_keys *keys, const char *text, const kw_subject *subject);
kw_proof *kw_stored_file(kw_keys *keys, const char *text, const kw_subject *subject);

void kw_proof_free(kw_proof *proof);

#endif
