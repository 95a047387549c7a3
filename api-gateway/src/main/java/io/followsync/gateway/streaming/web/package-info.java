/** Streams as server-sent events. */
@NullMarked
package io.followsync.gateway.streaming.web;

import org.jspecify.annotations.NullMarked;
