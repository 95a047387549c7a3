/** Sets up the simulated Instagram and reads what it saw. */
@NullMarked
package io.followsync.acceptance.simulator;

import org.jspecify.annotations.NullMarked;
