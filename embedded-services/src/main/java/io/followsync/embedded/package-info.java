/**
 * A real Kafka broker and a real PostgreSQL on one machine: persistent for the local
 * stack, temporary for tests.
 */
@NullMarked
package io.followsync.embedded;

import org.jspecify.annotations.NullMarked;
