#include "dns_answer.h"

#include <stdio.h>
#include <string.h>

#define A 1
#define SRV 33
#define HEADER 12
#define HTTPS 443

typedef struct {
  const unsigned char *message;
  size_t size;
  size_t offset;
  unsigned left;
  /** The message ends too early, or a name is none. */
  bool is_malformed;
} reader;

typedef struct {
  char name[KW_DNS_NAME];
  unsigned type;
  /** Host of SRV, address of A. */
  char target[KW_DNS_NAME];
  unsigned priority;
  unsigned weight;
  unsigned port;
} dns_record;

static unsigned octet(reader *from, size_t offset) {
  from->is_malformed = from->is_malformed || offset >= from->size;
  return from->is_malformed ? 0 : from->message[offset];
}

static unsigned number(reader *from, size_t offset) {
  return octet(from, offset) << 8 | octet(from, offset + 1);
}

/* A NUL would end the text. */
static char lower(unsigned character) {
  return (char)(character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character == 0 ? '?' : character);
}

/* Returns where the label has ended in the name. */
static size_t add_label(reader *from, size_t offset, unsigned length, char name[KW_DNS_NAME], size_t end) {
  if (end + length + 2 > KW_DNS_NAME) {
    from->is_malformed = true;
    return end;
  }
  if (end > 0) {
    name[end++] = '.';
  }
  for (unsigned index = 0; index < length; index++) {
    name[end++] = lower(octet(from, offset + index));
  }
  return end;
}

/* Returns the offset after the name. Its end may stand earlier in the message: pointers only lead back, so that they
 * end. */
static size_t read_name(reader *from, size_t offset, char name[KW_DNS_NAME]) {
  size_t before = offset, after = 0, end = 0;
  for (unsigned length = octet(from, offset); length != 0 && !from->is_malformed; length = octet(from, offset)) {
    if (length < 0xc0) {
      end = add_label(from, offset + 1, length, name, end);
      offset += length + 1;
      continue;
    }
    after = after == 0 ? offset + 2 : after;
    offset = number(from, offset) & 0x3fff;
    from->is_malformed = from->is_malformed || offset >= before;
    before = offset;
  }
  name[end] = '\0';
  return after == 0 ? offset + 1 : after;
}

static void begin(reader *from, const unsigned char *message, size_t size) {
  char name[KW_DNS_NAME];
  *from = (reader){.message = message, .size = size, .offset = HEADER};
  for (unsigned left = number(from, 4); left > 0 && !from->is_malformed; left--) {
    from->offset = read_name(from, from->offset, name) + 4;
  }
  from->left = number(from, 6) + number(from, 8) + number(from, 10);
}

static bool next(reader *from, dns_record *found) {
  if (from->left == 0 || from->is_malformed) {
    return false;
  }
  from->left--;
  size_t end = read_name(from, from->offset, found->name), data = end + 10;
  found->type = number(from, end);
  found->target[0] = '\0';
  from->offset = data + number(from, end + 8);
  if (found->type == SRV) {
    found->priority = number(from, data);
    found->weight = number(from, data + 2);
    found->port = number(from, data + 4);
    read_name(from, data + 6, found->target);
  } else if (found->type == A) {
    unsigned first = number(from, data), last = number(from, data + 2);
    snprintf(
        found->target,
        sizeof found->target,
        "%u.%u.%u.%u",
        first >> 8,
        first & 255,
        last >> 8,
        last & 255);
  }
  return !from->is_malformed;
}

static bool is_host(const char *host) {
  size_t length = strlen(host);
  return length > 0 && strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789-_.") == length && host[0] != '.' &&
         host[length - 1] != '.' && strstr(host, "..") == NULL;
}

static bool write_address(const char *host, unsigned port, char address[KW_RELAY_ADDRESS]) {
  if (port == HTTPS) {
    snprintf(address, KW_RELAY_ADDRESS, "https://%s", host);
  } else {
    snprintf(address, KW_RELAY_ADDRESS, "http://%s:%u", host, port);
  }
  return port != 0 && is_host(host);
}

static bool comes_before(const dns_record *one, const dns_record *other) {
  return one->priority < other->priority || (one->priority == other->priority && one->weight > other->weight);
}

bool kw_dns_service(const unsigned char *message, size_t size, const char *name, char address[KW_RELAY_ADDRESS]) {
  reader from;
  dns_record each, first = {.type = 0};
  begin(&from, message, size);
  while (next(&from, &each)) {
    bool is_service = each.type == SRV && strcmp(each.name, name) == 0;
    if (is_service && (first.type == 0 || comes_before(&each, &first))) {
      first = each;
    }
  }
  return !from.is_malformed && first.type == SRV && write_address(first.target, first.port, address);
}

static bool is_instance(const dns_record *found, const char *service) {
  size_t length = strlen(found->name), suffix = strlen(service);
  return found->type == SRV && length > suffix && found->name[length - suffix - 1] == '.' &&
         strcmp(found->name + length - suffix, service) == 0;
}

bool kw_dns_instance(
    const unsigned char *message,
    size_t size,
    const char *service,
    const char *sender,
    char address[KW_RELAY_ADDRESS]) {
  reader from;
  dns_record each, instance = {.type = 0}, host = {.type = 0};
  begin(&from, message, size);
  while (next(&from, &each)) {
    instance = instance.type == 0 && is_instance(&each, service) ? each : instance;
  }
  bool is_read = !from.is_malformed;
  begin(&from, message, size);
  while (next(&from, &each)) {
    host = host.type == 0 && each.type == A && strcmp(each.name, instance.target) == 0 ? each : host;
  }
  const char *found = host.type == A ? host.target : sender;
  return is_read && instance.type == SRV && write_address(found, instance.port, address);
}
