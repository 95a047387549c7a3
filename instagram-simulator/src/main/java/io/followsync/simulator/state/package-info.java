/**
 * All state of the simulator, changed by one thread. An event is a change; the journal
 * keeps the events, so that a restart leads to the same state. An admission says what was
 * decided about a request on its arrival. An audit trail holds the requests of one
 * person's sessions, and an endpoint is what each is counted under.
 */
@NullMarked
package io.followsync.simulator.state;

import org.jspecify.annotations.NullMarked;
