#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "license.h"
#include "platform.h"

#define FAILURES 5
/** Digits of the sum in the name of a partial file. */
#define SUM_IN_NAME 16

/* A download while it arrives. */
typedef struct {
  const keyward_update_file *file;
  /** A part of another version is not used: its name has the beginning of the sum. */
  char *path;
  /** Of the whole file, without its folder. */
  const char *name;
  FILE *target;
  int64_t size;
  kw_problem *problem;
} partial;

/* Whether it is the name of a part of any version of a file. */
static bool is_part_of(const char *name, const char *file) {
  size_t length = strlen(file);
  return strncmp(name, file, length) == 0 && name[length] == '.' &&
         strspn(name + length + 1, "0123456789abcdef") == SUM_IN_NAME &&
         strcmp(name + length + 1 + SUM_IN_NAME, ".partial") == 0;
}

static void remove_other(void *context, const char *name) {
  const partial *download = context;
  if (!is_part_of(name, download->name) || strcmp(name, kw_name_in(download->path)) == 0) {
    return;
  }
  char *other = kw_format("%.*s%s", (int)(kw_name_in(download->path) - download->path), download->path, name);
  if (other != NULL) {
    kw_remove_file(other);
  }
  free(other);
}

static keyward_error changed(partial *download) {
  if (download->target != NULL) {
    fclose(download->target);
    download->target = NULL;
  }
  kw_remove_file(download->path);
  return kw_fail(download->problem, KEYWARD_DOWNLOAD_CHANGED, NULL, NULL);
}

static bool begin(void *context, int64_t first_byte) {
  partial *download = context;
  download->size = first_byte;
  download->target = kw_open_file(download->path, first_byte > 0 ? "ab" : "wb");
  if (download->target == NULL) {
    kw_fail(download->problem, KEYWARD_STORAGE_ERROR, NULL, "The download could not be written");
  }
  return download->target != NULL;
}

static bool receive(void *context, const char *data, size_t size) {
  partial *download = context;
  if (download->size + (int64_t)size > download->file->size) {
    changed(download);
    return false;
  }
  if (fwrite(data, 1, size, download->target) != size) {
    kw_fail(download->problem, KEYWARD_STORAGE_ERROR, NULL, "The download could not be written");
    return false;
  }
  download->size += (int64_t)size;
  return true;
}

static keyward_error receive_rest(keyward_license *license, partial *download) {
  kw_download_request request = {
      .path = download->file->path,
      .license_key = license->memory.license_key,
      .fingerprint = license->fingerprint,
      .start = kw_file_size(download->path),
      .etag = download->file->sha256,
      .begin = begin,
      .receive = receive,
      .context = download,
  };
  keyward_error error = kw_http_download(&license->http, &request, download->problem);
  bool is_written = download->target == NULL || fclose(download->target) == 0;
  download->target = NULL;
  if (error == KEYWARD_OK && !is_written) {
    return kw_fail(download->problem, KEYWARD_STORAGE_ERROR, NULL, "The download could not be written");
  }
  if (error != KEYWARD_OK && download->problem->shown.status == 416) {
    return changed(download);
  }
  if (error == KEYWARD_OK && kw_file_size(download->path) < download->file->size) {
    return kw_fail(download->problem, KEYWARD_NETWORK_ERROR, NULL, "The download ended early");
  }
  return error;
}

/* Goes on where an interrupted attempt has ended. */
static keyward_error receive_all(keyward_license *license, partial *download) {
  int failures = 0;
  while (kw_file_size(download->path) < download->file->size) {
    int64_t before = kw_file_size(download->path);
    keyward_error error = receive_rest(license, download);
    if (error != KEYWARD_OK) {
      failures = kw_file_size(download->path) > before ? 1 : failures + 1;
      if (error == KEYWARD_DOWNLOAD_CHANGED || !download->problem->shown.is_unreachable || failures >= FAILURES) {
        return error;
      }
      kw_sleep((int64_t)250 << (failures - 1));
    }
  }
  return KEYWARD_OK;
}

static bool sum_of(const char *path, char hex[KW_SHA256_HEX]) {
  unsigned char block[16384], digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_state state;
  FILE *file = kw_open_file(path, "rb");
  if (file == NULL) {
    return false;
  }
  crypto_hash_sha256_init(&state);
  for (size_t size; (size = fread(block, 1, sizeof block, file)) > 0;) {
    crypto_hash_sha256_update(&state, block, size);
  }
  bool is_read = !ferror(file);
  fclose(file);
  crypto_hash_sha256_final(&state, digest);
  sodium_bin2hex(hex, KW_SHA256_HEX, digest, sizeof digest);
  return is_read;
}

static keyward_error hand_over(partial *download, const char *path) {
  char sum[KW_SHA256_HEX];
  if (kw_file_size(download->path) != download->file->size || !sum_of(download->path, sum) ||
      strcmp(sum, download->file->sha256) != 0) {
    return changed(download);
  }
  if (!kw_rename_file(download->path, path)) {
    return kw_fail(download->problem, KEYWARD_STORAGE_ERROR, NULL, "The download could not be renamed");
  }
  return KEYWARD_OK;
}

/* NULL if this license may not download any. */
static const keyward_update_file *main_file_of(const keyward_update *update) {
  const keyward_update_file *found = NULL;
  for (size_t index = 0; index < update->file_count; index++) {
    const keyward_update_file *file = &update->files[index];
    if (file->path != NULL &&
        (found == NULL || (strcmp(file->type, "main") == 0 && strcmp(found->type, "main") != 0))) {
      found = file;
    }
  }
  return found;
}

keyward_error keyward_download_update(keyward_license *license, const keyward_update *update, const char *path) {
  const keyward_update_file *file = main_file_of(update);
  if (file == NULL) {
    return kw_fail(&license->problem, KEYWARD_DOWNLOAD_NOT_ALLOWED, NULL, NULL);
  }
  partial download = {
      .file = file,
      .path = kw_format("%s.%.*s.partial", path, SUM_IN_NAME, file->sha256),
      .name = kw_name_in(path),
      .problem = &license->problem};
  if (download.path == NULL) {
    return kw_no_memory(&license->problem);
  }
  kw_visit_folder_of(path, remove_other, &download);
  keyward_error error = receive_all(license, &download);
  if (error == KEYWARD_OK) {
    error = hand_over(&download, path);
  }
  free(download.path);
  return error;
}
