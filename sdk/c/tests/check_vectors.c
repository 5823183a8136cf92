/* Reads cases of test/vectors from standard input, as JSON, and prints what comes of each signature, as JSON. */

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aes_gcm.h"
#include "check_amounts.h"
#include "check_dns.h"
#include "device_id.h"
#include "license_file.h"
#include "relay.h"
#include "store.h"

#define LONGEST_PLAIN 200

static const char *text(const json_t *object, const char *name) {
  return json_string_value(json_object_get(object, name));
}

static bool pin(kw_keys *keys, const json_t *pinned, const json_t *proofs) {
  const char *listed[KW_MAX_KEYS];
  size_t count = 0;
  for (; count < json_array_size(pinned); count++) {
    listed[count] = json_string_value(json_array_get(pinned, count));
  }
  return kw_keys_init(keys, listed, count, proofs);
}

static json_t *outcome(const char *reason, json_t *claims) {
  return reason == NULL ? json_pack("{s:o}", "claims", claims) : json_pack("{s:s}", "error", reason);
}

static json_t *verified(kw_keys *keys, const char *jws, const char *typ) {
  json_t *claims = NULL;
  const char *reason = kw_keys_verify(keys, jws, typ, &claims);
  return outcome(reason, claims);
}

static json_t *relayed(kw_keys *keys, const json_t *each) {
  const char *jws = text(each, "jws"), *typ = text(each, "typ");
  if (strcmp(typ, KW_VERDICT) != 0 && strcmp(typ, KW_ANSWER) != 0) {
    return verified(keys, jws, typ);
  }
  const json_t *request = json_object_get(each, "request");
  int64_t now = json_integer_value(json_object_get(request, "now")) * 1000;
  kw_relay_use use = {text(request, "product"), text(request, "license_key"), now};
  kw_relay relay = {.certificate = NULL};
  json_t *claims = NULL;
  const char *reason = kw_verify_answer(keys, jws, typ, &use, &claims, &relay);
  kw_relay_free(&relay);
  return outcome(reason, claims);
}

static json_t *license_file(kw_keys *keys, const json_t *each) {
  const json_t *device = json_object_get(each, "device");
  json_t *claims = NULL;
  const char *reason =
      kw_read_license_file(keys, text(each, "file"), text(device, "license_key"), text(device, "fingerprint"), &claims);
  return outcome(reason, claims);
}

static json_t *air_gap(const json_t *each) {
  const char *key = text(each, "license_key"), *fingerprint = text(each, "fingerprint");
  char *request = kw_offline_request(key, fingerprint, text(each, "nonce"));
  char *code = kw_release_code(key, fingerprint, text(each, "jti"));
  json_t *codes = json_pack("{s:s, s:s}", "offline_request", request, "release_code", code);
  free(request);
  free(code);
  return codes;
}

static json_t *device(const json_t *each) {
  char fingerprint[KEYWARD_FINGERPRINT_SIZE];
  bool is_made = kw_fingerprint_of(text(each, "product"), text(each, "id"), fingerprint);
  return json_pack("{s:s?}", "hardware_id", is_made ? fingerprint : NULL);
}

static json_t *stored(const json_t *each) {
  kw_store store = {.kept = kw_copy(text(each, "text"))};
  kw_record record = kw_store_read(&store);
  bool has_seat = record.borrowed_answer != NULL && record.borrowed_token != NULL;
  json_t *seat = json_pack("{s:s?, s:s?}", "answer", record.borrowed_answer, "token", record.borrowed_token);
  json_t *request = json_pack("{s:s, s:I}", "nonce", record.request.nonce, "at", (json_int_t)record.request.at);
  json_t *read = json_pack(
      "{s:{s:s?, s:s?, s:s?, s:I, s:O, s:s?, s:o, s:O, s:o, s:b}}",
      "record",
      "license_key",
      record.license_key,
      "answer",
      record.answer,
      "file",
      record.file,
      "seen",
      (json_int_t)record.seen,
      "proofs",
      record.proofs,
      "device",
      record.device,
      "borrowed",
      has_seat ? json_incref(seat) : json_null(),
      "released",
      record.released,
      "request",
      *record.request.nonce == '\0' ? json_null() : json_incref(request),
      "is_edited",
      record.is_edited);
  json_decref(seat);
  json_decref(request);
  kw_record_free(&record);
  kw_store_free(&store);
  return read;
}

static json_t *rotation(const json_t *pinned, const json_t *each) {
  const json_t *learned = json_object_get(each, "learn"), *probes = json_object_get(each, "verify");
  json_t *outcomes = json_array();
  kw_keys keys, restarted;
  pin(&keys, pinned, NULL);
  for (size_t index = 0; index < json_array_size(learned); index++) {
    kw_keys_learn(&keys, json_array_get(learned, index));
  }
  pin(&restarted, pinned, keys.proofs);
  for (size_t index = 0; index < json_array_size(probes); index++) {
    json_array_append_new(outcomes, verified(&restarted, text(json_array_get(probes, index), "jws"), KW_VERDICT));
  }
  kw_keys_free(&keys);
  kw_keys_free(&restarted);
  return outcomes;
}

