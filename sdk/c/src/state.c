#include "state.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define SECOND 1000

static const char *const KINDS[] = {"valid", "grace", "must_connect", "refused"};
/* About the device, which a file for any device does not name, and which an activation changes. */
static const char *const DEVICE_CODES[] = {
    "NOT_ACTIVATED", "DEVICE_MISMATCH", "SEATS_EXHAUSTED", "DEVICE_BOUND_ELSEWHERE"};

const char *keyward_kind_name(keyward_kind kind) {
  size_t index = (size_t)kind;
  return index < sizeof KINDS / sizeof *KINDS ? KINDS[index] : "unknown";
}

int64_t kw_held_until(const kw_proof *proof, int64_t longest_grace) {
  if (proof->source == KEYWARD_FROM_FILE) {
    return proof->ends_at;
  }
  int64_t end = proof->offline_until == KEYWARD_NO_TIME ? proof->next_check : proof->offline_until;
  int64_t limit = proof->next_check + longest_grace;
  return end < limit ? end : limit;
}

bool kw_is_about_device(const char *code) {
  for (size_t index = 0; index < sizeof DEVICE_CODES / sizeof *DEVICE_CODES; index++) {
    if (strcmp(DEVICE_CODES[index], code) == 0) {
      return true;
    }
  }
  return false;
}

static bool refutes(const kw_proof *refusal, const kw_proof *proof) {
  bool is_about_it = !(proof->is_for_any_device && kw_is_about_device(refusal->code));
  return is_about_it && refusal->issued_at > proof->issued_at;
}

/* What the server said last: in answer to a check, or about the borrowed seat. */
static const kw_proof *said_last(const kw_knowledge *known) {
  const kw_proof *answer = known->answer, *borrowed = known->borrowed;
  return borrowed == NULL || (answer != NULL && answer->issued_at > borrowed->issued_at) ? answer : borrowed;
}

/* A borrowed seat needs no server until its end. */
static int64_t end_of_proof(const kw_proof *proof, const kw_knowledge *known) {
  int64_t end = kw_held_until(proof, known->longest_grace);
  bool is_longer = proof->source == KEYWARD_FROM_SERVER && known->borrowed != NULL && known->borrowed_until > end;
  return is_longer ? known->borrowed_until : end;
}

/* What is signed speaks of whole seconds and includes the last. */
static bool holds(const kw_proof *proof, const kw_knowledge *known) {
  const kw_proof *said = said_last(known), *refusal = said != NULL && !said->is_valid ? said : NULL;
  return proof != NULL && proof->is_valid && !(refusal != NULL && refutes(refusal, proof)) &&
         known->now < end_of_proof(proof, known) + SECOND;
}

static const char *grace_reason(const kw_proof *proof, const kw_knowledge *known) {
  if (known->is_clock_turned_back) {
    return "clock_turned_back";
  }
  if (known->seat == KW_SEAT_LOST) {
    return "no_session";
  }
  bool is_borrowed = known->borrowed != NULL && known->now < known->borrowed_until + SECOND;
  bool is_overdue = proof->source == KEYWARD_FROM_SERVER && !is_borrowed && known->now >= proof->next_check;
  return is_overdue && known->is_unanswered ? "unreachable" : NULL;
}

/* What says yes without a warning, and the longest. NULL if nothing does. */
static const kw_proof *best_of(const kw_knowledge *known) {
  const kw_proof *said = said_last(known), *answer = holds(said, known) ? said : NULL;
  const kw_proof *file = holds(known->file, known) ? known->file : NULL;
  if (answer == NULL || file == NULL) {
    return answer == NULL ? file : answer;
  }
  bool is_grace = grace_reason(answer, known) != NULL, is_file_grace = grace_reason(file, known) != NULL;
  if (is_grace != is_file_grace) {
    return is_grace ? file : answer;
  }
  bool is_shorter = end_of_proof(answer, known) < end_of_proof(file, known);
  return is_shorter ? file : answer;
}

static const char *unusable_reason(const kw_knowledge *known) {
  if (!known->has_key) {
    return "no_license_key";
  }
  if (known->answer == NULL && known->file == NULL && known->borrowed == NULL) {
    return "no_answer";
  }
  if (known->is_clock_turned_back) {
    return "clock_turned_back";
  }
  return known->file != NULL && known->answer == NULL ? "file_ended" : "unreachable";
}

