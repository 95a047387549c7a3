/** Progress events on Kafka. */
@NullMarked
package io.followsync.worker.progress.kafka;

import org.jspecify.annotations.NullMarked;
