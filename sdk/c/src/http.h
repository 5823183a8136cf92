/** Calls over libcurl. */
#ifndef KW_HTTP_H
#define KW_HTTP_H

#include <curl/curl.h>
#include <jansson.h>

#include "problem.h"

typedef struct {
  CURL *curl;
  /** That has its connections. */
  int64_t process;
  /** Without a slash at its end. */
  char *base_url;
  long timeout_ms;
  int retries;
  /** Signature of the last refusal; NULL without one. */
  char *signature;
  /** Its place in a waiting line; NULL without one. */
  json_t *waiting;
} kw_http;

typedef struct {
  const char *path;
  /** NULL for GET. Not taken. */
  const json_t *body;
  /** Whether the call changes something: every attempt has the same idempotency key. */
  bool is_change;
} kw_request;

/** Receives a part of a download. False ends it. */
typedef bool (*kw_receiver)(void *context, const char *data, size_t size);

typedef struct {
  const char *path;
  /** NULL for none. */
  const char *license_key;
  const char *fingerprint;
  /** First byte, and the sum of the file that it belongs to. */
  int64_t start;
  const char *etag;
  /** Called with the first byte of the response before its data. */
  bool (*begin)(void *context, int64_t first_byte);
  kw_receiver receive;
  void *context;
} kw_download_request;

/** False without memory. */
bool kw_http_init(kw_http *http, const keyward_options *options);
void kw_http_free(kw_http *http);
/** The answer, freed by the caller; NULL with a problem. */
json_t *kw_http_send(kw_http *http, const kw_request *request, kw_problem *problem);
keyward_error kw_http_download(kw_http *http, const kw_download_request *request, kw_problem *problem);

#endif
