/**
 * keyward.h - licenses a program with a Keyward license server.
 *
 *     keyward_options options;
 *     keyward_license *license;
 *     keyward_init_options(&options, sizeof options);
 *     options.base_url = "https://licenses.example.com";
 *     options.product = "my-program";
 *     options.keys = keys;
 *     options.key_count = 1;
 *     options.store_path = path;
 *     if (keyward_open(&options, &license) == KEYWARD_OK && !keyward_get_state(license)->is_usable) {
 *       keyward_activate(license, "the key that the user typed");
 *     }
 *
 * Texts are UTF-8 and end with NUL. Times are milliseconds since 1970.
 *
 * Memory: a handle owns all that its functions return. A state and its texts are valid until the next call with the
 * handle, what another function returns until the next call of that function; keyward_free ends all.
 *
 * Threads: the library has no global state and starts no thread. Different handles can be used by different threads at
 * the same time; calls with one handle must take turns, for instance behind a mutex. Before libcurl 7.84, call
 * curl_global_init before the first thread starts.
 */
#ifndef KEYWARD_H
#define KEYWARD_H

#include <stddef.h>
#include <stdint.h>

#if defined(KEYWARD_STATIC)
#define KEYWARD_API
#elif defined(_WIN32)
#if defined(KEYWARD_BUILDING)
#define KEYWARD_API __declspec(dllexport)
#else
#define KEYWARD_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define KEYWARD_API __attribute__((visibility("default")))
#else
#define KEYWARD_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** For keyward_state.expires_at, until and since: there is none. */
#define KEYWARD_NO_TIME INT64_MIN

/** For keyward_state.max_users: there is no maximum. */
#define KEYWARD_UNLIMITED (-1)

/** Size of the text of a group of a license key with its final NUL. */
#define KEYWARD_GROUP_SIZE 256

/** Size of a fingerprint with its final NUL. */
#define KEYWARD_FINGERPRINT_SIZE 44

/** The license of a program on a device. */
typedef struct keyward_license keyward_license;

/** Kinds of errors. The values never change; new ones are added at the end. */
typedef enum keyward_error {
  KEYWARD_OK = 0,
  /** A mistake in the program's call. */
  KEYWARD_INVALID_REQUEST = 1,
  /** The address must be complete, with http:// or https://, and must not end in /api/v1: the library adds it. */
  KEYWARD_INVALID_BASE_URL = 2,
  /** The product must be the reference of a product. */
  KEYWARD_INVALID_PRODUCT = 3,
  /** One to 200 public keys are needed, each of 43 characters: x of /.well-known/jwks.json; or of 87, public_key of ES256, which a
   * library that was built without OpenSSL does not take. */
  KEYWARD_INVALID_KEYS = 4,
  /** The device must be a text of 1 to 512 bytes. */
  KEYWARD_INVALID_DEVICE = 5,
  KEYWARD_NO_MEMORY = 6,
  /** No server answered. */
  KEYWARD_NETWORK_ERROR = 7,
  /** No server answered in time. */
  KEYWARD_TIMEOUT = 8,
  /** The answer is not one of the license server, or not signed by it. */
  KEYWARD_INVALID_ANSWER = 9,
  /** The server failed, or asks for fewer requests: 429 and 5xx. */
  KEYWARD_UNAVAILABLE = 10,
  /** The server refused; the code says why, such as SEATS_EXHAUSTED. */
  KEYWARD_REFUSED = 11,
  /** No license key is known: give the one that the user typed. */
  KEYWARD_LICENSE_KEY_MISSING = 12,
  /** The license file cannot be used; the code says why, such as LICENSE_FILE_EXPIRED. */
  KEYWARD_UNUSABLE_FILE = 13,
  /** The download is not the file that the server signed. */
  KEYWARD_DOWNLOAD_CHANGED = 14,
  /** This license may not download the update. */
  KEYWARD_DOWNLOAD_NOT_ALLOWED = 15,
  /** A file could not be read or written. */
  KEYWARD_STORAGE_ERROR = 16,
  /** The system has no id; keyward_open uses a random one that it keeps in the store. */
  KEYWARD_NO_DEVICE_ID = 17,
  /** The environment must be physical, virtual_machine, container or development. */
  KEYWARD_INVALID_ENVIRONMENT = 18,
  /** The license was closed. */
  KEYWARD_LICENSE_CLOSED = 19,
  /** Another running copy of this program has borrowed a seat with this store. */
  KEYWARD_SEAT_BORROWED = 20,
  /** The ledger refused; the code says why, such as METER_EXHAUSTED. */
  KEYWARD_LEDGER_REFUSED = 21,
  /** Another process has the ledger open. */
  KEYWARD_LEDGER_IN_USE = 22
} keyward_error;

