/** The keys of this deployment, loaded once at the start. */
@NullMarked
package io.followsync.runtime.keys;

import org.jspecify.annotations.NullMarked;
