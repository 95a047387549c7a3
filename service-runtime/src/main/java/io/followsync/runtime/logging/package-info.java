/** What may be logged of what went wrong. */
@NullMarked
package io.followsync.runtime.logging;

import org.jspecify.annotations.NullMarked;
