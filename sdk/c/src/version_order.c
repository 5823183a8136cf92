#include "version_order.h"

#include <ctype.h>
#include <string.h>

#include "encoding.h"

typedef struct {
  kw_part release;
  /** Empty for none. */
  kw_part pre_release;
} version_parts;

static bool is_identifier(char character) {
  return isalnum((unsigned char)character) || character == '-';
}

static size_t digits_at(const char *text) {
  return strspn(text, "0123456789");
}

/* Length of v1.2.3 at the start; 0 if there is none. */
static size_t release_length(const char *version) {
  size_t length = *version == 'v' || *version == 'V' ? 1 : 0;
  size_t digits = digits_at(version + length);
  if (digits == 0) {
    return 0;
  }
  length += digits;
  while (version[length] == '.' && digits_at(version + length + 1) > 0) {
    length += 1 + digits_at(version + length + 1);
  }
  return length;
}

static version_parts split(const char *version) {
  size_t release = release_length(version);
  if (release > 0 && version[release] == '-' && isalnum((unsigned char)version[release + 1])) {
    const char *start = version + release + 1;
    size_t length = 0;
    while (is_identifier(start[length]) || start[length] == '.') {
      length++;
    }
    return (version_parts){{version, release}, {start, length}};
  }
  return (version_parts){{version, strcspn(version, "+")}, {version, 0}};
}

/* Takes the next digits from the front; empty at the end. */
static kw_part next_number(kw_part *text) {
  while (text->length > 0 && !isdigit((unsigned char)*text->start)) {
    text->start++;
    text->length--;
  }
  kw_part number = {text->start, 0};
  while (text->length > 0 && isdigit((unsigned char)*text->start)) {
    text->start++;
    text->length--;
    number.length++;
  }
  return number;
}

/* Of any size. Nothing counts as 0. */
static int compare_numbers(kw_part left, kw_part right) {
  while (left.length > 0 && *left.start == '0') {
    left = (kw_part){left.start + 1, left.length - 1};
  }
  while (right.length > 0 && *right.start == '0') {
    right = (kw_part){right.start + 1, right.length - 1};
  }
  if (left.length != right.length) {
    return left.length < right.length ? -1 : 1;
  }
  return memcmp(left.start, right.start, left.length);
}

static int compare_releases(kw_part left, kw_part right) {
  for (;;) {
    kw_part one = next_number(&left), other = next_number(&right);
    if (one.length == 0 && other.length == 0) {
      return 0;
    }
    int order = compare_numbers(one, other);
    if (order != 0) {
      return order;
    }
  }
}

static kw_part next_identifier(kw_part *text) {
  kw_part identifier = {text->start, 0};
  while (identifier.length < text->length && text->start[identifier.length] != '.') {
    identifier.length++;
  }
  size_t taken = identifier.length < text->length ? identifier.length + 1 : identifier.length;
  *text = (kw_part){text->start + taken, text->length - taken};
  return identifier;
}

static bool is_number(kw_part text) {
  size_t digits = 0;
  while (digits < text.length && isdigit((unsigned char)text.start[digits])) {
    digits++;
  }
  return digits > 0 && digits == text.length;
}

static int compare_identifiers(kw_part left, kw_part right) {
  if (is_number(left) != is_number(right)) {
    return is_number(left) ? -1 : 1;
  }
  if (is_number(left)) {
    return compare_numbers(left, right);
  }
  size_t shorter = left.length < right.length ? left.length : right.length;
  int order = memcmp(left.start, right.start, shorter);
  return order != 0 ? order : (left.length > right.length) - (left.length < right.length);
}

static int compare_pre_releases(kw_part left, kw_part right) {
  if (left.length == 0 || right.length == 0) {
    return (left.length == 0) - (right.length == 0);
  }
  int order = 0;
  while (order == 0 && left.length > 0 && right.length > 0) {
    order = compare_identifiers(next_identifier(&left), next_identifier(&right));
  }
  return order != 0 ? order : (left.length > 0) - (right.length > 0);
}

bool kw_is_newer(const char *version, const char *current) {
  version_parts one = split(version), other = split(current);
  int order = compare_releases(one.release, other.release);
  return (order != 0 ? order : compare_pre_releases(one.pre_release, other.pre_release)) > 0;
}
