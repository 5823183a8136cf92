/** Files in which a system describes itself. root: folder to read them from, as in tests; NULL for that of the system.
 */
#ifndef KW_SYSTEM_FILES_H
#define KW_SYSTEM_FILES_H

#include <stdbool.h>

#define KW_SYSTEM_LINE 256

/** Also for a file that may not be read. */
bool kw_has_system_file(const char *root, const char *path);
/** The first line without white space at both ends; empty if it cannot be read. */
void kw_read_system_line(const char *root, const char *path, char line[KW_SYSTEM_LINE]);
/** Whether the test is true of a part of the file, which an end separates from the next: '\n' or '\0'. */
bool kw_has_system_line(
    const char *root, const char *path, char end, bool (*test)(const char *line, const char *asked), const char *asked);

#endif
