/**
 * The HTTP server itself: what it answers before or beside the application, how long it
 * waits for a request body, and what it may log.
 */
@NullMarked
package io.followsync.gateway.edge.netty;

import org.jspecify.annotations.NullMarked;
