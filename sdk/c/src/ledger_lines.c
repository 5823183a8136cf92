#include "ledger_lines.h"

#include <stdlib.h>
#include <string.h>

#include "encoding.h"
#include "ledger_state.h"
#include "platform.h"

/* The caller frees the text; NULL if it cannot be read. */
static char *text_of(const char *path) {
  int64_t size = kw_file_size(path);
  FILE *file = kw_open_file(path, "rb");
  char *text = file == NULL ? NULL : malloc((size_t)size + 1);
  size_t length = text == NULL ? 0 : fread(text, 1, (size_t)size, file);
  if (file != NULL) {
    fclose(file);
  }
  if (text != NULL) {
    text[length] = '\0';
  }
  return text;
}

/* The number of the line, from 0, says what it is. */
static bool take(kw_ledger_lines *lines, size_t number, const char *line, size_t length) {
  json_t *members = kw_json_object(line, length);
  bool is_whole = members != NULL;
  if (number == 0) {
    lines->owner = json_incref(json_object_get(members, "owner"));
    is_whole = is_whole && json_is_object(lines->owner);
  } else if (number == 1) {
    lines->state = json_incref(json_object_get(members, "state"));
    is_whole = is_whole && kw_ledger_state_is_whole(lines->state);
  } else {
    is_whole = is_whole && kw_ledger_state_apply(lines->state, members);
    lines->is_closed = json_object_get(members, "closed") != NULL;
  }
  json_decref(members);
  return is_whole;
}

bool kw_ledger_lines_read(const char *path, kw_ledger_lines *lines) {
  *lines = (kw_ledger_lines){.owner = NULL};
  char *text = text_of(path);
  bool is_whole = text != NULL || !kw_has_file(path);
  const char *line = text;
  size_t number = 0;
  for (const char *end; line != NULL && is_whole && (end = strchr(line, '\n')) != NULL; line = end + 1) {
    is_whole = take(lines, number++, line, (size_t)(end - line));
  }
  free(text);
  return is_whole;
}

void kw_ledger_lines_free(kw_ledger_lines *lines) {
  json_decref(lines->owner);
  json_decref(lines->state);
}

json_t *kw_ledger_owner(void) {
  char host[KW_HOST_NAME], start[KW_NUMBER_TEXT];
  int64_t process = kw_process_id();
  kw_host_name(host);
  kw_process_start(process, start);
  const char *started = *start == '\0' ? NULL : start;
  return json_pack("{s:I, s:s?, s:s}", "pid", (json_int_t)process, "started", started, "host", host);
}

bool kw_ledger_lines_are_in_use(const kw_ledger_lines *lines) {
  char host[KW_HOST_NAME], start[KW_NUMBER_TEXT];
  const char *owner_host = json_string_value(json_object_get(lines->owner, "host"));
  const char *started = kw_text_of(lines->owner, "started");
  int64_t process = kw_ledger_integer(lines->owner, "pid");
  kw_host_name(host);
  if (lines->owner == NULL || lines->is_closed || owner_host == NULL || strcmp(owner_host, host) != 0 || process <= 0) {
    return false;
  }
  kw_process_start(process, start);
  bool is_same = started == NULL || *start == '\0' || strcmp(started, start) == 0;
  return kw_is_running(process) && is_same;
}
