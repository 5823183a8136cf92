/* Runs the commands of the conformance suite: a JSON object from each line of standard input, a reply for each. */

#define _POSIX_C_SOURCE 200809L

#include <jansson.h>
#include <keyward.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance.h"
#include "conformance_ledger.h"
#include "conformance_seats.h"

typedef struct {
  int64_t now;
  keyward_license *license;
  const keyward_update *update;
  const keyward_reservation *reservation;
  /** Kinds of the states that the listener was told. */
  json_t *announced;
} driver;

static int64_t now_of(void *context) {
  return ((driver *)context)->now;
}

static void announce(void *context, const keyward_state *state) {
  json_array_append_new(((driver *)context)->announced, json_string(keyward_kind_name(state->kind)));
}

static keyward_error open_license(driver *run, const json_t *with) {
  const char *keys[MAX_KEYS];
  keyward_options options = options_in(with, keys);
  options.now = now_of;
  options.now_context = run;
  keyward_free(run->license);
  keyward_error error = keyward_open(&options, &run->license);
  if (error == KEYWARD_OK) {
    json_array_clear(run->announced);
    keyward_on_change(run->license, announce, run);
  }
  return error;
}

static keyward_error check(keyward_license *license) {
  keyward_check(license);
  const keyward_problem *problem = keyward_last_problem(license);
  return problem != NULL && problem->error == KEYWARD_LICENSE_CLOSED ? problem->error : KEYWARD_OK;
}

static keyward_error record_usage(keyward_license *license, const json_t *with, json_t **result) {
  keyward_usage usage = {0};
  double amount = json_number_value(json_object_get(with, "amount"));
  keyward_error error = keyward_record_usage(license, text(with, "meter"), amount, &usage);
  *result = json_pack("{s:f, s:f}", "used", usage.used, "left", usage.left);
  return error;
}

static keyward_error use_feature(keyward_license *license, const json_t *with, json_t **result) {
  const keyward_credit_balance *credit = NULL;
  int64_t amount = json_integer_value(json_object_get(with, "amount"));
  keyward_error error = keyward_use_feature(license, text(with, "feature"), amount, &credit);
  *result = credit == NULL ? NULL : credit_json(credit);
  return error;
}

static keyward_error reserve_usage(driver *run, const json_t *with) {
  keyward_usage_item items[MAX_ITEMS];
  int seconds = (int)json_integer_value(json_object_get(with, "seconds"));
  return keyward_reserve_usage(run->license, items, items_in(with, items), seconds, &run->reservation);
}

static keyward_error commit_usage(driver *run, const json_t *with, json_t **result) {
  keyward_usage_item items[MAX_ITEMS];
  size_t count = items_in(with, items);
  const keyward_balances *balances = NULL;
  keyward_error error = keyward_commit_usage(run->license, run->reservation->token, items, count, &balances);
  *result = balances == NULL ? NULL : balances_json(balances);
  return error;
}

static keyward_error check_for_update(driver *run, const json_t *with, json_t **result) {
  keyward_update_target target = target_in(with);
  keyward_error error = keyward_check_for_update_of(run->license, text(with, "current_version"), &target, &run->update);
  *result = error == KEYWARD_OK && run->update != NULL ? update_json(run->update) : NULL;
  return error;
}

static keyward_error start_trial(keyward_license *license, const json_t *with, json_t **result) {
  int is_granted = 0;
  keyward_error error = keyward_start_trial(license, text(with, "email"), NULL, &is_granted);
  *result = json_boolean(is_granted);
  return error;
}

/* Texts that the user takes to the vendor. */
static keyward_error air_gap(keyward_license *license, const char *name, const char *key, json_t **result) {
  const char *shown = NULL;
  bool is_request = strcmp(name, "offline_request") == 0;
  keyward_error error =
      is_request ? keyward_offline_request(license, key, &shown) : keyward_release_offline(license, &shown);
  *result = error == KEYWARD_OK ? json_string(shown) : NULL;
  return error;
}

