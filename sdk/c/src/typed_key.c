#include <stdlib.h>
#include <string.h>

#include "encoding.h"
#include "keyward.h"

/* Letters and digits of generated groups, in the order of their values. */
static const char CHARACTERS[] = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

typedef struct {
  /** Letters and digits of a group, or its check character; or digits; else a text of the format. */
  bool is_group;
  bool is_check;
  bool is_digits;
  size_t count;
  kw_part literal;
} token;

/** What is still to be read of a key, and the group that is being read. */
typedef struct {
  const char *rest;
  const char *group;
  size_t group_count;
  keyward_typed_key found;
} reading;

/* First and last of the characters that do not matter: white space, dashes and the minus sign. */
static const uint32_t IGNORED[][2] = {
    {0x09, 0x0d},     {0x20, 0x20},     {0x2d, 0x2d},     {0xa0, 0xa0},     {0x58a, 0x58a},   {0x5be, 0x5be},
    {0x1400, 0x1400}, {0x1680, 0x1680}, {0x1806, 0x1806}, {0x2000, 0x200a}, {0x2010, 0x2015}, {0x2028, 0x2029},
    {0x202f, 0x202f}, {0x205f, 0x205f}, {0x2212, 0x2212}, {0x2e17, 0x2e17}, {0x2e1a, 0x2e1a}, {0x2e3a, 0x2e3b},
    {0x2e40, 0x2e40}, {0x2e5d, 0x2e5d}, {0x3000, 0x3000}, {0x301c, 0x301c}, {0x3030, 0x3030}, {0x30a0, 0x30a0},
    {0xfe31, 0xfe32}, {0xfe58, 0xfe58}, {0xfe63, 0xfe63}, {0xfeff, 0xfeff}, {0xff0d, 0xff0d}, {0x10ead, 0x10ead},
};

/* Bytes of the character at the start of UTF-8, which is not empty. */
static size_t character_at(kw_part text, uint32_t *character) {
  unsigned char first = (unsigned char)*text.start;
  size_t size = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  *character = size == 1 ? first : first & (0x7fu >> size);
  for (size_t index = 1; index < size; index++) {
    if (index == text.length) {
      return index;
    }
    *character = *character << 6 | ((unsigned char)text.start[index] & 0x3f);
  }
  return size;
}

static bool is_ignored(uint32_t character) {
  for (size_t index = 0; index < sizeof IGNORED / sizeof *IGNORED; index++) {
    if (character >= IGNORED[index][0] && character <= IGNORED[index][1]) {
      return true;
    }
  }
  return false;
}

static char upper(char character) {
  return character >= 'a' && character <= 'z' ? (char)(character - 'a' + 'A') : character;
}

/* Without what does not matter; freed by the caller, NULL without memory. */
static char *compact(kw_part text) {
  char *read = kw_copy_part(text), *end = read;
  while (read != NULL && text.length > 0) {
    uint32_t character;
    size_t size = character_at(text, &character);
    for (size_t index = 0; !is_ignored(character) && index < size; index++) {
      *end++ = upper(text.start[index]);
    }
    text = (kw_part){text.start + size, text.length - size};
  }
  if (read != NULL) {
    *end = '\0';
  }
  return read;
}

/* Length of a number in braces at the start, with them; 0 for none. One that is too large is larger than any key. */
static size_t count_at(const char *text, size_t *count) {
  size_t digits = *text == '{' ? strspn(text + 1, "0123456789") : 0;
  if (digits == 0 || text[digits + 1] != '}') {
    return 0;
  }
  *count = 0;
  for (size_t index = 1; index <= digits; index++) {
    *count = *count > SIZE_MAX / 20 ? SIZE_MAX / 20 : *count * 10 + (size_t)(text[index] - '0');
  }
  return digits + 2;
}

/* Takes the next token from the front; false at the end. A percent sign that begins no token says nothing. */
static bool next_token(const char **format, token *next) {
  const char *code = *format + 1;
  *next = (token){.count = 1};
  if (**format == '\0') {
    return false;
  }
  if (**format != '%') {
    next->literal = (kw_part){*format, strcspn(*format, "%")};
    *format += next->literal.length;
  } else if (*code == '%') {
    next->literal = (kw_part){code, 1};
    *format = code + 1;
  } else if (strncmp(code, "{year}", 6) == 0) {
    next->is_digits = true;
    next->count = 4;
    *format = code + 6;
  } else if (*code == 'C') {
    next->is_group = next->is_check = true;
    *format = code + 1;
  } else if (*code == 'X' || *code == 'Y' || *code == 'Z') {
    next->is_digits = *code == 'X';
    next->is_group = !next->is_digits;
    *format = code + 1 + count_at(code + 1, &next->count);
  } else {
    *format = code;
    return next_token(format, next);
  }
  return true;
}

/* In a group, a letter or digit that no key has is a typing error. */
static bool is_one(char character, const token *of) {
  bool is_digit = character >= '0' && character <= '9';
  return is_digit || (of->is_group && character >= 'A' && character <= 'Z');
}

/* Length of the text of a token at the start; SIZE_MAX if something else stands there. */
static size_t size_at(const char *text, const token *of) {
  if (!of->is_group && !of->is_digits) {
    char *literal = compact(of->literal);
    size_t size = literal == NULL ? 0 : strlen(literal);
    bool is_there = literal != NULL && strncmp(text, literal, size) == 0;
    free(literal);
    return is_there ? size : SIZE_MAX;
  }
  for (size_t index = 0; index < of->count; index++) {
    if (!is_one(text[index], of)) {
      return SIZE_MAX;
    }
  }
  return of->count;
}

static bool is_right(kw_part text, size_t group) {
  size_t sum = group, last = 0, count = sizeof CHARACTERS - 1;
  for (size_t index = 0; index < text.length; index++) {
    const char *at = strchr(CHARACTERS, text.start[index]);
    if (at == NULL) {
      return false;
    }
    last = (size_t)(at - CHARACTERS);
    sum = index + 1 < text.length ? (sum + (index + 1) * last) % count : sum;
  }
  return sum % count == last;
}

/* Notes the first wrong group. */
static void end_group(reading *read) {
  kw_part text = {read->group, (size_t)(read->rest - read->group)};
  read->group_count++;
  if (read->found.result == KEYWARD_KEY_MISTYPED || is_right(text, read->group_count)) {
    return;
  }
  size_t shown = text.length < sizeof read->found.text ? text.length : sizeof read->found.text - 1;
  read->found.result = KEYWARD_KEY_MISTYPED;
  read->found.group = read->group_count;
  memcpy(read->found.text, text.start, shown);
  read->found.text[shown] = '\0';
}

/* Whether the key has the shape of the format. */
static bool read_key(reading *read, const char *format) {
  token next;
  while (next_token(&format, &next)) {
    size_t size = size_at(read->rest, &next);
    if (size == SIZE_MAX) {
      return false;
    }
    read->rest += size;
    if (next.is_check) {
      end_group(read);
    }
    read->group = next.is_group && !next.is_check ? read->group : read->rest;
  }
  return *read->rest == '\0' && read->group_count > 0;
}

keyward_typed_key_result keyward_check_typed_key(const char *key, const char *key_format, keyward_typed_key *typed) {
  char *text = compact((kw_part){key, strlen(key)});
  reading read = {.rest = text, .group = text, .found = {.result = KEYWARD_KEY_RIGHT}};
  if (text == NULL || !read_key(&read, key_format)) {
    read.found = (keyward_typed_key){.result = KEYWARD_KEY_OTHER};
  }
  if (typed != NULL) {
    *typed = read.found;
  }
  free(text);
  return read.found.result;
}