static json_t *typed_key(const json_t *each) {
  static const char *const RESULTS[] = {"right", "other", "mistyped"};
  keyward_typed_key typed;
  keyward_check_typed_key(text(each, "key"), text(each, "key_format"), &typed);
  json_t *read = json_pack("{s:s}", "result", RESULTS[typed.result]);
  if (typed.result == KEYWARD_KEY_MISTYPED) {
    json_object_set_new(read, "group", json_integer((json_int_t)typed.group));
    json_object_set_new(read, "text", json_string(typed.text));
  }
  return read;
}

static json_t *relay_nearby(const json_t *each) {
  const char *hex = text(each, "message"), *service = text(each, "service");
  size_t size = 0, length = strlen(hex);
  char address[KW_RELAY_ADDRESS];
  unsigned char *message = malloc(length / 2 + 1);
  bool is_decoded = message != NULL && sodium_hex2bin(message, length / 2, hex, length, NULL, &size, NULL) == 0;
  bool is_local = strstr(service, ".local") != NULL;
  bool is_found = is_decoded && (is_local ? kw_dns_instance(message, size, service, "10.0.0.1", address)
                                          : kw_dns_service(message, size, service, address));
  free(message);
  return json_pack("{s:s?}", "result", is_found ? address : NULL);
}

static json_t *read_case(const char *name, const json_t *pinned, const json_t *each) {
  if (strcmp(name, "air-gap") == 0) {
    return air_gap(each);
  }
  if (strcmp(name, "dns-answers") == 0) {
    return relay_nearby(each);
  }
  if (strcmp(name, "fingerprints") == 0) {
    return device(each);
  }
  if (strcmp(name, "stores") == 0) {
    return stored(each);
  }
  if (strcmp(name, "typed-keys") == 0) {
    return typed_key(each);
  }
  if (strncmp(name, "key-rotation", strlen("key-rotation")) == 0) {
    return rotation(pinned, each);
  }
  kw_keys keys;
  pin(&keys, pinned, NULL);
  const char *typ = strcmp(name, "updates") == 0 ? KW_UPDATE : strcmp(name, "answers") == 0 ? KW_ANSWER : KW_VERDICT;
  json_t *read = strcmp(name, "license-files") == 0 ? license_file(&keys, each)
                 : strcmp(name, "relays") == 0      ? relayed(&keys, each)
                                                    : verified(&keys, text(each, "jws"), typ);
  kw_keys_free(&keys);
  return read;
}

/* Whether both ways to open AES-256-GCM agree about a random text of this length, and refuse a changed one. */
static bool agrees(size_t size) {
  unsigned char key[KW_AES_KEY], nonce[KW_AES_NONCE], tag[KW_AES_TAG], data[LONGEST_PLAIN];
  unsigned char plain[LONGEST_PLAIN], ciphertext[LONGEST_PLAIN], opened[LONGEST_PLAIN];
  randombytes_buf(key, sizeof key);
  randombytes_buf(nonce, sizeof nonce);
  randombytes_buf(plain, sizeof plain);
  randombytes_buf(data, sizeof data);
  crypto_aead_aes256gcm_encrypt_detached(
      ciphertext,
      tag,
      NULL,
      plain,
      size,
      data,
      LONGEST_PLAIN - size,
      NULL,
      nonce,
      key);
  kw_sealed sealed = {key, nonce, tag, data, LONGEST_PLAIN - size, ciphertext, size};
  bool is_opened = kw_aes_gcm_open_portably(&sealed, opened) && memcmp(opened, plain, size) == 0;
  tag[0] ^= 1;
  return is_opened && !kw_aes_gcm_open_portably(&sealed, opened);
}

static bool both_ways_agree(void) {
  for (size_t size = 0; crypto_aead_aes256gcm_is_available() && size <= LONGEST_PLAIN; size++) {
    if (!agrees(size)) {
      return false;
    }
  }
  return true;
}

int main(void) {
  if (sodium_init() < 0 || !both_ways_agree()) {
    fputs("The ways to open AES-256-GCM differ\n", stderr);
    return 1;
  }
  if (!reads_dns()) {
    fputs("An answer of DNS is read wrongly\n", stderr);
    return 1;
  }
  if (!reads_amounts()) {
    fputs("An amount is read or multiplied wrongly\n", stderr);
    return 1;
  }
  json_t *tasks = json_loadf(stdin, 0, NULL), *outcomes = json_array();
  for (size_t index = 0; index < json_array_size(tasks); index++) {
    const json_t *task = json_array_get(tasks, index);
    json_array_append_new(
        outcomes,
        read_case(text(task, "vectors"), json_object_get(task, "pinned"), json_object_get(task, "case")));
  }
  json_dumpf(outcomes, stdout, JSON_COMPACT);
  json_decref(outcomes);
  json_decref(tasks);
  return 0;
}