/* Keeps a text of the library's own as long as the state. Takes it. */
static const char *keep(kw_state *state, char *text) {
  json_t *kept = text == NULL ? NULL : json_string(text);
  free(text);
  return json_array_append_new(state->kept, kept) == 0 ? json_string_value(kept) : NULL;
}

static int64_t end_of(const json_t *entitlement) {
  const char *text = kw_text_of(entitlement, "expires_at");
  int64_t end;
  if (text == NULL) {
    return KEYWARD_NO_TIME;
  }
  return kw_time_of(text, &end) ? end : 0;
}

static bool has_ended(const json_t *entitlement, int64_t now) {
  int64_t end = json_is_object(entitlement) ? end_of(entitlement) : KEYWARD_NO_TIME;
  return end != KEYWARD_NO_TIME && end <= now;
}

static bool read_features(const kw_proof *proof, int64_t now, kw_state *state) {
  const json_t *listed = json_object_get(proof->claims, "features");
  const json_t *entitlements = json_object_get(proof->claims, "entitlements");
  state->features = calloc(json_array_size(listed) + 1, sizeof *state->features);
  if (state->features == NULL) {
    return false;
  }
  for (size_t index = 0; index < json_array_size(listed); index++) {
    const char *feature = json_string_value(json_array_get(listed, index));
    if (feature != NULL && !has_ended(json_object_get(entitlements, feature), now)) {
      state->features[state->shown.feature_count++] = feature;
    }
  }
  state->shown.features = state->features;
  return true;
}

static bool read_entitlements(const kw_proof *proof, int64_t now, kw_state *state) {
  json_t *listed = json_object_get(proof->claims, "entitlements"), *each;
  const char *code;
  state->entitlements = calloc(json_object_size(listed) + 1, sizeof *state->entitlements);
  if (state->entitlements == NULL) {
    return false;
  }
  json_object_foreach(listed, code, each) {
    if (json_is_object(each) && !has_ended(each, now)) {
      const json_t *value = json_object_get(each, "value");
      const char *text =
          keep(state, value == NULL ? kw_copy("null") : json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY));
      if (text == NULL) {
        return false;
      }
      state->entitlements[state->shown.entitlement_count++] = (keyward_entitlement){code, text, end_of(each)};
    }
  }
  state->shown.entitlements = state->entitlements;
  return true;
}

/* NULL without memory. */
static const char *metadata_in(const json_t *described, kw_state *state) {
  const json_t *metadata = json_object_get(described, "metadata");
  return json_is_object(metadata) ? keep(state, json_dumps(metadata, JSON_COMPACT)) : "{}";
}

static bool read_usable(const kw_proof *proof, const kw_knowledge *known, kw_state *state) {
  keyward_state *shown = &state->shown;
  const json_t *customer = json_object_get(proof->claims, "customer");
  const json_t *device = json_object_get(proof->claims, "device");
  shown->reason = grace_reason(proof, known);
  shown->kind = shown->reason == NULL ? KEYWARD_VALID : KEYWARD_GRACE;
  shown->is_usable = 1;
  shown->source = proof->source;
  shown->until = end_of_proof(proof, known);
  shown->max_users = proof->max_users;
  shown->expires_at = proof->expires_at;
  shown->license = proof->license;
  shown->customer_name = json_string_value(json_object_get(customer, "name"));
  shown->customer_company =
      shown->customer_name == NULL ? NULL : json_string_value(json_object_get(customer, "company"));
  shown->starts_on = kw_text_of(proof->claims, "starts_on");
  shown->would_be = kw_text_of(proof->claims, "would_be");
  shown->metadata = metadata_in(proof->claims, state);
  shown->device_metadata = metadata_in(device, state);
  shown->customer_metadata = metadata_in(shown->customer_name == NULL ? NULL : customer, state);
  bool has_metadata = shown->metadata != NULL && shown->device_metadata != NULL && shown->customer_metadata != NULL;
  return json_array_append(state->kept, proof->claims) == 0 && has_metadata &&
         read_features(proof, known->now, state) && read_entitlements(proof, known->now, state);
}

