#include "http.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "platform.h"
#include "response.h"
#include "schedule.h"

#define MAX_ANSWER 1048576
#define MAX_RETRY_AFTER 5

/* A response while it arrives. */
typedef struct {
  CURL *curl;
  kw_bytes body;
  bool is_too_long;
  /** Of Content-Range; -1 for none. */
  int64_t range_start;
  /** NULL unless the body goes elsewhere. */
  const kw_download_request *download;
  bool has_begun;
} exchange;

bool kw_http_init(kw_http *http, const keyward_options *options) {
  size_t length = strlen(options->base_url);
  while (length > 0 && options->base_url[length - 1] == '/') {
    length--;
  }
  *http = (kw_http){
      .curl = curl_easy_init(),
      .process = kw_process_id(),
      .base_url = kw_copy_part((kw_part){options->base_url, length}),
      .timeout_ms = options->timeout_ms,
      .retries = options->retries,
  };
  return http->curl != NULL && http->base_url != NULL;
}

static void forget_refusal(kw_http *http) {
  free(http->signature);
  json_decref(http->waiting);
  http->signature = NULL;
  http->waiting = NULL;
}

void kw_http_free(kw_http *http) {
  curl_easy_cleanup(http->curl);
  free(http->base_url);
  forget_refusal(http);
}

/* After a fork, the connections are the parent's: they are left alone, with their handle, and not shared. */
static bool enter_process(kw_http *http) {
  if (http->process != kw_process_id()) {
    http->process = kw_process_id();
    http->curl = curl_easy_init();
  }
  return http->curl != NULL;
}

static bool append(kw_bytes *body, const char *data, size_t size) {
  unsigned char *grown = realloc(body->data, body->size + size + 1);
  if (grown == NULL) {
    return false;
  }
  memcpy(grown + body->size, data, size);
  *body = (kw_bytes){grown, body->size + size};
  return true;
}

/* A server sends the whole file if it has another one meanwhile, or knows no ranges. */
static bool begin_download(exchange *received) {
  const kw_download_request *request = received->download;
  bool goes_on = kw_status_of(received->curl) == 206 && received->range_start == request->start;
  received->has_begun = true;
  return request->begin(request->context, goes_on ? request->start : 0);
}

static size_t receive(char *data, size_t unit, size_t count, void *context) {
  exchange *received = context;
  size_t size = unit * count;
  bool is_taken;
  if (received->download != NULL && kw_is_success(kw_status_of(received->curl))) {
    is_taken = (received->has_begun || begin_download(received)) &&
               received->download->receive(received->download->context, data, size);
  } else {
    received->is_too_long = received->body.size + size > MAX_ANSWER;
    is_taken = !received->is_too_long && append(&received->body, data, size);
  }
  /* Another number than the size ends the transfer. */
  return is_taken ? size : size + 1;
}

static size_t receive_header(char *data, size_t unit, size_t count, void *context) {
  static const char NAME[] = "content-range: bytes ";
  exchange *received = context;
  size_t size = unit * count, length = sizeof NAME - 1;
  bool is_range = size > length;
  for (size_t index = 0; is_range && index < length; index++) {
    is_range = tolower((unsigned char)data[index]) == NAME[index];
  }
  if (is_range) {
    int64_t start = 0;
    for (size_t index = length; index < size && isdigit((unsigned char)data[index]) && start < INT64_MAX / 20;
         index++) {
      start = start * 10 + data[index] - '0';
    }
    received->range_start = start;
  }
  return size;
}

static void prepare(kw_http *http, exchange *received, const char *url, struct curl_slist *headers) {
  CURL *curl = http->curl;
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "keyward-c/" KEYWARD_VERSION);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, http->timeout_ms);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, received);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, receive_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, received);
  /* A redirect could lead credentials elsewhere. */
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
#if LIBCURL_VERSION_NUM >= 0x075500
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS);
#endif
}

/* Keeps what a call needs of a refusal. */
static void note_refusal(kw_http *http, const kw_bytes *body) {
  json_t *answer = kw_json_object(body->data, body->size);
  const char *signature = kw_text_of(answer, "signed");
  http->signature = signature == NULL ? NULL : kw_copy(signature);
  http->waiting = json_incref(json_object_get(json_object_get(answer, "error"), "waiting"));
  json_decref(answer);
}

