/** The handle, and the parts of the library that work on it. Times are milliseconds since 1970. */
#ifndef KW_LICENSE_H
#define KW_LICENSE_H

#include "http.h"
#include "known_time.h"
#include "memory.h"
#include "schedule.h"
#include "state.h"

/** A nonce with its final NUL. */
#define KW_NONCE 44

/** A session as the server signed it, and the token that was sent beside. */
typedef struct {
  /** NULL without a session. */
  char *id;
  char *token;
  int64_t issued_at;
  int64_t expires_at;
  /** Whether the license can still be used. */
  bool is_valid;
  /** The last second in which a borrowed session needs no server; KEYWARD_NO_TIME if it is not borrowed. */
  int64_t borrowed_until;
} kw_lease;

/** A place in the waiting line for a floating seat, from one start to the next. */
typedef struct {
  /** Keeps the place in the next start; NULL for none. */
  char *token;
  keyward_seat_place place;
  /** The program does not want to wait any more. */
  bool has_given_up;
} kw_line;

/** A running program on a floating seat. */
typedef struct {
  kw_lease lease;
  kw_line line;
  /** Problem of the last attempt to get a seat; KEYWARD_OK if it got one. */
  kw_problem failure;
  /** When the user was active last, if the program has told. */
  bool has_activity;
  int64_t active_at;
  /** The server has taken the seat back since then. */
  bool is_idle;
  /** That has the lease. A child of it needs a seat of its own. */
  int64_t process;
  /** Keeps its token as long as the process lives, and for the next one if it crashes. */
  bool is_locked;
  intptr_t lock;
  /** The lock is that of the borrowed seat, or would be if the store had locks. */
  bool has_lock_of_borrowed;
  int64_t next;
  /** While all seats are taken. */
  int attempts;
} kw_seat;

typedef struct {
  keyward_update shown;
  keyward_update_file *files;
  keyward_file_target *targets;
  /** What the texts point into. */
  json_t *reply;
  json_t *claims;
} kw_update;

typedef struct {
  keyward_balances shown;
  keyward_meter_balance *meters;
  keyward_credit_balance *credits;
  /** What the texts point into. */
  json_t *claims;
} kw_balances;

typedef struct {
  keyward_floating_feature *shown;
  size_t count;
  /** What the texts point into. */
  json_t *claims;
} kw_features;

struct keyward_license {
  char *product;
  char *fingerprint;
  /** NULL if the platform does not say. */
  const char *environment;
  keyward_warning warnings[2];
  size_t warning_count;
  /** License key of the options; NULL for none. */
  char *given_key;
  /** Sent with every call about the license. */
  json_t *facts;
  /** Sent besides them where the server judges the call by it. */
  json_t *scope;
  bool is_floating;
  int64_t longest_grace;
  kw_http http;
  kw_memory memory;
  kw_time time;
  kw_schedule schedule;
  kw_seat seat;
  /** When the list of keys was read last, and the latest answer was signed; 0 for never. */
  int64_t learned_at;
  int64_t last_answered_at;
  bool is_closed;
  keyward_listener listener;
  void *listener_context;
  kw_problem problem;
  kw_state current;
  /** The last state that the listener was told. */
  kw_state announced;
  kw_update update;
  kw_balances balances;
  keyward_reservation reservation;
  /** What its token points to. */
  char *reservation_token;
  /** Results of keyward_offline_request and keyward_release_offline. */
  char *offline_request;
  char *release_code;
  keyward_relay relay;
  kw_features features;
};

/* server.c: a license server that may be anybody. Nothing in an answer is trusted but what is signed. */

/** Freed by the caller; NULL with a problem. */
kw_proof *kw_server_validate(keyward_license *license, const char *license_key);
kw_proof *kw_server_activate(keyward_license *license, const char *license_key);
/** Replaces the lease. */
keyward_error kw_server_start_session(keyward_license *license, const char *license_key);
/** borrow_days: for which it shall need no server, 0 to return them; negative to leave them as they are. */
keyward_error kw_server_renew_session(keyward_license *license, const char *license_key, int borrow_days);
/** The claims of something signed that answers no call in particular, freed by the caller; NULL with a problem. */
json_t *kw_server_verified(keyward_license *license, const char *text, const char *typ);
/** Sends facts of the license, without those that are named in a list that ends with NULL, and the fields, which it
 * takes. */
json_t *kw_server_change(keyward_license *license, const char *path, json_t *fields, const char *const *left_out);
json_t *kw_server_ask(keyward_license *license, const char *path, json_t *fields, const char *const *left_out);

/** Reads the list of keys. Without it, there is a problem. */
bool kw_server_learn(keyward_license *license);
/** Whether the reason may be another without the keys that it learns. */
bool kw_server_may_learn(keyward_license *license, const char *reason);
/** Whether an answer came too late for a call that took so long, in milliseconds. */
bool kw_server_is_late(keyward_license *license, int64_t issued_at, int64_t ends_at, int64_t duration);
void kw_random_nonce(char nonce[KW_NONCE]);

