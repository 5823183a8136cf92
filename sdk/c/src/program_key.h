/** The key in the directory of a ledger, and the codes that it signs. */
#ifndef KW_PROGRAM_KEY_H
#define KW_PROGRAM_KEY_H

#include <jansson.h>
#include <sodium.h>

#include "encoding.h"
#include "problem.h"

typedef struct {
  unsigned char secret[crypto_sign_SECRETKEYBYTES];
  /** The public key in base64url. */
  char x[KW_DIGEST_TEXT];
} kw_program_key;

/** The key of a folder, made at need. given: PEM that came with a file, or NULL. LEDGER_DAMAGED. */
keyward_error kw_program_key_read(const char *folder, const char *given, kw_program_key *key, kw_problem *problem);
/** The caller frees the texts; NULL without memory. */
char *kw_program_sign(const kw_program_key *key, const char *text);
/** Base64url of JSON after a prefix. Frees the members. */
char *kw_program_encoded(const char *prefix, json_t *members);
/** The code with which an admin issues a file for this key. */
char *kw_program_request(const kw_program_key *key, const char *name);
/** The code with which the program gives its amounts back. id: of the program, as the file names it. jti: of the file. */
char *kw_program_release(const kw_program_key *key, const char *id, const char *jti);

#endif
