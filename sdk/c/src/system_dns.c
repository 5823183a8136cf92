#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef KEYWARD_RESOLV
#include <arpa/nameser.h>
#include <resolv.h>
#include <stdio.h>
#endif

#include "dns_answer.h"
#include "platform.h"

#define SERVICE "_keyward._tcp"
#define LIMIT 1000
#define MAX_MESSAGE 9000

/* A question for the instances of the service, whose answer is wanted by this socket alone (RFC 6762, section 5.4). */
static const unsigned char QUESTION[] =
    "\0\0\0\0\0\1\0\0\0\0\0\0"
    "\10_keyward\4_tcp\5local\0"
    "\0\14\200\1";

#ifdef KEYWARD_RESOLV
static void ask_domain(struct __res_state *state, const char *domain, char address[KW_RELAY_ADDRESS], bool *is_found) {
  unsigned char answer[MAX_MESSAGE];
  char name[KW_DNS_NAME];
  int length = snprintf(name, sizeof name, "%s.%s", SERVICE, domain);
  if (length > 0 && (size_t)length < sizeof name) {
    for (char *each = name; *each != '\0'; each++) {
      *each = (char)(*each >= 'A' && *each <= 'Z' ? *each + ('a' - 'A') : *each);
    }
    int size = res_nquery(state, name, ns_c_in, ns_t_srv, answer, sizeof answer);
    size_t received = size > 0 ? (size_t)size : 0;
    *is_found = kw_dns_service(answer, received < sizeof answer ? received : sizeof answer, name, address);
  }
}

static bool find_in_domain(char address[KW_RELAY_ADDRESS]) {
  struct __res_state state;
  bool is_found = false;
  memset(&state, 0, sizeof state);
  if (res_ninit(&state) != 0) {
    return false;
  }
  /* One question to one server, so that the program waits for no more. */
  state.retrans = LIMIT / 1000;
  state.retry = 1;
  state.nscount = state.nscount > 1 ? 1 : state.nscount;
  const char *domain = state.dnsrch[0] != NULL ? state.dnsrch[0] : state.defdname;
  if (*domain != '\0') {
    ask_domain(&state, domain, address, &is_found);
  }
  res_nclose(&state);
  return is_found;
}
#else
static bool find_in_domain(char address[KW_RELAY_ADDRESS]) {
  (void)address;
  return false;
}
#endif

static bool receive(int handle, int64_t end, char address[KW_RELAY_ADDRESS]) {
  unsigned char message[MAX_MESSAGE];
  char sender[INET_ADDRSTRLEN];
  for (int64_t left = LIMIT; left > 0; left = end - kw_local_clock(NULL)) {
    struct pollfd ready = {.fd = handle, .events = POLLIN};
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    if (poll(&ready, 1, (int)(left < LIMIT ? left : LIMIT)) != 1) {
      return false;
    }
    ssize_t size = recvfrom(handle, message, sizeof message, 0, (struct sockaddr *)&from, &length);
    if (size > 0 && inet_ntop(AF_INET, &from.sin_addr, sender, sizeof sender) != NULL &&
        kw_dns_instance(message, (size_t)size, SERVICE ".local", sender, address)) {
      return true;
    }
  }
  return false;
}

static bool find_nearby(char address[KW_RELAY_ADDRESS]) {
  struct sockaddr_in group = {.sin_family = AF_INET, .sin_port = htons(5353)};
  int handle = socket(AF_INET, SOCK_DGRAM, 0);
  if (handle < 0) {
    return false;
  }
  inet_pton(AF_INET, "224.0.0.251", &group.sin_addr);
  bool is_asked =
      sendto(handle, QUESTION, sizeof QUESTION - 1, 0, (struct sockaddr *)&group, sizeof group) == (ssize_t)sizeof QUESTION - 1;
  bool is_found = is_asked && receive(handle, kw_local_clock(NULL) + LIMIT, address);
  close(handle);
  return is_found;
}

bool kw_find_relay(char address[KW_RELAY_ADDRESS]) {
  return find_in_domain(address) || find_nearby(address);
}
