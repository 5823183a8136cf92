#include "ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECOND 1000

static keyward_error refuse(keyward_ledger *ledger, const char *code, const char *message) {
  return kw_fail(&ledger->problem, KEYWARD_LEDGER_REFUSED, code, message);
}

static keyward_error known(keyward_ledger *ledger) {
  kw_no_problem(&ledger->problem);
  if (ledger->is_closed) {
    return kw_fail(&ledger->problem, KEYWARD_LICENSE_CLOSED, NULL, "The ledger is closed");
  }
  const char *message = "The ledger has no file yet";
  return kw_ledger_has_file(ledger) ? KEYWARD_OK
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

const keyward_problem *keyward_ledger_problem(const keyward_ledger *ledger) {
  return ledger == NULL ? NULL : &ledger->problem.shown;
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
  kw_ledger_free_balances(ledger);
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
    keyward_error error = kw_ledger_append(ledger, json_pack("{s:s}", "refused", meter));
    kw_amount_write(kw_amount_difference(grant, used), text);
    snprintf(message, sizeof message, "Only %s of %s is left", text, meter);
    return error == KEYWARD_OK ? refuse(ledger, "METER_EXHAUSTED", message) : error;
  }
  kw_amount_write(total, text);
  keyward_error error = kw_ledger_append(ledger, json_pack("{s:s, s:s}", "use", meter, "total", text));
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
    error = kw_ledger_append(ledger, json_pack("{s:s, s:I}", "report", *report, "to", (json_int_t)to));
  }
  return error == KEYWARD_OK ? kw_ledger_keep_report(ledger) : error;
}

keyward_error keyward_ledger_code(keyward_ledger *ledger, const char **code) {
  const char *report;
  keyward_error error = keyward_ledger_report(ledger, &report);
  return error == KEYWARD_OK ? shown(ledger, kw_program_report_code(report, &ledger->file), code) : error;
}

keyward_error keyward_ledger_request(keyward_ledger *ledger, const char *name, const char **code) {
  if (*ledger->key.x == '\0') {
    return kw_fail(&ledger->problem, KEYWARD_LICENSE_CLOSED, NULL, "The ledger is closed");
  }
  return shown(ledger, kw_program_request(&ledger->key, name), code);
}

keyward_error keyward_ledger_release(keyward_ledger *ledger, const char **code) {
  keyward_error error = known(ledger);
  if (error == KEYWARD_OK && !is_released(ledger)) {
    error = kw_ledger_append(ledger, json_pack("{s:b}", "released", 1));
  }
  return error == KEYWARD_OK
             ? shown(ledger, kw_program_release(&ledger->key, ledger->file.id, ledger->file.jti), code)
             : error;
}
