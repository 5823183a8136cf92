#include "problem.h"

#include <stdio.h>
#include <string.h>

static const struct {
  const char *code;
  const char *text;
} ERRORS[] = {
    [KEYWARD_OK] = {"OK", "No error"},
    [KEYWARD_INVALID_REQUEST] = {"INVALID_REQUEST", "A mistake in the program's call"},
    [KEYWARD_INVALID_BASE_URL] =
        {"INVALID_OPTIONS",
         "base_url must be a complete address with http:// or https://, without user, query and fragment, and must not "
         "end in /api/v1: the library adds it"},
    [KEYWARD_INVALID_PRODUCT] = {"INVALID_OPTIONS", "product must be the reference of a product"},
    [KEYWARD_INVALID_KEYS] =
        {"INVALID_OPTIONS",
         "keys must be 1 to 200 public keys: x of /.well-known/jwks.json, or public_key of ES256, which needs a library that was "
         "built with OpenSSL"},
    [KEYWARD_INVALID_DEVICE] = {"INVALID_OPTIONS", "device must be a text of 1 to 512 bytes"},
    [KEYWARD_NO_MEMORY] = {"NO_MEMORY", "There is not enough memory"},
    [KEYWARD_NETWORK_ERROR] = {"NETWORK_ERROR", "No server answered"},
    [KEYWARD_TIMEOUT] = {"TIMEOUT", "No server answered in time"},
    [KEYWARD_INVALID_ANSWER] = {"INVALID_ANSWER", "Not the license server answered"},
    [KEYWARD_UNAVAILABLE] = {"UNAVAILABLE", "The server failed, or asks for fewer requests"},
    [KEYWARD_REFUSED] = {"REFUSED", "The server refused"},
    [KEYWARD_LICENSE_KEY_MISSING] =
        {"LICENSE_KEY_MISSING", "There is no license key yet: give the one that the user typed"},
    [KEYWARD_UNUSABLE_FILE] = {"LICENSE_FILE_MALFORMED", "This license file cannot be used"},
    [KEYWARD_DOWNLOAD_CHANGED] = {"DOWNLOAD_CHANGED", "The download is not the file that was signed"},
    [KEYWARD_DOWNLOAD_NOT_ALLOWED] = {"DOWNLOAD_NOT_ALLOWED", "This license may not download the update"},
    [KEYWARD_STORAGE_ERROR] = {"STORAGE_ERROR", "A file could not be read or written"},
    [KEYWARD_NO_DEVICE_ID] = {"NO_DEVICE_ID", "The system has no id"},
    [KEYWARD_INVALID_ENVIRONMENT] =
        {"INVALID_OPTIONS", "environment must be physical, virtual_machine, container or development"},
    [KEYWARD_LICENSE_CLOSED] = {"LICENSE_CLOSED", "The license was closed"},
    [KEYWARD_SEAT_BORROWED] =
        {"SEAT_BORROWED", "Another running copy of this program has borrowed a seat with this store"},
    [KEYWARD_LEDGER_REFUSED] = {"LEDGER_REFUSED", "The ledger refused"},
    [KEYWARD_LEDGER_IN_USE] = {"LEDGER_IN_USE", "Another process uses this ledger"},
};

/* By the reason for which a license file is not taken. */
static const char *const FILE_CODES[][2] = {
    {"unknown_key", "LICENSE_FILE_UNTRUSTED"},
    {"revoked_key", "LICENSE_FILE_UNTRUSTED"},
    {"signature", "LICENSE_FILE_CHANGED"},
    {"decryption", "LICENSE_FILE_UNREADABLE"},
    {"device", "LICENSE_FILE_OTHER_DEVICE"},
    {"license", "LICENSE_FILE_OTHER_KEY"},
    {"license_key", "LICENSE_FILE_OTHER_KEY"},
    {"product", "LICENSE_FILE_OTHER_PRODUCT"},
};

const char *keyward_error_text(keyward_error error) {
  size_t index = (size_t)error;
  return index < sizeof ERRORS / sizeof *ERRORS ? ERRORS[index].text : "Unknown error";
}

static bool is_unreachable(keyward_error error) {
  return error == KEYWARD_NETWORK_ERROR || error == KEYWARD_TIMEOUT || error == KEYWARD_INVALID_ANSWER ||
         error == KEYWARD_UNAVAILABLE || error == KEYWARD_DOWNLOAD_CHANGED;
}

keyward_error kw_fail(kw_problem *problem, keyward_error error, const char *code, const char *message) {
  kw_no_problem(problem);
  snprintf(problem->code, sizeof problem->code, "%s", code == NULL ? ERRORS[error].code : code);
  snprintf(problem->message, sizeof problem->message, "%s", message == NULL ? ERRORS[error].text : message);
  problem->shown = (keyward_problem){
      .error = error,
      .code = problem->code,
      .message = problem->message,
      .request_id = problem->request_id,
      .is_unreachable = is_unreachable(error),
  };
  return error;
}

keyward_error kw_no_memory(kw_problem *problem) {
  return kw_fail(problem, KEYWARD_NO_MEMORY, NULL, NULL);
}

keyward_error kw_untrusted(kw_problem *problem, const char *reason) {
  char message[128];
  const char *advice = strcmp(reason, "unknown_key") == 0     ? ": pin x of /.well-known/jwks.json of this server"
                       : strcmp(reason, "es256_missing") == 0 ? ": build the library with OpenSSL"
                                                              : "";
  snprintf(message, sizeof message, "The answer is not trusted: %s%s", reason, advice);
  const char *code = strcmp(reason, "relay_chain") == 0     ? "RELAY_CHAIN_INVALID"
                     : strcmp(reason, "relay_expired") == 0 ? "RELAY_EXPIRED"
                                                            : NULL;
  return kw_fail(problem, KEYWARD_INVALID_ANSWER, code, message);
}

keyward_error kw_other_lender(kw_problem *problem) {
  return kw_fail(
      problem,
      KEYWARD_INVALID_ANSWER,
      "RELAY_UNREACHABLE",
      "The answer is not trusted: it is not of the relay that lent the seat");
}

void kw_take_problem(kw_problem *problem, const kw_problem *other) {
  *problem = *other;
  problem->shown.code = problem->code;
  problem->shown.message = problem->message;
  problem->shown.request_id = problem->request_id;
}

keyward_error kw_unusable_file(kw_problem *problem, const char *reason) {
  const char *code = NULL;
  for (size_t index = 0; index < sizeof FILE_CODES / sizeof *FILE_CODES; index++) {
    code = strcmp(FILE_CODES[index][0], reason) == 0 ? FILE_CODES[index][1] : code;
  }
  char message[128];
  snprintf(message, sizeof message, "This license file cannot be used: %s", reason);
  return kw_fail(problem, KEYWARD_UNUSABLE_FILE, code, message);
}

bool kw_is_postponed(const keyward_problem *problem) {
  int status = problem->status;
  return status == 429 || status == 502 || status == 503 || status == 504;
}

void kw_no_problem(kw_problem *problem) {
  memset(problem, 0, sizeof *problem);
}