/** A sentence in English that says what the kind of error means; never NULL. */
KEYWARD_API const char *keyward_error_text(keyward_error error);

typedef struct keyward_problem {
  keyward_error error;
  /** The server's code, such as NOT_FOUND, or one of this library, such as NETWORK_ERROR; the same in all languages. */
  const char *code;
  const char *message;
  /** HTTP status; 0 without a response. */
  int status;
  /** Seconds to wait before a retry; 0 if the server did not say. */
  double retry_after;
  /** Names the request in the logs of the server; empty without a response. */
  const char *request_id;
  /** Whether no working server answered: it is no verdict about the license. */
  int is_unreachable;
  /** Whether the license server has signed this refusal, and the signature was verified. */
  int is_signed;
} keyward_problem;

/** A store of the program's own. */
typedef struct keyward_store {
  /** The text that was written last, valid until the next call of the store; NULL for none. */
  const char *(*read)(void *context);
  /** Replaces the text as a whole. Returns 0, or another number if it failed. */
  int (*write)(void *context, const char *text);
  void *context;
} keyward_store;

/** Options of keyward_open, which copies them. */
typedef struct keyward_options {
  /** Set by keyward_init_options. */
  size_t size;
  /** Address of the server. */
  const char *base_url;
  /** Reference of the product. */
  const char *product;
  /** Public keys of the server that the program trusts: x of each in /.well-known/jwks.json. */
  const char *const *keys;
  size_t key_count;
  /** A file that only its user can read; its folders are made. NULL: store, or forgotten with the program. */
  const char *store_path;
  /** Used if store_path is NULL and its functions are given. */
  keyward_store store;
  /** A text that names this device, 1 to 86 characters; NULL: from the id of the system, as keyward_device_id. */
  const char *device;
  /** A key that the program knows already; it precedes the one in the store. NULL for none. */
  const char *license_key;
  /** Sent with each call; NULL for none. */
  const char *app_version;
  const char *channel;
  const char *user;
  /** Whether the program needs a floating seat to run. 0 by default. */
  int is_floating;
  /** Maximum number of days for which an overdue answer is used; negative, the default, for as long as it allows. */
  double grace_days;
  /** Of a call, in milliseconds. 10000 by default. */
  int timeout_ms;
  /** How often a call is repeated. 1 by default. */
  int retries;
  /** Replaces the local clock: milliseconds since 1970. NULL by default. */
  int64_t (*now)(void *context);
  void *now_context;
  /**
   * physical, virtual_machine, container or development, which the policy may refuse; NULL, the default: as the
   * platform documents it.
   */
  const char *environment;
  /** Folder from which files of the system are read, as in tests. NULL by default: that of the system. */
  const char *system_root;
  /** ID or name of the policy, and of the group, that the license must have; NULL for any. */
  const char *policy;
  const char *group;
  /** ID, reference or e-mail of the customer who must own the license; NULL for any. */
  const char *customer;
  /** SHA-256 of the program's file in hex, which must be published for its version and product; NULL: not checked. */
  const char *checksum;
  /**
   * Whether to look for a relay in this network before base_url is called: by the SRV record of the computer's domain, where
   * the system has a resolver for it, then by multicast DNS, for at most two seconds. 0 by default. Not on Windows.
   */
  int finds_relay;
} keyward_options;

/** Sets all options to their defaults. size: sizeof(keyward_options). */
KEYWARD_API void keyward_init_options(keyward_options *options, size_t size);

