/**
 * A real Kafka broker and a real PostgreSQL for one machine: kept ones for the local
 * stack, throw-away ones for tests.
 */
@NullMarked
package io.followsync.embedded;

import org.jspecify.annotations.NullMarked;
