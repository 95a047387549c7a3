/** Database work that outlives the call that asked for it. */
@NullMarked
package io.followsync.gateway.database;

import org.jspecify.annotations.NullMarked;
