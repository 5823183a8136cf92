#include <windows.h>

#include <stdlib.h>
#include <string.h>

#include "dns_answer.h"
#include "encoding.h"
#include "platform.h"
#include "system.h"

/* 100 nanoseconds between 1601 and 1970. */
#define EPOCH 116444736000000000

static wchar_t *wide(const char *text) {
  int length = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
  wchar_t *copy = length > 0 ? malloc((size_t)length * sizeof *copy) : NULL;
  if (copy != NULL) {
    MultiByteToWideChar(CP_UTF8, 0, text, -1, copy, length);
  }
  return copy;
}

int64_t kw_local_clock(void *context) {
  FILETIME now;
  (void)context;
  GetSystemTimeAsFileTime(&now);
  return (((int64_t)now.dwHighDateTime << 32 | now.dwLowDateTime) - EPOCH) / 10000;
}

void kw_sleep(int64_t milliseconds) {
  Sleep((DWORD)milliseconds);
}

int64_t kw_process_id(void) {
  return (int64_t)GetCurrentProcessId();
}

FILE *kw_open_file(const char *path, const char *mode) {
  wchar_t *name = wide(path), *how = wide(mode);
  FILE *file = name == NULL || how == NULL ? NULL : _wfopen(name, how);
  free(name);
  free(how);
  return file;
}

int64_t kw_file_size(const char *path) {
  WIN32_FILE_ATTRIBUTE_DATA facts;
  wchar_t *name = wide(path);
  BOOL is_there = name != NULL && GetFileAttributesExW(name, GetFileExInfoStandard, &facts);
  free(name);
  return is_there ? (int64_t)facts.nFileSizeHigh << 32 | facts.nFileSizeLow : 0;
}

void kw_remove_file(const char *path) {
  wchar_t *name = wide(path);
  if (name != NULL) {
    DeleteFileW(name);
  }
  free(name);
}

