/**
 * Whether the database and the broker can be reached, checked within a time limit and not
 * on every call.
 */
@NullMarked
package io.followsync.gateway.health;

import org.jspecify.annotations.NullMarked;
