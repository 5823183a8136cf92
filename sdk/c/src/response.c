#include "response.h"

#include <stdio.h>

long kw_status_of(CURL *curl) {
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

bool kw_is_success(long status) {
  return status >= 200 && status < 300;
}

keyward_error kw_transport_problem(CURLcode code, kw_problem *problem) {
  if (code == CURLE_OUT_OF_MEMORY) {
    return kw_no_memory(problem);
  }
  keyward_error error = code == CURLE_OPERATION_TIMEDOUT ? KEYWARD_TIMEOUT : KEYWARD_NETWORK_ERROR;
  return kw_fail(problem, error, NULL, curl_easy_strerror(code));
}

static void note_response(CURL *curl, long status, const json_t *error, kw_problem *problem) {
  curl_off_t retry_after = 0;
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry_after);
  const char *request_id = kw_text_of(error, "request_id");
  snprintf(problem->request_id, sizeof problem->request_id, "%s", request_id == NULL ? "" : request_id);
  problem->shown.status = (int)status;
  /* A date may have passed. */
  problem->shown.retry_after = retry_after > 0 ? (double)retry_after : 0;
}

keyward_error kw_refusal(CURL *curl, const kw_bytes *body, kw_problem *problem) {
  long status = kw_status_of(curl);
  bool is_unavailable = status == 429 || status >= 500;
  json_t *answer = kw_json_object(body->data, body->size);
  const json_t *error = json_object_get(answer, "error");
  char code[16];
  snprintf(code, sizeof code, "HTTP_%ld", status);
  if (json_is_object(error)) {
    const char *said = kw_text_of(error, "code");
    keyward_error kind = is_unavailable ? KEYWARD_UNAVAILABLE : KEYWARD_REFUSED;
    kw_fail(problem, kind, said == NULL ? code : said, kw_text_of(error, "message"));
    note_response(curl, status, error, problem);
  } else if (is_unavailable) {
    kw_fail(problem, KEYWARD_UNAVAILABLE, code, NULL);
    note_response(curl, status, NULL, problem);
  } else {
    /* A captive portal or a proxy. */
    kw_fail(problem, KEYWARD_INVALID_ANSWER, NULL, NULL);
  }
  json_decref(answer);
  return problem->shown.error;
}

json_t *kw_response_object(CURL *curl, const kw_bytes *body, kw_problem *problem) {
  if (!kw_is_success(kw_status_of(curl))) {
    kw_refusal(curl, body, problem);
    return NULL;
  }
  json_t *answer = body->size == 0 ? json_object() : kw_json_object(body->data, body->size);
  if (answer == NULL) {
    kw_fail(problem, KEYWARD_INVALID_ANSWER, NULL, NULL);
  }
  return answer;
}
