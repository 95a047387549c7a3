/** The agent that is loaded into every service process and nowhere else. */
@NullMarked
package io.followsync.stack.agent;

import org.jspecify.annotations.NullMarked;
