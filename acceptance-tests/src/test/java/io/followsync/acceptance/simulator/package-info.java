/** The simulated Instagram, as tests set it up and look back at it. */
@NullMarked
package io.followsync.acceptance.simulator;

import org.jspecify.annotations.NullMarked;
