#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define SECOND 1000

void kw_borrowed_drop(kw_borrowed *borrowed) {
  kw_proof_free(borrowed->proof);
  free(borrowed->token);
  *borrowed = (kw_borrowed){.proof = NULL};
}

const char *kw_session_id(const kw_proof *proof) {
  return kw_text_of(json_object_get(proof->claims, "session"), "id");
}

int64_t kw_session_borrowed_until(const kw_proof *proof) {
  double until;
  const json_t *session = json_object_get(proof->claims, "session");
  return kw_number_of(json_object_get(session, "borrowed_until"), &until) ? (int64_t)(until * 1000) : KEYWARD_NO_TIME;
}

bool kw_memory_is_borrowed(const kw_memory *memory, int64_t now) {
  return memory->borrowed.proof != NULL && now < memory->borrowed.until + SECOND;
}

const char *kw_memory_lender(const kw_memory *memory) {
  return memory->borrowed.proof == NULL ? NULL : memory->borrowed.proof->relay.id;
}

static bool is_same(const char *left, const char *right) {
  return left != NULL && right != NULL && strcmp(left, right) == 0;
}

static void give_up(kw_memory *memory) {
  if (memory->borrowed.proof != NULL) {
    kw_memory_release(memory, memory->borrowed.proof->jti);
    kw_borrowed_drop(&memory->borrowed);
  }
}

/* Takes the proof. Without memory, the seat is not borrowed. */
static void borrow(kw_memory *memory, kw_proof *proof, const char *token) {
  char *copy = kw_copy(token);
  kw_borrowed_drop(&memory->borrowed);
  if (copy == NULL) {
    kw_proof_free(proof);
  } else {
    memory->borrowed = (kw_borrowed){proof, copy, kw_session_borrowed_until(proof)};
  }
}

bool kw_memory_return_seat(kw_memory *memory, const char *token) {
  if (!is_same(memory->borrowed.token, token)) {
    return false;
  }
  give_up(memory);
  return true;
}

bool kw_memory_note_session(kw_memory *memory, kw_proof *proof, const char *token) {
  const kw_borrowed *known = &memory->borrowed;
  int64_t until = kw_session_borrowed_until(proof);
  if (until == KEYWARD_NO_TIME || !proof->is_valid) {
    bool is_valid = proof->is_valid;
    kw_proof_free(proof);
    return is_valid && kw_memory_return_seat(memory, token);
  }
  if (known->proof != NULL && known->until == until && is_same(known->token, token)) {
    kw_proof_free(proof);
    return false;
  }
  give_up(memory);
  borrow(memory, proof, token);
  return true;
}

/* NULL unless it is about a borrowed session of a license that can be used. */
static kw_proof *stored_seat(kw_memory *memory, const char *answer, const kw_subject *subject) {
  kw_proof *proof = kw_stored_answer(&memory->keys, answer, subject);
  if (proof == NULL) {
    return NULL;
  }
  bool is_seat = proof->is_valid && is_same(kw_text_of(proof->claims, "op"), "session") && kw_session_id(proof) != NULL &&
                 kw_session_borrowed_until(proof) != KEYWARD_NO_TIME;
  if (!is_seat) {
    kw_proof_free(proof);
    return NULL;
  }
  return proof;
}

void kw_memory_adopt_borrowed(kw_memory *memory, const kw_record *record, const kw_subject *subject) {
  bool has_seat = record->borrowed_answer != NULL && record->borrowed_token != NULL;
  kw_proof *stored = has_seat ? stored_seat(memory, record->borrowed_answer, subject) : NULL;
  if (memory->borrowed.proof != NULL && kw_memory_has_released(memory, memory->borrowed.proof)) {
    kw_borrowed_drop(&memory->borrowed);
  }
  const kw_proof *known = memory->borrowed.proof;
  bool is_held = stored != NULL && !kw_memory_has_released(memory, stored);
  if (is_held && (known == NULL || stored->issued_at > known->issued_at)) {
    borrow(memory, stored, record->borrowed_token);
  } else {
    kw_proof_free(stored);
  }
}

void kw_memory_verify_borrowed(kw_memory *memory, const kw_subject *subject) {
  kw_borrowed *borrowed = &memory->borrowed;
  if (borrowed->proof == NULL) {
    return;
  }
  kw_proof *verified = stored_seat(memory, borrowed->proof->text, subject);
  kw_proof_free(borrowed->proof);
  borrowed->proof = verified;
  if (verified == NULL) {
    kw_borrowed_drop(borrowed);
  }
}
