/**
 * How much this replica holds at once, as its memory allows: connections, streams,
 * uploads and answers. What does not fit is refused, and a connection that nobody reads
 * from is closed.
 */
@NullMarked
package io.followsync.gateway.capacity;

import org.jspecify.annotations.NullMarked;
