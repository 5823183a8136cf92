#include "license_file.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "aes_gcm.h"

#define FIRST_LINE "-----BEGIN KEYWARD LICENSE FILE-----"
#define LAST_LINE "-----END KEYWARD LICENSE FILE-----"
#define BASE64 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
#define MAX_GAP 40
#define JWE_HEADER "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"typ\":\"keyward-license+jwe\"}"
#define KEY_INFO "keyward license file\x01"
#define HINT_SIZE 23

static bool is_ascii(const kw_bytes *bytes) {
  for (size_t index = 0; index < bytes->size; index++) {
    if (bytes->data[index] == 0 || bytes->data[index] > 127) {
      return false;
    }
  }
  return true;
}

static int dots_in(const char *text) {
  int dots = 0;
  for (; *text != '\0'; text++) {
    dots += *text == '.';
  }
  return dots;
}

/* The end of a mark that begins here, NULL for none. Mail programs change what stands between its words. */
static const char *end_of_mark(const char *text, const char *first) {
  const char *const words[] = {first, "KEYWARD", "LICENSE", "FILE"};
  for (size_t index = 0; index < sizeof words / sizeof *words; index++) {
    size_t length = strlen(words[index]), gap = index == 0 ? 0 : strcspn(text, BASE64);
    if ((index > 0 && gap == 0) || gap > MAX_GAP || strncmp(text + gap, words[index], length) != 0) {
      return NULL;
    }
    text += gap + length;
  }
  return text;
}

/* The caller frees the text; NULL for none. */
static char *compact_of(kw_part body) {
  kw_bytes bytes = {NULL, 0};
  if (!kw_from_pasted_base64(body, false, &bytes)) {
    return NULL;
  }
  int dots = is_ascii(&bytes) ? dots_in((const char *)bytes.data) : 0;
  if (dots < 2 || dots > 4) {
    kw_free_bytes(&bytes, 1);
  }
  return (char *)bytes.data;
}

/* The first base64 of a JWS or JWE between two marks; the caller frees it. What stands around or inside says nothing: the
 * signature decides. */
static char *compact_in(const char *text) {
  char *compact = NULL;
  const char *body = NULL;
  if (text == NULL || strlen(text) > 2 * KW_MAX_CHARACTERS) {
    return NULL;
  }
  for (const char *at = text; compact == NULL && *at != '\0'; at++) {
    const char *begun = *at == 'B' ? end_of_mark(at, "BEGIN") : NULL;
    bool has_ended = *at == 'E' && end_of_mark(at, "END") != NULL;
    if (has_ended && body != NULL) {
      compact = compact_of((kw_part){body, (size_t)(at - body)});
    }
    body = has_ended ? NULL : begun != NULL ? begun : body;
  }
  return compact;
}

char *kw_clean_license_file(const char *text) {
  char *compact = compact_in(text);
  char *body = compact == NULL ? NULL : kw_base64(compact, strlen(compact));
  char *clean = body == NULL ? NULL : kw_format("%s\n%s\n%s\n", FIRST_LINE, body, LAST_LINE);
  free(body);
  free(compact);
  return clean;
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
