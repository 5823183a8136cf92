#include "store.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "platform.h"

#define VERSION 1

bool kw_store_init(kw_store *store, const keyward_options *options) {
  *store = (kw_store){NULL, options->store, NULL};
  store->path = kw_copy(options->store_path);
  return options->store_path == NULL || store->path != NULL;
}

void kw_store_free(kw_store *store) {
  free(store->path);
  free(store->kept);
}

static json_t *text_or_null(const char *text) {
  return text == NULL ? json_null() : json_string(text);
}

static json_t *list_of(const json_t *texts) {
  return json_is_array(texts) ? json_copy((json_t *)texts) : json_array();
}

/* As JSON.stringify writes them: jansson has capital letters in the escapes of control characters. */
static void lower_escapes(char *json) {
  for (char *at = strchr(json, '\\'); at != NULL; at = strchr(at + 2, '\\')) {
    for (int digit = 2; at[1] == 'u' && digit < 6; digit++) {
      at[digit] = (char)tolower((unsigned char)at[digit]);
    }
  }
}

/* No secret: it notices an edited time. What bounds the use is in the signed answer. */
static bool seal(const kw_record *record, char hex[KW_SHA256_HEX]) {
  json_t *sealed = json_pack(
      "[s, o, o, o, I, o]",
      "keyward",
      text_or_null(record->license_key),
      text_or_null(record->answer),
      text_or_null(record->file),
      (json_int_t)record->seen,
      list_of(record->released));
  if (*record->request.nonce != '\0') {
    json_array_append_new(sealed, json_string(record->request.nonce));
    json_array_append_new(sealed, json_integer((json_int_t)record->request.at));
  }
  char *text = json_dumps(sealed, JSON_COMPACT);
  if (text != NULL) {
    lower_escapes(text);
    kw_sha256_hex(text, strlen(text), hex);
  }
  json_decref(sealed);
  bool is_sealed = text != NULL;
  free(text);
  return is_sealed;
}

/* Of other types, and empty texts: none. */
static json_t *texts_in(const json_t *value) {
  json_t *texts = json_array();
  for (size_t index = 0; index < json_array_size(value); index++) {
    json_t *item = json_array_get(value, index);
    if (json_is_string(item)) {
      json_array_append(texts, item);
    }
  }
  return texts;
}

static kw_file_request request_in(const json_t *value) {
  kw_file_request request = {.at = 0};
  const char *nonce = kw_text_of(value, "nonce");
  const json_t *at = json_object_get(value, "at");
  if (nonce != NULL && strlen(nonce) < sizeof request.nonce && json_is_integer(at)) {
    strcpy(request.nonce, nonce);
    request.at = (int64_t)json_integer_value(at);
  }
  return request;
}

static kw_record decode(json_t *fields) {
  double seen;
  bool has_time = kw_number_of(json_object_get(fields, "seen"), &seen);
  json_t *proofs = texts_in(json_object_get(json_object_get(fields, "keys"), "proofs"));
  json_t *released = texts_in(json_object_get(fields, "released"));
  json_object_set_new(fields, " proofs", proofs);
  json_object_set_new(fields, " released", released);
  return (kw_record){
      .license_key = kw_text_of(fields, "licenseKey"),
      .answer = kw_text_of(fields, "answer"),
      .file = kw_text_of(fields, "file"),
      .borrowed_answer = kw_text_of(json_object_get(fields, "borrowed"), "answer"),
      .borrowed_token = kw_text_of(json_object_get(fields, "borrowed"), "token"),
      .seen = has_time ? (int64_t)seen : 0,
      .proofs = proofs,
      .released = released,
      .request = request_in(json_object_get(fields, "request")),
      .device = kw_text_of(fields, "device"),
      .fields = fields,
  };
}

static bool is_sealed(const kw_record *record) {
  char expected[KW_SHA256_HEX];
  const char *found = kw_text_of(record->fields, "seal");
  double version;
  return kw_number_of(json_object_get(record->fields, "version"), &version) && version == VERSION && found != NULL &&
         seal(record, expected) && strcmp(found, expected) == 0;
}

static kw_record read_record(const char *text) {
  json_t *fields = text == NULL ? NULL : kw_json_object(text, strlen(text));
  kw_record record = decode(fields == NULL ? json_object() : fields);
  if (text != NULL && !is_sealed(&record)) {
    record.answer = NULL;
    record.file = NULL;
    record.borrowed_answer = NULL;
    record.seen = 0;
    record.request = (kw_file_request){.at = 0};
    record.is_edited = true;
  }
  return record;
}

kw_record kw_store_read(kw_store *store) {
  if (store->path != NULL) {
    char *text = kw_read_file_text(store->path);
    kw_record record = read_record(text);
    free(text);
    return record;
  }
  return read_record(store->custom.read != NULL ? store->custom.read(store->custom.context) : store->kept);
}

/* The caller frees the text; NULL without memory. */
static char *encode(const kw_record *record) {
  char hex[KW_SHA256_HEX];
  if (!seal(record, hex)) {
    return NULL;
  }
  json_t *fields = json_pack(
      "{s:i, s:s*, s:s*, s:s*, s:I, s:{s:o}, s:s*, s:o, s:s}",
      "version",
      VERSION,
      "licenseKey",
      record->license_key,
      "answer",
      record->answer,
      "file",
      record->file,
      "seen",
      (json_int_t)record->seen,
      "keys",
      "proofs",
      list_of(record->proofs),
      "device",
      record->device,
      "released",
      list_of(record->released),
      "seal",
      hex);
  if (*record->request.nonce != '\0') {
    json_t *request = json_pack("{s:s, s:I}", "nonce", record->request.nonce, "at", (json_int_t)record->request.at);
    json_object_set_new(fields, "request", request);
  }
  if (record->borrowed_answer != NULL) {
    json_t *seat = json_pack("{s:s, s:s}", "answer", record->borrowed_answer, "token", record->borrowed_token);
    json_object_set_new(fields, "borrowed", seat);
  }
  char *text = json_dumps(fields, JSON_COMPACT);
  json_decref(fields);
  return text;
}

static bool write_text(kw_store *store, char *text) {
  if (store->path != NULL) {
    return kw_write_private_file(store->path, text);
  }
  if (store->custom.write != NULL) {
    return store->custom.write(store->custom.context, text) == 0;
  }
  char *copy = kw_copy(text);
  free(store->kept);
  store->kept = copy;
  return copy != NULL;
}

bool kw_store_write(kw_store *store, const kw_record *record) {
  char *text = encode(record);
  bool is_written = text != NULL && write_text(store, text);
  free(text);
  return is_written;
}

void kw_record_free(kw_record *record) {
  json_decref(record->fields);
}
