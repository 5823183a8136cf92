/* Runs the commands of the conformance suite: a JSON object from each line of standard input, a reply for each. */

#define _POSIX_C_SOURCE 200809L

#include <jansson.h>
#include <keyward.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_KEYS 200

typedef struct {
  int64_t now;
  keyward_license *license;
} driver;

static int64_t now_of(void *context) {
  return ((driver *)context)->now;
}

static const char *text(const json_t *object, const char *name) {
  return json_string_value(json_object_get(object, name));
}

static keyward_error open_license(driver *run, const json_t *with) {
  const char *keys[MAX_KEYS];
  const json_t *listed = json_object_get(with, "keys");
  keyward_options options;
  keyward_init_options(&options, sizeof options);
  for (size_t index = 0; index < json_array_size(listed) && index < MAX_KEYS; index++) {
    keys[options.key_count++] = json_string_value(json_array_get(listed, index));
  }
  options.base_url = text(with, "base_url");
  options.product = text(with, "product");
  options.keys = keys;
  options.device = text(with, "device");
  options.store_path = text(with, "store");
  options.is_floating = json_is_true(json_object_get(with, "floating"));
  options.grace_days = json_object_get(with, "grace_days") ? json_number_value(json_object_get(with, "grace_days")) : -1;
  options.retries = 0;
  options.now = now_of;
  options.now_context = run;
  keyward_free(run->license);
  return keyward_open(&options, &run->license);
}

static keyward_error record_usage(driver *run, const json_t *with, json_t **result) {
  keyward_usage usage;
  double amount = json_number_value(json_object_get(with, "amount"));
  keyward_error error = keyward_record_usage(run->license, text(with, "meter"), amount, &usage);
  if (error == KEYWARD_OK) {
    *result = json_pack("{s:f, s:f}", "used", usage.used, "left", usage.left);
  }
  return error;
}

static keyward_error check_for_update(driver *run, const json_t *with, json_t **result) {
  const keyward_update *update;
  keyward_error error = keyward_check_for_update(run->license, text(with, "current_version"), &update);
  *result = error == KEYWARD_OK && update != NULL ? json_pack("{s:s}", "version", update->version) : NULL;
  return error;
}

static keyward_error call(driver *run, const char *name, const json_t *with, json_t **result) {
  keyward_license *license = run->license;
  if (strcmp(name, "open") == 0) {
    return open_license(run, with);
  }
  if (strcmp(name, "activate") == 0) {
    return keyward_activate(license, text(with, "license_key"));
  }
  if (strcmp(name, "release") == 0) {
    return keyward_release(license);
  }
  if (strcmp(name, "use_file") == 0) {
    return keyward_use_file(license, text(with, "file"), text(with, "license_key"));
  }
  if (strcmp(name, "record_usage") == 0) {
    return record_usage(run, with, result);
  }
  if (strcmp(name, "check_for_update") == 0) {
    return check_for_update(run, with, result);
  }
  if (strcmp(name, "check") == 0) {
    keyward_check(license);
  } else if (strcmp(name, "wake") == 0) {
    keyward_wake(license);
  } else if (strcmp(name, "close") == 0) {
    keyward_close(license);
  }
  return KEYWARD_OK;
}

static json_t *time_or_null(int64_t milliseconds) {
  char text[32];
  time_t seconds = (time_t)(milliseconds / 1000);
  struct tm parts;
  if (milliseconds == KEYWARD_NO_TIME || gmtime_r(&seconds, &parts) == NULL) {
    return json_null();
  }
  strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return json_string(text);
}

static json_t *read_state(keyward_license *license) {
  static const char *const SOURCES[] = {NULL, "server", "file"};
  const keyward_state *state = keyward_get_state(license);
  json_t *features = json_array();
  for (size_t index = 0; index < state->feature_count; index++) {
    json_array_append_new(features, json_string(state->features[index]));
  }
  return json_pack(
      "{s:s, s:b, s:s?, s:s?, s:o, s:o, s:o}",
      "kind",
      keyward_kind_name(state->kind),
      "usable",
      state->is_usable,
      "reason",
      state->reason,
      "source",
      SOURCES[state->source],
      "features",
      features,
      "max_users",
      state->max_users == KEYWARD_UNLIMITED ? json_null() : json_integer(state->max_users),
      "expires_at",
      time_or_null(state->expires_at));
}

static void answer(driver *run, const json_t *command) {
  json_t *result = NULL, *reply = json_object();
  run->now = json_integer_value(json_object_get(command, "now"));
  if (call(run, text(command, "do"), json_object_get(command, "with"), &result) != KEYWARD_OK) {
    const keyward_problem *problem = run->license == NULL ? NULL : keyward_last_problem(run->license);
    json_object_set_new(reply, "error", json_string(problem == NULL ? "INVALID_OPTIONS" : problem->code));
  }
  if (result != NULL) {
    json_object_set_new(reply, "result", result);
  }
  if (run->license != NULL) {
    json_object_set_new(reply, "state", read_state(run->license));
  }
  json_dumpf(reply, stdout, JSON_COMPACT);
  putchar('\n');
  fflush(stdout);
  json_decref(reply);
}

int main(void) {
  driver run = {0, NULL};
  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, stdin) > 0) {
    json_t *command = json_loads(line, 0, NULL);
    answer(&run, command);
    json_decref(command);
  }
  free(line);
  keyward_free(run.license);
  return 0;
}
