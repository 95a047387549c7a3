/** The running stack, and what can be found in what it stores and says. */
@NullMarked
package io.followsync.acceptance.stack;

import org.jspecify.annotations.NullMarked;
