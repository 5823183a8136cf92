/** Answers of DNS about services (RFC 1035, RFC 2782), which may be anybody's. */
#ifndef KW_DNS_ANSWER_H
#define KW_DNS_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

/** Sizes of a name, and of an address made of it, with their final NUL. */
#define KW_DNS_NAME 256
#define KW_RELAY_ADDRESS (KW_DNS_NAME + 16)

/** Address of the service that comes first. False if the message names none, or is no answer. */
bool kw_dns_service(const unsigned char *message, size_t size, const char *name, char address[KW_RELAY_ADDRESS]);
/** Address of the first instance of a service, by the address of its host, or of the sender. */
bool kw_dns_instance(
    const unsigned char *message,
    size_t size,
    const char *service,
    const char *sender,
    char address[KW_RELAY_ADDRESS]);

/* system_dns.c; on Windows, none is found. */

/** Finds a relay in this network: by the record SRV of the domain of this computer, else by multicast DNS, for at most
 * two seconds. It may be anybody's: what it answers is trusted by its certificate alone. */
bool kw_find_relay(char address[KW_RELAY_ADDRESS]);

#endif
