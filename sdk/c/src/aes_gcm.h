/**
 * Opens AES-256-GCM (NIST SP 800-38D) with a nonce of 12 bytes. libsodium has it only for processors with instructions
 * for it; elsewhere the portable way is used, which does not hide its timing: the key of a license file is no secret to
 * its user.
 */
#ifndef KW_AES_GCM_H
#define KW_AES_GCM_H

#include <stdbool.h>
#include <stddef.h>

#define KW_AES_KEY 32
#define KW_AES_NONCE 12
#define KW_AES_TAG 16

typedef struct {
  const unsigned char *key;
  const unsigned char *nonce;
  const unsigned char *tag;
  /** Authenticated, not encrypted. */
  const unsigned char *data;
  size_t data_size;
  const unsigned char *ciphertext;
  size_t size;
} kw_sealed;

/** plain: as long as the ciphertext. False if the key is another, or something was changed. */
bool kw_aes_gcm_open(const kw_sealed *sealed, unsigned char *plain);
bool kw_aes_gcm_open_portably(const kw_sealed *sealed, unsigned char *plain);

#endif
