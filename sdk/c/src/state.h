/** The state of a license that follows from what is known. It says yes only for as long as something signed does. */
#ifndef KW_STATE_H
#define KW_STATE_H

#include "proof.h"

/** Longer than any answer holds, and short enough to be added to a time. */
#define KW_ENDLESS (INT64_MAX / 4)

typedef enum {
  /** The license is not floating, or its seat does not matter. */
  KW_SEAT_NOT_NEEDED,
  KW_SEAT_NEVER,
  /** By others. */
  KW_SEAT_TAKEN,
  KW_SEAT_HELD,
  KW_SEAT_LOST
} kw_seat_status;

typedef struct {
  bool has_key;
  /** Last signed answer; NULL for none. */
  const kw_proof *answer;
  const kw_proof *file;
  /** About the borrowed seat, with its end; NULL for none. */
  const kw_proof *borrowed;
  int64_t borrowed_until;
  /** Whether the last attempt to get an answer failed. */
  bool is_unanswered;
  /** The server was asked to activate this device, and wants to be asked later: it has not refused to. */
  bool is_postponed;
  kw_seat_status seat;
  int64_t now;
  bool is_clock_turned_back;
  /** Milliseconds after next_check for which an answer may be used at most. */
  int64_t longest_grace;
} kw_knowledge;

/** A state with the memory of its texts, which outlive the proof. */
typedef struct {
  keyward_state shown;
  const char **features;
  keyward_entitlement *entitlements;
  /** What the texts point into. */
  json_t *kept;
} kw_state;

/** False without memory. The caller frees the state. */
bool kw_state_of(const kw_knowledge *known, kw_state *state);
bool kw_state_equals(const kw_state *left, const kw_state *right);
void kw_state_free(kw_state *state);

/** Whether a refusal with this code is one of the device, which an activation changes. */
bool kw_is_about_device(const char *code);

/** Until when a yes holds if no other follows. */
int64_t kw_held_until(const kw_proof *proof, int64_t longest_grace);

#endif
