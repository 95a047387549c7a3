/**
 * One Kafka broker in KRaft mode, in a process of its own.
 */
@NullMarked
package io.followsync.embedded.kafka;

import org.jspecify.annotations.NullMarked;
