/** Verified proof about the license of a program, kept in the store. */
#ifndef KW_MEMORY_H
#define KW_MEMORY_H

#include "proof.h"
#include "store.h"

/** A floating seat that needs no server until its end. */
typedef struct {
  /** What the server signed last about its session; NULL for none. */
  kw_proof *proof;
  char *token;
  /** The last second in which it is held. */
  int64_t until;
} kw_borrowed;

typedef struct {
  kw_store store;
  kw_keys keys;
  const char *product;
  const char *fingerprint;
  char *license_key;
  /** Whether the user has given the license up in this process. */
  bool has_forgotten;
  kw_proof *answer;
  kw_proof *file;
  kw_borrowed borrowed;
  /** Claim jti of license files, and of answers about borrowed seats, that were given up or replaced. */
  json_t *released;
  /** Id of a device that has none of its own; NULL otherwise. */
  char *device;
  /** The last request for a license file. */
  kw_file_request request;
} kw_memory;

void kw_memory_free(kw_memory *memory);
/** UUID of the license, from what the server said last; NULL if unknown. */
const char *kw_memory_license(const kw_memory *memory);
kw_subject kw_memory_subject(const kw_memory *memory, const char *license_key, const char *license);
/**
 * The last signed answer about a session, which the memory takes, decides whether it is borrowed. One that changes nothing is
 * not kept, so that the answer that other processes know can be named when it is given up. Returns whether the store has to
 * know it.
 */
bool kw_memory_note_session(kw_memory *memory, kw_proof *proof, const char *token);
/** A session has ended, or is borrowed no longer. Returns whether it was the borrowed one. */
bool kw_memory_return_seat(kw_memory *memory, const char *token);
/** Id of the relay that has lent the seat; NULL for none. */
const char *kw_memory_lender(const kw_memory *memory);
/** Id of the relay that has lent the seat; NULL for none. */
const char *kw_memory_lender(const kw_memory *memory);
bool kw_memory_is_borrowed(const kw_memory *memory, int64_t now);
/** Id of the session that an answer is about; NULL without one. */
const char *kw_session_id(const kw_proof *proof);
/** The last second in which that session needs no server; KEYWARD_NO_TIME if it is not borrowed. */
int64_t kw_session_borrowed_until(const kw_proof *proof);
void kw_memory_release(kw_memory *memory, const char *jti);
void kw_borrowed_drop(kw_borrowed *borrowed);
/** Takes over the borrowed seat of a record if it is newer, and was not given up. */
void kw_memory_adopt_borrowed(kw_memory *memory, const kw_record *record, const kw_subject *subject);
/** Drops the borrowed seat if it does not verify any more. */
void kw_memory_verify_borrowed(kw_memory *memory, const kw_subject *subject);
bool kw_memory_has_released(const kw_memory *memory, const kw_proof *proof);
/** Whether the last request is one that no file has answered. */
bool kw_memory_has_request(const kw_memory *memory);
/** Whether the file was signed later than all that is known. */
bool kw_memory_is_new(const kw_memory *memory, const kw_proof *file);
/** Takes over what a record holds and what still verifies. license_key: NULL for none. False without memory. */
bool kw_memory_recall(kw_memory *memory, const kw_record *record, const char *license_key);
/** Takes over newer proof that another process of this program has stored, and its license key if none is known. */
void kw_memory_refresh(kw_memory *memory);
/** The last answer of the server about this key, which the memory takes. False without memory. */
bool kw_memory_remember(kw_memory *memory, const char *license_key, kw_proof *answer);
/** Takes the file. A refusal that is not newer says nothing about it. False without memory. */
bool kw_memory_use_file(kw_memory *memory, const char *license_key, kw_proof *file);
/** The seat of this device was given up. */
void kw_memory_forget(kw_memory *memory);
/** Drops what was signed with a key that has been revoked. */
void kw_memory_verify_again(kw_memory *memory);
/** Stores what is known, with what another process has stored meanwhile if that is newer. */
bool kw_memory_save(kw_memory *memory, int64_t seen);
/** Stores what is known, whatever the store holds. */
bool kw_memory_replace(kw_memory *memory, int64_t seen);

#endif
