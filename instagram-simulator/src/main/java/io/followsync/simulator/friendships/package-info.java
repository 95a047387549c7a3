/**
 * The list and friendship endpoints. A walk reads a list page by page along its cursors;
 * a look is one row, requested to check whether the session is live.
 */
@NullMarked
package io.followsync.simulator.friendships;

import org.jspecify.annotations.NullMarked;
