#include "memory.h"

#include <stdlib.h>
#include <string.h>

#define MAX_RELEASED 20

void kw_memory_free(kw_memory *memory) {
  kw_store_free(&memory->store);
  kw_keys_free(&memory->keys);
  kw_proof_free(memory->answer);
  kw_proof_free(memory->file);
  kw_borrowed_drop(&memory->borrowed);
  json_decref(memory->released);
  free(memory->license_key);
  free(memory->device);
}

const char *kw_memory_license(const kw_memory *memory) {
  const char *license = memory->answer == NULL ? NULL : memory->answer->license;
  if (license == NULL && memory->file != NULL) {
    license = memory->file->license;
  }
  return license == NULL && memory->borrowed.proof != NULL ? memory->borrowed.proof->license : license;
}

kw_subject kw_memory_subject(const kw_memory *memory, const char *license_key, const char *license) {
  return (kw_subject){memory->product, license_key, memory->fingerprint, license, 0};
}

static bool is_released(const kw_memory *memory, const char *jti) {
  for (size_t index = 0; index < json_array_size(memory->released); index++) {
    if (strcmp(json_string_value(json_array_get(memory->released, index)), jti) == 0) {
      return true;
    }
  }
  return false;
}

bool kw_memory_has_released(const kw_memory *memory, const kw_proof *proof) {
  return is_released(memory, proof->jti);
}

bool kw_memory_has_request(const kw_memory *memory) {
  const char *answered = memory->file == NULL ? NULL : memory->file->request;
  const char *nonce = memory->request.nonce;
  return *nonce != '\0' && (answered == NULL || strcmp(answered, nonce) != 0);
}

bool kw_memory_is_new(const kw_memory *memory, const kw_proof *file) {
  return (memory->answer == NULL || file->issued_at > memory->answer->issued_at) &&
         (memory->file == NULL || file->issued_at > memory->file->issued_at);
}

void kw_memory_release(kw_memory *memory, const char *jti) {
  if (!is_released(memory, jti)) {
    json_array_append_new(memory->released, json_string(jti));
  }
  if (json_array_size(memory->released) > MAX_RELEASED) {
    json_array_remove(memory->released, 0);
  }
}

static void replace_proof(kw_proof **known, kw_proof *proof) {
  if (*known != proof) {
    kw_proof_free(*known);
    *known = proof;
  }
}

static bool replace_key(kw_memory *memory, const char *license_key) {
  char *copy = kw_copy(license_key);
  if (copy == NULL) {
    return false;
  }
  free(memory->license_key);
  memory->license_key = copy;
  return true;
}

static bool is_known_key(const kw_memory *memory, const char *license_key) {
  return memory->license_key != NULL && license_key != NULL && strcmp(memory->license_key, license_key) == 0;
}

/* Takes the stored proof. */
static void adopt_newer(kw_proof **known, kw_proof *stored) {
  if (*known == NULL || (stored != NULL && stored->issued_at > (*known)->issued_at)) {
    replace_proof(known, stored);
  } else {
    kw_proof_free(stored);
  }
}

static void adopt(kw_memory *memory, const kw_record *record) {
  kw_subject subject = kw_memory_subject(memory, memory->license_key, kw_memory_license(memory));
  kw_proof *answer = record->answer == NULL ? NULL : kw_stored_answer(&memory->keys, record->answer, &subject);
  kw_proof *file = record->file == NULL ? NULL : kw_stored_file(&memory->keys, record->file, &subject);
  adopt_newer(&memory->answer, answer);
  adopt_newer(&memory->file, file);
  if (memory->file != NULL && kw_memory_has_released(memory, memory->file)) {
    replace_proof(&memory->file, NULL);
  }
  kw_memory_adopt_borrowed(memory, record, &subject);
}

static void adopt_released(kw_memory *memory, const json_t *released) {
  for (size_t index = 0; index < json_array_size(released); index++) {
    kw_memory_release(memory, json_string_value(json_array_get(released, index)));
  }
}

