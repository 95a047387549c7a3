/** The topics and the messages on them, with their one JSON form. */
@NullMarked
package io.followsync.messaging;

import org.jspecify.annotations.NullMarked;
