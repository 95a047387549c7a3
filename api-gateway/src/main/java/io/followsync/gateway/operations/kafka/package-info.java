/** The broker check, and the topics, created when the broker can be reached. */
@NullMarked
package io.followsync.gateway.operations.kafka;

import org.jspecify.annotations.NullMarked;
