#include "program_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECOND 1000

static const json_t *license_fields(const kw_program_file *file) {
  return json_object_get(file->terms, "license_fields");
}

bool kw_program_grant(const kw_program_file *file, const char *meter, kw_amount *grant, int *decimals) {
  const json_t *granted = json_object_get(file->meters, meter);
  const json_t *places = json_object_get(json_object_get(license_fields(file), "decimals"), meter);
  char number[KW_AMOUNT_TEXT];
  const char *text = json_string_value(granted);
  *decimals = text == NULL ? 0 : json_is_integer(places) ? (int)json_integer_value(places) : KW_MAX_DECIMALS;
  if (json_is_integer(granted)) {
    snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(granted));
    text = number;
  }
  return kw_amount_read(text, *decimals, grant);
}

static bool rate_in(
    const kw_program_file *file, const json_t *rates, const char *feature, const char **credit, kw_amount *cost) {
  const json_t *rate = json_object_get(rates, feature);
  kw_amount grant;
  int decimals;
  *credit = kw_text_of(rate, "credit");
  return *credit != NULL && kw_program_grant(file, *credit, &grant, &decimals) &&
         kw_amount_read(kw_text_of(rate, "amount"), decimals, cost);
}

bool kw_program_rate(
    const kw_program_file *file, const char *feature, int64_t now, const char **credit, kw_amount *cost) {
  const json_t *next = json_object_get(license_fields(file), "next_rates");
  const char *from = kw_text_of(next, "from");
  int64_t start;
  bool is_next = from != NULL && kw_time_of(from, &start) && now >= start;
  return rate_in(file, json_object_get(is_next ? next : license_fields(file), "rates"), feature, credit, cost);
}

static bool are_rates(const kw_program_file *file, const json_t *rates) {
  const char *feature, *credit;
  json_t *rate;
  kw_amount cost;
  json_object_foreach((json_t *)rates, feature, rate) {
    if (!rate_in(file, rates, feature, &credit, &cost)) {
      return false;
    }
  }
  return true;
}

static bool are_amounts(const kw_program_file *file) {
  const json_t *next = json_object_get(license_fields(file), "next_rates");
  const char *meter, *from = kw_text_of(next, "from");
  json_t *granted;
  kw_amount grant;
  int decimals;
  int64_t start;
  json_object_foreach((json_t *)file->meters, meter, granted) {
    if (!kw_program_grant(file, meter, &grant, &decimals)) {
      return false;
    }
  }
  bool has_next = next != NULL && !json_is_null(next);
  return are_rates(file, json_object_get(license_fields(file), "rates")) &&
         (!has_next || (from != NULL && kw_time_of(from, &start) && are_rates(file, json_object_get(next, "rates"))));
}

static bool time_in(const json_t *claims, const char *name, int64_t *milliseconds) {
  double seconds;
  bool is_time = kw_number_of(json_object_get(claims, name), &seconds) && seconds > 0 && seconds < 1e12;
  *milliseconds = is_time ? (int64_t)seconds * SECOND : 0;
  return is_time;
}

static bool is_one(const json_t *object, const char *name) {
  return json_integer_value(json_object_get(object, name)) == 1;
}

/* Returns NULL, or the reason for a refusal. */
static const char *read(kw_keys *keys, const char *text, const char *product, kw_program_file *file) {
  size_t length = strlen(text);
  file->members = length > KW_MAX_CHARACTERS ? NULL : kw_json_object(text, length);
  file->private_key = kw_text_of(file->members, "private_key");
  file->certificate = kw_text_of(file->members, "certificate");
  file->license = kw_text_of(file->members, "license");
  if (!is_one(file->members, "keyward_program") || file->certificate == NULL || file->license == NULL) {
    return "malformed";
  }
  const char *reason = kw_keys_verify(keys, file->certificate, "keyward-program+jws", &file->claims);
  reason = reason == NULL ? kw_keys_verify(keys, file->license, "keyward-relay-license+jws", &file->terms) : reason;
  if (reason != NULL) {
    return reason;
  }
  const char *certified = kw_text_of(file->claims, "product"), *jti = kw_text_of(file->terms, "jti");
  const json_t *relay = json_object_get(file->claims, "relay"), *key = json_object_get(relay, "key");
  file->license_id = kw_text_of(file->claims, "license");
  file->jti = kw_text_of(file->claims, "jti");
  file->id = kw_text_of(relay, "id");
  file->x = kw_text_of(key, "x");
  file->kid = kw_text_of(key, "kid");
  file->meters = json_object_get(json_object_get(file->claims, "pool"), "meters");
  bool is_complete = file->license_id != NULL && file->jti != NULL && file->id != NULL && file->x != NULL &&
                     file->kid != NULL && time_in(file->claims, "iat", &file->issued_at) &&
                     time_in(file->claims, "exp", &file->ends_at);
  if (certified != NULL && strcmp(certified, product) != 0) {
    return "product";
  }
  bool is_pair = is_complete && jti != NULL && strcmp(jti, file->jti) == 0 && is_one(file->claims, "ver");
  return certified != NULL && is_pair && are_amounts(file) ? NULL : "malformed";
}

keyward_error kw_read_program_file(
    kw_keys *keys, const char *text, const char *product, kw_program_file *file, kw_problem *problem) {
  *file = (kw_program_file){.members = NULL};
  const char *reason = read(keys, text, product, file);
  return reason == NULL ? KEYWARD_OK : kw_unusable_file(problem, reason);
}

void kw_program_file_free(kw_program_file *file) {
  json_decref(file->members);
  json_decref(file->claims);
  json_decref(file->terms);
  *file = (kw_program_file){.members = NULL};
}

char *kw_program_file_text(const kw_program_file *file) {
  json_t *members = json_pack(
      "{s:i, s:s, s:s}", "keyward_program", 1, "certificate", file->certificate, "license", file->license);
  char *text = members == NULL ? NULL : json_dumps(members, JSON_COMPACT);
  json_decref(members);
  return text;
}
