/** One Kafka broker in KRaft mode, in its own process. */
@NullMarked
package io.followsync.embedded.kafka;

import org.jspecify.annotations.NullMarked;
