/* Options and results of the library, as JSON of the conformance suite. */

#include <jansson.h>
#include <keyward.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#define MAX_KEYS 200

static const char *text(const json_t *object, const char *name) {
  return json_string_value(json_object_get(object, name));
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

/* keys: MAX_KEYS places for the public keys, which the options refer to. */
static keyward_options options_in(const json_t *with, const char **keys) {
  const json_t *listed = json_object_get(with, "keys"), *system = json_object_get(with, "system");
  const json_t *grace = json_object_get(with, "grace_days"), *timeout = json_object_get(with, "timeout_ms");
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
  options.grace_days = grace == NULL ? -1 : json_number_value(grace);
  options.timeout_ms = timeout == NULL ? options.timeout_ms : (int)json_integer_value(timeout);
  options.retries = 0;
  options.environment = text(with, "environment");
  options.policy = text(with, "policy");
  options.group = text(with, "group");
  options.customer = text(with, "customer");
  options.checksum = text(with, "checksum");
  options.system_root = text(system, "root");
  set_variable(system);
  return options;
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

static json_t *state_json(keyward_license *license) {
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

static json_t *device_json(keyward_license *license) {
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

static json_t *update_json(const keyward_update *update) {
  return json_pack(
      "{s:s, s:b, s:s?}",
      "version",
      update->version,
      "is_available",
      update->is_available,
      "reason",
      update->reason);
}

/* license: NULL if it could not be opened. */
static json_t *problem_json(keyward_license *license, keyward_error error) {
  const keyward_problem *problem = license == NULL ? NULL : keyward_last_problem(license);
  return json_pack(
      "{s:s, s:b, s:s}",
      "error",
      problem == NULL ? "INVALID_OPTIONS" : problem->code,
      "unreachable",
      problem != NULL && problem->is_unreachable,
      "message",
      problem == NULL ? keyward_error_text(error) : problem->message);
}
