#include <curl/curl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "device_id.h"
#include "dns_answer.h"
#include "environment.h"
#include "license.h"
#include "platform.h"

#define DAY 86400000
#define MAX_FINGERPRINT 512

static const char CONTAINER_WITHOUT_ID[] =
    "This container has no id of its own: each new one takes another seat unless its store is kept. Give `device`, or "
    "mount the host's /etc/machine-id";

void keyward_init_options(keyward_options *options, size_t size) {
  keyward_options defaults = {.size = size, .grace_days = -1, .timeout_ms = 10000, .retries = 1};
  memset(options, 0, size);
  memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
}

static bool is_filled(const char *text) {
  return text != NULL && *text != '\0';
}

/* Whether curl would send a request there: not to a bracket that is not closed, or to a port that is no number. */
static bool is_url(const char *text) {
  CURLU *url = curl_url();
  bool is_read = url != NULL && curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK;
  curl_url_cleanup(url);
  return is_read;
}

/* Complete, without user, query and fragment, and without the path that the calls begin with. */
static bool is_address(const char *text) {
  static const char API[] = "/api/v1";
  if (text == NULL || (strncmp(text, "http://", 7) != 0 && strncmp(text, "https://", 8) != 0)) {
    return false;
  }
  const char *host = strstr(text, "://") + 3;
  size_t length = strlen(host), end = sizeof API - 1;
  while (length > 0 && host[length - 1] == '/') {
    length--;
  }
  bool has_api = length >= end && strncmp(host + length - end, API, end) == 0;
  return strcspn(host, "/:") > 0 && strpbrk(host, "@?# \t\r\n") == NULL && !has_api && is_url(text);
}

static keyward_error option_problem(const keyward_options *options) {
  if (!is_address(options->base_url)) {
    return KEYWARD_INVALID_BASE_URL;
  }
  if (!is_filled(options->product)) {
    return KEYWARD_INVALID_PRODUCT;
  }
  if (options->device != NULL && (*options->device == '\0' || strlen(options->device) > MAX_FINGERPRINT)) {
    return KEYWARD_INVALID_DEVICE;
  }
  if (options->environment != NULL && kw_known_environment(options->environment) == NULL) {
    return KEYWARD_INVALID_ENVIRONMENT;
  }
  bool is_valid = options->grace_days == options->grace_days && options->timeout_ms > 0 && options->retries >= 0;
  return is_valid ? KEYWARD_OK : KEYWARD_INVALID_REQUEST;
}

static char *random_id(void) {
  char id[KW_UUID];
  kw_random_uuid(id);
  return kw_copy(id);
}

/* Only a random id is kept: with that of a system, a copied store would turn another machine into this one. */
static char *fingerprint_of(keyward_license *license, const keyward_options *options) {
  char fingerprint[KEYWARD_FINGERPRINT_SIZE];
  kw_memory *memory = &license->memory;
  if (options->device != NULL) {
    return kw_trimmed(options->device);
  }
  if (kw_device_id(options->product, options->system_root, fingerprint) == KEYWARD_OK) {
    return kw_copy(fingerprint);
  }
  if (kw_is_container(options->system_root)) {
    kw_warn(license, "CONTAINER_WITHOUT_ID", CONTAINER_WITHOUT_ID);
  }
  memory->device = memory->device == NULL ? random_id() : memory->device;
  bool is_named = memory->device != NULL && kw_fingerprint_of(options->product, memory->device, fingerprint);
  return is_named ? kw_copy(fingerprint) : NULL;
}

static bool name_device(keyward_license *license, const keyward_options *options, const kw_record *record) {
  const char *given = options->environment;
  license->environment = given == NULL ? kw_environment(options->system_root) : kw_known_environment(given);
  license->memory.device = kw_copy(record->device);
  license->fingerprint = fingerprint_of(license, options);
  license->memory.fingerprint = license->fingerprint;
  return license->fingerprint != NULL;
}

static int64_t grace_of(double days) {
  return days < 0 || days > 1e6 ? KW_ENDLESS : (int64_t)(days * DAY);
}

static int64_t latest_seen(const kw_record *record, const kw_memory *memory) {
  int64_t seen = record->seen;
  if (memory->answer != NULL && memory->answer->issued_at > seen) {
    seen = memory->answer->issued_at;
  }
  if (memory->borrowed.proof != NULL && memory->borrowed.proof->issued_at > seen) {
    seen = memory->borrowed.proof->issued_at;
  }
  return memory->file != NULL && memory->file->issued_at > seen ? memory->file->issued_at : seen;
}

