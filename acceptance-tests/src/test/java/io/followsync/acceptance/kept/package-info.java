/**
 * Accounts that are kept, over the running stack. What is told of them is compared with
 * what the simulator says that happened, by a plain model of decision 030.
 */
@NullMarked
package io.followsync.acceptance.kept;

import org.jspecify.annotations.NullMarked;
