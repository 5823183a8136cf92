/** Strict base64url and JSON: several texts decode to the same bytes, only one of them is accepted. */
#ifndef KW_ENCODING_H
#define KW_ENCODING_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KW_MAX_CHARACTERS 65536
#define KW_SHA256_HEX 65
/** Base64url of a SHA-256 with its final NUL. */
#define KW_DIGEST_TEXT 44

/** A UUID with its final NUL. */
#define KW_UUID 37

/** Part of a text, not ended with NUL. */
typedef struct {
  const char *start;
  size_t length;
} kw_part;

/** Bytes that the caller frees; one NUL follows them. */
typedef struct {
  unsigned char *data;
  size_t size;
} kw_bytes;

/** Texts of these functions are freed by the caller; NULL without memory. */
char *kw_copy(const char *text);
char *kw_copy_part(kw_part part);
char *kw_format(const char *format, ...);
/** Without white space at both ends; NULL for NULL. */
char *kw_trimmed(const char *text);
char *kw_base64url(const void *data, size_t size);
/** The first characters of the base64url of a SHA-256, as many as fit before a NUL. */
void kw_sha256_text(const void *data, size_t data_size, char *text, size_t size);
/** Lower-case hex. */
void kw_sha256_hex(const void *data, size_t size, char hex[KW_SHA256_HEX]);

bool kw_from_base64url(kw_part text, kw_bytes *bytes);
/** As it was pasted, in the alphabets of base64 and, if is_url, of base64url: other characters are left out, also padding,
 * which mail programs and clipboards lose. */
bool kw_from_pasted_base64(kw_part text, bool is_url, kw_bytes *bytes);
/** With padding. The caller frees the text; NULL without memory. */
char *kw_base64(const void *data, size_t size);
/** Splits a compact JWS or JWE at its dots and decodes its parts. */
bool kw_decode_parts(const char *compact, kw_part *parts, kw_bytes *decoded, size_t count);
void kw_free_bytes(kw_bytes *bytes, size_t count);

/** Of version 4. */
void kw_random_uuid(char uuid[KW_UUID]);

/** NULL unless it is a JSON object in UTF-8. */
json_t *kw_json_object(const void *data, size_t size);
/** The text of a member; NULL unless it is one that is not empty. */
const char *kw_text_of(const json_t *object, const char *name);
/** Whether it is a number that fits. */
bool kw_number_of(const json_t *value, double *number);
/** Milliseconds since 1970 of a time in ISO 8601. */
bool kw_time_of(const char *text, int64_t *milliseconds);

#endif