typedef enum keyward_kind {
  /** The server, or a license file, said yes. */
  KEYWARD_VALID = 0,
  /** The last yes still holds, but could not be renewed: tell the user to connect before `until`. */
  KEYWARD_GRACE = 1,
  /** Nothing says yes any more. */
  KEYWARD_MUST_CONNECT = 2,
  /** The server said no, and signed it. */
  KEYWARD_REFUSED_LICENSE = 3
} keyward_kind;

typedef enum keyward_source { KEYWARD_NO_SOURCE = 0, KEYWARD_FROM_SERVER = 1, KEYWARD_FROM_FILE = 2 } keyward_source;

typedef struct keyward_entitlement {
  const char *code;
  /** JSON, such as 5, true or "gold". */
  const char *value;
  /** KEYWARD_NO_TIME for as long as the license. */
  int64_t expires_at;
} keyward_entitlement;

/** What the program may do now. */
typedef struct keyward_state {
  keyward_kind kind;
  int is_usable;
  /**
   * NULL if valid. Of a grace: unreachable, clock_turned_back, no_session. Of must_connect: no_license_key, no_answer,
   * unreachable, file_ended, clock_turned_back, no_session, no_seat_free. Of a refusal: the server's code, such as
   * EXPIRED.
   */
  const char *reason;
  keyward_source source;
  /** Until when the program may run if nobody answers; KEYWARD_NO_TIME while it is not usable. */
  int64_t until;
  /** When the server refused, or KEYWARD_NO_TIME. */
  int64_t since;
  const char *const *features;
  size_t feature_count;
  /** Those that hold now. */
  const keyward_entitlement *entitlements;
  size_t entitlement_count;
  /** Maximum number of users, or KEYWARD_UNLIMITED. */
  int64_t max_users;
  /** Expiration of the license; KEYWARD_NO_TIME for never. */
  int64_t expires_at;
  /** UUID of the license on the server; NULL if unknown. */
  const char *license;
  /** NULL unless the product shows its customers to programs. */
  const char *customer_name;
  const char *customer_company;
  /** JSON: the object `public` in the metadata of product and license, {} without one. */
  const char *metadata;
  /** Web address at which the user buys more, also while the license is not usable; NULL for none. */
  const char *upgrade_url;
  /** Web address at which the user manages licenses and devices, also while the license is not usable; NULL for none. */
  const char *manage_url;
  /** Event that starts the term of the license, such as first_activation; NULL once it has started. */
  const char *starts_on;
  /** Code of a rule that the policy only reports, and that would refuse this program; NULL if none would. */
  const char *would_be;
  /** JSON: the object `public` in the metadata of this device, {} without one. */
  const char *device_metadata;
  /** JSON: the object `public` in the metadata of the customer, {} without one. */
  const char *customer_metadata;
} keyward_state;

/** `valid`, `grace`, `must_connect` or `refused`. */
KEYWARD_API const char *keyward_kind_name(keyward_kind kind);

/**
 * Opens the license of this program on this device. Asks the server if the store holds no answer with which the program
 * may run, or the last answer is overdue. Succeeds also if nobody answers: look at keyward_get_state. Errors:
 * KEYWARD_INVALID_REQUEST, _BASE_URL, _PRODUCT, _KEYS, _DEVICE, _ENVIRONMENT, KEYWARD_NO_MEMORY; *license is NULL then.
 */
KEYWARD_API keyward_error keyward_open(const keyward_options *options, keyward_license **license);

/** Ends the floating session, unless it is borrowed, and stores what is known. The state can still be read. */
KEYWARD_API void keyward_close(keyward_license *license);

/** Closes the license unless that was done, and frees it. NULL is allowed. */
KEYWARD_API void keyward_free(keyward_license *license);

/** What the program may do now; never NULL. Asks nobody. Valid until the next call with the handle. */
KEYWARD_API const keyward_state *keyward_get_state(keyward_license *license);

/** The last problem of any call, also of keyward_check and keyward_wake; NULL after a good answer. */
KEYWARD_API const keyward_problem *keyward_last_problem(keyward_license *license);

/** The license key that is known; NULL if the user has to type it. */
KEYWARD_API const char *keyward_license_key(keyward_license *license);

/** The text that names this device for the server. */
KEYWARD_API const char *keyward_fingerprint(keyward_license *license);

