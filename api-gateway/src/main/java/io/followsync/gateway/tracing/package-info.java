/** What happens because of one call, followed through both services. Off by default. */
@NullMarked
package io.followsync.gateway.tracing;

import org.jspecify.annotations.NullMarked;
