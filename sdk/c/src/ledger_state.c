#include "ledger_state.h"

#include <stdio.h>
#include <string.h>

#include "encoding.h"

#define MAX_VERSIONS 100
#define MAX_DAYS 400
#define DAY 86400000
/* Size of a date with its final NUL. */
#define DATE 32

int64_t kw_ledger_integer(const json_t *object, const char *name) {
  return (int64_t)json_integer_value(json_object_get(object, name));
}

json_t *kw_ledger_state_new(int64_t now) {
  return json_pack(
      "{s:n, s:b, s:s, s:s, s:i, s:i, s:n, s:I, s:{}, s:{}, s:i, s:i, s:[], s:[]}",
      "file",
      "isReleased",
      0,
      "place",
      "",
      "boot",
      "",
      "at",
      0,
      "seq",
      0,
      "report",
      "from",
      (json_int_t)(now / 1000),
      "used",
      "reported",
      "starts",
      0,
      "refused",
      0,
      "versions",
      "days");
}

void kw_ledger_state_place(json_t *state, const char *place) {
  char boot[KW_UUID];
  const char *before = kw_text_of(state, "place");
  if (before == NULL || strcmp(before, place) != 0) {
    kw_random_uuid(boot);
    json_object_set_new(state, "place", json_string(place));
    json_object_set_new(state, "boot", json_string(boot));
  }
}

bool kw_ledger_state_is_whole(const json_t *state) {
  static const char *const INTEGERS[] = {"at", "seq", "from", "starts", "refused"};
  bool is_whole = json_is_object(json_object_get(state, "used")) && json_is_object(json_object_get(state, "reported")) &&
                  json_is_array(json_object_get(state, "versions")) && json_is_array(json_object_get(state, "days")) &&
                  kw_text_of(state, "boot") != NULL;
  for (size_t index = 0; index < sizeof INTEGERS / sizeof *INTEGERS; index++) {
    is_whole = is_whole && json_is_integer(json_object_get(state, INTEGERS[index]));
  }
  return is_whole;
}

/* A date of the Gregorian calendar, with years that begin in March. */
static void date_of(int64_t milliseconds, char date[DATE]) {
  int64_t days = milliseconds / DAY + 719468, era = days / 146097, of_era = days % 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
  int day = (int)(of_year - (153 * month + 2) / 5 + 1), shown = (int)(month < 10 ? month + 3 : month - 9);
  snprintf(date, DATE, "%04d-%02d-%02d", (int)(year + era * 400 + (shown <= 2)), shown, day);
}

static void keep_last(json_t *texts, size_t most) {
  while (json_array_size(texts) > most) {
    json_array_remove(texts, 0);
  }
}

static void put_last(json_t *texts, const char *text, size_t most) {
  for (size_t index = json_array_size(texts); index-- > 0;) {
    const char *other = json_string_value(json_array_get(texts, index));
    if (other == NULL || strcmp(other, text) == 0) {
      json_array_remove(texts, index);
    }
  }
  json_array_append_new(texts, json_string(text));
  keep_last(texts, most);
}

static void count(json_t *state, const char *name) {
  json_object_set_new(state, name, json_integer(json_integer_value(json_object_get(state, name)) + 1));
}

static void report(json_t *state, const json_t *entry, const char *day) {
  count(state, "seq");
  json_object_set(state, "report", json_object_get(entry, "report"));
  json_object_set(state, "from", json_object_get(entry, "to"));
  json_object_set_new(state, "reported", json_deep_copy(json_object_get(state, "used")));
  json_object_set_new(state, "starts", json_integer(0));
  json_object_set_new(state, "refused", json_integer(0));
  keep_last(json_object_get(state, "versions"), 1);
  json_object_set_new(state, "days", json_pack("[s]", day));
}

bool kw_ledger_state_apply(json_t *state, const json_t *entry) {
  const char *file = kw_text_of(entry, "file"), *used = kw_text_of(entry, "use");
  const char *version = json_string_value(json_object_get(json_object_get(entry, "start"), "version"));
  int64_t at = kw_ledger_integer(entry, "at");
  char day[DATE];
  bool is_report = kw_text_of(entry, "report") != NULL;
  bool is_whole = json_is_integer(json_object_get(entry, "at")) && at >= 0 &&
                  (used == NULL || kw_text_of(entry, "total") != NULL) &&
                  (!is_report || json_is_integer(json_object_get(entry, "to")));
  if (!is_whole) {
    return false;
  }
  date_of(at, day);
  put_last(json_object_get(state, "days"), day, MAX_DAYS);
  /* A signed time outweighs a clock that was ahead. */
  if (file != NULL || at > kw_ledger_integer(state, "at")) {
    json_object_set_new(state, "at", json_integer((json_int_t)at));
  }
  if (json_object_get(entry, "start") != NULL) {
    count(state, "starts");
    if (version != NULL) {
      put_last(json_object_get(state, "versions"), version, MAX_VERSIONS);
    }
  } else if (file != NULL) {
    json_object_set_new(state, "file", json_string(file));
    json_object_set_new(state, "isReleased", json_false());
  } else if (used != NULL) {
    json_object_set(json_object_get(state, "used"), used, json_object_get(entry, "total"));
  } else if (json_object_get(entry, "refused") != NULL) {
    count(state, "refused");
  } else if (is_report) {
    report(state, entry, day);
  } else if (json_object_get(entry, "released") != NULL) {
    json_object_set_new(state, "isReleased", json_true());
  }
  return true;
}
