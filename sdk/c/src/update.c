#include <stdlib.h>
#include <string.h>

#include "license.h"
#include "version_order.h"

void kw_update_free(kw_update *update) {
  free(update->files);
  free(update->targets);
  json_decref(update->reply);
  json_decref(update->claims);
  memset(update, 0, sizeof *update);
}

static bool is_same(const char *left, const char *right) {
  return left != NULL && right != NULL && strcmp(left, right) == 0;
}

/* Whether a file is offered for the same target, by what it tells. */
static bool is_for(const json_t *offered, const char *name, const char *value) {
  const json_t *told = json_object_get(offered, name);
  return told == NULL || (value == NULL ? !json_is_string(told) : is_same(json_string_value(told), value));
}

/* The path on the server that the program knows, whatever its own name for itself is; NULL if it is none of updates. */
static const char *path_in(const char *url) {
  const char *path = url == NULL ? NULL : strstr(url, "/api/v1/updates/");
  return path != NULL && path < url + strcspn(url, "?#") ? path : NULL;
}

/* Where the reply offers a signed file; NULL if this license may not download it. */
static const char *path_of(
    const keyward_update_file *file, const keyward_file_target *target, const json_t *offered) {
  for (size_t index = 0; index < json_array_size(offered); index++) {
    const json_t *each = json_array_get(offered, index);
    bool is_for_target = is_for(each, "platform", target->platform) && is_for(each, "arch", target->arch) &&
                         is_for(each, "label", target->label);
    if (is_for_target && is_same(kw_text_of(each, "type"), file->type) &&
        is_same(kw_text_of(each, "name"), file->name)) {
      return path_in(kw_text_of(each, "url"));
    }
  }
  return NULL;
}

static bool read_file(
    const json_t *listed, const json_t *offered, keyward_update_file *file, keyward_file_target *target) {
  const json_t *size = json_object_get(listed, "size");
  *file = (keyward_update_file){
      .type = kw_text_of(listed, "type"),
      .name = kw_text_of(listed, "name"),
      .size = json_integer_value(size),
      .sha256 = kw_text_of(listed, "sha256"),
  };
  *target = (keyward_file_target){
      kw_text_of(listed, "platform"), kw_text_of(listed, "arch"), kw_text_of(listed, "label")};
  file->path = path_of(file, target, offered);
  return file->type != NULL && file->name != NULL && file->sha256 != NULL && json_is_integer(size) && file->size >= 0;
}

static bool read_files(kw_update *update) {
  const json_t *listed = json_object_get(update->claims, "files");
  const json_t *offered = json_object_get(update->reply, "files");
  update->files = calloc(json_array_size(listed) + 1, sizeof *update->files);
  update->targets = calloc(json_array_size(listed) + 1, sizeof *update->targets);
  update->shown.files = update->files;
  update->shown.file_targets = update->targets;
  bool is_read = update->files != NULL && update->targets != NULL;
  for (size_t index = 0; is_read && index < json_array_size(listed); index++) {
    const json_t *each = json_array_get(listed, index);
    if (json_is_object(each)) {
      size_t at = update->shown.file_count++;
      is_read = read_file(each, offered, &update->files[at], &update->targets[at]);
    }
  }
  return is_read;
}

/* Compares the verified claims of a manifest with what was asked for. */
static const char *read_update(kw_update *update, const char *product, const char *current_version) {
  keyward_update *shown = &update->shown;
  if (!is_same(kw_text_of(update->claims, "product"), product)) {
    return "product";
  }
  shown->is_available = 1;
  shown->version = kw_text_of(update->claims, "version");
  shown->channel = kw_text_of(update->claims, "channel");
  shown->manifest = kw_text_of(update->reply, "manifest");
  shown->is_mandatory = json_is_true(json_object_get(update->reply, "is_mandatory"));
  shown->summary = json_string_value(json_object_get(update->reply, "summary"));
  shown->changelog = json_string_value(json_object_get(update->reply, "changelog"));
  if (shown->version == NULL || shown->channel == NULL) {
    return "malformed";
  }
  if (!kw_is_newer(shown->version, current_version)) {
    return "version";
  }
  return read_files(update) ? NULL : "malformed";
}