/* outcome.c: answers without a verdict, and refusals. */

typedef struct {
  /** As signed answers name it. */
  const char *operation;
  const char *path;
  bool is_change;
  /** License key or token that the call names; NULL for none. */
  const char *credential;
  bool is_for_any_device;
  /** Facts of the license that are not sent; its end is NULL. */
  const char *const *left_out;
} kw_asked;

/** Takes the fields. The claims of the answer, freed by the caller; NULL with a problem. reply: as claims, or NULL. */
json_t *kw_server_outcome(keyward_license *license, const kw_asked *asked, json_t *fields, json_t **reply);
/** The call was refused: if that is signed, it must be by the server, or there is another problem. */
void kw_server_check_refusal(keyward_license *license, const kw_call *call);

/* usage.c */

/** Facts that are left out of a call which names only a token. */
extern const char *const kw_all_facts[];
void kw_balances_free(kw_balances *balances);

/* waiting_line.c */

void kw_line_clear(kw_line *line);
/** A start has failed, perhaps with a place. */
void kw_line_note(keyward_license *license);
/** Gives up the place. */
void kw_line_leave(keyward_license *license);

/* seat_calls.c */

void kw_features_free(kw_features *features);

/* seat_lock.c: which running program has which seat of the store. */

typedef enum {
  /** The store has no locks, or cannot be written. */
  KW_LOCK_UNKNOWN,
  KW_LOCK_OWN,
  KW_LOCK_TAKEN
} kw_lock_result;

/** token: NULL if the session has ended, or is in the store. */
void kw_seat_keep(const kw_seat *seat, const char *token);
void kw_seat_lock(keyward_license *license);
void kw_seat_unlock(kw_seat *seat);
/** The lock of the borrowed seat, which one running program has at a time. */
kw_lock_result kw_seat_lock_borrowed(const keyward_license *license, intptr_t *handle);
/** A borrowed seat has a lock of its own, and its token is in the store. */
void kw_seat_use_lock_of_borrowed(kw_seat *seat, kw_lock_result result, intptr_t handle);
void kw_seat_fit_lock(keyward_license *license);

/* seat.c */

/** Forgets the seat of the parent after a fork. */
void kw_seat_enter_process(keyward_license *license);
kw_seat_status kw_seat_status_of(keyward_license *license);
/** Whether the seat wants to be renewed. */
bool kw_seat_is_due(keyward_license *license);
/** Whether a start failed, and is not to be repeated yet. */
bool kw_seat_is_waiting(keyward_license *license);
/** The license does not allow the program to run, with or without a seat. */
void kw_seat_stop_waiting(keyward_license *license);
/** False if the server may still have it. */
bool kw_seat_end_session(keyward_license *license, const char *token);
/** Gives up the place in the waiting line; no seat is asked for until the program wants to wait again. */
void kw_seat_give_up(keyward_license *license);
/** Takes a seat unless there is one, also where the server has taken one back. */
keyward_error kw_seat_hold(keyward_license *license);
/** Takes a seat unless there is one. */
keyward_error kw_seat_start(keyward_license *license);
/** Renews the seat, or takes another: the server forgets a session when its lease ends. */
keyward_error kw_seat_renew(keyward_license *license);
/** Lets the seat need no server for some days, or with 0 returns it. On an error, all is as before. */
keyward_error kw_seat_borrow(keyward_license *license, int days);
/** Whether the seat needs no server now. */
bool kw_seat_is_borrowed(keyward_license *license);
/** Frees the seat. If nobody answers, it is free when its lease ends. */
void kw_seat_end(keyward_license *license);
/** As at the end of the program: a borrowed seat is kept. */
void kw_seat_close(keyward_license *license);

/* monitor.c: keeps the state up to date. */

/** The trimmed key, or the known one; freed by the caller. NULL with a problem. */
char *kw_key_or(keyward_license *license, const char *given);
/** Whether the program may run, with or without a floating seat. */
bool kw_is_usable(keyward_license *license, kw_seat_status seat);
/** Takes a floating seat if the license needs one. */
void kw_start_seat(keyward_license *license);
/** Asks the server if that is needed to run. */
void kw_start(keyward_license *license);
/** Takes the answer, and a floating seat. */
keyward_error kw_accept(keyward_license *license, const char *license_key, kw_proof *answer);
/** If the server postpones the activation of the known key, the next check tries it again. */
keyward_error kw_activate(keyward_license *license, const char *license_key);
void kw_forget(keyward_license *license);
/** Whether the license is open; otherwise there is a problem. */
bool kw_is_open(keyward_license *license);
/** Adds a warning unless there is one of its code. The texts are constants. */
void kw_warn(keyward_license *license, const char *code, const char *message);
void kw_save(keyward_license *license);
/** Stores what is known and tells the listener. */
void kw_settle(keyward_license *license);

/* update.c */

void kw_update_free(kw_update *update);

#endif
