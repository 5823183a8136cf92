#include "ledger_file.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "encoding.h"
#include "ledger_lines.h"
#include "platform.h"
#include "system.h"

#define MIN_DIGITS 6
#define MAX_DIGITS 12

keyward_error kw_ledger_damaged(kw_problem *problem, const char *message) {
  return kw_fail(problem, KEYWARD_LEDGER_REFUSED, "LEDGER_DAMAGED", message);
}

static keyward_error in_use(kw_problem *problem) {
  return kw_fail(problem, KEYWARD_LEDGER_IN_USE, NULL, NULL);
}

static keyward_error failed(kw_problem *problem) {
  return kw_fail(problem, KEYWARD_STORAGE_ERROR, NULL, NULL);
}

/* The caller frees the text; NULL without memory. */
static char *path_of(const kw_ledger_file *file, int64_t number) {
  return kw_format("%sledger-%06" PRId64 ".jsonl", file->folder, number);
}

/* Whether there is a file with this number. */
static bool has_number(const kw_ledger_file *file, int64_t number) {
  char *path = path_of(file, number);
  bool is_there = path != NULL && kw_has_file(path);
  free(path);
  return is_there;
}

typedef struct {
  int64_t numbers[64];
  size_t count;
} found_files;

static int64_t number_in(const char *name) {
  static const char PREFIX[] = "ledger-", SUFFIX[] = ".jsonl";
  const char *digits = name + sizeof PREFIX - 1;
  if (strncmp(name, PREFIX, sizeof PREFIX - 1) != 0) {
    return 0;
  }
  size_t count = strspn(digits, "0123456789");
  bool is_ledger = count >= MIN_DIGITS && count <= MAX_DIGITS && strcmp(digits + count, SUFFIX) == 0;
  return is_ledger ? strtoll(digits, NULL, 10) : 0;
}

/* The newest ones, in descending order. */
static void note(void *context, const char *name) {
  found_files *found = context;
  const size_t most = sizeof found->numbers / sizeof *found->numbers;
  int64_t number = number_in(name);
  size_t place = 0;
  while (place < found->count && found->numbers[place] > number) {
    place++;
  }
  if (number > 0 && place < most) {
    size_t kept = found->count < most ? found->count : most - 1;
    memmove(&found->numbers[place + 1], &found->numbers[place], (kept - place) * sizeof *found->numbers);
    found->numbers[place] = number;
    found->count = kept + 1;
  }
}

static found_files files_of(const kw_ledger_file *file) {
  found_files found = {.count = 0};
  kw_visit_folder(file->folder, note, &found);
  return found;
}

static keyward_error read_lines(
    const kw_ledger_file *file, int64_t number, kw_ledger_lines *lines, kw_problem *problem) {
  *lines = (kw_ledger_lines){.owner = NULL};
  char *path = path_of(file, number);
  bool is_read = path != NULL && kw_ledger_lines_read(path, lines);
  free(path);
  return is_read ? KEYWARD_OK : kw_ledger_damaged(problem, "A file of the ledger is damaged");
}

static keyward_error refuse_in_use(const kw_ledger_file *file, int64_t number, kw_problem *problem) {
  kw_ledger_lines lines;
  keyward_error error = read_lines(file, number, &lines, problem);
  bool is_in_use = error == KEYWARD_OK && kw_ledger_lines_are_in_use(&lines);
  kw_ledger_lines_free(&lines);
  return is_in_use ? in_use(problem) : error;
}

/* A process may have ended before it wrote its first state. */
static keyward_error find_state(kw_ledger_file *file, const found_files *found, int64_t now, kw_problem *problem) {
  for (size_t index = 1; index < found->count && file->state == NULL; index++) {
    kw_ledger_lines lines;
    keyward_error error = read_lines(file, found->numbers[index], &lines, problem);
    file->state = error == KEYWARD_OK ? json_incref(lines.state) : NULL;
    kw_ledger_lines_free(&lines);
    if (error != KEYWARD_OK) {
      return error;
    }
  }
  file->state = file->state == NULL ? kw_ledger_state_new(now) : file->state;
  return file->state == NULL ? kw_no_memory(problem) : KEYWARD_OK;
}

/* The line of JSON, which the caller frees; NULL without memory. Frees the value. */
static char *line_of(json_t *value) {
  char *json = value == NULL ? NULL : json_dumps(value, JSON_COMPACT);
  char *line = json == NULL ? NULL : kw_format("%s\n", json);
  free(json);
  json_decref(value);
  return line;
}