static json_t *attempt(
    kw_http *http, const char *url, const char *body, struct curl_slist *headers, kw_problem *problem) {
  exchange received = {.curl = http->curl, .range_start = -1};
  json_t *answer = NULL;
  forget_refusal(http);
  prepare(http, &received, url, headers);
  curl_easy_setopt(http->curl, CURLOPT_TIMEOUT_MS, http->timeout_ms);
  if (body != NULL) {
    curl_easy_setopt(http->curl, CURLOPT_POSTFIELDS, body);
  }
  CURLcode code = curl_easy_perform(http->curl);
  if (code != CURLE_OK && !received.is_too_long) {
    kw_transport_problem(code, http->base_url, problem);
  } else {
    answer = kw_response_object(http->curl, http->base_url, &received.body, problem);
  }
  if (answer == NULL && problem->shown.error == KEYWARD_REFUSED) {
    note_refusal(http, &received.body);
  }
  free(received.body.data);
  return answer;
}

static bool is_transient(const keyward_problem *problem) {
  return problem->error == KEYWARD_NETWORK_ERROR || kw_is_postponed(problem);
}

static json_t *with_retries(
    kw_http *http, const char *url, const char *body, struct curl_slist *headers, kw_problem *problem) {
  for (int tries = 0;; tries++) {
    json_t *answer = attempt(http, url, body, headers, problem);
    if (answer != NULL || tries >= http->retries || !is_transient(&problem->shown)) {
      return answer;
    }
    double requested = problem->shown.retry_after;
    double wait = requested > 0 ? requested : ldexp(0.2, tries) * (1 + kw_jitter());
    if (wait > MAX_RETRY_AFTER) {
      return NULL;
    }
    kw_sleep((int64_t)(wait * 1000));
  }
}

/* Takes the text, of which nothing becomes another header. False without memory. */
static bool add_header(struct curl_slist **headers, char *text) {
  for (char *at = text; at != NULL && *at != '\0'; at++) {
    *at = *at == '\r' || *at == '\n' ? ' ' : *at;
  }
  struct curl_slist *added = text == NULL ? NULL : curl_slist_append(*headers, text);
  free(text);
  *headers = added == NULL ? *headers : added;
  return added != NULL;
}

static bool add_request_headers(struct curl_slist **headers, const kw_request *request) {
  char uuid[KW_UUID];
  kw_random_uuid(uuid);
  return (request->body == NULL || add_header(headers, kw_copy("Content-Type: application/json"))) &&
         (!request->is_change || add_header(headers, kw_format("Idempotency-Key: %s", uuid)));
}

json_t *kw_http_send(kw_http *http, const kw_request *request, kw_problem *problem) {
  struct curl_slist *headers = NULL;
  json_t *answer = NULL;
  char *url = kw_format("%s%s", http->base_url, request->path);
  char *body = request->body == NULL ? NULL : json_dumps(request->body, JSON_COMPACT);
  if (!enter_process(http) || url == NULL || (request->body != NULL && body == NULL) || !add_request_headers(&headers, request)) {
    kw_no_memory(problem);
  } else {
    answer = with_retries(http, url, body, headers, problem);
  }
  curl_slist_free_all(headers);
  free(body);
  free(url);
  return answer;
}

static bool add_download_headers(struct curl_slist **headers, const kw_download_request *request) {
  return add_header(headers, kw_format("X-Hardware-Id: %s", request->fingerprint)) &&
         (request->license_key == NULL ||
          add_header(headers, kw_format("Authorization: License %s", request->license_key))) &&
         (request->start == 0 || (add_header(headers, kw_format("Range: bytes=%lld-", (long long)request->start)) &&
                                  add_header(headers, kw_format("If-Range: \"%s\"", request->etag))));
}

static keyward_error download(
    kw_http *http,
    const kw_download_request *request,
    const char *url,
    struct curl_slist *headers,
    kw_problem *problem) {
  exchange received = {.curl = http->curl, .range_start = -1, .download = request};
  prepare(http, &received, url, headers);
  curl_easy_setopt(http->curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(http->curl, CURLOPT_LOW_SPEED_TIME, http->timeout_ms / 1000 + 1);
  CURLcode code = curl_easy_perform(http->curl);
  long status = kw_status_of(http->curl);
  keyward_error error = KEYWARD_OK;
  if (code == CURLE_WRITE_ERROR && received.has_begun) {
    error = problem->shown.error;
  } else if (code != CURLE_OK) {
    error = kw_transport_problem(code, http->base_url, problem);
  } else if (!kw_is_success(status)) {
    error = kw_refusal(http->curl, http->base_url, &received.body, problem);
    problem->shown.status = (int)status;
  }
  free(received.body.data);
  return error;
}

keyward_error kw_http_download(kw_http *http, const kw_download_request *request, kw_problem *problem) {
  struct curl_slist *headers = NULL;
  char *url = kw_format("%s%s", http->base_url, request->path);
  bool is_ready = enter_process(http) && url != NULL && add_download_headers(&headers, request);
  keyward_error error = is_ready ? download(http, request, url, headers, problem) : kw_no_memory(problem);
  curl_slist_free_all(headers);
  free(url);
  return error;
}
