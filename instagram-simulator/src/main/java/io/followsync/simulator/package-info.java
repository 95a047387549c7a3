/** A faithful stand-in for Instagram over HTTP; knows nothing of the product. */
@NullMarked
package io.followsync.simulator;

import org.jspecify.annotations.NullMarked;
