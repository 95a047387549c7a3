/** The check of the broker. */
@NullMarked
package io.followsync.gateway.health.kafka;

import org.jspecify.annotations.NullMarked;