bool kw_memory_recall(kw_memory *memory, const kw_record *record, const char *license_key) {
  memory->released = json_array();
  memory->request = record->request;
  adopt_released(memory, record->released);
  if (license_key == NULL) {
    return memory->released != NULL;
  }
  if (memory->released == NULL || !replace_key(memory, license_key)) {
    return false;
  }
  adopt(memory, record);
  return true;
}

void kw_memory_refresh(kw_memory *memory) {
  kw_record record = kw_store_read(&memory->store);
  if (*memory->request.nonce == '\0') {
    memory->request = record.request;
  }
  if (memory->license_key == NULL && !memory->has_forgotten && record.license_key != NULL) {
    /* Without memory, it stays unknown. */
    replace_key(memory, record.license_key);
  }
  if (is_known_key(memory, record.license_key)) {
    adopt_released(memory, record.released);
    adopt(memory, &record);
  }
  kw_record_free(&record);
}

/* By its id, so that neither its user nor the store brings it back. */
static void give_up_file(kw_memory *memory) {
  if (memory->file != NULL) {
    kw_memory_release(memory, memory->file->jti);
    replace_proof(&memory->file, NULL);
  }
}

bool kw_memory_remember(kw_memory *memory, const char *license_key, kw_proof *answer) {
  bool is_known = is_known_key(memory, license_key);
  if (!is_known && !replace_key(memory, license_key)) {
    kw_proof_free(answer);
    return false;
  }
  if (answer->revokes_file) {
    give_up_file(memory);
  }
  if (!is_known) {
    replace_proof(&memory->file, NULL);
    kw_borrowed_drop(&memory->borrowed);
  }
  replace_proof(&memory->answer, answer);
  return true;
}

bool kw_memory_use_file(kw_memory *memory, const char *license_key, kw_proof *file) {
  bool is_known = is_known_key(memory, license_key);
  if (!is_known && !replace_key(memory, license_key)) {
    kw_proof_free(file);
    return false;
  }
  if (!is_known) {
    replace_proof(&memory->answer, NULL);
    kw_borrowed_drop(&memory->borrowed);
  }
  replace_proof(&memory->file, file);
  return true;
}

void kw_memory_forget(kw_memory *memory) {
  give_up_file(memory);
  replace_proof(&memory->answer, NULL);
  kw_borrowed_drop(&memory->borrowed);
  free(memory->license_key);
  memory->license_key = NULL;
  memory->has_forgotten = true;
}

void kw_memory_verify_again(kw_memory *memory) {
  if (memory->license_key == NULL) {
    return;
  }
  kw_subject subject = kw_memory_subject(memory, memory->license_key, NULL);
  if (memory->answer != NULL) {
    replace_proof(&memory->answer, kw_stored_answer(&memory->keys, memory->answer->text, &subject));
  }
  if (memory->file != NULL) {
    replace_proof(&memory->file, kw_stored_file(&memory->keys, memory->file->text, &subject));
  }
  kw_memory_verify_borrowed(memory, &subject);
}

bool kw_memory_save(kw_memory *memory, int64_t seen) {
  kw_memory_refresh(memory);
  return kw_memory_replace(memory, seen);
}

bool kw_memory_replace(kw_memory *memory, int64_t seen) {
  const kw_proof *answer = memory->answer;
  /* A yes that may not be used without the server is no use at the next start. */
  bool is_useless = answer == NULL || (answer->is_valid && answer->offline_until == KEYWARD_NO_TIME);
  kw_record record = {
      .license_key = memory->license_key,
      .answer = is_useless ? NULL : answer->text,
      .file = memory->file == NULL ? NULL : memory->file->text,
      .borrowed_answer = memory->borrowed.proof == NULL ? NULL : memory->borrowed.proof->text,
      .borrowed_token = memory->borrowed.token,
      .seen = seen,
      .proofs = memory->keys.proofs,
      .released = memory->released,
      .request = memory->request,
      .device = memory->device,
  };
  return kw_store_write(&memory->store, &record);
}
