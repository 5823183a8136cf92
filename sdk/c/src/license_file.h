/** License files, plain or encrypted, and the texts of devices without network. */
#ifndef KW_LICENSE_FILE_H
#define KW_LICENSE_FILE_H

#include "signed.h"

/** Returns NULL, or the reason for a refusal. The caller compares the claims with its license and device. */
const char *kw_read_license_file(
    kw_keys *keys, const char *text, const char *license_key, const char *fingerprint, json_t **claims);

/**
 * The text of a license file as the server wrote it, from what mail programs and clipboards have made of it. The caller
 * frees it; NULL for no license file.
 */
char *kw_clean_license_file(const char *text);
/** nonce: 16 characters. The caller frees the text; NULL without memory. */
char *kw_offline_request(const char *license_key, const char *fingerprint, const char *nonce);
/** The text that a device shows after it has deleted the license file with the id jti. */
char *kw_release_code(const char *license_key, const char *fingerprint, const char *jti);

#endif