/* What is beside the verdict, the delay until the next wake in milliseconds, and kinds of the states that were announced. */
static json_t *facts(const driver *run) {
  json_int_t delay = (json_int_t)keyward_wake_delay(run->license);
  const keyward_state *state = keyward_get_state(run->license);
  const char *starts_on = state->starts_on, *would_be = state->would_be;
  json_t *beside = json_pack("{s:s?, s:s?}", "starts_on", starts_on, "would_be", would_be);
  json_t *customer = json_pack("{s:s?, s:s?}", "name", state->customer_name, "company", state->customer_company);
  json_object_set_new(customer, "metadata", json_loads(state->customer_metadata, 0, NULL));
  json_object_set_new(beside, "customer", state->customer_name == NULL ? json_null() : json_incref(customer));
  json_decref(customer);
  json_object_set_new(beside, "metadata", json_loads(state->metadata, 0, NULL));
  json_object_set_new(beside, "device_metadata", json_loads(state->device_metadata, 0, NULL));
  json_object_set_new(beside, "wake_delay", json_integer(delay));
  json_object_set(beside, "announced", run->announced);
  return beside;
}

static keyward_error call(driver *run, const char *name, const json_t *with, json_t **result) {
  keyward_license *license = run->license;
  const char *key = text(with, "license_key"), *path = text(with, "path");
  int days = (int)json_integer_value(json_object_get(with, "days"));
#define IS(command) (strcmp(name, command) == 0)
  *result = seat_result(license, name);
  *result = IS("borrowed") ? json_boolean(keyward_borrowed_until(license) != KEYWARD_NO_TIME)
            : IS("facts")  ? facts(run)
            : IS("relay")  ? relay_shown(license)
                           : *result;
  return IS("open")               ? open_license(run, with)
         : IS("active")           ? (keyward_active(license), KEYWARD_OK)
         : IS("activate")         ? keyward_activate(license, key)
         : IS("borrow")           ? keyward_borrow(license, days)
         : IS("check")            ? check(license)
         : IS("check_for_update") ? check_for_update(run, with, result)
         : IS("close")            ? (keyward_close(license), KEYWARD_OK)
         : IS("commit_usage")     ? commit_usage(run, with, result)
         : IS("download_update")  ? keyward_download_update(license, run->update, path)
         : IS("offline_request")  ? air_gap(license, name, key, result)
         : IS("record_usage")     ? record_usage(license, with, result)
         : IS("release")          ? keyward_release(license)
         : IS("release_offline")  ? air_gap(license, name, key, result)
         : IS("release_features") ? change_features(license, name, with, result)
         : IS("release_usage")    ? keyward_release_usage(license, run->reservation->token)
         : IS("reserve_usage")    ? reserve_usage(run, with)
         : IS("return_borrowed")  ? keyward_return_borrowed(license)
         : IS("start_trial")      ? start_trial(license, with, result)
         : IS("stop_waiting")     ? keyward_stop_waiting(license)
         : IS("take_features")    ? change_features(license, name, with, result)
         : IS("use_feature")      ? use_feature(license, with, result)
         : IS("use_file")         ? keyward_use_file(license, text(with, "file"), key)
         : IS("wait_for_seat")    ? keyward_wait_for_seat(license, json_integer_value(json_object_get(with, "timeout_ms")), NULL, NULL)
         : IS("wake")             ? (keyward_wake(license), KEYWARD_OK)
                                  : KEYWARD_OK;
}

static void answer(driver *run, const json_t *command) {
  json_t *result, *reply = json_object();
  run->now = json_integer_value(json_object_get(command, "now"));
  keyward_error error = call(run, text(command, "do"), json_object_get(command, "with"), &result);
  if (error != KEYWARD_OK) {
    json_decref(result);
    result = NULL;
    json_object_update_new(reply, problem_json(run->license, error));
  }
  if (result != NULL) {
    json_object_set_new(reply, "result", result);
  }
  json_object_set_new(reply, "state", run->license == NULL ? json_null() : state_json(run->license));
  json_object_set_new(reply, "device", run->license == NULL ? json_null() : device_json(run->license));
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
    if (!answer_of_ledger(command)) {
      answer(&run, command);
    }
    json_decref(command);
  }
  free(line);
  keyward_free(run.license);
  keyward_ledger_free(opened_ledger);
  json_decref(run.announced);
  return 0;
}
