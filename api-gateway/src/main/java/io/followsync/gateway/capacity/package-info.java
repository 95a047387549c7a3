/**
 * How much this replica holds at once, as its memory allows: connections, streams, calls,
 * uploads and answers. A call that does not fit waits, everything else that does not fit
 * is refused, and a connection that nobody reads from is closed.
 */
@NullMarked
package io.followsync.gateway.capacity;

import org.jspecify.annotations.NullMarked;