/** Where the program runs: physical, virtual_machine, container or development; NULL if the platform does not say. */
KEYWARD_API const char *keyward_environment(keyward_license *license);

/** Something that a developer should mend before the program is shipped. */
typedef struct keyward_warning {
  /**
   * CONTAINER_WITHOUT_ID: this container has no id of its own, so it is known by a random one in the store: a new
   * container with a new store takes another seat. Give `device`, or mount the machine id of the host.
   * STORE_NOT_WRITABLE: the license could not be stored: the user has to type the key again at the next start.
   */
  const char *code;
  const char *message;
} keyward_warning;

/** Never NULL. Valid as long as the handle. */
KEYWARD_API const keyward_warning *keyward_warnings(keyward_license *license, size_t *count);

/** Called at the end of a call that changed the state. It may read the state, and call nothing else with the handle. */
typedef void (*keyward_listener)(void *context, const keyward_state *state);

/** NULL for none. A second listener replaces the first. */
KEYWARD_API void keyward_on_change(keyward_license *license, keyward_listener listener, void *context);

/**
 * Takes a seat for this device. A device that is already active keeps its seat. license_key: NULL for the known one.
 * On an error, such as KEYWARD_REFUSED with the code SEATS_EXHAUSTED, the state is as before. With KEYWARD_UNAVAILABLE, such as
 * RATE_LIMIT_EXCEEDED, or while the server is busy or stops, the activation of a key that is known is tried again later, and no
 * earlier refusal of this device is shown until then.
 */
KEYWARD_API keyward_error keyward_activate(keyward_license *license, const char *license_key);

/** Gives up the seat of this device and forgets the license key. */
KEYWARD_API keyward_error keyward_release(keyward_license *license);

/**
 * Borrows the floating seat of this program: for so many days, this device needs no server, also after restarts. The days
 * count from now and replace those of an earlier call. Errors, such as KEYWARD_REFUSED with the code
 * BORROWING_NOT_ALLOWED or BORROWS_EXHAUSTED: all is as before.
 */
KEYWARD_API keyward_error keyward_borrow(keyward_license *license, int days);

/**
 * Returns the borrowed seat. The program keeps it as long as it runs and reaches the server. If nobody answers, the seat
 * stays borrowed.
 */
KEYWARD_API keyward_error keyward_return_borrowed(keyward_license *license);

/** Until when the floating seat of this device needs no server; KEYWARD_NO_TIME if it is not borrowed. */
KEYWARD_API int64_t keyward_borrowed_until(keyward_license *license);

/** A place in the waiting line for a floating seat, as the server told it last. */
typedef struct keyward_seat_place {
  /** From 1. */
  int64_t position;
  /** When the program asked first, in milliseconds since 1970. */
  int64_t since;
} keyward_seat_place;

/** The place while all floating seats are taken; NULL for none. It is valid until the next call with the handle. */
KEYWARD_API const keyward_seat_place *keyward_get_place(keyward_license *license);

/** Is told the place whenever the server was asked. Another value than 0 ends the wait. */
typedef int (*keyward_place_listener)(void *context, const keyward_seat_place *place);

/**
 * Waits for the floating seat of this program, in the waiting line while all are taken. It returns as soon as there is one.
 * listener: may be NULL. Errors: KEYWARD_REFUSED with the code SESSIONS_EXHAUSTED when the time is over; the place is given
 * up then, as by keyward_stop_waiting.
 */
KEYWARD_API keyward_error keyward_wait_for_seat(
    keyward_license *license, int64_t timeout_ms, keyward_place_listener listener, void *context);

/** Gives up the place: the program takes no seat until keyward_activate or keyward_wait_for_seat. */
KEYWARD_API keyward_error keyward_stop_waiting(keyward_license *license);

/** A feature that sessions share, as the server signed it. */
typedef struct keyward_floating_feature {
  const char *feature;
  /** Whether this program holds it. */
  int is_held;
  /** Running sessions that hold it. */
  int64_t used;
  /** Sessions that may hold it, or KEYWARD_UNLIMITED. */
  int64_t max;
  /** Why the program did not get it: FEATURE_EXHAUSTED or FEATURE_NOT_GRANTED; NULL for nothing. */
  const char *code;
} keyward_floating_feature;

