/** Licenses a program with a Keyward license server: start at {@link io.github.keyward.License#builder()}. */
@NullMarked
package io.github.keyward;

import org.jspecify.annotations.NullMarked;
