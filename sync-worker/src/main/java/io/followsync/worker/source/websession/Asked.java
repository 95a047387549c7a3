package io.followsync.worker.source.websession;

/**
 * The parts of a request on which the meaning of its answer depends.
 *
 * @param resumed whether a cursor was sent
 */
record Asked(Endpoint endpoint, boolean resumed) {
}
