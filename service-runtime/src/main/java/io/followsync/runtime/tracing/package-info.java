/**
 * What happens because of one call, followed through both services. Off by default.
 */
@NullMarked
package io.followsync.runtime.tracing;

import org.jspecify.annotations.NullMarked;