/**
 * Takes features with the floating seat. One that is exhausted is named so in *features, and the program keeps its seat.
 * They are given back with the seat; after a lost seat, take them again. features and count: may be NULL; they are valid
 * until the next call of this function or of keyward_release_features.
 */
KEYWARD_API keyward_error keyward_take_features(
    keyward_license *license,
    const char *const *codes,
    size_t code_count,
    const keyward_floating_feature **features,
    size_t *count);

/** Gives features back that were taken with the floating seat. features and count: as in keyward_take_features. */
KEYWARD_API keyward_error keyward_release_features(
    keyward_license *license,
    const char *const *codes,
    size_t code_count,
    const keyward_floating_feature **features,
    size_t *count);

/**
 * Tells that the user is active, as at each key or click: it costs nothing. From the first call on, the server is told how
 * long the user is idle, and may take the floating seat back (SESSION_IDLE); after the next call, keyward_wake takes
 * another one.
 */
KEYWARD_API void keyward_active(keyward_license *license);

/** A relay in the network of the customer, which answers under a certificate of the vendor. */
typedef struct keyward_relay {
  /** UUID at the vendor's server. */
  const char *id;
  const char *name;
  /** The last second in which it may answer, in milliseconds since 1970. */
  int64_t until;
} keyward_relay;

/**
 * The relay that gave the last answer; NULL for the vendor's server. Its texts hold until the next call of a function with
 * this handle.
 */
KEYWARD_API const keyward_relay *keyward_get_relay(keyward_license *license);

/** Asks the server now. If nobody answers, keyward_last_problem says so, and the last answer holds as long as it
 * allows. */
KEYWARD_API void keyward_check(keyward_license *license);

/**
 * Does what is due: asks the server, and renews the floating seat. Call it after keyward_wake_delay, from a timer or a
 * thread of the program.
 */
KEYWARD_API void keyward_wake(keyward_license *license);

/** Milliseconds until keyward_wake has something to do: 1000 to 3600000. */
KEYWARD_API int64_t keyward_wake_delay(keyward_license *license);

/**
 * Asks for a trial of the product and, if it is granted, activates it. email and domain: NULL for none. is_granted: 0
 * while the trial has to be verified; may be NULL. Errors: KEYWARD_REFUSED, such as with the code TRIAL_USED.
 */
KEYWARD_API keyward_error
keyward_start_trial(keyward_license *license, const char *email, const char *domain, int *is_granted);

typedef struct keyward_usage {
  double used;
  /** Negative: unlimited. */
  double left;
} keyward_usage;

/**
 * Counts a use of a meter; a negative amount is returned. usage: may be NULL.
 * Errors: KEYWARD_REFUSED with the code METER_EXHAUSTED if it does not fit: nothing is counted then.
 */
KEYWARD_API keyward_error
keyward_record_usage(keyward_license *license, const char *meter, double amount, keyward_usage *usage);

/** An amount of a meter, or a number of uses of a feature that costs credits: one of both is named, the other is NULL. */
typedef struct keyward_usage_item {
  const char *meter;
  const char *feature;
  /** To take; a negative one is returned. */
  int64_t amount;
} keyward_usage_item;

/** A meter after a call, as the server signed it. */
typedef struct keyward_meter_balance {
  const char *meter;
  /** What was taken in this period and not returned. */
  int64_t used;
  /** Of a period, or KEYWARD_UNLIMITED. */
  int64_t limit;
  /** What can still be taken in this period, the overage included; or KEYWARD_UNLIMITED. */
  int64_t left;
  /** When the next period begins; KEYWARD_NO_TIME for a meter that never resets. */
  int64_t resets_at;
} keyward_meter_balance;

/**
 * A credit after a call, as the server signed it. Its amounts are decimal texts, such as 87.5, because numbers would not
 * be exact.
 */
typedef struct keyward_credit_balance {
  const char *credit;
  /** What was taken in this period and not returned. */
  const char *used;
  /** Of a period; NULL is unlimited. */
  const char *limit;
  /** What can still be taken in this period, the overage included; NULL is unlimited. */
  const char *left;
  /** When the next period begins; KEYWARD_NO_TIME for a credit that never resets. */
  int64_t resets_at;
} keyward_credit_balance;

