#include <stdlib.h>
#include <string.h>

#include "license.h"

#define USAGE "/api/v1/usage"
#define RESERVATIONS USAGE "/reservations"

/* Facts of the license that calls about usage do not send. */
static const char *const OF_PROGRAM[] = {"product", "app_version", "channel", "user", NULL};
const char *const kw_all_facts[] = {"product", "app_version", "channel", "user", "hardware_id", NULL};

void kw_balances_free(kw_balances *balances) {
  free(balances->meters);
  free(balances->credits);
  json_decref(balances->claims);
  memset(balances, 0, sizeof *balances);
}

static int64_t reset_of(const json_t *balance) {
  const char *text = kw_text_of(balance, "resets_at");
  int64_t resets_at;
  return text != NULL && kw_time_of(text, &resets_at) ? resets_at : KEYWARD_NO_TIME;
}

static int64_t limit_of(const json_t *limit) {
  return json_is_integer(limit) ? json_integer_value(limit) : KEYWARD_UNLIMITED;
}

static bool read_meter(const json_t *balance, keyward_meter_balance *meter) {
  const json_t *used = json_object_get(balance, "used");
  *meter = (keyward_meter_balance){
      .meter = kw_text_of(balance, "meter"),
      .used = json_integer_value(used),
      .limit = limit_of(json_object_get(balance, "limit")),
      .left = limit_of(json_object_get(balance, "left")),
      .resets_at = reset_of(balance),
  };
  return meter->meter != NULL && json_is_integer(used);
}

static bool read_credit(const json_t *balance, keyward_credit_balance *credit) {
  *credit = (keyward_credit_balance){
      .credit = kw_text_of(balance, "credit"),
      .used = kw_text_of(balance, "used"),
      .limit = kw_text_of(balance, "limit"),
      .left = kw_text_of(balance, "left"),
      .resets_at = reset_of(balance),
  };
  return credit->credit != NULL && credit->used != NULL;
}

/* Takes the claims. */
static bool read_balances(json_t *claims, kw_balances *balances) {
  const json_t *meters = json_object_get(claims, "meters"), *credits = json_object_get(claims, "credits");
  kw_balances_free(balances);
  balances->claims = claims;
  balances->meters = calloc(json_array_size(meters) + 1, sizeof *balances->meters);
  balances->credits = calloc(json_array_size(credits) + 1, sizeof *balances->credits);
  keyward_balances *shown = &balances->shown;
  shown->meters = balances->meters;
  shown->credits = balances->credits;
  bool is_read = balances->meters != NULL && balances->credits != NULL;
  for (size_t index = 0; is_read && index < json_array_size(meters); index++) {
    is_read = read_meter(json_array_get(meters, index), &balances->meters[shown->meter_count++]);
  }
  for (size_t index = 0; is_read && index < json_array_size(credits); index++) {
    is_read = read_credit(json_array_get(credits, index), &balances->credits[shown->credit_count++]);
  }
  return is_read;
}

static json_t *items_of(const keyward_usage_item *items, size_t count) {
  json_t *listed = json_array();
  for (size_t index = 0; index < count; index++) {
    const keyward_usage_item *item = &items[index];
    json_t *each = json_pack(
        "{s:s*, s:s*, s:I}", "meter", item->meter, "feature", item->feature, "amount", (json_int_t)item->amount);
    json_array_append_new(listed, each);
  }
  return listed;
}

static bool is_same_text(const json_t *said, const json_t *sent, const char *name) {
  const json_t *one = json_object_get(said, name), *other = json_object_get(sent, name);
  return one == NULL || other == NULL ? one == other : json_equal(one, other);
}

/* Whether the answer is about the amounts that were sent: their call may have been changed on its way. */
static bool has_amounts(const json_t *said, const json_t *sent) {
  bool is_same = json_array_size(said) == json_array_size(sent);
  for (size_t index = 0; is_same && index < json_array_size(sent); index++) {
    const json_t *one = json_array_get(said, index), *other = json_array_get(sent, index);
    double amount = json_number_value(json_object_get(one, "amount"));
    double difference = amount - json_number_value(json_object_get(other, "amount"));
    is_same = is_same_text(one, other, "meter") && is_same_text(one, other, "feature") && !(difference < 0) &&
              !(difference > 0);
  }
  return is_same;
}

/* Takes the fields and the items, which may be NULL for none. The claims, freed by the caller; NULL with a problem. */
static json_t *use(keyward_license *license, const kw_asked *asked, json_t *fields, json_t *items, json_t **reply) {
  if (items != NULL) {
    json_object_set(fields, "items", items);
  }
  json_t *claims = kw_server_outcome(license, asked, fields, reply);
  if (claims != NULL && !has_amounts(json_object_get(claims, "items"), items)) {
    kw_untrusted(&license->problem, "operation");
    json_decref(claims);
    claims = NULL;
    if (reply != NULL) {
      json_decref(*reply);
    }
  }
  json_decref(items);
  return claims;
}

