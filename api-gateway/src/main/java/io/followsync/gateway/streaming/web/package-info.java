/**
 * Streams as server-sent events. A <em>frame</em> is an event in that form; the
 * <em>writer</em> of a stream sends its frames over its connection, one at a time.
 */
@NullMarked
package io.followsync.gateway.streaming.web;

import org.jspecify.annotations.NullMarked;
