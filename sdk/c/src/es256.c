#include "es256.h"

#ifdef KEYWARD_ES256

#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string.h>

#define HALF 32

/* What precedes a point in a SubjectPublicKeyInfo. */
static const unsigned char SPKI[] = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
                                     0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00};

/* NULL unless the point is on the curve. */
static EVP_PKEY *key_of(const unsigned char point[KW_POINT]) {
  unsigned char encoded[sizeof SPKI + KW_POINT];
  const unsigned char *cursor = encoded;
  memcpy(encoded, SPKI, sizeof SPKI);
  memcpy(encoded + sizeof SPKI, point, KW_POINT);
  return d2i_PUBKEY(NULL, &cursor, (long)sizeof encoded);
}

/* The length of the signature in DER, which the caller frees; not positive if there is none. */
static int der_of(const unsigned char *signature, unsigned char **der) {
  ECDSA_SIG *pair = ECDSA_SIG_new();
  BIGNUM *r = BN_bin2bn(signature, HALF, NULL), *s = BN_bin2bn(signature + HALF, HALF, NULL);
  int size = 0;
  if (pair != NULL && r != NULL && s != NULL && ECDSA_SIG_set0(pair, r, s) == 1) {
    r = s = NULL;
    size = i2d_ECDSA_SIG(pair, der);
  }
  BN_free(r);
  BN_free(s);
  ECDSA_SIG_free(pair);
  return size;
}

bool kw_es256_is_built_in(void) {
  return true;
}

bool kw_es256_is_point(const unsigned char point[KW_POINT]) {
  EVP_PKEY *key = point[0] == 4 ? key_of(point) : NULL;
  bool is_point = key != NULL;
  EVP_PKEY_free(key);
  ERR_clear_error();
  return is_point;
}

bool kw_es256_verify(
    const unsigned char point[KW_POINT],
    const void *data,
    size_t size,
    const unsigned char *signature,
    size_t signature_size) {
  if (signature_size != 2 * HALF) {
    return false;
  }
  EVP_PKEY *key = key_of(point);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  unsigned char *der = NULL;
  int der_size = der_of(signature, &der);
  bool is_verified = key != NULL && context != NULL && der_size > 0 &&
                     EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
                     EVP_DigestVerify(context, der, (size_t)der_size, data, size) == 1;
  OPENSSL_free(der);
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  ERR_clear_error();
  return is_verified;
}

#else

bool kw_es256_is_built_in(void) {
  return false;
}

bool kw_es256_is_point(const unsigned char point[KW_POINT]) {
  (void)point;
  return false;
}

bool kw_es256_verify(
    const unsigned char point[KW_POINT],
    const void *data,
    size_t size,
    const unsigned char *signature,
    size_t signature_size) {
  (void)point, (void)data, (void)size, (void)signature, (void)signature_size;
  return false;
}

#endif
