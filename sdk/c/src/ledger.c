#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "known_time.h"
#include "ledger_file.h"
#include "platform.h"
#include "program_report.h"

#define SECOND 1000

struct keyward_ledger {
  kw_problem problem;
  kw_keys keys;
  kw_time time;
  kw_ledger_file ledger;
  kw_program_file file;
  kw_program_key key;
  bool is_closed;
  /** What the functions returned. */
  char *shown;
  keyward_ledger_balance *balances;
  size_t balance_count;
};

void keyward_init_ledger_options(keyward_ledger_options *options, size_t size) {
  memset(options, 0, size);
  options->size = size;
}

static bool has_file(const keyward_ledger *ledger) {
  return ledger->file.members != NULL;
}

static keyward_error refuse(keyward_ledger *ledger, const char *code, const char *message) {
  return kw_fail(&ledger->problem, KEYWARD_LEDGER_REFUSED, code, message);
}

static keyward_error append(keyward_ledger *ledger, json_t *entry) {
  json_object_set_new(entry, "at", json_integer((json_int_t)kw_time_now(&ledger->time)));
  return kw_ledger_file_append(&ledger->ledger, entry, &ledger->problem);
}

static keyward_error known(keyward_ledger *ledger) {
  kw_no_problem(&ledger->problem);
  if (ledger->is_closed) {
    return kw_fail(&ledger->problem, KEYWARD_LICENSE_CLOSED, NULL, "The ledger is closed");
  }
  const char *message = "The ledger has no file yet";
  return has_file(ledger) ? KEYWARD_OK
                          : kw_fail(&ledger->problem, KEYWARD_UNUSABLE_FILE, "LICENSE_FILE_MISSING", message);
}

static bool is_released(const keyward_ledger *ledger) {
  return json_is_true(json_object_get(ledger->ledger.state, "isReleased"));
}

static keyward_error usable(keyward_ledger *ledger) {
  keyward_error error = known(ledger);
  if (error != KEYWARD_OK) {
    return error;
  }
  if (is_released(ledger)) {
    const char *message = "The amounts of this file were given back";
    return kw_fail(&ledger->problem, KEYWARD_UNUSABLE_FILE, "LICENSE_FILE_RELEASED", message);
  }
  int64_t end = ledger->file.ends_at + SECOND;
  if (kw_time_now(&ledger->time) < end) {
    return KEYWARD_OK;
  }
  if (kw_time_is_turned_back(&ledger->time) && kw_time_reading(&ledger->time) < end) {
    const char *message = "The clock was ahead once, or is behind now: correct it, and take a renewed file";
    return refuse(ledger, "CLOCK_WAS_AHEAD", message);
  }
  return refuse(ledger, "RELAY_EXPIRED", "The file has ended: take a renewed one");
}

/* A process may have ended between the entry and the file. */
static keyward_error keep_report(keyward_ledger *ledger) {
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
  bool is_other = strcmp(given->x, ledger->key.x) != 0 || (has_file(ledger) && strcmp(ledger->file.id, given->id) != 0);
  if (is_other) {
    const char *message = "The file is for another program";
    return kw_fail(&ledger->problem, KEYWARD_UNUSABLE_FILE, "LICENSE_FILE_OTHER_DEVICE", message);
  }
  if (has_file(ledger) && ledger->file.issued_at >= given->issued_at) {
    return KEYWARD_OK;
  }
  kw_time_saw(&ledger->time, given->issued_at);
  kw_time_saw_new(&ledger->time, given->issued_at, KEYWARD_NO_TIME);
  char *text = kw_program_file_text(given);
  keyward_error error = append(ledger, json_pack("{s:s}", "file", text));
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
    error = append(ledger, json_pack("{s:{s:s?}}", "start", "version", options->version));
  }
  return error == KEYWARD_OK ? keep_report(ledger) : error;
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
  /* Of a program that was compiled with another version of the library. */
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

const keyward_problem *keyward_ledger_problem(const keyward_ledger *ledger) {
  return &ledger->problem.shown;
}

