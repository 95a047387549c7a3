/**
 * Things go wrong at moments that a seed decides, with the simulator as the oracle and
 * its audit as the witness.
 */
@NullMarked
package io.followsync.acceptance.chaos;

import org.jspecify.annotations.NullMarked;
