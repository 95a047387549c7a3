package io.followsync.worker.source.websession;

/**
 * What an answer is the answer to, as far as its meaning depends on it.
 *
 * @param resumed whether a cursor was sent
 */
record Asked(Endpoint endpoint, boolean resumed) {
}
