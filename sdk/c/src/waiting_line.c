#include <stdlib.h>

#include "license.h"

void kw_line_clear(kw_line *line) {
  free(line->token);
  line->token = NULL;
}

/* An error of the network changes nothing. */
void kw_line_note(keyward_license *license) {
  kw_line *line = &license->seat.line;
  if (license->problem.shown.is_unreachable) {
    return;
  }
  const json_t *waiting = license->http.waiting, *position = json_object_get(waiting, "position");
  const char *token = kw_text_of(waiting, "token"), *since = kw_text_of(waiting, "since");
  kw_line_clear(line);
  if (token != NULL && since != NULL && json_is_integer(position) && kw_time_of(since, &line->place.since)) {
    line->place.position = json_integer_value(position);
    line->token = kw_copy(token);
  }
}

/* The next in line goes ahead. If nobody answers, the place ends by itself. */
void kw_line_leave(keyward_license *license) {
  kw_line *line = &license->seat.line;
  if (line->token != NULL) {
    kw_problem before = license->problem;
    kw_seat_end_session(license, line->token);
    license->problem = before;
  }
  kw_line_clear(line);
}
