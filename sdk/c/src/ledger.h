/** The ledger of a program with its file and key. */
#ifndef KW_LEDGER_H
#define KW_LEDGER_H

#include "known_time.h"
#include "ledger_file.h"
#include "program_report.h"

struct keyward_ledger {
  kw_problem problem;
  kw_keys keys;
  kw_time time;
  kw_ledger_file ledger;
  kw_program_file file;
  kw_program_key key;
  bool is_closed;
  /** Texts and balances that the functions returned. */
  char *shown;
  keyward_ledger_balance *balances;
  size_t balance_count;
};

bool kw_ledger_has_file(const keyward_ledger *ledger);
/** Writes an entry at the time that is known, and frees it. */
keyward_error kw_ledger_append(keyward_ledger *ledger, json_t *entry);
/** Writes the newest report to a file of its own. */
keyward_error kw_ledger_keep_report(keyward_ledger *ledger);
void kw_ledger_free_balances(keyward_ledger *ledger);

#endif