static bool copy_options(keyward_license *license, const keyward_options *options) {
  license->is_floating = options->is_floating != 0;
  license->longest_grace = grace_of(options->grace_days);
  license->product = kw_copy(options->product);
  license->memory.product = license->product;
  license->given_key = is_filled(options->license_key) ? kw_trimmed(options->license_key) : NULL;
  bool has_key = license->given_key != NULL || !is_filled(options->license_key);
  return license->product != NULL && has_key && kw_store_init(&license->memory.store, options) &&
         kw_http_init(&license->http, options);
}

static json_t *facts_of(const keyward_license *license, const keyward_options *options) {
  return json_pack(
      "{s:s, s:s, s:s*, s:s*, s:s*}",
      "product",
      license->product,
      "hardware_id",
      license->fingerprint,
      "app_version",
      options->app_version,
      "channel",
      options->channel,
      "user",
      options->user);
}

static json_t *scope_of(const keyward_license *license, const keyward_options *options) {
  return json_pack(
      "{s:s*, s:s*, s:s*, s:s*, s:s*}",
      "environment",
      license->environment,
      "policy",
      options->policy,
      "group",
      options->group,
      "customer",
      options->customer,
      "checksum",
      options->checksum);
}

static keyward_error recall(keyward_license *license, const keyward_options *options, const kw_record *record) {
  kw_memory *memory = &license->memory;
  if (!kw_keys_init(&memory->keys, options->keys, options->key_count, record->proofs)) {
    return KEYWARD_INVALID_KEYS;
  }
  const char *key = license->given_key != NULL ? license->given_key : record->license_key;
  if (!name_device(license, options, record) || !kw_memory_recall(memory, record, key)) {
    return KEYWARD_NO_MEMORY;
  }
  license->facts = facts_of(license, options);
  license->scope = scope_of(license, options);
  if (license->facts == NULL || license->scope == NULL) {
    return KEYWARD_NO_MEMORY;
  }
  int64_t (*now)(void *) = options->now == NULL ? kw_local_clock : options->now;
  kw_time_init(&license->time, now, options->now_context, latest_seen(record, memory));
  kw_schedule_recalled(&license->schedule, memory->answer, license->longest_grace);
  if (record->is_edited) {
    kw_fail(&license->problem, KEYWARD_STORAGE_ERROR, NULL, "The store was edited: it is not used");
  }
  return KEYWARD_OK;
}

/* If there is one nearby. False without memory. */
static bool call_relay(keyward_license *license) {
  char address[KW_RELAY_ADDRESS];
  if (kw_find_relay(address)) {
    free(license->http.base_url);
    license->http.base_url = kw_copy(address);
  }
  return license->http.base_url != NULL;
}

static keyward_error open_with(keyward_license *license, const keyward_options *options) {
  if (!copy_options(license, options)) {
    return KEYWARD_NO_MEMORY;
  }
  kw_record record = kw_store_read(&license->memory.store);
  keyward_error error = recall(license, options, &record);
  bool is_new_device = record.device == NULL && license->memory.device != NULL;
  kw_record_free(&record);
  if (error == KEYWARD_OK && is_new_device) {
    kw_settle(license);
  }
  if (error == KEYWARD_OK && options->finds_relay && !call_relay(license)) {
    error = KEYWARD_NO_MEMORY;
  }
  if (error == KEYWARD_OK) {
    kw_start(license);
  }
  return error;
}

keyward_error keyward_open(const keyward_options *given, keyward_license **license) {
  keyward_options options;
  *license = NULL;
  keyward_init_options(&options, sizeof options);
  if (given == NULL || given->size < sizeof given->size) {
    return KEYWARD_INVALID_REQUEST;
  }
  /* Of a program that was compiled with another version of the library. */
  memcpy(&options, given, given->size < sizeof options ? given->size : sizeof options);
  keyward_error error = sodium_init() < 0 ? KEYWARD_NO_MEMORY : option_problem(&options);
  if (error != KEYWARD_OK) {
    return error;
  }
  keyward_license *opened = calloc(1, sizeof *opened);
  error = opened == NULL ? KEYWARD_NO_MEMORY : open_with(opened, &options);
  if (error == KEYWARD_OK) {
    *license = opened;
  } else if (opened != NULL) {
    opened->is_closed = true;
    keyward_free(opened);
  }
  return error;
}
