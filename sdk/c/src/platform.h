/** Files and time of the system. Paths are UTF-8. */
#ifndef KW_PLATFORM_H
#define KW_PLATFORM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define KW_MAX_STORE 1048576
/** Of a locked file. */
#define KW_MAX_LOCKED 4096
/** Size of a decimal number with its final NUL. */
#define KW_NUMBER_TEXT 24
#define KW_HOST_NAME 256

/** Milliseconds since 1970. */
int64_t kw_local_clock(void *context);
void kw_sleep(int64_t milliseconds);
/** Id of this process, which a child does not share. */
int64_t kw_process_id(void);
FILE *kw_open_file(const char *path, const char *mode);
/** 0 if there is no such file. */
int64_t kw_file_size(const char *path);
void kw_remove_file(const char *path);
/** Calls the visitor with the name of each file beside a file, which it may remove. Does nothing if the folder cannot
 * be read. */
void kw_visit_folder_of(const char *path, void (*visit)(void *context, const char *name), void *context);
/** The part of a path after its folder. */
const char *kw_name_in(const char *path);
/** Replaces a file that is there. */
bool kw_rename_file(const char *from, const char *to);
/**
 * Locks a file of its owner alone as long as this process lives, and makes it if needed. False if another process has locked
 * it, or it cannot be opened. A child of the process does not have the lock: it closes its handle.
 */
bool kw_lock_file(const char *path, intptr_t *handle);
/** The text of a locked file, which the caller frees; NULL without memory. */
char *kw_read_locked_file(intptr_t handle);
void kw_write_locked_file(intptr_t handle, const char *text);
void kw_close_locked_file(intptr_t handle);
/** Opens a file to write at its end, closed with kw_close_locked_file. False if it cannot be opened. */
bool kw_open_end(const char *path, intptr_t *handle);
/** Through to the disk. */
bool kw_write_at_end(intptr_t handle, const char *text, size_t size);
bool kw_shorten_file(intptr_t handle, int64_t size);
/** Gives a file another name, and fails if there is such a file. Where the system can, the file keeps its first one. */
bool kw_link_file(const char *from, const char *to);
bool kw_has_file(const char *path);
/** So that the names of new files in a folder survive a loss of power. */
void kw_sync_folder(const char *folder);
/** Decimal number of a folder in its file system, which a copy does not have. */
bool kw_folder_number(const char *folder, char number[KW_NUMBER_TEXT]);
void kw_host_name(char name[KW_HOST_NAME]);
bool kw_is_running(int64_t process);
/** When a process started, as Linux tells it; empty elsewhere. */
void kw_process_start(int64_t process, char start[KW_NUMBER_TEXT]);
/** Makes the folders of a file. */
void kw_make_folders(const char *path);
/** The text of a file of at most KW_MAX_STORE bytes, which the caller frees; NULL if it cannot be read. */
char *kw_read_file_text(const char *path);
/** Replaces a file as a whole, for its owner alone: neither a crash nor a second process leaves half of it. */
bool kw_write_private_file(const char *path, const char *text);

#endif
