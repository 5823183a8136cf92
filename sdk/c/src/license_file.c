#include "license_file.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "aes_gcm.h"

#define FIRST_LINE "-----BEGIN KEYWARD LICENSE FILE-----\n"
#define LAST_LINE "\n-----END KEYWARD LICENSE FILE-----"
#define JWE_HEADER "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"typ\":\"keyward-license+jwe\"}"
#define KEY_INFO "keyward license file\x01"
#define HINT_SIZE 23

/* Without the carriage returns of line ends, which mail programs add. */
static char *with_line_feeds(const char *text) {
  char *copy = kw_copy(text);
  char *end = copy;
  for (const char *at = text; copy != NULL && *at != '\0'; at++) {
    if (at[0] != '\r' || at[1] != '\n') {
      *end++ = *at;
    }
  }
  if (copy != NULL) {
    *end = '\0';
  }
  return copy;
}

/* The base64 between the lines, without line ends; written over the text. */
static kw_part body_of(char *text) {
  kw_part none = {NULL, 0};
  char *start = text + strspn(text, " \n");
  size_t length = strlen(start);
  while (length > 0 && (start[length - 1] == ' ' || start[length - 1] == '\n')) {
    length--;
  }
  size_t first = strlen(FIRST_LINE), last = strlen(LAST_LINE);
  if (length <= first + last || memcmp(start, FIRST_LINE, first) != 0 ||
      memcmp(start + length - last, LAST_LINE, last) != 0) {
    return none;
  }
  kw_part body = {start + first, 0};
  for (char *at = start + first; at < start + length - last; at++) {
    if (*at != '\n') {
      start[first + body.length++] = *at;
    }
  }
  return body;
}

static bool is_ascii(const kw_bytes *bytes) {
  for (size_t index = 0; index < bytes->size; index++) {
    if (bytes->data[index] == 0 || bytes->data[index] > 127) {
      return false;
    }
  }
  return true;
}

/* The JWS or JWE in a file; the caller frees it. */
static char *compact_in(const char *text) {
  char *copy = text == NULL || strlen(text) > 2 * KW_MAX_CHARACTERS ? NULL : with_line_feeds(text);
  if (copy == NULL) {
    return NULL;
  }
  kw_part body = body_of(copy);
  kw_bytes bytes = {NULL, 0};
  bool is_read = body.length > 0 && kw_from_base64(body, &bytes) && is_ascii(&bytes);
  free(copy);
  if (!is_read) {
    kw_free_bytes(&bytes, 1);
  }
  return (char *)bytes.data;
}

static void hmac(
    const void *key,
    size_t key_size,
    const void *data,
    size_t size,
    unsigned char digest[crypto_auth_hmacsha256_BYTES]) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key, key_size);
  crypto_auth_hmacsha256_update(&state, data, size);
  crypto_auth_hmacsha256_final(&state, digest);
}

/* HKDF-SHA256 (RFC 5869) of which the first block suffices. */
static void derive_key(const char *license_key, const char *salt, unsigned char key[KW_AES_KEY]) {
  unsigned char extracted[crypto_auth_hmacsha256_BYTES];
  hmac(salt, strlen(salt), license_key, strlen(license_key), extracted);
  hmac(extracted, sizeof extracted, KEY_INFO, strlen(KEY_INFO), key);
}

static const char *jwe_problem(const kw_bytes *parts) {
  json_t *header = kw_json_object(parts[0].data, parts[0].size);
  const char *alg = kw_text_of(header, "alg"), *enc = kw_text_of(header, "enc"), *typ = kw_text_of(header, "typ");
  const char *reason = NULL;
  if (header == NULL) {
    reason = "malformed";
  } else if (alg == NULL || strcmp(alg, "dir") != 0 || enc == NULL || strcmp(enc, "A256GCM") != 0) {
    reason = "algorithm";
  } else if (typ == NULL || strcmp(typ, "keyward-license+jwe") != 0) {
    reason = "type";
  } else {
    bool is_header = parts[0].size == strlen(JWE_HEADER) && memcmp(parts[0].data, JWE_HEADER, parts[0].size) == 0;
    bool has_sizes = parts[1].size == 0 && parts[2].size == KW_AES_NONCE && parts[4].size == KW_AES_TAG;
    reason = is_header && has_sizes ? NULL : "malformed";
  }
  json_decref(header);
  return reason;
}

