/**
 * How much this replica holds at once, as its memory allows: connections, streams,
 * uploads and answers. What does not fit is refused, and what nobody reads is cut off.
 */
@NullMarked
package io.followsync.gateway.capacity;

import org.jspecify.annotations.NullMarked;
