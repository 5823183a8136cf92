#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "ledger.h"
#include "platform.h"

bool kw_ledger_has_file(const keyward_ledger *ledger) {
  return ledger->file.members != NULL;
}

void keyward_init_ledger_options(keyward_ledger_options *options, size_t size) {
  memset(options, 0, size);
  options->size = size;
}

keyward_error kw_ledger_append(keyward_ledger *ledger, json_t *entry) {
  json_object_set_new(entry, "at", json_integer((json_int_t)kw_time_now(&ledger->time)));
  return kw_ledger_file_append(&ledger->ledger, entry, &ledger->problem);
}

/* A process may have ended between the entry and the file. */
keyward_error kw_ledger_keep_report(keyward_ledger *ledger) {
  const json_t *state = ledger->ledger.state;
  const char *report = kw_text_of(state, "report");
  if (report == NULL) {
    return KEYWARD_OK;
  }
  int number = (int)kw_ledger_integer(state, "seq");
  char *path = kw_format("%sreport-%06d.jws", ledger->ledger.folder, number), *text = kw_format("%s\n", report);
  bool is_kept = path != NULL && text != NULL && kw_write_private_file(path, text);
  free(text);
  free(path);
  return is_kept ? KEYWARD_OK : kw_fail(&ledger->problem, KEYWARD_STORAGE_ERROR, NULL, NULL);
}

static keyward_error take(keyward_ledger *ledger, kw_program_file *given) {
  bool is_other = strcmp(given->x, ledger->key.x) != 0 || (kw_ledger_has_file(ledger) && strcmp(ledger->file.id, given->id) != 0);
  if (is_other) {
    const char *message = "The file is for another program";
    return kw_fail(&ledger->problem, KEYWARD_UNUSABLE_FILE, "LICENSE_FILE_OTHER_DEVICE", message);
  }
  if (kw_ledger_has_file(ledger) && ledger->file.issued_at >= given->issued_at) {
    return KEYWARD_OK;
  }
  kw_time_saw(&ledger->time, given->issued_at);
  kw_time_saw_new(&ledger->time, given->issued_at, KEYWARD_NO_TIME);
  char *text = kw_program_file_text(given);
  keyward_error error = kw_ledger_append(ledger, json_pack("{s:s}", "file", text));
  free(text);
  if (error == KEYWARD_OK) {
    kw_program_file_free(&ledger->file);
    ledger->file = *given;
    *given = (kw_program_file){.members = NULL};
  }
  return error;
}

/* Takes a file that is newer than the one before, and counts a start. */
static keyward_error begin(keyward_ledger *ledger, kw_program_file *given, const keyward_ledger_options *options) {
  const char *stored = kw_text_of(ledger->ledger.state, "file");
  keyward_error error =
      stored == NULL ? KEYWARD_OK
                     : kw_read_program_file(&ledger->keys, stored, options->product, &ledger->file, &ledger->problem);
  if (error != KEYWARD_OK) {
    return error;
  }
  if (stored != NULL) {
    kw_time_saw(&ledger->time, ledger->file.issued_at);
  }
  const char *given_key = stored == NULL ? given->private_key : NULL;
  error = kw_program_key_read(ledger->ledger.folder, given_key, &ledger->key, &ledger->problem);
  if (error == KEYWARD_OK && given->members != NULL) {
    error = take(ledger, given);
  }
  if (error == KEYWARD_OK) {
    error = kw_ledger_append(ledger, json_pack("{s:{s:s?}}", "start", "version", options->version));
  }
  return error == KEYWARD_OK ? kw_ledger_keep_report(ledger) : error;
}

static void close_after(keyward_ledger *ledger) {
  kw_problem later;
  ledger->is_closed = true;
  kw_ledger_file_close(&ledger->ledger, kw_time_now(&ledger->time), &later);
}

static keyward_error open_with(keyward_ledger *ledger, const keyward_ledger_options *options) {
  if (!kw_keys_init(&ledger->keys, options->keys, options->key_count, NULL)) {
    return kw_fail(&ledger->problem, KEYWARD_INVALID_KEYS, NULL, NULL);
  }
  kw_program_file given = {.members = NULL};
  keyward_error error = options->file == NULL ? KEYWARD_OK
                                              : kw_read_program_file(
                                                    &ledger->keys, options->file, options->product, &given, &ledger->problem);
  int64_t (*now)(void *) = options->now == NULL ? kw_local_clock : options->now;
  if (error == KEYWARD_OK) {
    int64_t at = now(options->now_context);
    error = kw_ledger_file_open(&ledger->ledger, options->directory, at, &ledger->problem);
  }
  if (error == KEYWARD_OK) {
    kw_time_init(&ledger->time, now, options->now_context, kw_ledger_integer(ledger->ledger.state, "at"));
    ledger->is_closed = false;
    error = begin(ledger, &given, options);
    if (error != KEYWARD_OK) {
      close_after(ledger);
    }
  }
  kw_program_file_free(&given);
  return error;
}

keyward_error keyward_open_ledger(const keyward_ledger_options *given, keyward_ledger **ledger) {
  keyward_ledger_options options;
  *ledger = NULL;
  keyward_init_ledger_options(&options, sizeof options);
  if (given == NULL || given->size < sizeof given->size) {
    return KEYWARD_INVALID_REQUEST;
  }
  /* The program may have been compiled with another version of the library. */
  memcpy(&options, given, given->size < sizeof options ? given->size : sizeof options);
  if (options.directory == NULL || options.product == NULL || *options.directory == '\0') {
    return options.product == NULL ? KEYWARD_INVALID_PRODUCT : KEYWARD_INVALID_REQUEST;
  }
  *ledger = sodium_init() < 0 ? NULL : calloc(1, sizeof **ledger);
  if (*ledger == NULL) {
    return KEYWARD_NO_MEMORY;
  }
  (*ledger)->is_closed = true;
  return open_with(*ledger, &options);
}

void kw_ledger_free_balances(keyward_ledger *ledger) {
  for (size_t index = 0; index < ledger->balance_count; index++) {
    keyward_ledger_balance *balance = &ledger->balances[index];
    free((char *)balance->meter);
    free((char *)balance->used);
    free((char *)balance->granted);
    free((char *)balance->left);
  }
  free(ledger->balances);
  ledger->balances = NULL;
  ledger->balance_count = 0;
}

keyward_error keyward_ledger_close(keyward_ledger *ledger) {
  kw_no_problem(&ledger->problem);
  if (ledger->is_closed) {
    return kw_fail(&ledger->problem, KEYWARD_LICENSE_CLOSED, NULL, "The ledger is closed");
  }
  ledger->is_closed = true;
  return kw_ledger_file_close(&ledger->ledger, kw_time_now(&ledger->time), &ledger->problem);
}

void keyward_ledger_free(keyward_ledger *ledger) {
  if (ledger == NULL) {
    return;
  }
  if (!ledger->is_closed) {
    close_after(ledger);
  }
  kw_ledger_free_balances(ledger);
  free(ledger->shown);
  kw_ledger_file_free(&ledger->ledger);
  kw_program_file_free(&ledger->file);
  sodium_memzero(&ledger->key, sizeof ledger->key);
  kw_keys_free(&ledger->keys);
  free(ledger);
}
