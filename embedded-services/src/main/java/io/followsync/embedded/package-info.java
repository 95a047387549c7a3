/**
 * A real Kafka broker and a real PostgreSQL on one machine: persistent for the local
 * stack, temporary for tests. A service is embedded (a process of ours) or, for tests, a
 * container, or external (run by somebody else).
 */
@NullMarked
package io.followsync.embedded;

import org.jspecify.annotations.NullMarked;
