/**
 * The file of a ledger, in one form for all languages: lines of JSON, each of which counts when it is on the disk. Each
 * opening makes the next file, which begins with the sum of the one before it. A process that another one has replaced sees
 * the next file after each entry that it writes, and does not answer: so no entry counts that the next file does not have.
 */
#ifndef KW_LEDGER_FILE_H
#define KW_LEDGER_FILE_H

#include "ledger_state.h"
#include "problem.h"

typedef struct {
  /** With a separator at its end. */
  char *folder;
  int64_t number;
  intptr_t handle;
  bool is_open;
  int64_t length;
  json_t *state;
  /** Whether entries may be in the file that the state does not have. */
  bool is_lost;
} kw_ledger_file;

/** Freed with kw_ledger_file_free, also if it fails. now: milliseconds since 1970. LEDGER_IN_USE, LEDGER_DAMAGED. */
keyward_error kw_ledger_file_open(kw_ledger_file *file, const char *directory, int64_t now, kw_problem *problem);
/** Writes an entry to the disk, and frees it. It counts when this has returned KEYWARD_OK. */
keyward_error kw_ledger_file_append(kw_ledger_file *file, json_t *entry, kw_problem *problem);
/** Lets another process open it. */
keyward_error kw_ledger_file_close(kw_ledger_file *file, int64_t at, kw_problem *problem);
void kw_ledger_file_free(kw_ledger_file *file);
keyward_error kw_ledger_damaged(kw_problem *problem, const char *message);

#endif
