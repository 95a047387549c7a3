/**
 * What applies to every call: errors, client addresses and the restriction to local
 * calls.
 */
@NullMarked
package io.followsync.gateway.edge;

import org.jspecify.annotations.NullMarked;
