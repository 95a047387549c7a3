/** The keys of this deployment, loaded once at startup. */
@NullMarked
package io.followsync.runtime.keys;

import org.jspecify.annotations.NullMarked;