static void must_connect(kw_state *state, const char *reason) {
  state->shown.kind = KEYWARD_MUST_CONNECT;
  state->shown.reason = reason;
}

static bool read_verdict(const kw_knowledge *known, kw_state *state) {
  const kw_proof *best = best_of(known);
  const kw_proof *said = said_last(known);
  bool is_refused = said != NULL && !said->is_valid;
  if (best == NULL && is_refused && !(known->is_postponed && kw_is_about_device(said->code))) {
    state->shown.kind = KEYWARD_REFUSED_LICENSE;
    state->shown.reason = said->code;
    state->shown.since = said->issued_at;
  } else if (best == NULL) {
    must_connect(state, unusable_reason(known));
  } else if (known->seat == KW_SEAT_NEVER) {
    must_connect(state, "no_session");
  } else if (known->seat == KW_SEAT_TAKEN) {
    must_connect(state, "no_seat_free");
  } else {
    return read_usable(best, known, state);
  }
  return true;
}

static bool begins_with(const char *text, const char *start) {
  for (; *start != '\0'; text++, start++) {
    if (tolower((unsigned char)*text) != *start) {
      return false;
    }
  }
  return true;
}

/* Programs open it, so that it may be nothing but a web address. */
static const char *address_in(const json_t *claims, const char *name) {
  const char *text = kw_text_of(claims, name);
  return text != NULL && (begins_with(text, "http://") || begins_with(text, "https://")) ? text : NULL;
}

bool kw_state_of(const kw_knowledge *known, kw_state *state) {
  const kw_proof *said = said_last(known), *latest = said != NULL ? said : known->file;
  memset(state, 0, sizeof *state);
  state->kept = json_array();
  state->shown.until = state->shown.since = state->shown.expires_at = KEYWARD_NO_TIME;
  state->shown.max_users = KEYWARD_UNLIMITED;
  state->shown.metadata = state->shown.device_metadata = state->shown.customer_metadata = "{}";
  bool is_kept = state->kept != NULL && (latest == NULL || json_array_append(state->kept, latest->claims) == 0);
  if (!is_kept || !read_verdict(known, state)) {
    kw_state_free(state);
    return false;
  }
  state->shown.upgrade_url = latest == NULL ? NULL : address_in(latest->claims, "upgrade_url");
  state->shown.manage_url = latest == NULL ? NULL : address_in(latest->claims, "manage_url");
  return true;
}

static bool is_same(const char *left, const char *right) {
  return left == right || (left != NULL && right != NULL && strcmp(left, right) == 0);
}

static bool has_same_lists(const keyward_state *left, const keyward_state *right) {
  if (left->feature_count != right->feature_count || left->entitlement_count != right->entitlement_count) {
    return false;
  }
  bool is_equal = true;
  for (size_t index = 0; index < left->feature_count; index++) {
    is_equal = is_equal && is_same(left->features[index], right->features[index]);
  }
  for (size_t index = 0; index < left->entitlement_count; index++) {
    const keyward_entitlement *one = &left->entitlements[index], *other = &right->entitlements[index];
    is_equal = is_equal && is_same(one->code, other->code) && is_same(one->value, other->value) &&
               one->expires_at == other->expires_at;
  }
  return is_equal;
}

bool kw_state_equals(const kw_state *left, const kw_state *right) {
  const keyward_state *one = &left->shown, *other = &right->shown;
  return one->kind == other->kind && is_same(one->reason, other->reason) && one->source == other->source &&
         one->until == other->until && one->since == other->since && one->max_users == other->max_users &&
         one->expires_at == other->expires_at && is_same(one->license, other->license) &&
         is_same(one->customer_name, other->customer_name) && is_same(one->customer_company, other->customer_company) &&
         is_same(one->metadata, other->metadata) && is_same(one->device_metadata, other->device_metadata) &&
         is_same(one->customer_metadata, other->customer_metadata) && is_same(one->upgrade_url, other->upgrade_url) &&
         is_same(one->manage_url, other->manage_url) && is_same(one->starts_on, other->starts_on) &&
         is_same(one->would_be, other->would_be) && has_same_lists(one, other);
}

void kw_state_free(kw_state *state) {
  free(state->features);
  free(state->entitlements);
  json_decref(state->kept);
  memset(state, 0, sizeof *state);
}