bool kw_rename_file(const char *from, const char *to) {
  wchar_t *before = wide(from), *after = wide(to);
  BOOL is_renamed =
      before != NULL && after != NULL && MoveFileExW(before, after, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
  free(before);
  free(after);
  return is_renamed != 0;
}

bool kw_lock_file(const char *path, intptr_t *handle) {
  wchar_t *name = wide(path);
  HANDLE file = name == NULL ? INVALID_HANDLE_VALUE
                             : CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
  free(name);
  *handle = (intptr_t)file;
  return file != INVALID_HANDLE_VALUE;
}

char *kw_read_locked_file(intptr_t handle) {
  char *text = calloc(KW_MAX_LOCKED + 1, 1);
  DWORD size;
  SetFilePointer((HANDLE)handle, 0, NULL, FILE_BEGIN);
  if (text != NULL && !ReadFile((HANDLE)handle, text, KW_MAX_LOCKED, &size, NULL)) {
    *text = '\0';
  }
  return text;
}

void kw_write_locked_file(intptr_t handle, const char *text) {
  DWORD size;
  SetFilePointer((HANDLE)handle, 0, NULL, FILE_BEGIN);
  SetEndOfFile((HANDLE)handle);
  WriteFile((HANDLE)handle, text, (DWORD)strlen(text), &size, NULL);
}

void kw_close_locked_file(intptr_t handle) {
  CloseHandle((HANDLE)handle);
}

bool kw_is_separator(char character) {
  return character == '/' || character == '\\';
}

/* The user's own folders are private on Windows: files inherit their rights. */
void kw_make_folder(const char *path) {
  wchar_t *name = wide(path);
  if (name != NULL) {
    CreateDirectoryW(name, NULL);
  }
  free(name);
}

static void visit_wide(const wchar_t *name, void (*visit)(void *context, const char *name), void *context) {
  char text[4 * MAX_PATH];
  if (WideCharToMultiByte(CP_UTF8, 0, name, -1, text, sizeof text, NULL, NULL) > 0) {
    visit(context, text);
  }
}

void kw_visit_folder(const char *folder, void (*visit)(void *context, const char *name), void *context) {
  WIN32_FIND_DATAW found;
  char *pattern = kw_format("%s*", folder);
  wchar_t *name = pattern == NULL ? NULL : wide(pattern);
  HANDLE search = name == NULL ? INVALID_HANDLE_VALUE : FindFirstFileW(name, &found);
  free(pattern);
  free(name);
  if (search == INVALID_HANDLE_VALUE) {
    return;
  }
  do {
    visit_wide(found.cFileName, visit, context);
  } while (FindNextFileW(search, &found));
  FindClose(search);
}

bool kw_write_new_file(const char *path, const char *text, size_t size) {
  wchar_t *name = wide(path);
  HANDLE file = name == NULL ? INVALID_HANDLE_VALUE
                             : CreateFileW(name, GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
  free(name);
  if (file == INVALID_HANDLE_VALUE) {
    return false;
  }
  DWORD written = 0;
  BOOL is_written = WriteFile(file, text, (DWORD)size, &written, NULL) && written == size && FlushFileBuffers(file);
  return CloseHandle(file) && is_written;
}

/* Others may write, read and remove it. */
static HANDLE opened(const char *path, DWORD access, DWORD flags) {
  const DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  wchar_t *name = wide(path);
  HANDLE file = name == NULL ? INVALID_HANDLE_VALUE : CreateFileW(name, access, share, NULL, OPEN_EXISTING, flags, NULL);
  free(name);
  return file;
}

bool kw_open_end(const char *path, intptr_t *handle) {
  HANDLE file = opened(path, GENERIC_WRITE, FILE_ATTRIBUTE_NORMAL);
  *handle = (intptr_t)file;
  return file != INVALID_HANDLE_VALUE;
}

bool kw_write_at_end(intptr_t handle, const char *text, size_t size) {
  DWORD written = 0;
  HANDLE file = (HANDLE)handle;
  SetFilePointer(file, 0, NULL, FILE_END);
  return WriteFile(file, text, (DWORD)size, &written, NULL) && written == size && FlushFileBuffers(file);
}

bool kw_shorten_file(intptr_t handle, int64_t size) {
  LARGE_INTEGER end = {.QuadPart = size};
  return SetFilePointerEx((HANDLE)handle, end, NULL, FILE_BEGIN) && SetEndOfFile((HANDLE)handle);
}

bool kw_link_file(const char *from, const char *to) {
  wchar_t *before = wide(from), *after = wide(to);
  BOOL is_renamed = before != NULL && after != NULL && MoveFileExW(before, after, MOVEFILE_WRITE_THROUGH);
  free(before);
  free(after);
  return is_renamed != 0;
}

bool kw_has_file(const char *path) {
  wchar_t *name = wide(path);
  bool is_there = name != NULL && GetFileAttributesW(name) != INVALID_FILE_ATTRIBUTES;
  free(name);
  return is_there;
}

/* Windows syncs no folders. */
void kw_sync_folder(const char *folder) {
  (void)folder;
}

bool kw_folder_number(const char *folder, char number[KW_NUMBER_TEXT]) {
  BY_HANDLE_FILE_INFORMATION facts;
  HANDLE file = opened(folder, 0, FILE_FLAG_BACKUP_SEMANTICS);
  bool is_found = file != INVALID_HANDLE_VALUE && GetFileInformationByHandle(file, &facts);
  unsigned long long found = is_found ? (unsigned long long)facts.nFileIndexHigh << 32 | facts.nFileIndexLow : 0;
  snprintf(number, KW_NUMBER_TEXT, "%llu", found);
  CloseHandle(file);
  return is_found;
}

void kw_host_name(char name[KW_HOST_NAME]) {
  wchar_t found[KW_HOST_NAME / 4];
  DWORD size = KW_HOST_NAME / 4;
  *name = '\0';
  if (GetComputerNameExW(ComputerNamePhysicalDnsHostname, found, &size)) {
    WideCharToMultiByte(CP_UTF8, 0, found, -1, name, KW_HOST_NAME, NULL, NULL);
  }
}

bool kw_is_running(int64_t process) {
  HANDLE found = OpenProcess(SYNCHRONIZE, FALSE, (DWORD)process);
  if (found == NULL) {
    return GetLastError() == ERROR_ACCESS_DENIED;
  }
  bool is_running = WaitForSingleObject(found, 0) != WAIT_OBJECT_0;
  CloseHandle(found);
  return is_running;
}

void kw_process_start(int64_t process, char start[KW_NUMBER_TEXT]) {
  (void)process;
  *start = '\0';
}

bool kw_find_relay(char address[KW_RELAY_ADDRESS]) {
  (void)address;
  return false;
}
