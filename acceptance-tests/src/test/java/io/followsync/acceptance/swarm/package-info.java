/** Thousands of clients at once, over plain sockets and a few threads. */
@NullMarked
package io.followsync.acceptance.swarm;

import org.jspecify.annotations.NullMarked;
