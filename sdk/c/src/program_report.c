#include "program_report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger_state.h"

#define PROOF_CHARACTERS 22
/* JavaScript puts names up to this number first. */
#define MAX_INDEX 4294967294

static json_t *meters_in(const json_t *state) {
  json_t *meters = json_object(), *total;
  const char *meter;
  json_object_foreach(json_object_get(state, "used"), meter, total) {
    kw_amount used = {0, 0}, reported = {0, 0};
    char text[KW_AMOUNT_TEXT];
    kw_amount_read(json_string_value(total), KW_MAX_DECIMALS, &used);
    kw_amount_read(kw_text_of(json_object_get(state, "reported"), meter), KW_MAX_DECIMALS, &reported);
    kw_amount_write(kw_amount_difference(used, reported), text);
    json_object_set_new(meters, meter, json_pack("{s:s}", "used", text));
  }
  return meters;
}

static json_t *versions_in(const json_t *state) {
  json_t *versions = json_array(), *version;
  size_t index;
  json_array_foreach(json_object_get(state, "versions"), index, version) {
    json_array_append_new(versions, json_pack("{s:O, s:i}", "version", version, "devices", 1));
  }
  return versions;
}

static int compare_days(const void *left, const void *right) {
  return strcmp(json_string_value(*(json_t *const *)left), json_string_value(*(json_t *const *)right));
}

/* In order. */
static json_t *days_in(const json_t *state) {
  const json_t *days = json_object_get(state, "days");
  json_t *shown = json_array(), *sorted[512];
  size_t count = 0;
  for (size_t index = 0; index < json_array_size(days) && count < sizeof sorted / sizeof *sorted; index++) {
    json_t *day = json_array_get(days, index);
    if (json_is_string(day)) {
      sorted[count++] = day;
    }
  }
  qsort(sorted, count, sizeof *sorted, compare_days);
  for (size_t index = 0; index < count; index++) {
    json_array_append_new(
        shown,
        json_pack("{s:O, s:i, s:i, s:i}", "day", sorted[index], "peak", 0, "refused", 0, "minutes_full", 0));
  }
  return shown;
}

/* Starts of a program need no seat: it has no peak, and what it refused are amounts of meters. */
static json_t *usage_in(const json_t *state) {
  return json_pack(
      "{s:{s:i, s:O, s:O, s:i}, s:o, s:o, s:i, s:o}",
      "sessions",
      "peak",
      0,
      "started",
      json_object_get(state, "starts"),
      "refused",
      json_object_get(state, "refused"),
      "minutes_full",
      0,
      "meters",
      meters_in(state),
      "versions",
      versions_in(state),
      "devices",
      1,
      "days",
      days_in(state));
}

char *kw_program_report(
    const json_t *state, const kw_program_file *file, int64_t to, const kw_program_key *key) {
  const char *before = kw_text_of(state, "report");
  char hash[KW_SHA256_HEX];
  if (before != NULL) {
    kw_sha256_hex(before, strlen(before), hash);
  }
  json_t *header = json_pack(
      "{s:s, s:s, s:s, s:[s]}",
      "alg",
      "EdDSA",
      "kid",
      file->kid,
      "typ",
      "keyward-report+jws",
      "chain",
      file->certificate);
  json_t *claims = json_pack(
      "{s:i, s:s, s:s, s:I, s:s?, s:O, s:O, s:I, s:o}",
      "ver",
      1,
      "relay",
      file->id,
      "license",
      file->license_id,
      "seq",
      (json_int_t)kw_ledger_integer(state, "seq") + 1,
      "prev",
      before == NULL ? NULL : hash,
      "boot",
      json_object_get(state, "boot"),
      "from",
      json_object_get(state, "from"),
      "to",
      (json_int_t)to,
      "usage",
      usage_in(state));
  char *first = kw_program_encoded("", header);
  char *second = kw_program_encoded(".", claims);
  char *text = first == NULL || second == NULL ? NULL : kw_format("%s%s", first, second);
  char *signature = text == NULL ? NULL : kw_program_sign(key, text);
  char *report = signature == NULL ? NULL : kw_format("%s.%s", text, signature);
  free(signature);
  free(text);
  free(second);
  free(first);
  return report;
}

static unsigned long long index_of(const char *code) {
  char again[KW_AMOUNT_TEXT];
  errno = 0;
  unsigned long long number = strtoull(code, NULL, 10);
  snprintf(again, sizeof again, "%llu", number);
  return errno == 0 && number <= MAX_INDEX && strcmp(again, code) == 0 ? number : MAX_INDEX + 1;
}

/* In the order of JavaScript, in which the server reads them. */
static json_t *ordered(const json_t *meters) {
  json_t *used = json_object(), *meter;
  const char *code;
  for (unsigned long long next = 0; json_object_size(used) < json_object_size(meters); next++) {
    unsigned long long least = MAX_INDEX + 1;
    json_object_foreach((json_t *)meters, code, meter) {
      unsigned long long index = index_of(code);
      least = index >= next && index < least ? index : least;
    }
    json_object_foreach((json_t *)meters, code, meter) {
      if (index_of(code) == least) {
        json_object_set(used, code, json_object_get(meter, "used"));
      }
    }
    next = least;
  }
  return used;
}

/* Fails with NULL if members are missing. */
static json_t *numbers_in(const json_t *claims) {
  const json_t *usage = json_object_get(claims, "usage"), *sessions = json_object_get(usage, "sessions");
  const json_t *meters = json_object_get(usage, "meters");
  json_t *numbers = json_pack(
      "{s:O, s:O, s:O, s:O, s:O, s:O}",
      "r",
      json_object_get(claims, "relay"),
      "q",
      json_object_get(claims, "seq"),
      "f",
      json_object_get(claims, "from"),
      "t",
      json_object_get(claims, "to"),
      "p",
      json_object_get(sessions, "peak"),
      "x",
      json_object_get(sessions, "refused"));
  if (numbers != NULL && json_object_size(meters) > 0) {
    json_object_set_new(numbers, "m", ordered(meters));
  }
  return numbers;
}

char *kw_program_report_code(const char *report, const kw_program_file *file) {
  unsigned char secret[crypto_hash_sha256_BYTES], digest[crypto_auth_hmacsha256_BYTES];
  char proof[KW_DIGEST_TEXT];
  kw_part texts[3];
  kw_bytes parts[3];
  if (!kw_decode_parts(report, texts, parts, 3)) {
    return NULL;
  }
  json_t *claims = kw_json_object(parts[1].data, parts[1].size), *numbers = numbers_in(claims);
  char *json = numbers == NULL ? NULL : json_dumps(numbers, JSON_COMPACT), *code = NULL;
  if (json != NULL) {
    crypto_hash_sha256(secret, (const unsigned char *)file->license, strlen(file->license));
    crypto_auth_hmacsha256(digest, (const unsigned char *)json, strlen(json), secret);
    sodium_bin2base64(proof, sizeof proof, digest, sizeof digest, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    proof[PROOF_CHARACTERS] = '\0';
    json_object_set_new(numbers, "s", json_string(proof));
    code = kw_program_encoded("KWU1.", json_incref(numbers));
  }
  free(json);
  json_decref(numbers);
  json_decref(claims);
  kw_free_bytes(parts, 3);
  return code;
}
