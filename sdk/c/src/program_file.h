/** The file of a program without a connection. */
#ifndef KW_PROGRAM_FILE_H
#define KW_PROGRAM_FILE_H

#include "amount.h"
#include "problem.h"
#include "signed.h"

/** A file whose signatures were verified. Its texts point into its JSON. Times are milliseconds since 1970. */
typedef struct {
  json_t *members;
  json_t *claims;
  json_t *terms;
  /** PEM; NULL in a file that was issued for a key of the directory. */
  const char *private_key;
  const char *certificate;
  /** Signed, for this program alone: the key of codes for the telephone follows from it. */
  const char *license;
  const char *license_id;
  const char *id;
  const char *jti;
  /** The public key that reports are signed for. */
  const char *x;
  const char *kid;
  int64_t issued_at;
  /** The last second in which it may be used. */
  int64_t ends_at;
  /** Amounts by meter. */
  const json_t *meters;
} kw_program_file;

/** Freed with kw_program_file_free, also if it fails. */
keyward_error kw_read_program_file(
    kw_keys *keys, const char *text, const char *product, kw_program_file *file, kw_problem *problem);
void kw_program_file_free(kw_program_file *file);
/** Without a private key. The caller frees the text; NULL without memory. */
char *kw_program_file_text(const kw_program_file *file);
/** False for a meter of which the file grants nothing. */
bool kw_program_grant(const kw_program_file *file, const char *meter, kw_amount *grant, int *decimals);
/** The cost of one use of a feature at a time. False for one without a rate. */
bool kw_program_rate(
    const kw_program_file *file, const char *feature, int64_t now, const char **credit, kw_amount *cost);

#endif