/* Makes a file with its text at once, or refuses if there is one. */
static keyward_error create(const char *path, const char *text, kw_problem *problem) {
  unsigned char random[8];
  char suffix[2 * sizeof random + 1];
  randombytes_buf(random, sizeof random);
  sodium_bin2hex(suffix, sizeof suffix, random, sizeof random);
  char *draft = kw_format("%s.%s.tmp", path, suffix);
  if (draft == NULL) {
    return kw_no_memory(problem);
  }
  /* Some file systems know no second names. */
  bool is_made = kw_write_new_file(draft, text, strlen(text)) &&
                 (kw_link_file(draft, path) || kw_write_new_file(path, text, strlen(text)));
  kw_remove_file(draft);
  free(draft);
  return is_made ? KEYWARD_OK : kw_has_file(path) ? in_use(problem) : failed(problem);
}

static keyward_error write_line(kw_ledger_file *file, json_t *value, kw_problem *problem) {
  char *line = line_of(value);
  if (line == NULL) {
    return kw_no_memory(problem);
  }
  size_t size = strlen(line);
  bool is_written = kw_write_at_end(file->handle, line, size);
  file->length += is_written ? (int64_t)size : 0;
  free(line);
  return is_written ? KEYWARD_OK : failed(problem);
}

/* After the file exists, the process before this one answers nothing more: what it had answered is in its file. */
static keyward_error begin(kw_ledger_file *file, const char *path, int64_t now, kw_problem *problem) {
  char place[KW_NUMBER_TEXT];
  found_files found = files_of(file);
  if (found.count == 0 || found.numbers[0] != file->number) {
    /* Others may have opened it since it was seen, and have removed files. */
    return in_use(problem);
  }
  keyward_error error = find_state(file, &found, now, problem);
  if (error != KEYWARD_OK) {
    return error;
  }
  file->is_open = kw_open_end(path, &file->handle);
  if (!file->is_open || !kw_folder_number(file->folder, place)) {
    return failed(problem);
  }
  kw_ledger_state_place(file->state, place);
  file->length = kw_file_size(path);
  error = write_line(file, json_pack("{s:O}", "state", file->state), problem);
  kw_sync_folder(file->folder);
  for (size_t index = 1; index < found.count && error == KEYWARD_OK; index++) {
    char *older = path_of(file, found.numbers[index]);
    if (older != NULL) {
      kw_remove_file(older);
    }
    free(older);
  }
  return error;
}

keyward_error kw_ledger_file_open(kw_ledger_file *file, const char *directory, int64_t now, kw_problem *problem) {
  *file = (kw_ledger_file){.folder = kw_format("%s/", directory)};
  if (file->folder == NULL) {
    return kw_no_memory(problem);
  }
  kw_make_folders(file->folder);
  found_files found = files_of(file);
  int64_t newest = found.count == 0 ? 0 : found.numbers[0];
  keyward_error error = refuse_in_use(file, newest, problem);
  if (error != KEYWARD_OK) {
    return error;
  }
  file->number = newest + 1;
  char *path = path_of(file, file->number);
  char *line = line_of(json_pack("{s:o}", "owner", kw_ledger_owner()));
  error = path == NULL || line == NULL ? kw_no_memory(problem) : create(path, line, problem);
  if (error == KEYWARD_OK) {
    error = begin(file, path, now, problem);
    if (error != KEYWARD_OK) {
      kw_remove_file(path);
    }
  }
  free(line);
  free(path);
  return error;
}

keyward_error kw_ledger_file_append(kw_ledger_file *file, json_t *entry, kw_problem *problem) {
  if (file->is_lost) {
    json_decref(entry);
    return in_use(problem);
  }
  file->is_lost = true;
  keyward_error error = write_line(file, json_incref(entry), problem);
  if (error != KEYWARD_OK) {
    file->is_lost = !kw_shorten_file(file->handle, file->length);
  } else if (!has_number(file, file->number) || has_number(file, file->number + 1)) {
    error = in_use(problem);
  } else {
    file->is_lost = false;
    kw_ledger_state_apply(file->state, entry);
  }
  json_decref(entry);
  return error;
}

keyward_error kw_ledger_file_close(kw_ledger_file *file, int64_t at, kw_problem *problem) {
  json_t *entry = json_pack("{s:I, s:b}", "at", (json_int_t)at, "closed", 1);
  keyward_error error = kw_ledger_file_append(file, entry, problem);
  kw_close_locked_file(file->handle);
  file->is_open = false;
  return error;
}

void kw_ledger_file_free(kw_ledger_file *file) {
  if (file->is_open) {
    kw_close_locked_file(file->handle);
  }
  json_decref(file->state);
  free(file->folder);
  *file = (kw_ledger_file){.folder = NULL};
}
