/** The order of versions: by their numbers, a pre-release before its release, as SemVer 2 orders them. */
#ifndef KW_VERSION_ORDER_H
#define KW_VERSION_ORDER_H

#include <stdbool.h>

bool kw_is_newer(const char *version, const char *current);

#endif
