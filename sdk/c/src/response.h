/** The end of a call over libcurl: a response, or none. */
#ifndef KW_RESPONSE_H
#define KW_RESPONSE_H

#include <curl/curl.h>
#include <jansson.h>

#include "encoding.h"
#include "problem.h"

/** HTTP status; 0 without a response. */
long kw_status_of(CURL *curl);
bool kw_is_success(long status);
/** The object in the body, freed by the caller; NULL with a problem. */
json_t *kw_response_object(CURL *curl, const char *base_url, const kw_bytes *body, kw_problem *problem);
/** The problem of a response that is no success. */
keyward_error kw_refusal(CURL *curl, const char *base_url, const kw_bytes *body, kw_problem *problem);
/** The problem of a call without a response. */
keyward_error kw_transport_problem(CURLcode code, const char *base_url, kw_problem *problem);

#endif
