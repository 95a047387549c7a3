/** What may be logged of an exception, and of those that nobody handles. */
@NullMarked
package io.followsync.runtime.logging;

import org.jspecify.annotations.NullMarked;