/* Takes the claims, which may be NULL with a problem. */
static keyward_error take_balances(keyward_license *license, json_t *claims) {
  if (claims == NULL) {
    return license->problem.shown.error;
  }
  return read_balances(claims, &license->balances) ? KEYWARD_OK : kw_untrusted(&license->problem, "malformed");
}

/* Takes the items, of a call that names the license key. */
static json_t *use_license(keyward_license *license, const char *path, int seconds, json_t *items, json_t **reply) {
  char *key = kw_is_open(license) ? kw_key_or(license, NULL) : NULL;
  if (key == NULL) {
    json_decref(items);
    return NULL;
  }
  kw_asked asked = {
      .operation = "usage", .path = path, .is_change = true, .credential = key, .left_out = OF_PROGRAM};
  json_t *fields = json_pack("{s:s}", "license_key", key);
  if (seconds > 0) {
    json_object_set_new(fields, "expires_in", json_integer(seconds));
  }
  json_t *claims = use(license, &asked, fields, items, reply);
  free(key);
  return claims;
}

keyward_error keyward_record_usage(keyward_license *license, const char *meter, double amount, keyward_usage *usage) {
  json_t *items = json_pack("[{s:s, s:f}]", "meter", meter, "amount", amount);
  json_t *claims = use_license(license, USAGE, 0, items, NULL);
  if (claims == NULL) {
    return license->problem.shown.error;
  }
  const json_t *counted = json_array_get(json_object_get(claims, "meters"), 0);
  const json_t *left = json_object_get(counted, "left");
  if (usage != NULL) {
    usage->used = json_number_value(json_object_get(counted, "used"));
    usage->left = json_is_number(left) ? json_number_value(left) : KEYWARD_UNLIMITED;
  }
  bool is_counted = counted != NULL;
  json_decref(claims);
  return is_counted ? KEYWARD_OK : kw_untrusted(&license->problem, "malformed");
}

keyward_error keyward_use_feature(
    keyward_license *license, const char *feature, int64_t amount, const keyward_credit_balance **credit) {
  keyward_usage_item item = {.feature = feature, .amount = amount};
  keyward_error error = take_balances(license, use_license(license, USAGE, 0, items_of(&item, 1), NULL));
  const keyward_balances *after = &license->balances.shown;
  if (error == KEYWARD_OK && after->credit_count == 0) {
    error = kw_untrusted(&license->problem, "malformed");
  }
  if (credit != NULL) {
    *credit = error == KEYWARD_OK ? after->credits : NULL;
  }
  return error;
}

keyward_error keyward_reserve_usage(
    keyward_license *license,
    const keyward_usage_item *items,
    size_t count,
    int seconds,
    const keyward_reservation **reservation) {
  json_t *reply = NULL;
  json_t *claims = use_license(license, RESERVATIONS, seconds, items_of(items, count), &reply);
  *reservation = NULL;
  if (claims == NULL) {
    return license->problem.shown.error;
  }
  const char *token = kw_text_of(reply, "reservation_token");
  double end;
  bool has_end = kw_number_of(json_object_get(json_object_get(claims, "reservation"), "expires_at"), &end);
  char *kept = token == NULL ? NULL : kw_copy(token);
  json_decref(claims);
  json_decref(reply);
  if (kept == NULL || !has_end || end < 0 || end > 1e12) {
    free(kept);
    return kw_untrusted(&license->problem, "malformed");
  }
  free(license->reservation_token);
  license->reservation_token = kept;
  license->reservation = (keyward_reservation){kept, (int64_t)(end * 1000)};
  *reservation = &license->reservation;
  return KEYWARD_OK;
}

keyward_error keyward_commit_usage(
    keyward_license *license,
    const char *token,
    const keyward_usage_item *items,
    size_t count,
    const keyward_balances **balances) {
  if (balances != NULL) {
    *balances = NULL;
  }
  if (!kw_is_open(license)) {
    return license->problem.shown.error;
  }
  kw_asked asked = {
      .operation = "usage",
      .path = RESERVATIONS "/commit",
      .is_change = true,
      .credential = token,
      .is_for_any_device = true,
      .left_out = kw_all_facts,
  };
  json_t *used = count == 0 ? NULL : items_of(items, count);
  json_t *claims = use(license, &asked, json_pack("{s:s}", "reservation_token", token), used, NULL);
  keyward_error error = take_balances(license, claims);
  if (balances != NULL && error == KEYWARD_OK) {
    *balances = &license->balances.shown;
  }
  return error;
}

keyward_error keyward_release_usage(keyward_license *license, const char *token) {
  if (!kw_is_open(license)) {
    return license->problem.shown.error;
  }
  json_t *fields = json_pack("{s:s}", "reservation_token", token);
  json_t *reply = kw_server_change(license, RESERVATIONS "/release", fields, kw_all_facts);
  if (reply == NULL) {
    return license->problem.shown.error;
  }
  json_decref(reply);
  return KEYWARD_OK;
}
