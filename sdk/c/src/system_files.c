#define _POSIX_C_SOURCE 200809L

#include "system_files.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_SIZE 4096

static bool path_in(const char *root, const char *path, char full[PATH_SIZE]) {
  int length = snprintf(full, PATH_SIZE, "%s%s", root == NULL ? "" : root, path);
  return length > 0 && length < PATH_SIZE;
}

bool kw_has_system_file(const char *root, const char *path) {
  char full[PATH_SIZE];
  struct stat facts;
  return path_in(root, path, full) && lstat(full, &facts) == 0;
}

static FILE *open_file(const char *root, const char *path) {
  char full[PATH_SIZE];
  return path_in(root, path, full) ? fopen(full, "rb") : NULL;
}

static void trim(char *text) {
  size_t start = strspn(text, " \t\r\n"), length = strlen(text);
  while (length > start && isspace((unsigned char)text[length - 1])) {
    length--;
  }
  memmove(text, text + start, length - start);
  text[length - start] = '\0';
}

void kw_read_system_line(const char *root, const char *path, char line[KW_SYSTEM_LINE]) {
  FILE *file = open_file(root, path);
  if (file == NULL || fgets(line, KW_SYSTEM_LINE, file) == NULL) {
    *line = '\0';
  }
  if (file != NULL) {
    fclose(file);
  }
  trim(line);
}

bool kw_has_system_line(
    const char *root,
    const char *path,
    char end,
    bool (*test)(const char *line, const char *asked),
    const char *asked) {
  char *line = NULL;
  size_t size = 0;
  FILE *file = open_file(root, path);
  bool is_found = false;
  while (file != NULL && !is_found && getdelim(&line, &size, end, file) > 0) {
    is_found = test(line, asked);
  }
  if (file != NULL) {
    fclose(file);
  }
  free(line);
  return is_found;
}
