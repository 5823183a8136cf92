/** Where a program runs, as its platform documents it. root: folder to read files from, as in tests; NULL for that of
 * the system. */
#ifndef KW_ENVIRONMENT_H
#define KW_ENVIRONMENT_H

#include <stdbool.h>

/** "container", "virtual_machine" or "physical"; NULL where the platform says nothing. */
const char *kw_environment(const char *root);
bool kw_is_container(const char *root);
/** The same text, valid as long as the program; NULL if it names no environment. */
const char *kw_known_environment(const char *text);
#if !defined(_WIN32) && !defined(__APPLE__)
/**
 * Whether the machine id is of this container: without an init of its own and without a mounted id, it is that of the
 * image, and each of its containers would be the same device.
 */
bool kw_is_machine_id_own(const char *root, const char *path);
#endif

#endif
