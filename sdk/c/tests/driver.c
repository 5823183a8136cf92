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
  const keyward_update *update;
  /** Kinds of the states that the listener was told. */
  json_t *announced;
} driver;

static int64_t now_of(void *context) {
  return ((driver *)context)->now;
}

static const char *text(const json_t *object, const char *name) {
  return json_string_value(json_object_get(object, name));
}

static void announce(void *context, const keyward_state *state) {
  json_array_append_new(((driver *)context)->announced, json_string(keyward_kind_name(state->kind)));
}

/* Of the system of a scenario, that variable which the library reads. */
static void set_variable(const json_t *system) {
  static const char NAME[] = "KUBERNETES_SERVICE_HOST";
  const char *value = text(json_object_get(system, "variables"), NAME);
  if (value == NULL) {
    unsetenv(NAME);
  } else {
    setenv(NAME, value, 1);
  }
}

static keyward_error open_license(driver *run, const json_t *with, json_t **result) {
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
  options.grace_days =
      json_object_get(with, "grace_days") ? json_number_value(json_object_get(with, "grace_days")) : -1;
  options.retries = 0;
  options.now = now_of;
  options.now_context = run;
  options.environment = text(with, "environment");
  options.system_root = text(json_object_get(with, "system"), "root");
  set_variable(json_object_get(with, "system"));
  keyward_free(run->license);
  keyward_error error = keyward_open(&options, &run->license);
  (void)result;
  if (error == KEYWARD_OK) {
    json_array_clear(run->announced);
    keyward_on_change(run->license, announce, run);
  }
  return error;
}

static keyward_error activate(driver *run, const json_t *with, json_t **result) {
  (void)result;
  return keyward_activate(run->license, text(with, "license_key"));
}

static keyward_error release(driver *run, const json_t *with, json_t **result) {
  (void)with, (void)result;
  return keyward_release(run->license);
}

static keyward_error check(driver *run, const json_t *with, json_t **result) {
  (void)with, (void)result;
  keyward_check(run->license);
  const keyward_problem *problem = keyward_last_problem(run->license);
  return problem != NULL && problem->error == KEYWARD_LICENSE_CLOSED ? problem->error : KEYWARD_OK;
}

static keyward_error borrow(driver *run, const json_t *with, json_t **result) {
  (void)result;
  return keyward_borrow(run->license, (int)json_integer_value(json_object_get(with, "days")));
}

static keyward_error return_borrowed(driver *run, const json_t *with, json_t **result) {
  (void)with, (void)result;
  return keyward_return_borrowed(run->license);
}

static keyward_error borrowed(driver *run, const json_t *with, json_t **result) {
  (void)with;
  *result = json_boolean(keyward_borrowed_until(run->license) != KEYWARD_NO_TIME);
  return KEYWARD_OK;
}

static keyward_error wake(driver *run, const json_t *with, json_t **result) {
  (void)with, (void)result;
  keyward_wake(run->license);
  return KEYWARD_OK;
}

static keyward_error close_license(driver *run, const json_t *with, json_t **result) {
  (void)with, (void)result;
  keyward_close(run->license);
  return KEYWARD_OK;
}

static keyward_error use_file(driver *run, const json_t *with, json_t **result) {
  (void)result;
  return keyward_use_file(run->license, text(with, "file"), text(with, "license_key"));
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
  keyward_error error = keyward_check_for_update(run->license, text(with, "current_version"), &run->update);
  if (error == KEYWARD_OK && run->update != NULL) {
    const keyward_update *update = run->update;
    *result = json_pack(
        "{s:s, s:b, s:s?}",
        "version",
        update->version,
        "is_available",
        update->is_available,
        "reason",
        update->reason);
  }
  return error;
}

static keyward_error download_update(driver *run, const json_t *with, json_t **result) {
  (void)result;
  return keyward_download_update(run->license, run->update, text(with, "path"));
}

