/** The two list endpoints and the friendship endpoints. */
@NullMarked
package io.followsync.simulator.friendships;

import org.jspecify.annotations.NullMarked;