static void free_balances(keyward_ledger *ledger) {
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

static kw_amount used_of(const keyward_ledger *ledger, const char *meter) {
  kw_amount used = {0, 0};
  kw_amount_read(kw_text_of(json_object_get(ledger->ledger.state, "used"), meter), KW_MAX_DECIMALS, &used);
  return used;
}

static keyward_ledger_balance balance_of(const keyward_ledger *ledger, const char *meter) {
  kw_amount grant, used = used_of(ledger, meter);
  char texts[3][KW_AMOUNT_TEXT];
  int decimals;
  kw_program_grant(&ledger->file, meter, &grant, &decimals);
  kw_amount_write(used, texts[0]);
  kw_amount_write(grant, texts[1]);
  kw_amount_write(kw_amount_difference(grant, used), texts[2]);
  return (keyward_ledger_balance){kw_copy(meter), kw_copy(texts[0]), kw_copy(texts[1]), kw_copy(texts[2])};
}

/* Shows the balances of one meter, or of all for NULL. */
static keyward_error show(keyward_ledger *ledger, const char *only) {
  const char *meter;
  json_t *granted;
  size_t count = only == NULL ? json_object_size(ledger->file.meters) : 1;
  free_balances(ledger);
  ledger->balances = calloc(count + 1, sizeof *ledger->balances);
  if (ledger->balances == NULL) {
    return kw_no_memory(&ledger->problem);
  }
  if (only != NULL) {
    ledger->balances[ledger->balance_count++] = balance_of(ledger, only);
    return KEYWARD_OK;
  }
  json_object_foreach((json_t *)ledger->file.meters, meter, granted) {
    ledger->balances[ledger->balance_count++] = balance_of(ledger, meter);
  }
  return KEYWARD_OK;
}

static keyward_error draw(
    keyward_ledger *ledger, const char *meter, kw_amount grant, kw_amount drawn, const keyward_ledger_balance **after) {
  kw_amount used = used_of(ledger, meter), total = kw_amount_sum(used, drawn);
  char text[KW_AMOUNT_TEXT], message[256];
  if (kw_amount_is_less(grant, total)) {
    keyward_error error = append(ledger, json_pack("{s:s}", "refused", meter));
    kw_amount_write(kw_amount_difference(grant, used), text);
    snprintf(message, sizeof message, "Only %s of %s is left", text, meter);
    return error == KEYWARD_OK ? refuse(ledger, "METER_EXHAUSTED", message) : error;
  }
  kw_amount_write(total, text);
  keyward_error error = append(ledger, json_pack("{s:s, s:s}", "use", meter, "total", text));
  error = error == KEYWARD_OK ? show(ledger, meter) : error;
  if (error == KEYWARD_OK && after != NULL) {
    *after = ledger->balances;
  }
  return error;
}

static keyward_error invalid(keyward_ledger *ledger, int decimals) {
  char message[96];
  snprintf(message, sizeof message, "The amount must be above 0, with at most %d decimals", decimals);
  return kw_fail(&ledger->problem, KEYWARD_INVALID_REQUEST, NULL, message);
}

keyward_error keyward_ledger_use(
    keyward_ledger *ledger, const char *meter, const char *amount, const keyward_ledger_balance **after) {
  kw_amount grant, drawn;
  int decimals;
  char message[256];
  keyward_error error = usable(ledger);
  if (error != KEYWARD_OK) {
    return error;
  }
  if (!kw_program_grant(&ledger->file, meter, &grant, &decimals)) {
    snprintf(message, sizeof message, "The file grants nothing of %s", meter);
    return refuse(ledger, "METER_NOT_FOUND", message);
  }
  bool is_amount = kw_amount_read(amount, decimals, &drawn) && (drawn.whole > 0 || drawn.millionths > 0);
  return is_amount ? draw(ledger, meter, grant, drawn, after) : invalid(ledger, decimals);
}

keyward_error keyward_ledger_use_feature(
    keyward_ledger *ledger, const char *feature, int64_t amount, const keyward_ledger_balance **after) {
  kw_amount grant, cost;
  const char *credit;
  int decimals;
  char message[256];
  keyward_error error = usable(ledger);
  if (error != KEYWARD_OK) {
    return error;
  }
  if (!kw_program_rate(&ledger->file, feature, kw_time_now(&ledger->time), &credit, &cost)) {
    snprintf(message, sizeof message, "The file has no rate for %s", feature);
    return refuse(ledger, "METER_NOT_FOUND", message);
  }
  kw_program_grant(&ledger->file, credit, &grant, &decimals);
  return amount > 0 ? draw(ledger, credit, grant, kw_amount_product(cost, amount), after) : invalid(ledger, 0);
}

keyward_error keyward_ledger_balances(
    keyward_ledger *ledger, const keyward_ledger_balance **balances, size_t *count) {
  keyward_error error = show(ledger, NULL);
  *balances = ledger->balances;
  *count = ledger->balance_count;
  return error;
}

/* Takes a text, and shows it. */
static keyward_error shown(keyward_ledger *ledger, char *text, const char **shown_text) {
  free(ledger->shown);
  ledger->shown = text;
  *shown_text = text;
  return text == NULL ? kw_no_memory(&ledger->problem) : KEYWARD_OK;
}

keyward_error keyward_ledger_report(keyward_ledger *ledger, const char **report) {
  keyward_error error = known(ledger);
  if (error != KEYWARD_OK) {
    return error;
  }
  const json_t *state = ledger->ledger.state;
  const char *before = kw_text_of(state, "report");
  int64_t from = kw_ledger_integer(state, "from"), to = kw_time_now(&ledger->time) / SECOND;
  if (before != NULL && to <= from) {
    return shown(ledger, kw_copy(before), report);
  }
  to = to < from ? from : to;
  error = shown(ledger, kw_program_report(state, &ledger->file, to, &ledger->key), report);
  if (error == KEYWARD_OK) {
    error = append(ledger, json_pack("{s:s, s:I}", "report", *report, "to", (json_int_t)to));
  }
  return error == KEYWARD_OK ? keep_report(ledger) : error;
}

keyward_error keyward_ledger_code(keyward_ledger *ledger, const char **code) {
  const char *report;
  keyward_error error = keyward_ledger_report(ledger, &report);
  return error == KEYWARD_OK ? shown(ledger, kw_program_report_code(report, &ledger->file), code) : error;
}

keyward_error keyward_ledger_request(keyward_ledger *ledger, const char *name, const char **code) {
  return shown(ledger, kw_program_request(&ledger->key, name), code);
}

keyward_error keyward_ledger_release(keyward_ledger *ledger, const char **code) {
  keyward_error error = known(ledger);
  if (error == KEYWARD_OK && !is_released(ledger)) {
    error = append(ledger, json_pack("{s:b}", "released", 1));
  }
  return error == KEYWARD_OK
             ? shown(ledger, kw_program_release(&ledger->key, ledger->file.id, ledger->file.jti), code)
             : error;
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
  free_balances(ledger);
  free(ledger->shown);
  kw_ledger_file_free(&ledger->ledger);
  kw_program_file_free(&ledger->file);
  sodium_memzero(&ledger->key, sizeof ledger->key);
  kw_keys_free(&ledger->keys);
  free(ledger);
}
