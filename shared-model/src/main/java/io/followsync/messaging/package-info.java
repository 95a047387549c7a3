/** The topics, and the JSON messages on them. */
@NullMarked
package io.followsync.messaging;

import org.jspecify.annotations.NullMarked;