static const char *open_parts(
    const kw_part *texts, const kw_bytes *parts, const char *license_key, const char *fingerprint, char **jws) {
  const char *reason = jwe_problem(parts);
  kw_bytes plain = {reason == NULL ? malloc(parts[3].size + 1) : NULL, parts[3].size};
  if (plain.data == NULL) {
    return reason == NULL ? "malformed" : reason;
  }
  unsigned char key[KW_AES_KEY];
  kw_sealed sealed = {
      .key = key,
      .nonce = parts[2].data,
      .tag = parts[4].data,
      .data = (const unsigned char *)texts[0].start,
      .data_size = texts[0].length,
      .ciphertext = parts[3].data,
      .size = parts[3].size,
  };
  /* A file for any device is encrypted without a fingerprint, and does not say so. */
  const char *salts[] = {fingerprint, ""};
  reason = "decryption";
  for (int index = 0; index < 2 && reason != NULL; index++) {
    derive_key(license_key, salts[index], key);
    reason = kw_aes_gcm_open(&sealed, plain.data) ? NULL : reason;
  }
  plain.data[plain.size] = '\0';
  if (reason == NULL && !is_ascii(&plain)) {
    reason = "malformed";
  }
  if (reason != NULL) {
    free(plain.data);
    return reason;
  }
  *jws = (char *)plain.data;
  return NULL;
}

static const char *decrypt(const char *jwe, const char *license_key, const char *fingerprint, char **jws) {
  kw_part texts[5];
  kw_bytes parts[5];
  if (!kw_decode_parts(jwe, texts, parts, 5)) {
    return "malformed";
  }
  const char *reason = open_parts(texts, parts, license_key, fingerprint, jws);
  kw_free_bytes(parts, 5);
  return reason;
}

static int dots_in(const char *text) {
  int dots = 0;
  for (; *text != '\0'; text++) {
    dots += *text == '.';
  }
  return dots;
}

static const char *verify(kw_keys *keys, const char *jws, json_t **claims) {
  json_t *verified;
  const char *reason = kw_keys_verify(keys, jws, KW_LICENSE_FILE, &verified);
  if (reason != NULL) {
    return reason;
  }
  double version;
  if (!kw_number_of(json_object_get(verified, "ver"), &version) || version != 1) {
    json_decref(verified);
    return "malformed";
  }
  *claims = verified;
  return NULL;
}

const char *kw_read_license_file(
    kw_keys *keys, const char *text, const char *license_key, const char *fingerprint, json_t **claims) {
  char *compact = compact_in(text), *jws = NULL;
  if (compact == NULL) {
    return "malformed";
  }
  const char *reason = dots_in(compact) == 4 ? decrypt(compact, license_key, fingerprint, &jws) : NULL;
  if (reason == NULL) {
    reason = verify(keys, jws == NULL ? compact : jws, claims);
  }
  free(jws);
  free(compact);
  return reason;
}

/* In this order, without spaces. */
static char *code_of(
    const char *prefix, const char *license_key, const char *fingerprint, const char *name, const char *value) {
  char hint[HINT_SIZE];
  kw_sha256_text(license_key, strlen(license_key), hint, sizeof hint);
  json_t *fields = json_pack("{s:s, s:s, s:s}", "k", hint, "f", fingerprint, name, value);
  char *json = json_dumps(fields, JSON_COMPACT | JSON_PRESERVE_ORDER);
  char *encoded = json == NULL ? NULL : kw_base64url(json, strlen(json));
  char *code = encoded == NULL ? NULL : kw_format("%s%s", prefix, encoded);
  free(encoded);
  free(json);
  json_decref(fields);
  return code;
}

char *kw_offline_request(const char *license_key, const char *fingerprint, const char *nonce) {
  return code_of("KWR1.", license_key, fingerprint, "n", nonce);
}

char *kw_release_code(const char *license_key, const char *fingerprint, const char *jti) {
  unsigned char digest[crypto_auth_hmacsha256_BYTES];
  char proof[KW_DIGEST_TEXT];
  char *text = kw_format("keyward release %s %s", fingerprint, jti);
  if (text == NULL) {
    return NULL;
  }
  hmac(license_key, strlen(license_key), text, strlen(text), digest);
  free(text);
  sodium_bin2base64(proof, sizeof proof, digest, sizeof digest, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  proof[HINT_SIZE - 1] = '\0';
  return code_of("KWX1.", license_key, fingerprint, "s", proof);
}