/** The balances that a call took from, after it. */
typedef struct keyward_balances {
  const keyward_meter_balance *meters;
  size_t meter_count;
  const keyward_credit_balance *credits;
  size_t credit_count;
} keyward_balances;

/**
 * Uses a feature that costs credits, by the rates of the policy; a negative amount returns them. credit: may be NULL; it
 * is valid until the next call of this function or of keyward_commit_usage. Errors: KEYWARD_REFUSED with the code
 * METER_EXHAUSTED if it does not fit: nothing is taken then.
 */
KEYWARD_API keyward_error keyward_use_feature(
    keyward_license *license, const char *feature, int64_t amount, const keyward_credit_balance **credit);

/** Amounts that are kept for this program. */
typedef struct keyward_reservation {
  /** Names it in keyward_commit_usage and keyward_release_usage. */
  const char *token;
  /** When it ends by itself. */
  int64_t expires_at;
} keyward_reservation;

/**
 * Keeps amounts of meters and credits for this program, all of them or none, until it commits or releases them.
 * seconds: after which the reservation ends by itself; 0 for 60. *reservation is valid until the next call of this
 * function. Errors: KEYWARD_REFUSED with the code METER_EXHAUSTED.
 */
KEYWARD_API keyward_error keyward_reserve_usage(
    keyward_license *license,
    const keyward_usage_item *items,
    size_t count,
    int seconds,
    const keyward_reservation **reservation);

/**
 * Takes what was reserved, or less of it if there are items; NULL and 0 for all. It can be repeated: nothing is taken
 * twice. balances: may be NULL; they are valid until the next call of this function or of keyward_use_feature. Errors:
 * KEYWARD_REFUSED with the code RESERVATION_ENDED if it is too late.
 */
KEYWARD_API keyward_error keyward_commit_usage(
    keyward_license *license,
    const char *token,
    const keyward_usage_item *items,
    size_t count,
    const keyward_balances **balances);

/** Gives back what was reserved. */
KEYWARD_API keyward_error keyward_release_usage(keyward_license *license, const char *token);

/** Uses a license file until it ends. license_key: NULL for the known one. Errors: KEYWARD_UNUSABLE_FILE. */
KEYWARD_API keyward_error keyward_use_file(keyward_license *license, const char *text, const char *license_key);

/**
 * The text that a device without network shows, so that an admin makes a license file for it. It stays the same until a
 * file answers it.
 */
KEYWARD_API keyward_error
keyward_offline_request(keyward_license *license, const char *license_key, const char **request);

/** Gives up the license file. With the code, an admin frees the seat of the device. */
KEYWARD_API keyward_error keyward_release_offline(keyward_license *license, const char **code);

typedef struct keyward_update_file {
  const char *type;
  const char *name;
  /** In bytes. */
  int64_t size;
  /** In lower-case hex. */
  const char *sha256;
  /** Where it is downloaded on the server; NULL if this license may not. */
  const char *path;
} keyward_update_file;

/** Platform and processor of a file that is made for one, and what tells files of these and of one type apart; or NULL. */
typedef struct keyward_file_target {
  const char *platform;
  const char *arch;
  const char *label;
} keyward_file_target;

typedef struct keyward_update {
  const char *version;
  const char *channel;
  const keyward_update_file *files;
  size_t file_count;
  /** The signed manifest, for an installer that verifies it again. */
  const char *manifest;
  /** These three are not signed; NULL for none. */
  int is_mandatory;
  const char *summary;
  const char *changelog;
  /**
   * 0 of a version that this license may not have, so that the program can offer a renewal: it has no files and no
   * manifest, and nothing of it is signed but version and reason.
   */
  int is_available;
  /**
   * NULL if it is available. UPDATES_ENDED: it was released after the license's updates ended; LICENSE_REQUIRED: no
   * license key is known; else the code of the refusal, such as EXPIRED.
   */
  const char *reason;
  /** Of each of the files, in their order. */
  const keyward_file_target *file_targets;
} keyward_update;

