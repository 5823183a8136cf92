#include "program_key.h"

#include <stdlib.h>
#include <string.h>

#include "ledger_file.h"
#include "platform.h"
#include "system.h"

#define MAX_NAME 100
#define NONCE_BYTES 12
#define BEGIN "-----BEGIN PRIVATE KEY-----"
#define END "-----END PRIVATE KEY-----"

/* The DER of every private key of Ed25519 (RFC 8410), before its bytes. */
static const unsigned char PREFIX[] = {48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32};

/* The caller frees the text; NULL without memory. */
static char *made(void) {
  unsigned char der[sizeof PREFIX + crypto_sign_SEEDBYTES];
  memcpy(der, PREFIX, sizeof PREFIX);
  randombytes_buf(der + sizeof PREFIX, crypto_sign_SEEDBYTES);
  char *body = kw_base64(der, sizeof der);
  char *pem = body == NULL ? NULL : kw_format(BEGIN "\n%s\n" END "\n", body);
  sodium_memzero(der, sizeof der);
  free(body);
  return pem;
}

static bool key_in(const char *pem, kw_program_key *key) {
  const char *begin = strstr(pem, BEGIN), *end = begin == NULL ? NULL : strstr(begin, END);
  unsigned char x[crypto_sign_PUBLICKEYBYTES];
  kw_bytes der = {NULL, 0};
  if (end == NULL) {
    return false;
  }
  const char *body = begin + sizeof BEGIN - 1;
  bool is_key = kw_from_pasted_base64((kw_part){body, (size_t)(end - body)}, false, &der) &&
                der.size == sizeof PREFIX + crypto_sign_SEEDBYTES && memcmp(der.data, PREFIX, sizeof PREFIX) == 0 &&
                crypto_sign_seed_keypair(x, key->secret, der.data + sizeof PREFIX) == 0;
  if (is_key) {
    sodium_bin2base64(key->x, sizeof key->x, x, sizeof x, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  }
  kw_free_bytes(&der, 1);
  return is_key;
}

keyward_error kw_program_key_read(const char *folder, const char *given, kw_program_key *key, kw_problem *problem) {
  char *path = kw_format("%sprogram-key.pem", folder), *kept = NULL;
  if (path == NULL) {
    return kw_no_memory(problem);
  }
  if (!kw_has_file(path)) {
    char *pem = given == NULL ? made() : kw_copy(given);
    if (pem != NULL) {
      kw_write_new_file(path, pem, strlen(pem));
    }
    free(pem);
  }
  kept = kw_read_file_text(path);
  bool is_read = kept != NULL, is_key = is_read && key_in(kept, key);
  free(kept);
  free(path);
  return is_key    ? KEYWARD_OK
         : is_read ? kw_ledger_damaged(problem, "The key of the directory is damaged")
                   : kw_fail(problem, KEYWARD_STORAGE_ERROR, NULL, NULL);
}

char *kw_program_sign(const kw_program_key *key, const char *text) {
  unsigned char signature[crypto_sign_BYTES];
  crypto_sign_detached(signature, NULL, (const unsigned char *)text, strlen(text), key->secret);
  return kw_base64url(signature, sizeof signature);
}

char *kw_program_encoded(const char *prefix, json_t *members) {
  char *json = members == NULL ? NULL : json_dumps(members, JSON_COMPACT);
  char *body = json == NULL ? NULL : kw_base64url(json, strlen(json));
  char *encoded = body == NULL ? NULL : kw_format("%s%s", prefix, body);
  free(body);
  free(json);
  json_decref(members);
  return encoded;
}

/* Bytes of the first characters of a text in UTF-8. */
static size_t size_of(const char *text, size_t characters) {
  size_t size = 0;
  for (; text[size] != '\0'; size++) {
    bool is_start = ((unsigned char)text[size] & 0xc0) != 0x80;
    if (is_start && characters-- == 0) {
      break;
    }
  }
  return size;
}

char *kw_program_request(const kw_program_key *key, const char *name) {
  unsigned char random[NONCE_BYTES];
  randombytes_buf(random, sizeof random);
  char *nonce = kw_base64url(random, sizeof random);
  char *shown = kw_copy_part((kw_part){name, size_of(name, MAX_NAME)});
  json_t *members = json_pack("{s:s, s:s, s:s}", "k", key->x, "n", shown, "t", nonce);
  free(shown);
  free(nonce);
  return kw_program_encoded("KWL1.", members);
}

char *kw_program_release(const kw_program_key *key, const char *id, const char *jti) {
  char *text = kw_format("keyward relay release %s %s", id, jti);
  char *proof = text == NULL ? NULL : kw_program_sign(key, text);
  json_t *members = json_pack("{s:s, s:s, s:s}", "r", id, "j", jti, "s", proof);
  free(proof);
  free(text);
  return kw_program_encoded("KWY1.", members);
}
