/** The whole of Followsync on one machine: services, simulator, broker, database. */
@NullMarked
package io.followsync.stack;

import org.jspecify.annotations.NullMarked;
