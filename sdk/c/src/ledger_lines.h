/** The lines of a file of a ledger. A line without its end was never answered. */
#ifndef KW_LEDGER_LINES_H
#define KW_LEDGER_LINES_H

#include <jansson.h>
#include <stdbool.h>

typedef struct {
  /** NULL for a file that is missing or empty. */
  json_t *owner;
  /** After the last line; NULL if the process ended before it wrote its first. */
  json_t *state;
  bool is_closed;
} kw_ledger_lines;

/** False if the file is damaged. Freed with kw_ledger_lines_free, also then. */
bool kw_ledger_lines_read(const char *path, kw_ledger_lines *lines);
void kw_ledger_lines_free(kw_ledger_lines *lines);
/** This process. NULL without memory. */
json_t *kw_ledger_owner(void);
/** Whether its process has it open. */
bool kw_ledger_lines_are_in_use(const kw_ledger_lines *lines);

#endif
