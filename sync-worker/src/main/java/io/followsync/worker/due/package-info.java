/**
 * Work whose time has come. A <em>repeated</em> task is done by each replica at an
 * interval. <em>Due work</em> is stored with the time at which it falls due; one replica
 * takes each piece of it, and whatever is lost falls due again.
 */
@NullMarked
package io.followsync.worker.due;

import org.jspecify.annotations.NullMarked;
