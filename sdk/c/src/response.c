#include "response.h"

#include <stdio.h>
#include <string.h>

#define CHECK_ADDRESS "Check base_url: it is the address of the server, without /api/v1"
#define LONGEST_ADDRESS 100
#define CHECK_NETWORK CHECK_ADDRESS ", or sign in to the network"

long kw_status_of(CURL *curl) {
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

bool kw_is_success(long status) {
  return status >= 200 && status < 300;
}

/* One line: what came instead of an answer of a Keyward server, and what to change. */
static keyward_error not_there(
    kw_problem *problem, keyward_error error, const char *code, const char *base_url, const char *came, const char *advice) {
  char message[sizeof problem->message];
  snprintf(
      message, sizeof message, "No Keyward server answered at %.150s: %.120s. %.150s", base_url, came, advice);
  return kw_fail(problem, error, code, message);
}

keyward_error kw_transport_problem(CURLcode code, const char *base_url, kw_problem *problem) {
  bool is_encrypted = strncmp(base_url, "https:", 6) == 0;
  const char *came = curl_easy_strerror(code), *advice = "Check base_url and the network";
  if (code == CURLE_OUT_OF_MEMORY) {
    return kw_no_memory(problem);
  }
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return kw_fail(problem, KEYWARD_TIMEOUT, NULL, came);
  }
  if (code == CURLE_PEER_FAILED_VERIFICATION) {
    came = "its certificate is not trusted";
    advice = "Check base_url, the clock of this computer and the network";
  } else if (is_encrypted && code == CURLE_SSL_CONNECT_ERROR) {
    came = "it does not speak TLS there";
    advice = "Check base_url: http:// instead of https://?";
  } else if (!is_encrypted && (code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_WEIRD_SERVER_REPLY)) {
    came = "the connection was closed";
    advice = "Check base_url: https:// instead of http://?";
  }
  return not_there(problem, KEYWARD_NETWORK_ERROR, NULL, base_url, came, advice);
}

static bool is_page(CURL *curl) {
  const char *type = NULL;
  curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
  return type != NULL && strstr(type, "html") != NULL;
}

/* A captive portal or a proxy. */
static keyward_error not_of_server(CURL *curl, const char *base_url, kw_problem *problem) {
  char came[64];
  snprintf(came, sizeof came, "something else did, %ld%s", kw_status_of(curl), is_page(curl) ? ", a page" : "");
  const char *advice = is_page(curl) ? CHECK_NETWORK : CHECK_ADDRESS;
  return not_there(problem, KEYWARD_INVALID_ANSWER, NULL, base_url, came, advice);
}

static keyward_error redirected(CURL *curl, const char *base_url, kw_problem *problem) {
  const char *target = NULL;
  char came[160], advice[160] = CHECK_NETWORK;
  curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &target);
  target = target == NULL ? "another address" : target;
  /* Its query may identify the device. */
  int length = (int)strcspn(target, "?#");
  const char *path = strstr(target, "/api/v1/");
  /* Another address of a server, and no page on which people sign in. */
  if (path != NULL && path < target + length && path < target + LONGEST_ADDRESS) {
    snprintf(advice, sizeof advice, "If the server is there, make %.*s the base_url", (int)(path - target), target);
  }
  snprintf(came, sizeof came, "it redirects to %.*s", length < LONGEST_ADDRESS ? length : LONGEST_ADDRESS, target);
  return not_there(problem, KEYWARD_INVALID_ANSWER, "REDIRECTED", base_url, came, advice);
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

keyward_error kw_refusal(CURL *curl, const char *base_url, const kw_bytes *body, kw_problem *problem) {
  long status = kw_status_of(curl);
  bool is_unavailable = status == 429 || status >= 500;
  json_t *answer = kw_json_object(body->data, body->size);
  const json_t *error = json_object_get(answer, "error");
  const char *said = kw_text_of(error, "code"), *message = kw_text_of(error, "message");
  if (status < 400) {
    redirected(curl, base_url, problem);
  } else if (said != NULL && strcmp(said, "PATH_NOT_FOUND") == 0) {
    not_there(problem, KEYWARD_INVALID_ANSWER, said, base_url, message == NULL ? said : message, CHECK_ADDRESS);
    note_response(curl, status, error, problem);
  } else if (said != NULL) {
    kw_fail(problem, is_unavailable ? KEYWARD_UNAVAILABLE : KEYWARD_REFUSED, said, message);
    note_response(curl, status, error, problem);
  } else if (is_unavailable) {
    char code[32];
    snprintf(code, sizeof code, "HTTP_%ld", status);
    kw_fail(problem, KEYWARD_UNAVAILABLE, code, NULL);
    note_response(curl, status, NULL, problem);
  } else {
    not_of_server(curl, base_url, problem);
  }
  json_decref(answer);
  return problem->shown.error;
}

json_t *kw_response_object(CURL *curl, const char *base_url, const kw_bytes *body, kw_problem *problem) {
  if (!kw_is_success(kw_status_of(curl))) {
    kw_refusal(curl, base_url, body, problem);
    return NULL;
  }
  json_t *answer = kw_status_of(curl) == 204 ? json_object() : kw_json_object(body->data, body->size);
  if (answer == NULL || is_page(curl)) {
    not_of_server(curl, base_url, problem);
    json_decref(answer);
    return NULL;
  }
  return answer;
}
