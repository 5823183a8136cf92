/** Relays: servers in the networks of customers, which answer under a certificate that the vendor's server signed. */
#ifndef KW_RELAY_H
#define KW_RELAY_H

#include "signed.h"

/** Times are milliseconds since 1970; texts belong to the certificate. */
typedef struct {
  /** Claims of the certificate; NULL if the vendor's server signed the answer. */
  json_t *certificate;
  const char *id;
  const char *name;
  const char *product;
  /** SHA-256 of the license key in hex. */
  const char *key_hash;
  int64_t issued_at;
  int64_t starts_at;
  /** The last second in which it may answer. */
  int64_t ends_at;
} kw_relay;

/** A relay must be certified for it. license_key: NULL if the call names none. now: 0 for an answer from the store, whose
 * use its times bound. */
typedef struct {
  const char *product;
  const char *license_key;
  int64_t now;
} kw_relay_use;

/**
 * As kw_keys_verify, of an answer to a call, which a relay may have signed. Other reasons: `relay_chain`, `relay_expired`.
 * The caller also frees the relay; both are untouched if it returns a reason.
 */
const char *kw_verify_answer(
    kw_keys *keys, const char *jws, const char *typ, const kw_relay_use *use, json_t **claims, kw_relay *relay);
void kw_relay_free(kw_relay *relay);

#endif
