/* Options and results of the library, as JSON of the conformance suite. */

#include <jansson.h>
#include <keyward.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#define MAX_KEYS 200
#define MAX_ITEMS 20

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

static json_t *limit_json(int64_t limit) {
  return limit == KEYWARD_UNLIMITED ? json_null() : json_integer((json_int_t)limit);
}

static json_t *credit_json(const keyward_credit_balance *credit) {
  return json_pack(
      "{s:s, s:s, s:s?, s:s?}",
      "credit",
      credit->credit,
      "used",
      credit->used,
      "limit",
      credit->limit,
      "left",
      credit->left);
}

static json_t *balances_json(const keyward_balances *balances) {
  json_t *meters = json_array(), *credits = json_array();
  for (size_t index = 0; index < balances->meter_count; index++) {
    const keyward_meter_balance *each = &balances->meters[index];
    json_t *used = json_integer((json_int_t)each->used), *left = limit_json(each->left);
    json_t *meter = json_pack(
        "{s:s, s:o, s:o, s:o}", "meter", each->meter, "used", used, "limit", limit_json(each->limit), "left", left);
    json_array_append_new(meters, meter);
  }
  for (size_t index = 0; index < balances->credit_count; index++) {
    json_array_append_new(credits, credit_json(&balances->credits[index]));
  }
  return json_pack("{s:o, s:o}", "meters", meters, "credits", credits);
}

/* Items of a command. Returns their number. */
static size_t items_in(const json_t *with, keyward_usage_item *items) {
  const json_t *listed = json_object_get(with, "items");
  size_t count = 0;
  for (; count < json_array_size(listed) && count < MAX_ITEMS; count++) {
    const json_t *each = json_array_get(listed, count);
    int64_t amount = json_integer_value(json_object_get(each, "amount"));
    items[count] = (keyward_usage_item){text(each, "meter"), text(each, "feature"), amount};
  }
  return count;
}

static keyward_update_target target_in(const json_t *with) {
  return (keyward_update_target){
      .platform = text(with, "platform"),
      .arch = text(with, "arch"),
      .kind = text(with, "kind"),
      .label = text(with, "label"),
      .os_version = text(with, "os_version"),
  };
}

/* license: NULL if it could not be opened. */
static json_t *problem_json(keyward_license *license, keyward_error error) {
  const keyward_problem *problem = license == NULL ? NULL : keyward_last_problem(license);
  return json_pack(
      "{s:s, s:b, s:b, s:s}",
      "error",
      problem == NULL ? "INVALID_OPTIONS" : problem->code,
      "unreachable",
      problem != NULL && problem->is_unreachable,
      "signed",
      problem != NULL && problem->is_signed,
      "message",
      problem == NULL ? keyward_error_text(error) : problem->message);
}
