/** The parts of an exception that may be logged. */
@NullMarked
package io.followsync.runtime.logging;

import org.jspecify.annotations.NullMarked;
