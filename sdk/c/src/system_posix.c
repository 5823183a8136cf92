#define _POSIX_C_SOURCE 200809L
#define _DARWIN_C_SOURCE

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "platform.h"
#include "system.h"
#include "system_files.h"

int64_t kw_local_clock(void *context) {
  struct timespec now;
  (void)context;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void kw_sleep(int64_t milliseconds) {
  struct timespec left = {(time_t)(milliseconds / 1000), (long)(milliseconds % 1000) * 1000000};
  while (nanosleep(&left, &left) != 0 && errno == EINTR) {
  }
}

int64_t kw_process_id(void) {
  return (int64_t)getpid();
}

FILE *kw_open_file(const char *path, const char *mode) {
  return fopen(path, mode);
}

int64_t kw_file_size(const char *path) {
  struct stat facts;
  return stat(path, &facts) == 0 ? (int64_t)facts.st_size : 0;
}

void kw_remove_file(const char *path) {
  unlink(path);
}

bool kw_rename_file(const char *from, const char *to) {
  return rename(from, to) == 0;
}

bool kw_is_separator(char character) {
  return character == '/';
}

void kw_make_folder(const char *path) {
  mkdir(path, S_IRWXU);
}

void kw_visit_folder(const char *folder, void (*visit)(void *context, const char *name), void *context) {
  DIR *opened = opendir(*folder == '\0' ? "." : folder);
  if (opened == NULL) {
    return;
  }
  for (const struct dirent *entry; (entry = readdir(opened)) != NULL;) {
    visit(context, entry->d_name);
  }
  closedir(opened);
}

/* Java has locks that Linux keeps apart from those of flock. */
static bool is_locked_by_java(int file) {
  struct stat found;
  char line[128], inode[32];
  bool is_locked = false;
  FILE *locks = fstat(file, &found) == 0 ? fopen("/proc/locks", "re") : NULL;
  if (locks == NULL) {
    return false;
  }
  snprintf(inode, sizeof inode, ":%llu ", (unsigned long long)found.st_ino);
  while (!is_locked && fgets(line, sizeof line, locks) != NULL) {
    is_locked = strstr(line, " POSIX ") != NULL && strstr(line, inode) != NULL;
  }
  fclose(locks);
  return is_locked;
}

bool kw_lock_file(const char *path, intptr_t *handle) {
  int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0 && !is_locked_by_java(file)) {
    *handle = file;
    return true;
  }
  if (file >= 0) {
    close(file);
  }
  return false;
}

char *kw_read_locked_file(intptr_t handle) {
  char *text = calloc(KW_MAX_LOCKED + 1, 1);
  if (text != NULL && pread((int)handle, text, KW_MAX_LOCKED, 0) < 0) {
    *text = '\0';
  }
  return text;
}

void kw_write_locked_file(intptr_t handle, const char *text) {
  size_t size = strlen(text);
  if (ftruncate((int)handle, 0) == 0 && pwrite((int)handle, text, size, 0) != (ssize_t)size) {
    /* What is left is no token: the seat is free when its lease ends. */
    return;
  }
}

void kw_close_locked_file(intptr_t handle) {
  close((int)handle);
}

static bool write_all(int file, const char *text, size_t size) {
  while (size > 0) {
    ssize_t written = write(file, text, size);
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      return false;
    }
    text += written;
    size -= (size_t)written;
  }
  return true;
}

bool kw_write_new_file(const char *path, const char *text, size_t size) {
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) {
    return false;
  }
  bool is_written = write_all(file, text, size) && fsync(file) == 0;
  return close(file) == 0 && is_written;
}

bool kw_open_end(const char *path, intptr_t *handle) {
  int file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
  *handle = file;
  return file >= 0;
}

bool kw_write_at_end(intptr_t handle, const char *text, size_t size) {
  return write_all((int)handle, text, size) && fsync((int)handle) == 0;
}

bool kw_shorten_file(intptr_t handle, int64_t size) {
  return ftruncate((int)handle, (off_t)size) == 0;
}

bool kw_link_file(const char *from, const char *to) {
  return link(from, to) == 0;
}

bool kw_has_file(const char *path) {
  struct stat facts;
  return stat(path, &facts) == 0;
}

void kw_sync_folder(const char *folder) {
  int opened = open(folder, O_RDONLY | O_CLOEXEC);
  if (opened >= 0) {
    fsync(opened);
    close(opened);
  }
}

bool kw_folder_number(const char *folder, char number[KW_NUMBER_TEXT]) {
  struct stat facts;
  bool is_found = stat(folder, &facts) == 0;
  snprintf(number, KW_NUMBER_TEXT, "%llu", is_found ? (unsigned long long)facts.st_ino : 0);
  return is_found;
}

void kw_host_name(char name[KW_HOST_NAME]) {
  *name = '\0';
  if (gethostname(name, KW_HOST_NAME) != 0) {
    *name = '\0';
  }
  name[KW_HOST_NAME - 1] = '\0';
}

/* Another user's process may not be asked, and runs. */
bool kw_is_running(int64_t process) {
  return kill((pid_t)process, 0) == 0 || errno == EPERM;
}

void kw_process_start(int64_t process, char start[KW_NUMBER_TEXT]) {
  char path[64], line[KW_SYSTEM_LINE];
  snprintf(path, sizeof path, "/proc/%lld/stat", (long long)process);
  kw_read_system_line(NULL, path, line);
  const char *field = strrchr(line, ')');
  /* The name of the process may have spaces; its start is the twentieth field after it. */
  for (int place = 0; field != NULL && place < 20; place++) {
    field = strchr(field + 1, ' ');
  }
  int length = field == NULL ? 0 : (int)strcspn(field + 1, " ");
  snprintf(start, KW_NUMBER_TEXT, "%.*s", length, field == NULL ? "" : field + 1);
}
