/** Where a license is remembered, and the record that is kept there. Its format is the same in all languages. */
#ifndef KW_STORE_H
#define KW_STORE_H

#include "encoding.h"
#include "keyward.h"

#define KW_REQUEST_NONCE 17

/** A request for a license file that a device without network shows. */
typedef struct {
  /** Empty for none. */
  char nonce[KW_REQUEST_NONCE];
  /** Local clock when it was made, in milliseconds since 1970. */
  int64_t at;
} kw_file_request;

/** Answer, file and proofs are signed; the time is sealed with them. Each text is NULL for none. */
typedef struct {
  const char *license_key;
  /** Compact JWS of the last answer. */
  const char *answer;
  /** License file as it was received. */
  const char *file;
  /** The floating seat that is borrowed: compact JWS of the last answer about it, and its token. Not in the seal. */
  const char *borrowed_answer;
  const char *borrowed_token;
  /** Latest time that was seen, in milliseconds since 1970. */
  int64_t seen;
  /** Lists of texts; NULL for none. */
  const json_t *proofs;
  const json_t *released;
  /** The last one. */
  kw_file_request request;
  /** Id of a device that has none of its own. */
  const char *device;
  /** Whether somebody changed what is sealed. */
  bool is_edited;
  /** Of a record that was read: its texts point into it. */
  json_t *fields;
} kw_record;

typedef struct {
  /** NULL: custom, or kept if that is none. */
  char *path;
  keyward_store custom;
  char *kept;
} kw_store;

/** False without memory. */
bool kw_store_init(kw_store *store, const keyward_options *options);
void kw_store_free(kw_store *store);
/** Never fails: the store may hold anything, and one that cannot be read holds nothing. Freed with kw_record_free. */
kw_record kw_store_read(kw_store *store);
bool kw_store_write(kw_store *store, const kw_record *record);
void kw_record_free(kw_record *record);

#endif
