/** Calls of a vendor's back end, and the verification of webhooks. Never ship an API key with a program. */
@NullMarked
package io.github.keyward.admin;

import org.jspecify.annotations.NullMarked;
