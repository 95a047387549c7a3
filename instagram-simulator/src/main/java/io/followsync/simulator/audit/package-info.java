/**
 * Counts every request as it arrives: an audit trail holds the requests of one person's
 * sessions, and an endpoint is what each is counted under.
 */
@NullMarked
package io.followsync.simulator.audit;

import org.jspecify.annotations.NullMarked;