static keyward_error start_trial(driver *run, const json_t *with, json_t **result) {
  int is_granted;
  keyward_error error = keyward_start_trial(run->license, text(with, "email"), NULL, &is_granted);
  if (error == KEYWARD_OK) {
    *result = json_boolean(is_granted);
  }
  return error;
}

static keyward_error offline_request(driver *run, const json_t *with, json_t **result) {
  const char *request;
  keyward_error error = keyward_offline_request(run->license, text(with, "license_key"), &request);
  *result = error == KEYWARD_OK ? json_string(request) : NULL;
  return error;
}

static keyward_error release_offline(driver *run, const json_t *with, json_t **result) {
  const char *code;
  keyward_error error = keyward_release_offline(run->license, &code);
  (void)with;
  *result = error == KEYWARD_OK ? json_string(code) : NULL;
  return error;
}

/* Delay until the next wake in milliseconds, and kinds of the states that were announced. */
static keyward_error facts(driver *run, const json_t *with, json_t **result) {
  (void)with;
  *result =
      json_pack("{s:I, s:O}", "wake_delay", (json_int_t)keyward_wake_delay(run->license), "announced", run->announced);
  return KEYWARD_OK;
}

static const struct {
  const char *name;
  keyward_error (*call)(driver *run, const json_t *with, json_t **result);
} COMMANDS[] = {
    {"open", open_license},
    {"activate", activate},
    {"release", release},
    {"check", check},
    {"borrow", borrow},
    {"return_borrowed", return_borrowed},
    {"borrowed", borrowed},
    {"wake", wake},
    {"close", close_license},
    {"use_file", use_file},
    {"record_usage", record_usage},
    {"check_for_update", check_for_update},
    {"download_update", download_update},
    {"start_trial", start_trial},
    {"offline_request", offline_request},
    {"release_offline", release_offline},
    {"facts", facts},
};

static keyward_error call(driver *run, const char *name, const json_t *with, json_t **result) {
  for (size_t index = 0; index < sizeof COMMANDS / sizeof *COMMANDS; index++) {
    if (strcmp(COMMANDS[index].name, name) == 0) {
      return COMMANDS[index].call(run, with, result);
    }
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

static json_t *read_device(keyward_license *license) {
  size_t count;
  const keyward_warning *warnings = keyward_warnings(license, &count);
  json_t *codes = json_array();
  for (size_t index = 0; index < count; index++) {
    json_array_append_new(codes, json_string(warnings[index].code));
  }
  return json_pack(
      "{s:s?, s:s, s:o}",
      "environment",
      keyward_environment(license),
      "fingerprint",
      keyward_fingerprint(license),
      "warnings",
      codes);
}

static void answer(driver *run, const json_t *command) {
  json_t *result = NULL, *reply = json_object();
  run->now = json_integer_value(json_object_get(command, "now"));
  keyward_error error = call(run, text(command, "do"), json_object_get(command, "with"), &result);
  if (error != KEYWARD_OK) {
    const keyward_problem *problem = run->license == NULL ? NULL : keyward_last_problem(run->license);
    json_object_set_new(reply, "error", json_string(problem == NULL ? "INVALID_OPTIONS" : problem->code));
    json_object_set_new(reply, "unreachable", json_boolean(problem != NULL && problem->is_unreachable));
    json_object_set_new(reply, "message", json_string(problem == NULL ? keyward_error_text(error) : problem->message));
  }
  if (result != NULL) {
    json_object_set_new(reply, "result", result);
  }
  json_object_set_new(reply, "state", run->license == NULL ? json_null() : read_state(run->license));
  json_object_set_new(reply, "device", run->license == NULL ? json_null() : read_device(run->license));
  json_dumpf(reply, stdout, JSON_COMPACT);
  putchar('\n');
  fflush(stdout);
  json_decref(reply);
}

int main(void) {
  driver run = {.announced = json_array()};
  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, stdin) > 0) {
    json_t *command = json_loads(line, 0, NULL);
    answer(&run, command);
    json_decref(command);
  }
  free(line);
  keyward_free(run.license);
  json_decref(run.announced);
  return 0;
}
