/** Whose session a request carries, and whether Instagram would still accept it. */
@NullMarked
package io.followsync.simulator.session;

import org.jspecify.annotations.NullMarked;
