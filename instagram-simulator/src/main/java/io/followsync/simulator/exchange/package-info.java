/** The steps of every request: counted, checked, answered, delayed, written. */
@NullMarked
package io.followsync.simulator.exchange;

import org.jspecify.annotations.NullMarked;
