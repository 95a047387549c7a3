/** Progress events read from Kafka. */
@NullMarked
package io.followsync.gateway.streaming.kafka;

import org.jspecify.annotations.NullMarked;
