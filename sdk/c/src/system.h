/** Calls of an operating system behind platform.h. */
#ifndef KW_SYSTEM_H
#define KW_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>

bool kw_is_separator(char character);
/** folder: with a separator at its end; empty for the one of the program. */
void kw_visit_folder(const char *folder, void (*visit)(void *context, const char *name), void *context);
/** For its owner alone; nothing happens if it is there. */
void kw_make_folder(const char *path);
/** For its owner alone, written through to the disk. Fails if it is there. */
bool kw_write_new_file(const char *path, const char *text, size_t size);

#endif
