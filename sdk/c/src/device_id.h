/** Names this device by the id of its system. The id itself never leaves the device. */
#ifndef KW_DEVICE_ID_H
#define KW_DEVICE_ID_H

#include <stdbool.h>

#include "keyward.h"

#define KW_SYSTEM_ID 64

/** As keyward_device_id. root: folder to read files of the system from; NULL for that of the system. */
keyward_error kw_device_id(const char *product, const char *root, char fingerprint[KEYWARD_FINGERPRINT_SIZE]);
/** The base64url of the SHA-256 of product, NUL and id. False without memory. */
bool kw_fingerprint_of(const char *product, const char *id, char fingerprint[KEYWARD_FINGERPRINT_SIZE]);

#endif
