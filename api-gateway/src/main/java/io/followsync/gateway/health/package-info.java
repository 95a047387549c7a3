/**
 * Whether the parts that the gateway stands on can be reached, checked with a bound and
 * not at every call.
 */
@NullMarked
package io.followsync.gateway.health;

import org.jspecify.annotations.NullMarked;
