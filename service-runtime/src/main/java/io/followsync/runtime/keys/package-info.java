/** The keys of this service, loaded once at startup. */
@NullMarked
package io.followsync.runtime.keys;

import org.jspecify.annotations.NullMarked;