/* The claims about a newer version, freed by the caller; NULL with a problem. */
static json_t *ask(
    keyward_license *license, const char *current_version, const keyward_update_target *target, json_t **reply) {
  static const char *const LEFT_OUT[] = {"app_version", "user", NULL};
  static const keyward_update_target ANY = {NULL, NULL, NULL, NULL, NULL};
  const keyward_update_target *wanted = target == NULL ? &ANY : target;
  const char *key = license->memory.license_key;
  json_t *fields = json_pack(
      "{s:s, s:s*, s:s*, s:s*, s:s*, s:s*, s:s*}",
      "current_version",
      current_version,
      "license_key",
      key,
      "platform",
      wanted->platform,
      "arch",
      wanted->arch,
      "kind",
      wanted->kind,
      "label",
      wanted->label,
      "os_version",
      wanted->os_version);
  kw_asked asked = {.operation = "update", .path = "/api/v1/updates/check", .credential = key, .left_out = LEFT_OUT};
  json_t *news = kw_server_outcome(license, &asked, fields, reply);
  if (news == NULL) {
    return NULL;
  }
  if (!is_same(kw_text_of(news, "product"), license->product) ||
      !is_same(kw_text_of(news, "current_version"), current_version)) {
    kw_untrusted(&license->problem, "version");
    json_decref(news);
    json_decref(*reply);
    return NULL;
  }
  return news;
}

/* Takes the reply. version: the one that is offered. */
static keyward_error take(keyward_license *license, json_t *reply, const char *version, const char *current_version) {
  kw_update *update = &license->update;
  update->reply = reply;
  update->claims = kw_server_verified(license, kw_text_of(reply, "manifest"), KW_UPDATE);
  if (update->claims == NULL) {
    return license->problem.shown.error;
  }
  const char *reason = read_update(update, license->product, current_version);
  if (reason == NULL && !is_same(update->shown.version, version)) {
    reason = "version";
  }
  return reason == NULL ? KEYWARD_OK : kw_untrusted(&license->problem, reason);
}

/* Takes the reply, and keeps the claims about the version. */
static bool take_out_of_reach(keyward_license *license, json_t *news, json_t *reply, const char *current_version) {
  const json_t *found = json_object_get(news, "out_of_reach"), *beside = json_object_get(reply, "out_of_reach");
  kw_update *update = &license->update;
  update->reply = reply;
  update->claims = json_incref(news);
  update->shown.version = kw_text_of(found, "version");
  update->shown.reason = kw_text_of(found, "reason");
  update->shown.channel = kw_text_of(beside, "channel");
  update->shown.summary = kw_text_of(beside, "summary");
  bool is_told = update->shown.version != NULL && update->shown.reason != NULL &&
                 kw_is_newer(update->shown.version, current_version);
  if (!is_told) {
    kw_update_free(update);
  }
  return is_told;
}

keyward_error keyward_check_for_update_of(
    keyward_license *license,
    const char *current_version,
    const keyward_update_target *target,
    const keyward_update **update) {
  *update = NULL;
  if (!kw_is_open(license)) {
    return license->problem.shown.error;
  }
  kw_update_free(&license->update);
  json_t *reply = NULL, *news = ask(license, current_version, target, &reply);
  if (news == NULL) {
    return license->problem.shown.error;
  }
  keyward_error error = KEYWARD_OK;
  const json_t *manifest = json_object_get(reply, "manifest");
  if (!json_is_true(json_object_get(news, "available")) || manifest == NULL || json_is_null(manifest)) {
    *update = take_out_of_reach(license, news, reply, current_version) ? &license->update.shown : NULL;
  } else {
    error = take(license, reply, kw_text_of(news, "version"), current_version);
    *update = error == KEYWARD_OK ? &license->update.shown : NULL;
  }
  if (error != KEYWARD_OK) {
    kw_update_free(&license->update);
  }
  json_decref(news);
  return error;
}

keyward_error keyward_check_for_update(
    keyward_license *license, const char *current_version, const keyward_update **update) {
  return keyward_check_for_update_of(license, current_version, NULL, update);
}
