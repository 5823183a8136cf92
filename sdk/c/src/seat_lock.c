#include <stdlib.h>

#include "license.h"
#include "platform.h"

/* Programs that run at the same time with one store. */
#define MAX_SLOTS 64
#define BORROWED_SLOT 0

void kw_seat_keep(const kw_seat *seat, const char *token) {
  if (seat->is_locked) {
    kw_write_locked_file(seat->lock, token == NULL ? "" : token);
  }
}

void kw_seat_unlock(kw_seat *seat) {
  if (seat->is_locked) {
    kw_close_locked_file(seat->lock);
    seat->is_locked = false;
  }
  seat->has_lock_of_borrowed = false;
}

/* The lock of the borrowed seat, which one running program has at a time. Unknown without a store that has locks. */
kw_lock_result kw_seat_lock_borrowed(const keyward_license *license, intptr_t *handle) {
  const char *store = license->memory.store.path;
  char *path = store == NULL ? NULL : kw_format("%s.session-%d", store, BORROWED_SLOT);
  kw_lock_result result = KW_LOCK_UNKNOWN;
  if (path != NULL) {
    kw_make_folders(store);
    FILE *file = kw_open_file(path, "ab");
    if (file != NULL) {
      fclose(file);
      result = kw_lock_file(path, handle) ? KW_LOCK_OWN : KW_LOCK_TAKEN;
    }
  }
  free(path);
  return result;
}

/* The first file beside the store that no living process has locked. */
void kw_seat_lock(keyward_license *license) {
  const char *store = license->memory.store.path;
  kw_seat *seat = &license->seat;
  if (store == NULL || seat->is_locked) {
    return;
  }
  kw_make_folders(store);
  for (int slot = 1; slot <= MAX_SLOTS && !seat->is_locked; slot++) {
    char *path = kw_format("%s.session-%d", store, slot);
    seat->is_locked = path != NULL && kw_lock_file(path, &seat->lock);
    free(path);
  }
}

/* A borrowed seat has a lock of its own, and its token is in the store. */
void kw_seat_use_lock_of_borrowed(kw_seat *seat, kw_lock_result result, intptr_t handle) {
  kw_seat_keep(seat, NULL);
  kw_seat_unlock(seat);
  seat->is_locked = result == KW_LOCK_OWN;
  seat->lock = handle;
  seat->has_lock_of_borrowed = true;
  kw_seat_keep(seat, NULL);
}

void kw_seat_fit_lock(keyward_license *license) {
  kw_seat *seat = &license->seat;
  intptr_t handle = 0;
  bool is_borrowed = kw_seat_is_borrowed(license);
  if (is_borrowed && !seat->has_lock_of_borrowed) {
    kw_lock_result result = kw_seat_lock_borrowed(license, &handle);
    if (result != KW_LOCK_TAKEN) {
      kw_seat_use_lock_of_borrowed(seat, result, handle);
    }
  } else if (!is_borrowed && seat->has_lock_of_borrowed) {
    kw_seat_unlock(seat);
    kw_seat_lock(license);
    kw_seat_keep(seat, seat->lease.token);
  }
}
