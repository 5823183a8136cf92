#include "aes_gcm.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>

#define BLOCK 16
#define ROUNDS 14

typedef struct {
  uint8_t box[256];
  uint8_t keys[(ROUNDS + 1) * BLOCK];
} cipher;

static uint8_t doubled(uint8_t value) {
  return (uint8_t)((value << 1) ^ (value & 0x80 ? 0x1b : 0));
}

static uint8_t rotated(uint8_t value, int bits) {
  return (uint8_t)((value << bits) | (value >> (8 - bits)));
}

/* The S-box of FIPS 197: p runs through all numbers but 0 by multiplications by 3, q through their inverses. */
static void make_box(uint8_t box[256]) {
  uint8_t p = 1, q = 1;
  do {
    p = (uint8_t)(p ^ doubled(p));
    q = (uint8_t)(q ^ (q << 1));
    q = (uint8_t)(q ^ (q << 2));
    q = (uint8_t)(q ^ (q << 4));
    q = (uint8_t)(q & 0x80 ? q ^ 0x09 : q);
    box[p] = (uint8_t)(q ^ rotated(q, 1) ^ rotated(q, 2) ^ rotated(q, 3) ^ rotated(q, 4) ^ 0x63);
  } while (p != 1);
  box[0] = 0x63;
}

static void expand_key(cipher *aes, const unsigned char *key) {
  uint8_t constant = 1;
  memcpy(aes->keys, key, KW_AES_KEY);
  for (size_t at = KW_AES_KEY; at < sizeof aes->keys; at += 4) {
    uint8_t word[4];
    memcpy(word, aes->keys + at - 4, 4);
    bool is_first = at % KW_AES_KEY == 0;
    if (is_first || at % KW_AES_KEY == BLOCK) {
      for (int index = 0; index < 4; index++) {
        word[index] = aes->box[aes->keys[at - 4 + (size_t)(is_first ? (index + 1) % 4 : index)]];
      }
    }
    if (is_first) {
      word[0] ^= constant;
      constant = doubled(constant);
    }
    for (size_t index = 0; index < 4; index++) {
      aes->keys[at + index] = aes->keys[at + index - KW_AES_KEY] ^ word[index];
    }
  }
}

static void mix_column(uint8_t *column) {
  uint8_t all = column[0] ^ column[1] ^ column[2] ^ column[3], first = column[0];
  for (int row = 0; row < 4; row++) {
    uint8_t next = row == 3 ? first : column[row + 1];
    column[row] ^= all ^ doubled(column[row] ^ next);
  }
}

static void encrypt_block(const cipher *aes, const uint8_t input[BLOCK], uint8_t output[BLOCK]) {
  uint8_t state[BLOCK], moved[BLOCK];
  for (int at = 0; at < BLOCK; at++) {
    state[at] = input[at] ^ aes->keys[at];
  }
  for (int round = 1; round <= ROUNDS; round++) {
    for (int at = 0; at < BLOCK; at++) {
      /* Row at % 4 moves by as many columns. */
      moved[at] = aes->box[state[(at + 4 * (at % 4)) % BLOCK]];
    }
    for (int column = 0; column < BLOCK && round < ROUNDS; column += 4) {
      mix_column(moved + column);
    }
    for (int at = 0; at < BLOCK; at++) {
      state[at] = moved[at] ^ aes->keys[round * BLOCK + at];
    }
  }
  memcpy(output, state, BLOCK);
}

/* Multiplies by the hash key in the field of GCM, bit by bit. */
static void multiply(uint8_t value[BLOCK], const uint8_t hash_key[BLOCK]) {
  uint8_t product[BLOCK] = {0}, factor[BLOCK];
  memcpy(factor, hash_key, BLOCK);
  for (int bit = 0; bit < 8 * BLOCK; bit++) {
    uint8_t is_set = (value[bit / 8] >> (7 - bit % 8)) & 1, is_odd = factor[BLOCK - 1] & 1;
    for (int at = BLOCK - 1; at >= 0; at--) {
      product[at] ^= (uint8_t)(factor[at] * is_set);
      factor[at] = (uint8_t)((factor[at] >> 1) | (at > 0 ? factor[at - 1] << 7 : 0));
    }
    factor[0] ^= (uint8_t)(0xe1 * is_odd);
  }
  memcpy(value, product, BLOCK);
}

static void hash(uint8_t digest[BLOCK], const uint8_t hash_key[BLOCK], const unsigned char *data, size_t size) {
  for (size_t start = 0; start < size; start += BLOCK) {
    for (size_t at = 0; at < BLOCK && start + at < size; at++) {
      digest[at] ^= data[start + at];
    }
    multiply(digest, hash_key);
  }
}

static void write_number(uint8_t *bytes, uint64_t number, int size) {
  for (int at = size - 1; at >= 0; at--, number >>= 8) {
    bytes[at] = (uint8_t)number;
  }
}

static void tag_of(const cipher *aes, const kw_sealed *sealed, uint8_t tag[BLOCK]) {
  uint8_t hash_key[BLOCK] = {0}, counter[BLOCK] = {0}, mask[BLOCK], lengths[BLOCK];
  encrypt_block(aes, hash_key, hash_key);
  memset(tag, 0, BLOCK);
  hash(tag, hash_key, sealed->data, sealed->data_size);
  hash(tag, hash_key, sealed->ciphertext, sealed->size);
  write_number(lengths, (uint64_t)sealed->data_size * 8, 8);
  write_number(lengths + 8, (uint64_t)sealed->size * 8, 8);
  hash(tag, hash_key, lengths, BLOCK);
  memcpy(counter, sealed->nonce, KW_AES_NONCE);
  write_number(counter + KW_AES_NONCE, 1, 4);
  encrypt_block(aes, counter, mask);
  for (int at = 0; at < BLOCK; at++) {
    tag[at] ^= mask[at];
  }
}

bool kw_aes_gcm_open_portably(const kw_sealed *sealed, unsigned char *plain) {
  cipher aes;
  uint8_t tag[BLOCK], counter[BLOCK], stream[BLOCK];
  make_box(aes.box);
  expand_key(&aes, sealed->key);
  tag_of(&aes, sealed, tag);
  bool is_genuine = sodium_memcmp(tag, sealed->tag, BLOCK) == 0;
  memcpy(counter, sealed->nonce, KW_AES_NONCE);
  for (size_t at = 0; is_genuine && at < sealed->size; at++) {
    if (at % BLOCK == 0) {
      write_number(counter + KW_AES_NONCE, at / BLOCK + 2, 4);
      encrypt_block(&aes, counter, stream);
    }
    plain[at] = sealed->ciphertext[at] ^ stream[at % BLOCK];
  }
  sodium_memzero(&aes, sizeof aes);
  return is_genuine;
}

bool kw_aes_gcm_open(const kw_sealed *sealed, unsigned char *plain) {
  if (!crypto_aead_aes256gcm_is_available()) {
    return kw_aes_gcm_open_portably(sealed, plain);
  }
  return crypto_aead_aes256gcm_decrypt_detached(
             plain,
             NULL,
             sealed->ciphertext,
             sealed->size,
             sealed->tag,
             sealed->data,
             sealed->data_size,
             sealed->nonce,
             sealed->key) == 0;
}