/**
 * The newest version that this license may have and that is newer than the given one; if there is none, one that it may
 * not have. *update is NULL if there is none at all. It is valid until the next call of this function.
 */
KEYWARD_API keyward_error
keyward_check_for_update(keyward_license *license, const char *current_version, const keyward_update **update);

/** The program and the files that it wants, for versions that have files for platforms. NULL: not sent. */
typedef struct keyward_update_target {
  /** Such as windows, darwin or linux. */
  const char *platform;
  /** Such as x64 or arm64. */
  const char *arch;
  /** The only kind of files that the program wants, such as installer or portable. */
  const char *kind;
  /** The label that you gave to the files that the program wants. */
  const char *label;
  /** Version of the system: versions that need a newer one are not offered. */
  const char *os_version;
} keyward_update_target;

/** As keyward_check_for_update, with the files that the program wants. target: NULL for any. */
KEYWARD_API keyward_error keyward_check_for_update_of(
    keyward_license *license,
    const char *current_version,
    const keyward_update_target *target,
    const keyward_update **update);

/**
 * Downloads the file of an update that this license may have, the main one if there are several, and goes on where an
 * interrupted attempt has ended (in a file beside, .partial). What is left of other versions is removed. It is loaded
 * from the server of base_url, whatever the address in the answer. The file gets its name only if the server signed its
 * size and sum. Errors:
 * KEYWARD_DOWNLOAD_CHANGED, KEYWARD_DOWNLOAD_NOT_ALLOWED, KEYWARD_STORAGE_ERROR, those of the network.
 */
KEYWARD_API keyward_error
keyward_download_update(keyward_license *license, const keyward_update *update, const char *path);

/**
 * The fingerprint of this device for a product: the base64url of the SHA-256 of product, NUL and the id of the system,
 * which never leaves the device. The id is that of /etc/machine-id or /var/lib/dbus/machine-id (Linux, BSD),
 * IOPlatformUUID (macOS) or MachineGuid (Windows). That of a container counts only if it is mounted, or if the
 * container has an init of its own. The same in all languages. Errors: KEYWARD_NO_DEVICE_ID, KEYWARD_INVALID_PRODUCT.
 */
KEYWARD_API keyward_error keyward_device_id(const char *product, char fingerprint[KEYWARD_FINGERPRINT_SIZE]);

typedef enum keyward_typed_key_result {
  KEYWARD_KEY_RIGHT = 0,
  /** It has another shape, such as a key from before the format had check characters. */
  KEYWARD_KEY_OTHER = 1,
  KEYWARD_KEY_MISTYPED = 2
} keyward_typed_key_result;

/** Whether a typed license key can be one of a key format. */
typedef struct keyward_typed_key {
  keyward_typed_key_result result;
  /** Number of the first wrong group among those with a check character, from 1; 0 unless it is mistyped. */
  size_t group;
  /** The group as it was typed, with its check character; empty unless it is mistyped. */
  char text[KEYWARD_GROUP_SIZE];
} keyward_typed_key;

/**
 * Finds typing errors in a license key without a call, by the check characters (%C) of the key_format of your policy, such
 * as LIC-%Z{4}%C-%Z{4}%C: one wrong character in a group, or two neighbours that changed places. Case, blanks and dashes
 * do not matter. A key that was issued before the format had check characters may look mistyped: let people send it
 * nevertheless. typed: may be NULL. Without memory, the result is KEYWARD_KEY_OTHER.
 */
KEYWARD_API keyward_typed_key_result
keyward_check_typed_key(const char *key, const char *key_format, keyward_typed_key *typed);

/**
 * The ledger of a program without a connection, which draws amounts of meters from a file and reports what it used. It is of one
 * process: a child after fork does not use it.
 */
typedef struct keyward_ledger keyward_ledger;

