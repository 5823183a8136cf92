/** Signed reports of a ledger, and their codes for the telephone. The caller frees the texts. */
#ifndef KW_PROGRAM_REPORT_H
#define KW_PROGRAM_REPORT_H

#include "program_file.h"
#include "program_key.h"

/** The next report, signed by the key of the program. to: its end in seconds since 1970. NULL without memory. */
char *kw_program_report(
    const json_t *state, const kw_program_file *file, int64_t to, const kw_program_key *key);
/** The few numbers of a report that matter. NULL if it is none, or without memory. */
char *kw_program_report_code(const char *report, const kw_program_file *file);

#endif
