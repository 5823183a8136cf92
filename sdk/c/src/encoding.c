#include "encoding.h"

#include <ctype.h>
#include <math.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *kw_copy_part(kw_part part) {
  char *copy = malloc(part.length + 1);
  if (copy != NULL) {
    memcpy(copy, part.start, part.length);
    copy[part.length] = '\0';
  }
  return copy;
}

char *kw_copy(const char *text) {
  return text == NULL ? NULL : kw_copy_part((kw_part){text, strlen(text)});
}

char *kw_format(const char *format, ...) {
  va_list values;
  va_start(values, format);
  int length = vsnprintf(NULL, 0, format, values);
  va_end(values);
  char *text = length < 0 ? NULL : malloc((size_t)length + 1);
  if (text != NULL) {
    va_start(values, format);
    vsnprintf(text, (size_t)length + 1, format, values);
    va_end(values);
  }
  return text;
}

char *kw_trimmed(const char *text) {
  if (text == NULL) {
    return NULL;
  }
  while (isspace((unsigned char)*text)) {
    text++;
  }
  size_t length = strlen(text);
  while (length > 0 && isspace((unsigned char)text[length - 1])) {
    length--;
  }
  return kw_copy_part((kw_part){text, length});
}

static char *encoded(const void *data, size_t size, int variant) {
  size_t length = sodium_base64_encoded_len(size, variant);
  char *text = malloc(length);
  return text == NULL ? NULL : sodium_bin2base64(text, length, data, size, variant);
}

char *kw_base64url(const void *data, size_t size) {
  return encoded(data, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

char *kw_base64(const void *data, size_t size) {
  return encoded(data, size, sodium_base64_VARIANT_ORIGINAL);
}

void kw_sha256_hex(const void *data, size_t size, char hex[KW_SHA256_HEX]) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, data, size);
  sodium_bin2hex(hex, KW_SHA256_HEX, digest, sizeof digest);
}

void kw_sha256_text(const void *data, size_t data_size, char *text, size_t size) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  char encoded_digest[KW_DIGEST_TEXT];
  crypto_hash_sha256(digest, data, data_size);
  sodium_bin2base64(
      encoded_digest,
      sizeof encoded_digest,
      digest,
      sizeof digest,
      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  snprintf(text, size, "%s", encoded_digest);
}

/* Only the text that these bytes are encoded to is accepted. */
static bool decoded(kw_part text, int variant, kw_bytes *bytes) {
  bytes->size = 0;
  bytes->data = malloc(text.length + 1);
  if (bytes->data == NULL) {
    return false;
  }
  const char *end = NULL;
  bool is_read =
      sodium_base642bin(bytes->data, text.length, text.start, text.length, NULL, &bytes->size, &end, variant) == 0;
  char *again = is_read && end == text.start + text.length ? encoded(bytes->data, bytes->size, variant) : NULL;
  bool is_same = again != NULL && strlen(again) == text.length && memcmp(again, text.start, text.length) == 0;
  free(again);
  if (!is_same) {
    kw_free_bytes(bytes, 1);
    return false;
  }
  bytes->data[bytes->size] = '\0';
  return true;
}

bool kw_from_base64url(kw_part text, kw_bytes *bytes) {
  return decoded(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING, bytes);
}

static bool is_base64(char character, bool is_url) {
  static const char OTHERS[] = "+/-_";
  const char *other = character == '\0' ? NULL : strchr(OTHERS, character);
  bool is_alphanumeric = (unsigned char)character < 128 && isalnum((unsigned char)character);
  return is_alphanumeric || (other != NULL && (is_url || other < OTHERS + 2));
}

bool kw_from_pasted_base64(kw_part text, bool is_url, kw_bytes *bytes) {
  kw_part kept = {NULL, 0};
  char *copy = malloc(text.length + 1);
  for (size_t index = 0; copy != NULL && index < text.length; index++) {
    char character = text.start[index];
    if (is_base64(character, is_url)) {
      copy[kept.length++] = character == '+' ? '-' : character == '/' ? '_' : character;
    }
  }
  kept.start = copy;
  bool is_read = copy != NULL && kw_from_base64url(kept, bytes);
  free(copy);
  return is_read;
}

static bool split(const char *compact, kw_part *parts, size_t count) {
  size_t length = strlen(compact);
  if (length > KW_MAX_CHARACTERS) {
    return false;
  }
  const char *start = compact;
  for (size_t index = 0; index < count; index++) {
    const char *dot = strchr(start, '.');
    bool is_last = index + 1 == count;
    if ((dot == NULL) != is_last) {
      return false;
    }
    const char *end = is_last ? compact + length : dot;
    parts[index] = (kw_part){start, (size_t)(end - start)};
    start = end + 1;
  }
  return true;
}

bool kw_decode_parts(const char *compact, kw_part *parts, kw_bytes *bytes, size_t count) {
  memset(bytes, 0, count * sizeof *bytes);
  if (compact == NULL || !split(compact, parts, count)) {
    return false;
  }
  for (size_t index = 0; index < count; index++) {
    if (!kw_from_base64url(parts[index], &bytes[index])) {
      kw_free_bytes(bytes, count);
      return false;
    }
  }
  return true;
}

void kw_free_bytes(kw_bytes *bytes, size_t count) {
  for (size_t index = 0; index < count; index++) {
    free(bytes[index].data);
    bytes[index] = (kw_bytes){NULL, 0};
  }
}

void kw_random_uuid(char uuid[KW_UUID]) {
  unsigned char bytes[16];
  char hex[2 * sizeof bytes + 1];
  randombytes_buf(bytes, sizeof bytes);
  bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x40);
  bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);
  sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
  snprintf(uuid, KW_UUID, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

json_t *kw_json_object(const void *data, size_t size) {
  json_t *value = json_loadb(data, size, 0, NULL);
  if (json_is_object(value)) {
    return value;
  }
  json_decref(value);
  return NULL;
}

const char *kw_text_of(const json_t *object, const char *name) {
  const char *text = json_string_value(json_object_get(object, name));
  return text == NULL || *text == '\0' ? NULL : text;
}

bool kw_number_of(const json_t *value, double *number) {
  *number = json_number_value(value);
  return json_is_number(value) && fabs(*number) < 9e15;
}

/* Days since 1970 of a date of the Gregorian calendar, which begins its years in March here. */
static int64_t days_of(int year, int month, int day) {
  int64_t shifted = month > 2 ? year : year - 1;
  int64_t months = month > 2 ? month - 3 : month + 9;
  return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + (153 * months + 2) / 5 + day - 1 - 719468;
}

bool kw_time_of(const char *text, int64_t *milliseconds) {
  int year, month, day, hour, minute, second, length = 0;
  if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d%n", &year, &month, &day, &hour, &minute, &second, &length) != 6) {
    return false;
  }
  const char *rest = text + length;
  int64_t thousandths = 0;
  if (*rest == '.') {
    int64_t unit = 100;
    for (rest++; isdigit((unsigned char)*rest); rest++, unit /= 10) {
      thousandths += (*rest - '0') * unit;
    }
  }
  int offset_hours = 0, offset_minutes = 0;
  char sign = '+';
  if (strcmp(rest, "Z") != 0 && sscanf(rest, "%c%2d:%2d", &sign, &offset_hours, &offset_minutes) != 3) {
    return false;
  }
  int64_t offset = (offset_hours * 60 + offset_minutes) * (sign == '-' ? -60 : 60);
  int64_t seconds = (days_of(year, month, day) * 24 + hour) * 3600 + minute * 60 + second - offset;
  *milliseconds = seconds * 1000 + thousandths;
  return true;
}