/** Options of keyward_open_ledger, which copies them. */
typedef struct keyward_ledger_options {
  /** Set by keyward_init_ledger_options. */
  size_t size;
  /** Reference of the product. */
  const char *product;
  /** Public keys of the server that the program trusts: x of each in /.well-known/jwks.json. */
  const char *const *keys;
  size_t key_count;
  /** Folder of the ledger, for one process at a time. It is made at need, readable by its owner alone. */
  const char *directory;
  /** Text of the file that the server issued; NULL for the one that the directory keeps. A renewal replaces that one. */
  const char *file;
  /** Version of the program, for the report; NULL for none. */
  const char *version;
  /** Replaces the local clock: milliseconds since 1970. NULL by default. */
  int64_t (*now)(void *context);
  void *now_context;
} keyward_ledger_options;

/** A meter or credit after a call. Amounts are decimal texts. */
typedef struct keyward_ledger_balance {
  const char *meter;
  /** Drawn since the first file. */
  const char *used;
  /** Amount that the file grants for its whole time. */
  const char *granted;
  const char *left;
} keyward_ledger_balance;

/** Sets all options to their defaults. size: sizeof(keyward_ledger_options). */
KEYWARD_API void keyward_init_ledger_options(keyward_ledger_options *options, size_t size);

/**
 * Opens the ledger of a directory. If it fails, *ledger is NULL, or a ledger that is closed: keyward_ledger_problem says why, and
 * keyward_ledger_free ends it. Errors: KEYWARD_LEDGER_IN_USE; KEYWARD_UNUSABLE_FILE, for a file that is not for this program;
 * KEYWARD_LEDGER_REFUSED with LEDGER_DAMAGED; KEYWARD_STORAGE_ERROR.
 */
KEYWARD_API keyward_error keyward_open_ledger(const keyward_ledger_options *options, keyward_ledger **ledger);

/** The error of the last call, if it failed. NULL for NULL. */
KEYWARD_API const keyward_problem *keyward_ledger_problem(const keyward_ledger *ledger);

/**
 * Draws an amount, a decimal text above 0. When it has returned, the amount is on the disk. after: NULL, or what is shown until
 * the next call. Errors: KEYWARD_LEDGER_REFUSED with METER_EXHAUSTED, METER_NOT_FOUND, RELAY_EXPIRED after the end of the file,
 * or CLOCK_WAS_AHEAD; KEYWARD_UNUSABLE_FILE with LICENSE_FILE_MISSING or LICENSE_FILE_RELEASED.
 */
KEYWARD_API keyward_error keyward_ledger_use(
    keyward_ledger *ledger, const char *meter, const char *amount, const keyward_ledger_balance **after);

/**
 * Draws the credits that uses of a feature cost by the rates in the file. Errors: as keyward_ledger_use, METER_NOT_FOUND for a
 * feature without a rate.
 */
KEYWARD_API keyward_error keyward_ledger_use_feature(
    keyward_ledger *ledger, const char *feature, int64_t amount, const keyward_ledger_balance **after);

/** Balances of all meters in the file, until the next call. */
KEYWARD_API keyward_error
keyward_ledger_balances(keyward_ledger *ledger, const keyward_ledger_balance **balances, size_t *count);

/**
 * Signed report of the use since the last one, for the vendor. The directory keeps it as report-<number>.jws. This text and those
 * of the next three functions are valid until the next call of one of the four.
 */
KEYWARD_API keyward_error keyward_ledger_report(keyward_ledger *ledger, const char **report);

/** Writes the next report, and returns the code of its few numbers, which can be read over the telephone. */
KEYWARD_API keyward_error keyward_ledger_code(keyward_ledger *ledger, const char **code);

/** Code with which the vendor issues a file for the key of this directory. name: for people; 100 characters of it count. */
KEYWARD_API keyward_error keyward_ledger_request(keyward_ledger *ledger, const char *name, const char **code);

/** Draws nothing more, and returns the code with which the vendor takes back what is left. */
KEYWARD_API keyward_error keyward_ledger_release(keyward_ledger *ledger, const char **code);

/** Lets another process open it. */
KEYWARD_API keyward_error keyward_ledger_close(keyward_ledger *ledger);

/** Closes it, and frees its memory. ledger: may be NULL. */
KEYWARD_API void keyward_ledger_free(keyward_ledger *ledger);

/** Version of the library, such as 0.1.0. */
KEYWARD_API const char *keyward_version(void);

#ifdef __cplusplus
}
#endif

#endif
