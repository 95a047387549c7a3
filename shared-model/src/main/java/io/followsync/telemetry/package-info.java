/** How both services tell of themselves. */
@NullMarked
package io.followsync.telemetry;

import org.jspecify.annotations.NullMarked;
