/** No part of the API. */
@NullMarked
package io.github.keyward.internal;

import org.jspecify.annotations.NullMarked;
