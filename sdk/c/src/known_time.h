/** The time as far as it can be known: it never runs backwards, whatever the local clock does. Milliseconds since 1970.
 */
#ifndef KW_KNOWN_TIME_H
#define KW_KNOWN_TIME_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  int64_t (*local_clock)(void *context);
  void *context;
  int64_t last_reading;
  int64_t latest;
  /** What the local clock lacked at the last contact. Not stored: in an edited store it would hold the time back. */
  int64_t correction;
  bool is_turned_back;
} kw_time;

/** latest_seen: 0 for none. */
void kw_time_init(kw_time *time, int64_t (*local_clock)(void *context), void *context, int64_t latest_seen);
int64_t kw_time_local(const kw_time *time);
int64_t kw_time_now(kw_time *time);
/** Whether the local clock is more than an hour behind the latest time that was seen. */
bool kw_time_is_turned_back(kw_time *time);
/** The local clock, with what it lacked at the last contact. */
int64_t kw_time_reading(const kw_time *time);
/** Something signed at this instant exists. */
void kw_time_saw(kw_time *time, int64_t instant);
/**
 * Something signed at this instant is newer than all that was signed before. It outweighs a local clock that was ahead
 * once: that clock was wrong, or what is signed would not be new. requested_at: reading of the local clock when the
 * program requested it, KEYWARD_NO_TIME if it did not; as long as nobody turned that clock, no more time has passed since
 * the instant than since the request, even if the clock is wrong.
 */
void kw_time_saw_new(kw_time *time, int64_t instant, int64_t requested_at);
/** The server said what time it is, in answer to a call that only it could answer. */
void kw_time_trust(kw_time *time, int64_t instant);

#endif
