/**
 * The steps of every request: it is read, counted, admitted or rejected, answered by its
 * endpoint, delayed and written.
 */
@NullMarked
package io.followsync.simulator.request;

import org.jspecify.annotations.NullMarked;
