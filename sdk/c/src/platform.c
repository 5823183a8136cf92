#include "platform.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "encoding.h"
#include "system.h"

void kw_make_folders(const char *path) {
  char *copy = kw_copy(path);
  for (char *at = copy; copy != NULL && *at != '\0'; at++) {
    if (at > copy && kw_is_separator(*at)) {
      char separator = *at;
      *at = '\0';
      kw_make_folder(copy);
      *at = separator;
    }
  }
  free(copy);
}

const char *kw_name_in(const char *path) {
  const char *name = path;
  for (const char *at = path; *at != '\0'; at++) {
    name = kw_is_separator(*at) ? at + 1 : name;
  }
  return name;
}

void kw_visit_folder_of(const char *path, void (*visit)(void *context, const char *name), void *context) {
  char *folder = kw_copy_part((kw_part){path, (size_t)(kw_name_in(path) - path)});
  if (folder != NULL) {
    kw_visit_folder(folder, visit, context);
  }
  free(folder);
}

char *kw_read_file_text(const char *path) {
  int64_t size = kw_file_size(path);
  FILE *file = size > KW_MAX_STORE ? NULL : kw_open_file(path, "rb");
  if (file == NULL) {
    return NULL;
  }
  char *text = malloc((size_t)size + 1);
  size_t length = text == NULL ? 0 : fread(text, 1, (size_t)size, file);
  fclose(file);
  if (text != NULL) {
    text[length] = '\0';
  }
  return text;
}

bool kw_write_private_file(const char *path, const char *text) {
  unsigned char random[8];
  char suffix[2 * sizeof random + 1];
  randombytes_buf(random, sizeof random);
  sodium_bin2hex(suffix, sizeof suffix, random, sizeof random);
  char *draft = kw_format("%s.%s.tmp", path, suffix);
  if (draft == NULL) {
    return false;
  }
  kw_make_folders(path);
  bool is_written = kw_write_new_file(draft, text, strlen(text)) && kw_rename_file(draft, path);
  if (!is_written) {
    kw_remove_file(draft);
  }
  free(draft);
  return is_written;
}
