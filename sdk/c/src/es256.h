/** ES256 (RFC 7518): ECDSA with P-256 and SHA-256, by OpenSSL. A library that was built without it verifies none. */
#ifndef KW_ES256_H
#define KW_ES256_H

#include <stdbool.h>
#include <stddef.h>

/** Bytes of an uncompressed point: 4, x, y. */
#define KW_POINT 65

bool kw_es256_is_built_in(void);
/** Whether these bytes are an uncompressed point of the curve. */
bool kw_es256_is_point(const unsigned char point[KW_POINT]);
/** signature: r and s, 32 bytes each. */
bool kw_es256_verify(
    const unsigned char point[KW_POINT],
    const void *data,
    size_t size,
    const unsigned char *signature,
    size_t signature_size);

#endif
